"""How long the service takes, as far as the blueprint says (README, "Durations").

Steps are consecutive. A step takes what is written on it; else the longer of two chains of waits and touch times over
the dependencies within it, one among its provider cards, one among its customer cards. What is unknown adds nothing
and is listed, so a best case over a promise is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from blueprint_cli.blueprint import Blueprint, Card, Step
from blueprint_cli.blueprint.duration import Axis, Duration


@dataclass(slots=True, eq=False, repr=False)
class StepTime:
    """The time of one step: `low` and `high` in milliseconds (thousandths of working days), None where unknown."""

    step: Step
    low: int | None = None
    high: int | None = None
    axis: Axis = "clock"
    #: The cards that make up the longest chain (in its worst case), in order; empty where the step has its own time.
    chain: list[Card] = field(default_factory=list)
    #: Action cards that say nothing of time, where the step does not either.
    unknown: list[Card] = field(default_factory=list)
    #: Why nothing can be said, in words.
    skipped: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Stretch:
    """The time from the start of one step to the end of another."""

    low: int = 0
    high: int = 0
    axis: Axis = "clock"
    steps: list[StepTime] = field(default_factory=list)
    #: Steps that add nothing because nothing is known of them.
    unknown: list[Step] = field(default_factory=list)
    skipped: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Elapsed:
    """The time of every step, in order."""

    steps: list[StepTime]

    def between(self, first: Step | None = None, last: Step | None = None) -> Stretch:
        """Add up from the start of `first` to the end of `last`; None stands for the first and last step there is."""
        start = first.index if first else 0
        end = last.index if last else len(self.steps) - 1
        stretch = Stretch(steps=self.steps[start : end + 1])
        if start > end:
            stretch.skipped = "the stretch ends before it starts"
        axes: dict[Axis, None] = {}
        for time in stretch.steps:
            stretch.skipped = stretch.skipped or time.skipped
            if time.low is None or time.high is None:
                stretch.unknown.append(time.step)
                continue
            axes[time.axis] = None
            stretch.low += time.low
            stretch.high += time.high
        if len(axes) > 1:
            stretch.skipped = "it adds working days to clock time"
        elif axes:
            stretch.axis = next(iter(axes))
        elif not stretch.skipped:
            stretch.skipped = "no durations"
        return stretch


def measure_elapsed(blueprint: Blueprint) -> Elapsed:
    """Measure every step of the blueprint."""
    return Elapsed([_measure_step(step, blueprint) for step in blueprint.steps])


def _measure_step(step: Step, blueprint: Blueprint) -> StepTime:
    own = [length for length in (step.takes, step.waits) if length]
    if own:
        return _sum(StepTime(step), own)
    sides = list(step.provider_cards), step.layers["customer"]
    chains = [_longest_chain(StepTime(step), side, blueprint) for side in sides]
    unknown = [card for side in sides for card in side if not (card.takes or card.waits)]
    known = [chain for chain in chains if chain.low is not None]
    skipped = next((chain.skipped for chain in chains if chain.skipped), None)
    if len({chain.axis for chain in known}) > 1:
        skipped = skipped or f'step "{step.title}" mixes working days and clock time'
    if skipped or not known:
        return StepTime(step, unknown=unknown, skipped=skipped)
    longest = max(known, key=lambda chain: chain.high or 0)
    longest.low = max(chain.low or 0 for chain in known)
    longest.unknown = unknown
    return longest


def _sum(time: StepTime, lengths: Sequence[Duration]) -> StepTime:
    if len({length.axis for length in lengths}) > 1:
        time.skipped = f'step "{time.step.title}" adds working days to clock time'
        return time
    time.low, time.high = sum(length.low for length in lengths), sum(length.high for length in lengths)
    time.axis = lengths[0].axis
    return time


def _longest_chain(time: StepTime, cards: Sequence[Card], blueprint: Blueprint) -> StepTime:
    """Find the longest chain of waits and touch times over the dependencies among `cards`."""
    members = set(cards)
    lengths = {card: [length for length in (card.waits, card.takes) if length] for card in cards}
    axes = {length.axis for known in lengths.values() for length in known}
    if not axes:
        return time
    if len(axes) > 1:
        time.skipped = f'step "{time.step.title}" adds working days to clock time'
        return time
    # Customer cards of a step follow each other, so within one side the arrow of time joins like a dependency.
    before = {
        card: [
            link.source
            for link in blueprint.incoming[card]
            if (link.is_dependency or link.kind == "time") and link.source in members and link.source is not card
        ]
        for card in cards
    }
    order = _sorted_by_dependency(cards, before)
    if order is None:
        time.skipped = f'the cards of step "{time.step.title}" depend on each other in a circle'
        return time
    best: dict[Card, tuple[int, int]] = {}
    previous: dict[Card, Card | None] = {}
    for card in order:
        latest = max(before[card], key=lambda earlier: best[earlier][1], default=None)
        previous[card] = latest
        best[card] = (
            max((best[earlier][0] for earlier in before[card]), default=0) + sum(d.low for d in lengths[card]),
            (best[latest][1] if latest else 0) + sum(d.high for d in lengths[card]),
        )
    end: Card | None = max(order, key=lambda card: best[card][1])
    time.low, time.high = max(low for low, _ in best.values()), best[end][1] if end else 0
    time.axis = axes.pop()
    while end is not None:
        time.chain.insert(0, end)
        end = previous[end]
    time.chain = [card for card in time.chain if lengths[card]]
    return time


def _sorted_by_dependency(cards: Sequence[Card], before: dict[Card, list[Card]]) -> list[Card] | None:
    """Sort so that each card comes after what it depends on; None where that is impossible."""
    done: dict[Card, None] = {}
    waiting = list(cards)
    while waiting:
        ready = [card for card in waiting if all(earlier in done for earlier in before[card])]
        if not ready:
            return None
        done.update(dict.fromkeys(ready))
        waiting = [card for card in waiting if card not in done]
    return list(done)
