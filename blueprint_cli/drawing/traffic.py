"""Who runs where on the coarse lines, and which edges must cross.

Two ways that share a stretch cross once if one lies left of the other where they meet and right of it where they part,
and not at all otherwise, whatever the order of their tracks: the count is that of the best drawing of the pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from blueprint_cli.drawing.coarse import Coarse

#: A way over the coarse lines: its nodes, from the source's to the target's.
Way = list[int]

#: No direction: a way begins or ends here.
NONE = 4

#: How much a crossing counts in which a stem takes part, against one of two arrows.
STEM_WEIGHT = 0.3


class Stretch(NamedTuple):
    """Nodes that two ways share: from `first` of one and `other` of the other, `length` steps long.

    `step` is 1 where the other runs the same way, else -1. `start` and `end` say on which side of the first way the
    other one comes and goes: 1 left, -1 right, 0 where both begin or end in the same box.
    """

    first: int
    other: int
    length: int
    step: int
    start: int
    end: int

    @property
    def crosses(self) -> bool:
        """Tell whether the two must cross here."""
        return self.start * self.end < 0


class Traffic:
    """The ways of all edges routed so far, and what each node and step carries."""

    def __init__(self, coarse: Coarse, weights: list[float]) -> None:
        size = coarse.nx * coarse.ny
        self.coarse = coarse
        self.weights = weights
        self.ways: list[Way] = [[] for _ in weights]
        self.users: list[dict[int, int]] = [{} for _ in range(size)]
        #: Per `node * 4 + direction`: who goes there or comes from there, and the direction that it has at its other
        #: side of the node, NONE where it begins or ends there.
        self.turns: list[dict[int, int]] = [{} for _ in range(4 * size)]
        #: Per `node * 2 + (direction & 1)`: arrows and stems that run straight across this direction.
        self.passing = [(0, 0)] * (2 * size)
        #: Per `node * 4 + direction`: ways on this step, either way round, weighted; and their number.
        self.load = [0.0] * (4 * size)
        self.count = [0] * (4 * size)
        #: How many states the searches for ways have looked at.
        self.searched = 0

    def add(self, edge: int, way: Way) -> None:
        """Put an edge on its way."""
        self.ways[edge] = way
        for place, node in enumerate(way):
            self.users[node][edge] = place
        self._turn(edge, way, 1)
        self._carry(way, self.weights[edge], 1)

    def remove(self, edge: int) -> Way:
        """Take an edge off its way, and return that."""
        way = self.ways[edge]
        self.ways[edge] = []
        for node in way:
            del self.users[node][edge]
        self._turn(edge, way, -1)
        self._carry(way, -self.weights[edge], -1)
        return way

    def _turn(self, edge: int, way: Way, number: int) -> None:
        """Note or forget how an edge runs over the nodes of its way."""
        nx = self.coarse.nx
        heading = {1: 0, nx: 1, -1: 2, -nx: 3}
        back = NONE
        is_arrow = self.weights[edge] == 1.0
        for place, node in enumerate(way):
            ahead = heading[way[place + 1] - node] if place + 1 < len(way) else NONE
            for one, other in ((back, ahead), (ahead, back)):
                if one == NONE:
                    continue
                if number > 0:
                    self.turns[node * 4 + one][edge] = other
                else:
                    del self.turns[node * 4 + one][edge]
            if back ^ ahead == 2:
                across = node * 2 + 1 - (ahead & 1)
                arrows, stems = self.passing[across]
                self.passing[across] = (arrows + number, stems) if is_arrow else (arrows, stems + number)
            back = (ahead + 2) & 3

    def _carry(self, way: Way, weight: float, number: int) -> None:
        nx = self.coarse.nx
        heading = {1: 0, nx: 1, -1: 2, -nx: 3}
        for here, there in pairwise(way):
            direction = heading[there - here]
            for step in (here * 4 + direction, there * 4 + (direction + 2) % 4):
                self.load[step] += weight
                self.count[step] += number

    def stretches(self, way: Way, above: int = -1) -> Iterator[tuple[int, Stretch]]:
        """Yield the stretches that this way shares with each edge `above` a number, in order along the way."""
        for place, node in enumerate(way):
            for edge, other in self.users[node].items():
                if edge <= above:
                    continue
                theirs = self.ways[edge]
                if place and _follows(theirs, other, way[place - 1]):
                    continue
                yield edge, self._stretch(way, place, theirs, other)

    def crossings(self, edge: int, way: Way) -> float:
        """Return the weighted crossings that this way of an edge has with all routed edges."""
        total = 0.0
        weight = self.weights[edge]
        for other, stretch in self.stretches(way):
            if other != edge and stretch.crosses:
                total += 1.0 if weight == self.weights[other] == 1.0 else STEM_WEIGHT
        return total

    def _stretch(self, way: Way, place: int, theirs: Way, other: int) -> Stretch:
        step, length = 1, 0
        if place + 1 < len(way):
            if other + 1 < len(theirs) and theirs[other + 1] == way[place + 1]:
                length = 1
            elif other and theirs[other - 1] == way[place + 1]:
                step, length = -1, 1
        if not length:
            return Stretch(place, other, 0, 1, *self._meet(way, place, theirs, other))
        limit = len(theirs)
        while (
            place + length + 1 < len(way)
            and 0 <= other + step * (length + 1) < limit
            and way[place + length + 1] == theirs[other + step * (length + 1)]
        ):
            length += 1
        start = end = 0
        came = other - step
        if place and 0 <= came < limit:
            heading = way[place + 1] - way[place]
            mine, its = way[place] - way[place - 1], way[place] - theirs[came]
            start = 1 if self._from_side(heading, its) < self._from_side(heading, mine) else -1
        last, goes = place + length, other + step * (length + 1)
        if last + 1 < len(way) and 0 <= goes < limit:
            heading = way[last] - way[last - 1]
            mine, its = way[last + 1] - way[last], theirs[goes] - way[last]
            end = 1 if self._to_side(heading, its) < self._to_side(heading, mine) else -1
        return Stretch(place, other, length, step, start, end)

    def _meet(self, way: Way, place: int, theirs: Way, other: int) -> tuple[int, int]:
        """Return the sides for two ways that share a single node: they cross if both run straight on."""
        if not (0 < place < len(way) - 1 and 0 < other < len(theirs) - 1):
            return 0, 0
        straight = way[place + 1] - way[place] == way[place] - way[place - 1]
        crosses = straight and theirs[other + 1] - theirs[other] == theirs[other] - theirs[other - 1]
        return (1, -1) if crosses else (0, 0)

    def _from_side(self, heading: int, came: int) -> int:
        """Return -1, 0, 1 for a way that comes from the left, from behind or from the right of a heading."""
        if came == heading:
            return 0
        # Who comes from the left goes to the right until here.
        return -1 if came == self._right_of(heading) else 1

    def _to_side(self, heading: int, goes: int) -> int:
        """Return -1, 0, 1 for a way that leaves to the left, straight on or to the right."""
        if goes == heading:
            return 0
        return 1 if goes == self._right_of(heading) else -1

    def _right_of(self, step: int) -> int:
        nx = self.coarse.nx
        return {1: nx, nx: -1, -1: -nx, -nx: 1}[step]


def _follows(theirs: Way, place: int, node: int) -> bool:
    return (place > 0 and theirs[place - 1] == node) or (place + 1 < len(theirs) and theirs[place + 1] == node)
