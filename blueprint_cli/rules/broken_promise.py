"""The service cannot keep, or does not keep, the time that the customer was promised.

The times of the steps in the promised stretch are added up. A best case over the promise is certain, because unknown
times add nothing; a worst case over it, or a measured time over it, says that the promise is kept only sometimes.
All three are told as one finding.

Why it matters
    A promise is the standard by which the customer judges everything else. One that the steps themselves contradict is
    broken by design, whatever the effort of the people who work in them.

Bad
    service: Product return
    promise: 5 d
    steps:
      - name: Send back
        customer: Brings the parcel to the post office
        frontstage:
          does: Takes the parcel
          takes: 2-3 d
      - name: Refund
        customer: Sees the money on the account
        backstage:
          does: Releases the refund
          waits: 7 d

Good
    service: Product return
    promise: 5 d
    steps:
      - name: Send back
        customer: Brings the parcel to the post office
        frontstage:
          does: Takes the parcel
          takes: 2-3 d
      - name: Refund
        customer: Sees the money on the account
        backstage:
          does: Releases the refund
          waits: 1 d

When ignoring it is fine
    Steps that run side by side although the blueprint draws them one after the other: say so in the reason.

Source
    Reliability, keeping what was promised, as the first dimension of service quality: Parasuraman, Zeithaml and Berry,
    SERVQUAL, Journal of Retailing 1988.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Duration
from blueprint_cli.blueprint.duration import format_length
from blueprint_cli.document import Problem, Related
from blueprint_cli.measures.elapsed import StepTime, Stretch
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file

#: How many of the steps that take longest are named.
CONTRIBUTORS = 3


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare the promise with the best case, the worst case and the measured time of its stretch."""
    promise = blueprint.promise
    if promise is None:
        yield Skipped("no promise")
        return
    within = promise.within
    stretch = context.elapsed.between(promise.first, promise.last)
    summed = _summed(stretch, within)
    measured = _measured(blueprint, within)
    if summed is None and measured is None:
        yield Skipped(stretch.skipped or f"times and promise ({within}) count in different days")
        return
    best_breaks = summed is not None and summed.low > within.high
    breaking = _breaking(summed, measured, within)
    if not breaking:
        return
    cannot = "cannot be kept" if best_breaks else "is not always kept"
    silent = len(stretch.unknown) if summed else 0
    unknown = f" {silent} of its steps give no time, so it takes longer still." if silent else ""
    yield on_file(
        RULE.name,
        blueprint,
        f"The promise of {within} {cannot}: {'; '.join(breaking)}.",
        "Customers measure a service by what it promised. Shorten what takes longest, or promise what can be kept."
        f"{unknown}",
        element=promise,
        related=tuple(_contributors(stretch)),
        severity=("error" if blueprint.is_target else None) if best_breaks else "warning",
        marked=bool(blueprint.pains) or any(_is_marked(time, blueprint) for time in stretch.steps),
    )


def _summed(stretch: Stretch, within: Duration) -> Duration | None:
    """Return the time of the stretch as a range, None where it is unknown or on another axis than the promise."""
    if stretch.skipped or stretch.axis != within.axis:
        return None
    return Duration(stretch.low, stretch.high, stretch.axis)


def _measured(blueprint: Blueprint, within: Duration) -> Duration | None:
    """Return the measured time of the whole, where the promise is about the whole, too."""
    promise, steps = blueprint.promise, blueprint.steps
    if promise is None or blueprint.takes is None or blueprint.takes.axis != within.axis:
        return None
    whole = promise.first in (None, steps[0]) and promise.last in (None, steps[-1]) if steps else True
    return blueprint.takes if whole else None


def _breaking(summed: Duration | None, measured: Duration | None, within: Duration) -> list[str]:
    """Say each time that is longer than the promise."""
    told = []
    if summed is not None and summed.high > within.high:
        worst = format_length(summed.high, axis=summed.axis)
        if summed.low == summed.high:
            told.append(f"its steps take {worst}")
        elif summed.low > within.high:
            told.append(f"its steps take {format_length(summed.low, axis=summed.axis)} at best, {worst} at worst")
        else:
            told.append(f"its steps take up to {worst}")
    if measured is not None and measured.high > within.high:
        told.append(f"the whole was measured at {measured}")
    return told


def _contributors(stretch: Stretch) -> Iterator[Related]:
    """Name what takes longest: of each of the longest steps its longest card, or the step where it has its own time."""
    known = [time for time in stretch.steps if time.high]
    for time in sorted(known, key=lambda time: -(time.high or 0))[:CONTRIBUTORS]:
        length = format_length(time.low or 0, time.high, time.axis)
        if time.chain:
            card = max(time.chain, key=_length)
            words = f"“{card_words(card)}” is the longest part of the {length} of “{time.step.title}”"
            yield Related(card.at("waits", "takes"), words)
        else:
            yield Related(time.step.at("takes", "waits"), f"“{time.step.title}” takes {length}")


def _length(card: Card) -> int:
    return sum(length.high for length in (card.waits, card.takes) if length)


def _is_marked(time: StepTime, blueprint: Blueprint) -> bool:
    """Whether the author has marked a card of the longest chain, or one that explains the step's own time."""
    if not time.chain:
        return time.high is not None and time.step.marked
    return any(card.marked or any(link.marked for link in blueprint.incoming[card]) for card in time.chain)


RULE = Rule("broken-promise", "time", check, service=True)
