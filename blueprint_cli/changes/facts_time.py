"""Facts about time: which of two durations is longer, and what that is called where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Card, Duration
from blueprint_cli.changes.change import Change
from blueprint_cli.changes.making import About, Both

_BATCHES = ("daily", "weekly", "monthly")


def compare_time(
    about: About, name: str, field: str, before: Duration | None, after: Duration | None
) -> Iterator[Change]:
    """Yield how a time has changed: stated, no longer stated, longer, shorter, only written differently.

    Of ranges the worst case counts, then the best case.
    """
    if before is None or after is None:
        if before or after:
            kind = f"{name}-stated" if after else f"{name}-unstated"
            yield about.change(kind, field, _say(before), _say(after))
        return
    yield from _compare(about, f"{name}-longer", f"{name}-shorter", field, before, after)


def _compare(
    about: About, longer: str, shorter: str, field: str, before: Duration, after: Duration
) -> Iterator[Change]:
    first, second = (before.high, before.low), (after.high, after.low)
    if before.axis != after.axis:
        kind = "time-changed"
    elif first != second:
        kind = longer if second > first else shorter
    elif str(before) != str(after):
        kind = "time-rewritten"
    else:
        return
    yield about.change(kind, field, str(before), str(after))


def _say(duration: Duration | None) -> str | None:
    return None if duration is None else str(duration)


def card_times(about: About, old: Card, new: Card) -> Iterator[Change]:
    """Yield the changes of `takes`, `waits`, `sla` and `repeats` of a card."""
    side = "customer" if old.layer == new.layer == "customer" else "provider"
    yield from compare_time(about, f"{side}-time", "takes", old.takes, new.takes)
    yield from compare_time(about, f"{side}-wait", "waits", old.waits, new.waits)
    if old.sla and new.sla:
        yield from _compare(about, "sla-loosened", "sla-tightened", "sla", old.sla, new.sla)
    elif old.sla or new.sla:
        yield about.change("sla-added" if new.sla else "sla-removed", "sla", _say(old.sla), _say(new.sla))
    before, after = old.repeats, new.repeats
    if before == after:
        return
    if before is None or after is None:
        yield about.change("batch-removed" if after is None else "batch-added", "repeats", before, after)
    elif before in _BATCHES and after in _BATCHES:
        rarer = _BATCHES.index(after) > _BATCHES.index(before)
        yield about.change("batch-rarer" if rarer else "batch-more-often", "repeats", before, after)


def promise_changes(both: Both) -> Iterator[Change]:
    """Yield the changes of the promise to the customer and of the measured time of the whole."""
    about = About("file", both.old, both.new)
    yield from compare_time(about, "service-time", "takes", both.old.takes, both.new.takes)
    old, new = both.old.promise, both.new.promise
    if old is None or new is None:
        if old or new:
            kind = "promise-added" if new else "promise-removed"
            yield about.change(kind, "promise", _say(old.within if old else None), _say(new.within if new else None))
        return
    yield from _compare(about, "promise-longer", "promise-shorter", "promise", old.within, new.within)
    ends = [(old.first, new.first), (old.last, new.last)]
    if all(both.matching.steps.joins(one, other) if one and other else one is other for one, other in ends):
        return
    before, after = (
        f"{promise.first.title if promise.first else 'start'} to {promise.last.title if promise.last else 'end'}"
        for promise in (old, new)
    )
    yield about.change("promise-span-changed", "promise", before, after)
