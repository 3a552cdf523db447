"""What can be counted before and after: times, waits, handoffs, crossings of the three lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from blueprint_cli.blueprint import Blueprint, Card, Duration, Layer
from blueprint_cli.blueprint.duration import Axis
from blueprint_cli.changes.change import Measured
from blueprint_cli.measures.elapsed import measure_elapsed
from blueprint_cli.measures.handoffs import find_handoffs

#: A length in words, as `(low, high)` and its axis; or why it cannot be said, with None.
Length = tuple[Duration | None, str]

#: The layers above each line, from top to bottom.
_LINES: tuple[tuple[str, str, tuple[Layer, ...]], ...] = (
    ("interaction", "Crossings of the line of interaction", ("evidence", "customer")),
    ("visibility", "Crossings of the line of visibility", ("evidence", "customer", "frontstage")),
    (
        "internal-interaction",
        "Crossings of the line of internal interaction",
        ("evidence", "customer", "frontstage", "backstage"),
    ),
)


def compare_measures(old: Blueprint, new: Blueprint) -> list[Measured]:
    """Measure both blueprints.

    The elapsed time is computed from the times of steps and cards (README, "Time"); what is unknown adds nothing, and
    the note says how much that is. A crossing is a written link that joins cards on two sides of the line.
    """
    found = [
        _time("elapsed", "Elapsed time, computed", _elapsed(old), _elapsed(new)),
        _time("measured", "Elapsed time, as measured", (old.takes, ""), (new.takes, "")),
        _time("promise", "Promise", *(((side.promise.within if side.promise else None), "") for side in (old, new))),
        _time("customer-waits", "The customer's waits", _waits(old), _waits(new)),
        _count("steps", "Steps", old, new, lambda side: len(side.steps), fewer_is_better=False),
        _count("customer-actions", "Customer actions", old, new, lambda side: len(side.layer("customer"))),
        _count("handoffs", "Handoffs", old, new, lambda side: len(find_handoffs(side))),
    ]
    for name, words, above in _LINES:
        found.append(_count(name, words, old, new, partial(_crossings, above=above), False))
    return found


def _elapsed(blueprint: Blueprint) -> Length:
    if not blueprint.steps:
        return None, "no steps"
    whole = measure_elapsed(blueprint).between()
    if whole.skipped:
        return None, whole.skipped
    note = f"{len(whole.unknown)} of {len(whole.steps)} steps without a time" if whole.unknown else ""
    return Duration(whole.low, whole.high, whole.axis), note


def _waits(blueprint: Blueprint) -> Length:
    waits = [card.waits for card in blueprint.layer("customer") if card.waits]
    axes: list[Axis] = list(dict.fromkeys(wait.axis for wait in waits))
    if len(axes) > 1:
        return None, "they add working days to clock time"
    if not waits:
        return None, "no waits of the customer written down"
    return Duration(sum(wait.low for wait in waits), sum(wait.high for wait in waits), axes[0]), ""


def _time(name: str, words: str, old: Length, new: Length) -> Measured:
    (before, before_note), (after, after_note) = old, new
    better = None
    if before and after and before.axis == after.axis and (before.high, before.low) != (after.high, after.low):
        better = (after.high, after.low) < (before.high, before.low)
    notes = {f"before: {before_note}" if before_note else "": None, f"after: {after_note}" if after_note else "": None}
    note = before_note if before_note == after_note else "; ".join(filter(None, notes))
    # One length, written `5 d` and then `120 h`, is no row of a table of what changed.
    same = before and after and (before.axis, before.low, before.high) == (after.axis, after.low, after.high)
    told = _say(before if same else after)
    return Measured(name, words, _say(before), told, _value(before), _value(after), better, note)


def _say(length: Duration | None) -> str | None:
    return str(length) if length else None


def _value(length: Duration | None) -> tuple[int, int] | None:
    return (length.low, length.high) if length else None


def _count(
    name: str,
    words: str,
    old: Blueprint,
    new: Blueprint,
    count: Callable[[Blueprint], int],
    fewer_is_better: bool = True,
) -> Measured:
    before, after = count(old), count(new)
    better = after < before if fewer_is_better and before != after else None
    return Measured(name, words, str(before), str(after), (before, before), (after, after), better)


def _crossings(blueprint: Blueprint, above: tuple[Layer, ...]) -> int:
    def crosses(one: Card, other: Card) -> bool:
        return (one.layer in above) != (other.layer in above)

    return sum(crosses(link.source, link.target) for link in blueprint.links)
