"""From bytes to a blueprint, with all that is wrong in reading, structure and references. Knows no rule."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card, Step
from blueprint_cli.blueprint.build import build_blueprint
from blueprint_cli.document import Document, Problem, read_document
from blueprint_cli.document.schema import check_schema
from blueprint_cli.files import DISK, Files


class Loaded(NamedTuple):
    """A file as far as it could be read: `problems` are those of reading, schema and references."""

    document: Document
    blueprint: Blueprint
    problems: list[Problem]

    @property
    def broken(self) -> bool:
        """Whether the structure has an error, so that a drawing would not show what is meant."""
        return any(problem.severity in (None, "error") for problem in self.problems)


def load_blueprint(path: str, data: bytes, files: Files = DISK, catalogs: Sequence[str] = ()) -> Loaded:
    """Read, check and build the blueprint in `data`; catalogs and the current state are read from `files`.

    `catalogs` are shared ones, beside those that the blueprint names, by their paths from the working folder.
    """
    document = read_document(path, data)
    problems = list(document.problems)
    if document.data is not None:
        problems += check_schema(document)
    blueprint = _build(document, files, catalogs)
    problems += blueprint.problems
    if document.data and not any(key in document.data for key in _NEEDED):
        # What another kind of file holds is no news.
        told = [problem for problem in problems if problem.rule == "schema" and not problem.anchor]
        problems = [*document.problems, *(_name_kind(problem, path) for problem in told[:1])]
    # A value that the schema refuses is not told a second time by the model.
    seen: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.span, problem.rule in ("bad-duration", "schema") or problem.rule), problem)
    found = [_with_address(problem, blueprint) for problem in seen.values()]
    return Loaded(document, blueprint, with_fixes(found, document.text))


#: Of these a blueprint has one at least, even one with mistakes.
_NEEDED = ("blueprint", "service", "steps")


def _name_kind(problem: Problem, path: str) -> Problem:
    """Say what a file is that is no blueprint, where its name tells."""
    name = os.path.basename(path).lower()
    if name in ("bp.yaml", ".bp-baseline.yaml"):
        what = "a configuration" if name == "bp.yaml" else "a baseline"
    elif name.endswith((".catalog.yaml", ".catalog.yml", ".catalog.json")):
        what = "a catalog"
    else:
        return problem
    help = "`bp lint` checks blueprints, and reads this file where one needs it. Name the blueprints, or their folder."
    return replace(problem, message=f"This is no blueprint: by its name it is {what}.", help=help)


def build_again(loaded: Loaded, files: Files, catalogs: Sequence[str]) -> Blueprint:
    """Build the blueprint of a file once more, for whoever wants to change it."""
    return _build(loaded.document, files, catalogs)


def _build(document: Document, files: Files, catalogs: Sequence[str]) -> Blueprint:
    shared = [_beside(catalog, document.path) for catalog in catalogs]
    return build_blueprint(document, _loader(document.path, files), catalogs=shared)


def with_fixes(problems: Sequence[Problem], text: str) -> list[Problem]:
    """Give each problem of a text the fix that puts what was meant in the place of what stands there."""
    if all(problem.meant is None for problem in problems):
        return list(problems)
    # Only a mistake is written anew.
    from blueprint_cli.document.rewriting import with_fix

    lines = text.split("\n")
    return [with_fix(problem, lines) for problem in problems]


def _loader(path: str, files: Files) -> Callable[[str, str], Document | None]:
    folder = os.path.dirname(path)

    def load(name: str, schema: str) -> Document | None:
        file = PurePath(os.path.normpath(os.path.join(folder, name))).as_posix()
        try:
            data = files.read(file)
        except OSError:
            return None
        if data is None:
            return None
        document = read_document(file, data)
        if document.data is not None:
            document.problems += check_schema(document, schema)
        return document

    return load


def _beside(catalog: str, path: str) -> str:
    """Return the path of a shared catalog as the blueprint would write it."""
    try:
        return os.path.relpath(catalog, os.path.dirname(path) or ".")
    except ValueError:  # Windows: another drive.
        return os.path.abspath(catalog)


def _with_address(problem: Problem, blueprint: Blueprint) -> Problem:
    """Say in which card or step a problem of reading or schema stands."""
    if problem.card or problem.anchor:
        return problem
    step: Step | None = next((s for s in blueprint.steps if s.extent.contains(problem.span)), None)
    if step is None:
        return problem
    card: Card | None = next((c for c in step.cards if c.extent.contains(problem.span)), None)
    if card is None:
        return replace(problem, anchor=step.id)
    return replace(problem, card=card.address, anchor=card.anchor)
