"""The straight runs that ways are made of, each an interval on its line."""

from __future__ import annotations

from itertools import pairwise

from blueprint_cli.drawing.grid import Grid
from blueprint_cli.drawing.traffic import Traffic

#: The room of one line among the keys of positions: a track `t` of line `i` has the key `i * LINE + t`.
LINE = 1000.0
#: Half a box in keys.
HALF = 400.0


class Run:
    """A straight part of an edge's way, on a horizontal or vertical coarse line, over `low` to `high` of the others."""

    __slots__ = (
        "at_high", "at_low", "clear", "edge", "flat", "group", "high", "high_goes", "is_label", "leans", "line", "low",
        "low_goes", "span", "track", "tracks",
    )  # fmt: skip

    def __init__(
        self, edge: int, flat: bool, line: int, low: int, high: int, span: int = 1, is_label: bool = False
    ) -> None:
        self.edge = edge
        self.flat = flat
        self.line = line
        self.low = low
        self.high = high
        #: The runs that it meets at its lower and upper end; -1 where it ends at a box.
        self.at_low = -1
        self.at_high = -1
        #: Where those go from here: -1 to lower coordinates, 1 to higher, 0 for none.
        self.low_goes = 0
        self.high_goes = 0
        #: Its track, from 0, among the `tracks` of its group: the runs of its line that touch each other, directly or
        #: not.
        self.track = 0
        self.tracks = 1
        self.group = 0
        #: How many tracks it takes: more than one for the room of a label, which is no part of the way, and for a loop
        #: with its label, which `leans` to its first (-1) or last (1) track.
        self.span = span
        self.leans = 0
        self.is_label = is_label
        #: What it keeps clear to both sides for a label, in points, where it runs over the centre of a row or column.
        self.clear = 0.0

    @property
    def key(self) -> float:
        """The position of the run across its line, comparable with that of all runs of the same direction."""
        return self.line * LINE + self.offset

    @property
    def offset(self) -> float:
        """The distance from the middle of the tracks of its group, in tracks."""
        return self.track - (self.tracks - 1) / 2 + (self.leans + 1) * (self.span - 1) / 2


def make_runs(grid: Grid, traffic: Traffic) -> tuple[list[Run], list[list[int]], list[list[int]]]:
    """Cut all ways into runs.

    Returns the runs, the runs of each edge from source to target, and for each edge the run of each step of its way.
    """
    runs: list[Run] = []
    chains: list[list[int]] = []
    steps: list[list[int]] = []
    nx = traffic.coarse.nx
    for edge, way in enumerate(traffic.ways):
        points = [(node % nx, node // nx) for node in way]
        chain: list[int] = []
        of_step: list[int] = []
        for (i, j), (k, m) in pairwise(points):
            flat = j == m
            if not chain or runs[chain[-1]].flat != flat:
                chain.append(len(runs))
                runs.append(Run(edge, flat, j if flat else i, *_span(i, k, j, m, flat)))
            else:
                run = runs[chain[-1]]
                low, high = _span(i, k, j, m, flat)
                run.low, run.high = min(run.low, low), max(run.high, high)
            of_step.append(chain[-1])
        if grid.edges[edge].source == grid.edges[edge].target:
            _close_loop(runs, chain, points)
        else:
            _join(runs, chain, points)
        chains.append(chain)
        steps.append(of_step)
    return runs, chains, steps


def _span(i: int, k: int, j: int, m: int, flat: bool) -> tuple[int, int]:
    return (min(i, k), max(i, k)) if flat else (min(j, m), max(j, m))


def _join(runs: list[Run], chain: list[int], points: list[tuple[int, int]]) -> None:
    """Tell each run of a way which runs it meets, and where those lead."""
    for one, two in pairwise(chain):
        first, second = runs[one], runs[two]
        if second.line == first.high and first.low != first.high:
            first.at_high, first.high_goes = two, 1 if second.high > first.line else -1
        else:
            first.at_low, first.low_goes = two, 1 if second.high > first.line else -1
        if first.line == second.high:
            second.at_high, second.high_goes = one, 1 if first.high > second.line else -1
        else:
            second.at_low, second.low_goes = one, 1 if first.high > second.line else -1


def _close_loop(runs: list[Run], chain: list[int], points: list[tuple[int, int]]) -> None:
    """Make a stub into a loop: out, along the gutter, back."""
    out = runs[chain[0]]
    outward = points[1][0] > points[0][0] or points[1][1] > points[0][1]
    gutter = out.high if outward else out.low
    across, back = len(runs), len(runs) + 1
    runs.append(Run(out.edge, not out.flat, gutter, out.line, out.line))
    runs.append(Run(out.edge, out.flat, out.line, out.low, out.high))
    side = -1 if outward else 1
    runs[across].at_low, runs[across].low_goes = chain[0], side
    runs[across].at_high, runs[across].high_goes = back, side
    for stub in (out, runs[back]):
        if outward:
            stub.at_high = across
        else:
            stub.at_low = across
    chain += [across, back]
