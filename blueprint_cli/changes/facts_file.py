"""Facts about the file: what it is about, and who and what it declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blueprint_cli.blueprint import Actor, Policy, Process, Review, System
from blueprint_cli.changes.change import Change, Subject
from blueprint_cli.changes.facts_marks import id_changes, mark_come, mark_gone, unmatched_marks
from blueprint_cli.changes.facts_time import promise_changes
from blueprint_cli.changes.making import About, Both
from blueprint_cli.changes.pairs import Pairs

_KINDS = {
    "service": "service-renamed",
    "customer": "customer-changed",
    "starts": "scope-changed",
    "ends": "scope-changed",
    "state": "state-changed",
    "summary": "summary-changed",
    "version": "version-changed",
    "owner": "owner-changed",
    "language": "language-changed",
    "basis": "basis-changed",
    "note": "note-changed",
    "lanes": "lanes-changed",
}


def file_changes(both: Both) -> Iterator[Change]:
    """Yield the changes of the whole file."""
    old, new = both.old, both.new
    about = About("file", old, new)
    for field, kind in _KINDS.items():
        yield from about.text(kind, field, getattr(old, field) or None, getattr(new, field) or None)
    yield from about.text("current-state-changed", "from", old.from_path, new.from_path)
    catalogs = (", ".join(text.text for text in side.catalogs) or None for side in (old, new))
    yield from about.text("catalogs-changed", "catalog", *catalogs)
    yield from about.text("review-changed", "review", _review(old.review), _review(new.review))
    yield from promise_changes(both)
    for name in dict.fromkeys((*old.accepts, *new.accepts)):
        kinds = "pain-accepted", "pain-not-accepted", "acceptance-reworded"
        before, after = (_accepted(name, side.accepts) for side in (old, new))
        yield from about.text_or_none(kinds, "accepts", before, after)


def _accepted(name: str, accepts: dict[str, str]) -> str | None:
    return f"{name}: {accepts[name]}" if name in accepts else None


def _review(review: Review | None) -> str | None:
    if review is None:
        return None
    said = (
        review.date,
        review.by and f"by {review.by}",
        f"every {review.every}" if review.every else None,
        review.content,
    )
    return ", ".join(filter(None, said)) or None


def register_changes(both: Both) -> Iterator[Change]:
    """Yield the changes of actors, systems, policies and processes."""
    matching = both.matching
    sorts: tuple[tuple[Subject, Pairs[Any]], ...] = (
        ("actor", matching.actors),
        ("system", matching.systems),
        ("policy", matching.policies),
        ("process", matching.processes),
    )
    for subject, pairs in sorts:
        for entry in pairs.only_old:
            if entry.declared and entry.own:
                parts = [mark_gone(both, mark, entry) for mark, _ in unmatched_marks(both, entry)]
                yield About(subject, old=entry).change(f"{subject}-dropped", "", entry.name, None, parts=parts)
        for entry in pairs.only_new:
            if entry.declared and entry.own:
                parts = [mark_come(both, mark, entry) for mark, _ in unmatched_marks(both, entry)]
                yield About(subject, new=entry).change(f"{subject}-declared", "", None, entry.name, parts=parts)
        for pair in pairs:
            yield from _entry(About(subject, pair.old, pair.new, pair=pair), subject, pair.old, pair.new)


def _entry(about: About, subject: Subject, old: Any, new: Any) -> Iterator[Change]:
    if old.declared != new.declared:
        kind = f"{subject}-declared" if new.declared else f"{subject}-dropped"
        yield about.change(kind, "", *((None, new.name) if new.declared else (old.name, None)))
        if old.name.casefold() == new.name.casefold():
            return
    if old.declared and new.declared:
        yield from id_changes(about, old.id, new.id)
    kind = "policy-changed" if subject == "policy" else f"{subject}-renamed"
    yield from about.text(kind, "name", old.name, new.name)
    if not (old.declared and new.declared):
        return
    match old, new:
        case Actor(), Actor():
            yield from about.text("actor-team-changed", "team", old.team, new.team)
            yield from about.text("actor-kind-changed", "kind", old.kind, new.kind)
        case System(), System():
            yield from about.text("system-owner-changed", "owner", old.owner, new.owner)
            for key in ("kind", "vendor", "link"):
                yield from about.text("system-details-changed", key, getattr(old, key), getattr(new, key))
            yield from _status(about, old.status, new.status)
        case Policy(), Policy():
            yield from about.text("policy-changed", "source", old.source, new.source)
        case Process(), Process():
            yield from about.text("process-model-changed", "model", old.model, new.model)
            yield from about.text("process-owner-changed", "owner", old.owner, new.owner)


def _status(about: About, before: str | None, after: str | None) -> Iterator[Change]:
    if before == after:
        return
    if "retired" in (before, after):
        kind = "system-retired" if after == "retired" else "system-revived"
    elif "deprecated" in (before, after):
        kind = "system-deprecated" if after == "deprecated" else "system-reinstated"
    else:
        kind = "system-details-changed"
    yield about.change(kind, "status", before, after)
