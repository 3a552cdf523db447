"""Two blueprints from texts, compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.changes.change import Change, Comparison, Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.changes.kinds import KINDS
from blueprint_cli.load import load_blueprint

FILES = {
    "shared.catalog.yaml": b"actors: {porter: {name: Night porter}}",
    "old.blueprint.yaml": (
        b"blueprint: 1\nservice: Key cutting\npain: {id: old-pain, what: Slow}\nsteps: [{name: Wait, customer: Waits}]"
    ),
}


class Beside:
    """The files beside the blueprint."""

    def read(self, path: str) -> bytes | None:
        return FILES.get(path)

    def committed_after(self, paths: Iterable[str], day: date, until: date) -> dict[str, date]:
        return {}


def read(text: str, path: str = "x.blueprint.yaml") -> Blueprint:
    loaded = load_blueprint(path, text.encode(), Beside())
    assert [problem.message for problem in loaded.problems] == []
    return loaded.blueprint


def side(text: str, path: str = "x.blueprint.yaml") -> Side:
    return Side(path, read(text, path), text)


def compared(old: str, new: str, **options: Any) -> Comparison:
    return compare(side(old), side(new), **options)


def facts(changes: Iterable[Change]) -> list[tuple[Any, ...]]:
    """Return what changes say, parts included, in an order that is the same in both directions."""
    return sorted(map(fact, changes), key=repr)


def fact(change: Change) -> tuple[Any, ...]:
    return (
        change.kind,
        change.subject,
        change.old_address,
        change.new_address,
        change.field,
        change.before,
        change.after,
        change.old_span,
        change.new_span,
        change.how,
        change.score,
        tuple(facts(change.parts)),
    )


def mirrored(change: Change) -> tuple[Any, ...]:
    """Return what the change says when the sides are swapped."""
    return (
        KINDS[change.kind].opposite,
        change.subject,
        change.new_address,
        change.old_address,
        change.field,
        change.after,
        change.before,
        change.new_span,
        change.old_span,
        change.how,
        change.score,
        tuple(sorted(map(mirrored, change.parts), key=repr)),
    )


def mirror(changes: Iterable[Change]) -> list[tuple[Any, ...]]:
    return sorted(map(mirrored, changes), key=repr)
