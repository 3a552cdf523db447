"""Facts about pains, fail points, ideas and measures, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from blueprint_cli.blueprint import Blueprint, Card, Fail, Idea, Link, Measure, Pain, Process
from blueprint_cli.changes.change import Change, Subject
from blueprint_cli.changes.ideas import realised_by
from blueprint_cli.changes.making import About, Both, Holder, same_words
from blueprint_cli.changes.pairs import Pair

Mark = Pain | Fail | Idea | Measure
Sort = TypeVar("Sort", Pain, Fail, Idea, Measure)
_SEVERITIES = ("low", "medium", "high")


def mark_changes(both: Both) -> Iterator[Change]:
    """Yield the changes of the marks that are on both sides, and of those that came or went.

    What came or went with a card, link or process that itself came or went is told there and not here.
    """
    matching = both.matching
    old_holders, new_holders = holders(both.old), holders(both.new)
    for pains in matching.pains:
        about = _both("pain", pains, old_holders, new_holders)
        yield from _moved(both, about)
        yield from _pain(both, about, pains.old, pains.new)
    for fails in matching.fails:
        about = _both("fail", fails, old_holders, new_holders)
        yield from _moved(both, about)
        yield from _fail(about, fails.old, fails.new)
    for ideas in matching.ideas:
        about = _both("idea", ideas, old_holders, new_holders)
        yield from _moved(both, about)
        yield from _idea(about, ideas.old, ideas.new)
    for measures in matching.measures:
        goal = old_holders.get(measures.old) is None and new_holders.get(measures.new) is None
        about = _both("goal" if goal else "measure", measures, old_holders, new_holders)
        yield from _moved(both, about)
        yield from _measure(about, measures.old, measures.new)
    for pairs in (matching.pains, matching.fails, matching.ideas, matching.measures):
        for mark in pairs.only_old:
            if _stays(both, old_holders.get(mark)):
                yield mark_gone(both, mark, old_holders.get(mark))
        for mark in pairs.only_new:
            if _stays(both, new_holders.get(mark)):
                yield mark_come(both, mark, new_holders.get(mark))


def mark_gone(both: Both, mark: Mark, holder: Holder) -> Change:
    """Return the removal of a mark of the old blueprint."""
    kind, subject = _sort(mark, holder)
    about = About(subject, old=mark, old_holder=holder)
    if isinstance(mark, Idea) and (found := realised_by(mark, both.new, both.matching)):
        return about.change("idea-taken-up", "idea", mark.what, found[0][0].does)
    return about.change(f"{kind}-removed", subject, _words(mark), None)


def mark_come(both: Both, mark: Mark, holder: Holder) -> Change:
    """Return the addition of a mark of the new blueprint."""
    kind, subject = _sort(mark, holder)
    about = About(subject, new=mark, new_holder=holder)
    if isinstance(mark, Idea) and (found := realised_by(mark, both.old, both.matching)):
        return about.change("idea-put-back", "idea", found[0][0].does, mark.what)
    return about.change(f"{kind}-added", subject, None, _words(mark))


def unmatched_marks(both: Both, holder: Card | Link | Process) -> Iterator[tuple[Mark, bool]]:
    """Yield the marks of a card, link or process that have no counterpart, and whether they are of the old side."""
    matching = both.matching
    sorts = (
        (matching.pains, getattr(holder, "pains", [])),
        (matching.fails, getattr(holder, "fails", [])),
        (matching.ideas, getattr(holder, "ideas", [])),
        (matching.measures, getattr(holder, "measures", [])),
    )
    for pairs, marks in sorts:
        gone, come = set(pairs.only_old), set(pairs.only_new)
        for mark in marks:
            if mark in gone or mark in come:
                yield mark, mark in gone


def holders(blueprint: Blueprint) -> dict[Mark, Holder]:
    """Return where each mark of a blueprint stands; None for the file itself."""
    found: dict[Mark, Holder] = {}
    found |= dict.fromkeys((*blueprint.pains, *blueprint.goals), None)
    for card in blueprint.cards:
        found |= dict.fromkeys((*card.pains, *card.fails, *card.ideas, *card.measures), card)
        if card.process:
            found |= dict.fromkeys(card.process.measures, card.process)
    for link in blueprint.links:
        found |= dict.fromkeys((*link.pains, *link.fails), link)
    for process in blueprint.processes.values():
        found |= dict.fromkeys(process.measures, process)
    return found


def _both(subject: Subject, pair: Pair[Sort], old: Mapping[Mark, Holder], new: Mapping[Mark, Holder]) -> About:
    return About(subject, pair.old, pair.new, old.get(pair.old), new.get(pair.new), pair)


def _stays(both: Both, holder: Holder) -> bool:
    """Whether the place of a mark is there on both sides."""
    matching = both.matching
    match holder:
        case Card():
            return bool(matching.cards.of_old(holder) or matching.cards.of_new(holder))
        case Link():
            return bool(matching.links.of_old(holder) or matching.links.of_new(holder))
        case Process():
            return bool(matching.processes.of_old(holder) or matching.processes.of_new(holder))
    return True


def _moved(both: Both, about: About) -> Iterator[Change]:
    old, new, matching = about.old_holder, about.new_holder, both.matching
    match old, new:
        case None, None:
            return
        case Card(), Card():
            same = matching.cards.joins(old, new)
        case Link(), Link():
            same = matching.links.joins(old, new)
        case Process(), Process():
            same = matching.processes.joins(old, new)
        case _:
            same = False
    if not same:
        kind = "measure-moved" if about.subject == "goal" else f"{about.subject}-moved"
        yield about.change(kind, "order", _place(old), _place(new))


def _place(holder: Holder) -> str:
    match holder:
        case Card():
            return holder.does
        case Link():
            return f"{holder.source.does} → {holder.target.does}"
        case Process():
            return holder.name
    return "the whole service"


def _pain(both: Both, about: About, old: Pain, new: Pain) -> Iterator[Change]:
    yield from about.text("pain-reworded", "what", old.what, new.what)
    yield from id_changes(about, old.id, new.id)
    if old.severity != new.severity:
        if old.severity in _SEVERITIES and new.severity in _SEVERITIES:
            worse = _SEVERITIES.index(new.severity) > _SEVERITIES.index(old.severity)
            kind = "pain-worse" if worse else "pain-milder"
        else:
            kind = "pain-severity-changed"
        yield about.change(kind, "severity", old.severity, new.severity)
    same = both.matching.cards.joins(old.cause, new.cause) if old.cause and new.cause else old.cause is new.cause
    if not same:
        before, after = (cause.does if cause else None for cause in (old.cause, new.cause))
        yield about.change("pain-cause-changed", "cause", before, after)


def _fail(about: About, old: Fail, new: Fail) -> Iterator[Change]:
    yield from about.text("fail-reworded", "what", old.what, new.what)
    kinds = "recovery-added", "recovery-removed", "recovery-changed"
    yield from about.text_or_none(kinds, "recovery", old.recovery, new.recovery)
    yield from about.text("owner-changed", "owner", old.owner, new.owner)


def _idea(about: About, old: Idea, new: Idea) -> Iterator[Change]:
    yield from about.text("idea-reworded", "what", old.what, new.what)
    yield from id_changes(about, old.id, new.id)
    for field in ("kind", "owner"):
        yield from about.text("idea-details-changed", field, getattr(old, field), getattr(new, field))
    answers = (", ".join(sorted(answer.text for answer in idea.answers)) or None for idea in (old, new))
    yield from about.text("idea-details-changed", "answers", *answers)


def _measure(about: About, old: Measure, new: Measure) -> Iterator[Change]:
    if not same_words(old.name, new.name):
        yield about.change("measure-renamed", "name", old.name, new.name)
    yield from about.text("measure-now-changed", "now", old.now, new.now)
    yield from about.text("measure-target-changed", "target", old.target, new.target)
    yield from about.text("source-changed", "source", old.source, new.source)


def id_changes(about: About, old: str | None, new: str | None) -> Iterator[Change]:
    """Yield the change of a written id."""
    yield from about.text_or_none(("id-added", "id-removed", "id-changed"), "id", old, new)


def _sort(mark: Mark, holder: Holder) -> tuple[str, Subject]:
    match mark:
        case Pain():
            return "pain", "pain"
        case Fail():
            return ("fail" if mark.recovery else "bare-fail"), "fail"
        case Idea():
            return "idea", "idea"
    return ("measure", "measure") if holder else ("goal", "goal")


def _words(mark: Mark) -> str:
    if isinstance(mark, Measure):
        values = [value and f"{word} {value}" for word, value in (("now", mark.now), ("target", mark.target))]
        return ": ".join(filter(None, (mark.name, ", ".join(filter(None, values)))))
    return mark.what
