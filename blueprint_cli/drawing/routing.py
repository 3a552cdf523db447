"""Ways for all edges over the coarse lines: A* with prices, short edges first, then again with all others in place."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise

from blueprint_cli.drawing.coarse import Coarse, coarse_lines, side_capacity
from blueprint_cli.drawing.grid import Grid
from blueprint_cli.drawing.traffic import NONE, STEM_WEIGHT, Traffic, Way

#: Prices in points of length, tried on blueprints of 12, 60 and 400 cards: with 140 for a crossing and 9 for company
#: they have 6 % fewer bends, but 7, 41 and 346 crossings instead of 4, 32 and 297.
BEND = 70.0
CROSSING = 280.0
LOAD = 3.0
OVER_CAPACITY = 400.0

Capacities = list[tuple[int, int, int, int]]
INFINITE = float("inf")
NOBODY: dict[int, int] = {}
#: Left, straight on or right of a heading, for a direction less the heading, modulo 4.
LATERAL = (0, 1, 9, -1)

#: How often all edges are routed anew against the others; it settles after two or three.
PASSES = 3
#: Gains below this are none.
TINY = 1e-6


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
        old = traffic.ways[edge]
        if stirred is not None and stirred.isdisjoint(old) and changed.isdisjoint(old):
            continue
        if _reroute(traffic, grid, edge, capacity):
            changed.update(old, traffic.ways[edge])
    return changed


def _reroute(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities) -> bool:
    """Take an edge off its way and route it anew; keep the old way unless the new one costs less."""
    old = traffic.remove(edge)
    new = find_way(traffic, grid, edge, capacity)
    if new != old:
        price = _price(traffic, edge, new, grid, capacity)
        if price < _price(traffic, edge, old, grid, capacity) - TINY:
            traffic.add(edge, new)
            return True
    traffic.add(edge, old)
    return False


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


def _price(traffic: Traffic, edge: int, way: Way, grid: Grid, capacity: Capacities) -> float:
    """Return what a way costs among all the others, with its crossings counted as they must be drawn."""
    coarse = traffic.coarse
    total = CROSSING * traffic.crossings(edge, way)
    heading = {1: 0, coarse.nx: 1, -1: 2, -coarse.nx: 3}
    before = -1
    for here, there in pairwise(way):
        direction = heading[there - here]
        total += coarse.price[here * 4 + direction] + LOAD * traffic.load[here * 4 + direction]
        if before >= 0 and before != direction:
            total += BEND
        before = direction
    first = heading[way[1] - way[0]]
    last = heading[way[-2] - way[-1]]
    ends = ((grid.edges[edge].source, way[0] * 4 + first, first), (grid.edges[edge].target, way[-1] * 4 + last, last))
    for box, step, side in ends:
        if traffic.count[step] >= capacity[box][side]:
            total += OVER_CAPACITY * (traffic.count[step] - capacity[box][side] + 1)
    return total


def find_way(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities) -> Way:
    """Find the cheapest way for an edge by A* over (node, direction); ties go to the lower state number.

    A crossing with an edge that shares a stretch is only known where the two part. So each state remembers on which
    side the edges of its last step lie: exact for the way that reaches the state at the least price.
    """
    coarse = traffic.coarse
    steps, fixed, box_at = coarse.next, coarse.price, coarse.box_at
    load, count, links, weights = traffic.load, traffic.count, traffic.links, traffic.weights
    source_box, target_box = grid.edges[edge].source, grid.edges[edge].target
    source, target = coarse.nodes[source_box], coarse.nodes[target_box]
    weight = weights[edge]
    # The least price from a node to the target: the length, and a bend where there must be one.
    nx = coarse.nx
    far_x = [abs(x - coarse.x[target % nx]) for x in coarse.x]
    far_y = [abs(y - coarse.y[target // nx]) for y in coarse.y]
    best: dict[int, float] = {}
    parent: dict[int, int] = {}
    beside: dict[int, dict[int, int]] = {}
    heap: list[tuple[float, int, float]] = []
    for direction in range(4):
        step = source * 4 + direction
        price = fixed[step] + LOAD * load[step]
        over = count[step] + 1 - capacity[source_box][direction]
        if over > 0:
            price += OVER_CAPACITY * over
        state = steps[step] * 4 + direction
        best[state], parent[state], beside[state] = price, -1, NOBODY
        heappush(heap, (price, state, price))
    while heap:
        _, state, price = heappop(heap)
        if price > best[state]:
            continue
        node, direction = state >> 2, state & 3
        if node == target:
            return _trace(parent, state, source)
        here = links[node]
        sides = beside[state]
        back = (direction + 2) & 3
        for turn in (direction, (direction + 1) & 3, (direction + 3) & 3):
            step = node * 4 + turn
            there = steps[step]
            if there < 0 or (box_at[there] >= 0 and there != target):
                continue
            cost = price + fixed[step] + LOAD * load[step]
            if turn != direction:
                cost += BEND
            along = NOBODY
            if here:
                crossed, along = _cross(here, sides, back, turn, weight, weights)
                cost += CROSSING * crossed
            if there == target:
                side = (turn + 2) & 3
                over = count[target * 4 + side] + 1 - capacity[target_box][side]
                if over > 0:
                    cost += OVER_CAPACITY * over
            reached = there * 4 + turn
            if cost < best.get(reached, INFINITE):
                best[reached], parent[reached], beside[reached] = cost, state, along
                across, down = far_x[there % nx], far_y[there // nx]
                least = cost + across + down + BEND if across and down else cost + across + down
                heappush(heap, (least, reached, cost))
    raise AssertionError("every box has gutters around it, and they are connected")


def _cross(
    here: dict[int, tuple[int, int]],
    sides: dict[int, int],
    back: int,
    turn: int,
    weight: float,
    weights: list[float],
) -> tuple[float, dict[int, int]]:
    """Return the weighted crossings on a node passed from `back` to `turn`, and the sides of those who go along.

    Seen along the way, a side is 1 for an edge on the left and -1 for one on the right.
    """
    crossed = 0.0
    along: dict[int, int] = {}
    heading = (back + 2) & 3
    for edge, (one, two) in here.items():
        came = one == back or two == back
        goes = one == turn or two == turn
        if came:
            if goes:
                if edge in sides:
                    along[edge] = sides[edge]
                continue
            side = sides.get(edge, 0)
            leaves = two if one == back else one
            if (
                side
                and leaves != NONE
                and (LATERAL[(leaves - heading) & 3] < LATERAL[(turn - heading) & 3]) != (side > 0)
            ):
                crossed += 1.0 if weight == weights[edge] == 1.0 else STEM_WEIGHT
        elif goes:
            comes = two if one == turn else one
            if comes != NONE:
                # Seen backwards from here, the left is on the other side.
                side = LATERAL[(comes - turn - 2) & 3] > LATERAL[(back - turn - 2) & 3]
                along[edge] = 1 if side else -1
        elif turn == heading and (one ^ two) == 2:
            crossed += 1.0 if weight == weights[edge] == 1.0 else STEM_WEIGHT
    return crossed, along


def _trace(parent: dict[int, int], state: int, source: int) -> Way:
    way = []
    while state >= 0:
        way.append(state >> 2)
        state = parent[state]
    way.append(source)
    way.reverse()
    return way
