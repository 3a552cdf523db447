"""What was moved when things stand in another order: as few as possible, and the same ones either way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from blueprint_cli.changes.pairs import Pair

Item = TypeVar("Item")


def moved_pairs(
    pairs: Sequence[Pair[Item]],
    places: Callable[[Pair[Item]], tuple[int, int]],
    weigh: Callable[[Pair[Item]], int],
    name: Callable[[Pair[Item]], str],
) -> list[Pair[Item]]:
    """Return the pairs that moved: all but the longest common subsequence of both orders.

    `places` are the old and the new place of a pair. Where several subsequences are longest, the heavier one stands
    still, then the one whose `name`s sort last: which is moved never depends on which side is the old one.
    """
    ordered = sorted(pairs, key=places)
    ranks = {id(pair): rank for rank, pair in enumerate(sorted(ordered, key=name))}
    size = len(ordered)
    best: list[int] = []
    before: list[int | None] = []
    for number, pair in enumerate(ordered):
        earlier = [other for other in range(number) if places(ordered[other])[1] < places(pair)[1]]
        last = max(earlier, key=lambda other: best[other], default=None)
        # One number to compare by: how many, then how heavy, then which.
        own = (1 << (size + 32)) + (weigh(pair) << size) + (1 << ranks[id(pair)])
        best.append(own + (best[last] if last is not None else 0))
        before.append(last)
    at = max(range(size), key=lambda number: best[number], default=None)
    still = set()
    while at is not None:
        still.add(at)
        at = before[at]
    return [pair for number, pair in enumerate(ordered) if number not in still]
