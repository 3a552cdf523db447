"""Ways for all edges over the coarse lines: A* with prices, short edges first, then again with all others in place."""

from __future__ import annotations

from blueprint_cli.drawing.coarse import Coarse, coarse_lines, side_capacity
from blueprint_cli.drawing.grid import Grid
from blueprint_cli.drawing.search import Capacities, find_way, price_way
from blueprint_cli.drawing.traffic import STEM_WEIGHT, Traffic, Way

#: How often all edges are routed anew against the others; a third pass gains less than one crossing in 300.
PASSES = 2
#: No edge is routed anew after searches over so many states: ten times what 400 cards with 500 links take, and reached
#: only where links run between any two cards of a large picture. What it costs such a picture in crossings was
#: not measured.
EFFORT = 700_000
#: Gains below this are none.
TINY = 1e-6


def route(grid: Grid) -> tuple[Coarse, Traffic]:
    """Find a way for each edge of a grid, from its source's node to its target's.

    The way of a loop has two nodes, its box and the gutter beside it.
    """
    coarse = coarse_lines(grid)
    traffic = Traffic(coarse, [STEM_WEIGHT if edge.stem else 1.0 for edge in grid.edges])
    capacity = side_capacity(grid, coarse)
    order = sorted(
        (index for index, edge in enumerate(grid.edges) if edge.source != edge.target),
        key=lambda index: (_distance(coarse, grid, index), grid.edges[index].stem, index),
    )
    for index in order:
        traffic.add(index, _first_way(traffic, grid, index, capacity))
    stirred: set[int] | None = None
    for _ in range(PASSES):
        stirred = _pass(traffic, grid, order, capacity, stirred)
    for index, edge in enumerate(grid.edges):
        if edge.source == edge.target:
            traffic.add(index, _loop_way(traffic, edge.source, capacity))
    return coarse, traffic


def _pass(traffic: Traffic, grid: Grid, order: list[int], capacity: Capacities, stirred: set[int] | None) -> set[int]:
    """Route all edges anew, or those on nodes where something changed; return the nodes where something did now."""
    changed: set[int] = set()
    for edge in order:
        if traffic.searched > EFFORT:
            break
        old = traffic.ways[edge]
        if stirred is not None and stirred.isdisjoint(old) and changed.isdisjoint(old):
            continue
        if _reroute(traffic, grid, edge, capacity):
            changed.update(old, traffic.ways[edge])
    return changed


def _reroute(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities) -> bool:
    """Take an edge off its way and route it anew; keep the old way unless the new one costs less."""
    old = traffic.remove(edge)
    price = price_way(traffic, grid, edge, capacity, old)
    new = find_way(traffic, grid, edge, capacity, price - TINY)
    traffic.add(edge, new or old)
    return new is not None


def _first_way(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities) -> Way:
    way = find_way(traffic, grid, edge, capacity)
    assert way, "every box has gutters around it, and they are connected"
    return way


def _distance(coarse: Coarse, grid: Grid, index: int) -> float:
    source, target = (coarse.nodes[box] for box in (grid.edges[index].source, grid.edges[index].target))
    nx = coarse.nx
    across = abs(coarse.x[source % nx] - coarse.x[target % nx])
    return across + abs(coarse.y[source // nx] - coarse.y[target // nx])


def _loop_way(traffic: Traffic, box: int, capacity: Capacities) -> Way:
    """Return the emptiest side of a box for a loop, which needs two ends; right before left, up, down."""
    node = traffic.coarse.nodes[box]

    def rank(direction: int) -> tuple[float, int]:
        taken = traffic.count[node * 4 + direction]
        over = max(0, taken + 2 - capacity[box][direction])
        return over * 10.0 + taken, (0, 3, 1, 2)[direction]

    best = min(range(4), key=rank)
    return [node, traffic.coarse.next[node * 4 + best]]
