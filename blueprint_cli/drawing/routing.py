"""Ways for all edges over the coarse lines: A* with prices, short edges first, then again with all others in place."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise

from blueprint_cli.drawing.coarse import Coarse, coarse_lines, side_capacity
from blueprint_cli.drawing.grid import Grid
from blueprint_cli.drawing.traffic import STEM_WEIGHT, Traffic, Way

#: Prices of picture.md ("The way that won"), in points of length.
BEND = 70.0
CROSSING = 140.0
SHARED_TURN = 22.0
LOAD = 9.0
OVER_CAPACITY = 400.0

#: How often all edges are routed anew against the others; it settles after two or three.
PASSES = 3


def route(grid: Grid) -> tuple[Coarse, Traffic]:
    """Find a way for each edge of a grid, from its source's node to its target's.

    The way of a loop has two nodes, its box and the gutter beside it.
    """
    coarse = coarse_lines(grid)
    traffic = Traffic(coarse, [STEM_WEIGHT if edge.stem else 1.0 for edge in grid.edges], [[] for _ in grid.edges])
    capacity = side_capacity(grid, coarse)
    order = sorted(
        (index for index, edge in enumerate(grid.edges) if edge.source != edge.target),
        key=lambda index: (_distance(coarse, grid, index), grid.edges[index].stem, index),
    )
    for index in order:
        traffic.add(index, find_way(traffic, grid, index, capacity))
    for _ in range(PASSES):
        changed = False
        for index in order:
            old = traffic.remove(index)
            new = find_way(traffic, grid, index, capacity)
            if new != old and _price(traffic, index, new, grid, capacity) >= _price(
                traffic, index, old, grid, capacity
            ):
                new = old
            changed = changed or new != old
            traffic.add(index, new)
        if not changed:
            break
    for index, edge in enumerate(grid.edges):
        if edge.source == edge.target:
            traffic.add(index, _loop_way(traffic, edge.source, capacity))
    return coarse, traffic


def _distance(coarse: Coarse, grid: Grid, index: int) -> float:
    source, target = (coarse.nodes[box] for box in (grid.edges[index].source, grid.edges[index].target))
    nx = coarse.nx
    across = abs(coarse.x[source % nx] - coarse.x[target % nx])
    return across + abs(coarse.y[source // nx] - coarse.y[target // nx])


def _loop_way(traffic: Traffic, box: int, capacity: list[tuple[int, int, int, int]]) -> Way:
    """Return the emptiest side of a box for a loop, which needs two ends; right before left, up, down."""
    node = traffic.coarse.nodes[box]

    def rank(direction: int) -> tuple[float, int]:
        taken = traffic.count[node * 4 + direction]
        over = max(0, taken + 2 - capacity[box][direction])
        return over * 10.0 + taken, (0, 3, 1, 2)[direction]

    best = min(range(4), key=rank)
    return [node, traffic.coarse.next[node * 4 + best]]


def _price(traffic: Traffic, edge: int, way: Way, grid: Grid, capacity: list[tuple[int, int, int, int]]) -> float:
    """Return what a way costs among all the others, with its crossings counted as they must be drawn."""
    coarse = traffic.coarse
    total = CROSSING * traffic.crossings(edge, way)
    heading = {1: 0, coarse.nx: 1, -1: 2, -coarse.nx: 3}
    before = -1
    for here, there in pairwise(way):
        direction = heading[there - here]
        total += coarse.price[here * 4 + direction] + LOAD * traffic.load[here * 4 + direction]
        if before >= 0 and before != direction:
            total += BEND + SHARED_TURN * traffic.turns[here]
        before = direction
    first = heading[way[1] - way[0]]
    last = heading[way[-2] - way[-1]]
    ends = ((grid.edges[edge].source, way[0] * 4 + first, first), (grid.edges[edge].target, way[-1] * 4 + last, last))
    for box, step, side in ends:
        if traffic.count[step] >= capacity[box][side]:
            total += OVER_CAPACITY * (traffic.count[step] - capacity[box][side] + 1)
    return total


def find_way(traffic: Traffic, grid: Grid, edge: int, capacity: list[tuple[int, int, int, int]]) -> Way:
    """Find the cheapest way for an edge by A* over (node, direction); ties go to the lower state number."""
    coarse = traffic.coarse
    nx, steps, fixed, box_at = coarse.nx, coarse.next, coarse.price, coarse.box_at
    load, count, turns = traffic.load, traffic.count, traffic.turns
    straight = (traffic.down, traffic.across, traffic.down, traffic.across)
    source_box, target_box = grid.edges[edge].source, grid.edges[edge].target
    source, target = coarse.nodes[source_box], coarse.nodes[target_box]
    weight = traffic.weights[edge]
    crossing = CROSSING * weight
    tx, ty = coarse.x[target % nx], coarse.y[target // nx]
    far_x = [abs(x - tx) for x in coarse.x]
    far_y = [abs(y - ty) for y in coarse.y]
    best: dict[int, float] = {}
    parent: dict[int, int] = {}
    heap: list[tuple[float, int, float]] = []

    def reach(state: int, price: float, came: int) -> None:
        if price < best.get(state, 1e18):
            best[state] = price
            parent[state] = came
            node = state >> 2
            across, down = far_x[node % nx], far_y[node // nx]
            ahead = across + down
            if across and down:
                ahead += BEND
            heappush(heap, (price + ahead, state, price))

    for direction in range(4):
        step = source * 4 + direction
        price = fixed[step] + LOAD * load[step]
        over = count[step] + 1 - capacity[source_box][direction]
        if over > 0:
            price += OVER_CAPACITY * over
        node = steps[step]
        reach(node * 4 + direction, price, -1)
    while heap:
        _, state, price = heappop(heap)
        if price > best[state]:
            continue
        node, direction = state >> 2, state & 3
        if node == target:
            way = [node]
            while state >= 0:
                state = parent[state]
                way.append(state >> 2 if state >= 0 else source)
            way.reverse()
            return way
        for turn in (direction, (direction + 1) & 3, (direction + 3) & 3):
            step = node * 4 + turn
            there = steps[step]
            if there < 0 or (box_at[there] >= 0 and there != target):
                continue
            cost = price + fixed[step] + LOAD * load[step]
            if turn == direction:
                cost += crossing * straight[turn][node]
            else:
                cost += BEND + SHARED_TURN * turns[node]
            if there == target:
                side = (turn + 2) & 3
                over = count[target * 4 + side] + 1 - capacity[target_box][side]
                if over > 0:
                    cost += OVER_CAPACITY * over
            reach(there * 4 + turn, cost, state)
    raise AssertionError("every box has gutters around it, and they are connected")
