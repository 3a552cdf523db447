"""The coarse lines that edges are routed on, before anything has a coordinate.

Even lines are gutters, odd lines the centres of columns and rows. A node is the crossing of a vertical line `i` and a
horizontal line `j`, numbered `j * nx + i`. A node where both are odd is a cell: with a box it is closed, without one it
may be passed, so that an edge cannot run through a box by construction.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from blueprint_cli.drawing.grid import Grid

#: Directions: right, down, left, up. `(d + 2) % 4` is the opposite of `d`.
RIGHT, DOWN, LEFT, UP = range(4)

#: What a gutter measures while nothing is known about its tracks, in points.
NOMINAL_GUTTER = 52
#: Ends keep this clear of a box's corner, in points, as far as there is room.
CORNER = 14

#: What it costs to pass a cell without a box and to run along the outer rim, per step, in points of length.
EMPTY_CELL = 14.0
RIM = 60.0
NOWHERE = (-1, 0.0, 0.0)


class Coarse(NamedTuple):
    """The lines of a grid: `nx` vertical, `ny` horizontal, and what stands on their crossings."""

    nx: int
    ny: int
    #: The node of each box of the grid, and the box on each node (-1 for none).
    nodes: list[int]
    box_at: list[int]
    #: The first row of each lane and the number of its rows (at least one).
    first_row: list[int]
    row_count: list[int]
    #: Height of each row's tallest box, 0 for a row without boxes.
    row_height: list[int]
    #: Nominal coordinates of the lines, in points, to price lengths with.
    x: list[float]
    y: list[float]
    #: Per `node * 4 + direction`: the next node (-1 at the rim) and the fixed price of the step.
    next: list[int]
    price: list[float]
    #: What the search has found out about these lines and needs again: the moves from a state, and the least price from
    #: a node to a target.
    moves: dict[int, tuple[tuple[int, int, int, int, float, bool], ...]]
    rests: dict[int, dict[int, float]]


def coarse_lines(grid: Grid) -> Coarse:
    """Build the coarse lines of a grid: a lane has as many rows as its fullest cell."""
    filled: dict[tuple[int, int], int] = {}
    place: list[int] = []
    for box in grid.boxes:
        cell = (box.column, box.lane)
        place.append(filled.get(cell, 0))
        filled[cell] = place[-1] + 1
    row_count = [1] * grid.lanes
    for (_, lane), count in filled.items():
        row_count[lane] = max(row_count[lane], count)
    first_row = [sum(row_count[:lane]) for lane in range(grid.lanes)]
    rows = sum(row_count)
    nx, ny = 2 * grid.columns + 1, 2 * rows + 1
    row_height = [0] * rows
    box_at = [-1] * (nx * ny)
    nodes = []
    for index, box in enumerate(grid.boxes):
        row = first_row[box.lane] + place[index]
        row_height[row] = max(row_height[row], box.height)
        nodes.append((2 * row + 1) * nx + 2 * box.column + 1)
        box_at[nodes[-1]] = index
    x = _nominal([grid.box_width] * grid.columns)
    y = _nominal([height or NOMINAL_GUTTER // 2 for height in row_height])
    coarse = Coarse(nx, ny, nodes, box_at, first_row, row_count, row_height, x, y, [], [], {}, {})
    _price_steps(coarse)
    return coarse


def _nominal(sizes: list[int]) -> list[float]:
    """Return the coordinates of gutters and centres in turn, for rows or columns of these sizes."""
    lines, at = [NOMINAL_GUTTER / 2], float(NOMINAL_GUTTER)
    for size in sizes:
        lines += [at + size / 2, at + size + NOMINAL_GUTTER / 2]
        at += size + NOMINAL_GUTTER
    return lines


def _price_steps(coarse: Coarse) -> None:
    nx, ny = coarse.nx, coarse.ny
    wide = [abs(right - left) for left, right in pairwise(coarse.x)]
    high = [abs(lower - upper) for upper, lower in pairwise(coarse.y)]
    node = 0
    for j in range(ny):
        rim_row = RIM if j in (0, ny - 1) else 0.0
        for i in range(nx):
            rim_column = RIM if i in (0, nx - 1) else 0.0
            for target, length, rim in (
                (node + 1, wide[i], rim_row) if i + 1 < nx else NOWHERE,
                (node + nx, high[j], rim_column) if j + 1 < ny else NOWHERE,
                (node - 1, wide[i - 1], rim_row) if i else NOWHERE,
                (node - nx, high[j - 1], rim_column) if j else NOWHERE,
            ):
                coarse.next.append(target)
                coarse.price.append(length + rim)
            node += 1
    for row in range(1, ny, 2):
        for cell in range(row * nx + 1, (row + 1) * nx, 2):
            if coarse.box_at[cell] < 0:
                for direction, before in enumerate((cell - 1, cell - nx, cell + 1, cell + nx)):
                    coarse.price[before * 4 + direction] += EMPTY_CELL


def side_capacity(grid: Grid, coarse: Coarse) -> list[tuple[int, int, int, int]]:
    """Return how many ends fit on the four sides of each box (right, down, left, up) at a comfortable distance.

    Ends of straight edges to a lower neighbour cannot lie below it, and what lies above them has no more room.
    """
    broad = max(1, (grid.box_width - 2 * CORNER) // 10 + 1)
    capacities = []
    for box, node in zip(grid.boxes, coarse.nodes, strict=True):
        column = node % coarse.nx
        right = coarse.box_at[node + 2] if column + 2 < coarse.nx else -1
        left = coarse.box_at[node - 2] if column > 2 else -1
        high = [
            max(1, (min(box.height, grid.boxes[beside].height if beside >= 0 else box.height) - 2 * CORNER) // 8 + 1)
            for beside in (right, left)
        ]
        capacities.append((high[0], broad, high[1], broad))
    return capacities
