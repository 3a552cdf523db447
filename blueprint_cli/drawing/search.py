"""The search for one edge's way over the coarse lines: A* over (node, direction), by prices."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise

from blueprint_cli.drawing.coarse import Coarse
from blueprint_cli.drawing.grid import Grid
from blueprint_cli.drawing.traffic import NONE, STEM_WEIGHT, Traffic, Way

#: Prices in points of length. As crossings are counted exactly, they may cost much and company little:
#: tried on pictures of 12, 60 and 400 cards, 4, 32, 297 crossings with 6 % more bends, against 7, 41, 346 at 140 and 9.
BEND = 70.0
CROSSING = 280.0
LOAD = 3.0
OVER_CAPACITY = 400.0

Capacities = list[tuple[int, int, int, int]]
INFINITE = float("inf")
NOBODY: dict[int, int] = {}
#: Left, straight on or right of a heading, for a direction less the heading, modulo 4.
LATERAL = (0, 1, 9, -1)
#: On which side somebody lies who comes to a node from the third direction and goes along, for one who comes from the
#: first and goes to the second: 1 for the left, -1 for the right, 0 for nobody, `SAME` for as before.
SAME = 2
SIDES = tuple(
    tuple(
        tuple(
            0 if comes == NONE
            else SAME if comes == back
            # Seen backwards from here, the left is on the other side.
            else 1 if LATERAL[(comes - turn - 2) & 3] > LATERAL[(back - turn - 2) & 3]
            else -1
            for comes in range(5)
        )
        for turn in range(4)
    )
    for back in range(4)
)  # fmt: skip


def find_way(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities, limit: float = INFINITE) -> Way | None:
    """Find the cheapest way for an edge by A* over (node, direction); None where each costs `limit` or more.

    Ties go to the lower state number. A crossing with an edge that shares a stretch is only known where the two part.
    So each state remembers on which side the edges of its last step lie: exact for the way that reaches the state at
    the least price.
    """
    coarse = traffic.coarse
    load, count, turns, weights = traffic.load, traffic.count, traffic.turns, traffic.weights
    source_box, target_box = grid.edges[edge].source, grid.edges[edge].target
    source, target = coarse.nodes[source_box], coarse.nodes[target_box]
    weight = weights[edge]
    arrow, stem = CROSSING if weight == 1.0 else CROSSING * STEM_WEIGHT, CROSSING * STEM_WEIGHT
    passing = traffic.passing
    # The least price from a node to the target: the length, and a bend where there must be one.
    nx = coarse.nx
    target_x, target_y = coarse.x[target % nx], coarse.y[target // nx]
    moves, rest = coarse.moves, coarse.rests.setdefault(target, {})
    best: dict[int, float] = {}
    parent: dict[int, int] = {}
    beside: dict[int, dict[int, int]] = {}
    heap: list[tuple[float, int, float]] = []
    for direction in range(4):
        step = source * 4 + direction
        price = coarse.price[step] + LOAD * load[step]
        over = count[step] + 1 - capacity[source_box][direction]
        if over > 0:
            price += OVER_CAPACITY * over
        there = coarse.next[step]
        state = there * 4 + direction
        across, down = abs(coarse.x[there % nx] - target_x), abs(coarse.y[there // nx] - target_y)
        if price + across + down < limit:
            best[state], parent[state], beside[state] = price, -1, NOBODY
            heappush(heap, (price, state, price))
    while heap:
        _, state, price = heappop(heap)
        if price > best[state]:
            continue
        node, direction = state >> 2, state & 3
        if node == target:
            traffic.searched += len(best)
            return _trace(parent, state, source)
        sides = beside[state]
        for turn, step, there, reached, fixed, is_box in moves.get(state) or find_moves(coarse, state):
            if is_box and there != target:
                continue
            cost = price + fixed + LOAD * load[step]
            if turn == direction:
                arrows, stems = passing[node * 2 + (direction & 1)]
                if arrows or stems:
                    cost += arrow * arrows + stem * stems
            else:
                cost += BEND
            least = best.get(reached, INFINITE)
            if cost >= least:
                continue
            if sides:
                came = turns[node * 4 + (direction ^ 2)]
                straight = LATERAL[(turn - direction) & 3]
                for other, side in sides.items():
                    leaves = came[other]
                    if (
                        leaves != turn
                        and leaves != NONE
                        and (LATERAL[(leaves - direction) & 3] < straight) != (side > 0)
                    ):
                        cost += arrow if weights[other] == 1.0 else stem
            if is_box:
                over = count[target * 4 + (turn ^ 2)] + 1 - capacity[target_box][turn ^ 2]
                if over > 0:
                    cost += OVER_CAPACITY * over
            if cost >= least:
                continue
            left = rest.get(there)
            if left is None:
                across, down = abs(coarse.x[there % nx] - target_x), abs(coarse.y[there // nx] - target_y)
                left = rest[there] = across + down + BEND if across and down else across + down
            if cost + left >= limit:
                continue
            best[reached], parent[reached] = cost, state
            goes = turns[step]
            beside[reached] = _along(goes, sides, direction, turn) if goes else NOBODY
            heappush(heap, (cost + left, reached, cost))
    traffic.searched += len(best)
    return None


def price_way(traffic: Traffic, grid: Grid, edge: int, capacity: Capacities, way: Way) -> float:
    """Return what the search would have this way of an edge cost among all the others."""
    coarse = traffic.coarse
    load, turns, weights = traffic.load, traffic.turns, traffic.weights
    weight = weights[edge]
    arrow, stem = CROSSING if weight == 1.0 else CROSSING * STEM_WEIGHT, CROSSING * STEM_WEIGHT
    heading = {1: 0, coarse.nx: 1, -1: 2, -coarse.nx: 3}
    price = 0.0
    before = -1
    sides = NOBODY
    for here, there in pairwise(way):
        direction = heading[there - here]
        step = here * 4 + direction
        price += coarse.price[step] + LOAD * load[step]
        if before >= 0:
            if direction == before:
                arrows, stems = traffic.passing[here * 2 + (direction & 1)]
                price += arrow * arrows + stem * stems
            else:
                price += BEND
            if sides:
                came, straight = turns[here * 4 + (before ^ 2)], LATERAL[(direction - before) & 3]
                for other, side in sides.items():
                    leaves = came[other]
                    if (
                        leaves != direction
                        and leaves != NONE
                        and (LATERAL[(leaves - before) & 3] < straight) != (side > 0)
                    ):
                        price += arrow if weights[other] == 1.0 else stem
            goes = turns[step]
            sides = _along(goes, sides, before, direction) if goes else NOBODY
        before = direction
    first, last = heading[way[1] - way[0]], heading[way[-2] - way[-1]]
    ends = ((grid.edges[edge].source, way[0] * 4 + first, first), (grid.edges[edge].target, way[-1] * 4 + last, last))
    for box, step, side in ends:
        over = traffic.count[step] + 1 - capacity[box][side]
        if over > 0:
            price += OVER_CAPACITY * over
    return price


def _along(goes: dict[int, int], sides: dict[int, int], heading: int, turn: int) -> dict[int, int]:
    """Return on which side those lie who go along with one who had this heading and made this turn."""
    along = {}
    lie = SIDES[heading ^ 2][turn]
    for other, comes in goes.items():
        side = lie[comes]
        if side == SAME:
            side = sides.get(other, 0)
        if side:
            along[other] = side
    return along


def find_moves(coarse: Coarse, state: int) -> tuple[tuple[int, int, int, int, float, bool], ...]:
    """Return, and remember, where one who came to a node in a direction (`node * 4 + direction`) may go from there.

    For each move: its direction, its step (`node * 4 + direction`), the next node, the state there, the price of the
    step, and whether that node is a box.
    """
    node, direction = state >> 2, state & 3
    found = []
    for turn in (direction, (direction + 1) & 3, (direction + 3) & 3):
        step = node * 4 + turn
        there = coarse.next[step]
        if there >= 0:
            found.append((turn, step, there, there * 4 + turn, coarse.price[step], coarse.box_at[there] >= 0))
    coarse.moves[state] = moves = tuple(found)
    return moves


def _trace(parent: dict[int, int], state: int, source: int) -> Way:
    way = []
    while state >= 0:
        way.append(state >> 2)
        state = parent[state]
    way.append(source)
    way.reverse()
    return way
