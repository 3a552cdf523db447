from __future__ import annotations

from itertools import pairwise

import pytest
from picture_checks import measure, wrong
from random_grids import random_grid

from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge, Layout
from blueprint_cli.drawing.layout import lay_out

#: What must never happen, however crowded a box is.
HARD = {
    "size", "outside column", "outside lane", "boxes overlap", "half points", "bands apart", "lane low", "line off",
    "not right-angled", "empty segment", "outside picture", "on a lane line", "through own box", "through a box",
    "near a box", "no route", "loose end", "on top",
}  # fmt: skip


def grid_of(boxes: list[tuple[int, int]], edges: list[tuple[int, int]], **more: object) -> Grid:
    """Return a grid of boxes at (column, lane), 60 points high, with these edges."""
    columns, lanes = (max(place) + 1 for place in zip(*boxes, strict=True))
    return Grid(
        columns, lanes,
        tuple(GridBox(f"b{index}", column, lane, 60) for index, (column, lane) in enumerate(boxes)),
        tuple(GridEdge(source, target) for source, target in edges),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def corners(layout: Layout) -> list[int]:
    return [len(route.points) - 2 for route in layout.routes]


def test_neighbours_are_joined_by_straight_lines() -> None:
    grid = grid_of([(0, 0), (1, 0), (1, 1), (1, 1)], [(0, 1), (1, 2), (2, 3)])
    layout = lay_out(grid)
    assert corners(layout) == [0, 0, 0]
    assert not measure(grid, layout)


def test_a_box_between_two_is_walked_around() -> None:
    grid = grid_of([(0, 0), (1, 0), (2, 0)], [(0, 2)])
    layout = lay_out(grid)
    assert corners(layout) == [2]
    assert not measure(grid, layout)


def test_a_loop_leaves_and_enters_its_own_box() -> None:
    grid = grid_of([(0, 0)], [(0, 0), (0, 0)])
    layout = lay_out(grid)
    assert corners(layout) == [2, 2]
    assert not measure(grid, layout)


def test_both_ways_and_twins_lie_beside_each_other() -> None:
    grid = grid_of([(0, 0), (1, 0)], [(0, 1), (1, 0), (0, 1)])
    layout = lay_out(grid)
    assert not measure(grid, layout)


def test_an_empty_grid_and_empty_lanes_are_laid_out() -> None:
    grid = Grid(2, 3, (), (), lines_below=(0,), lane_height=56, left=90, top=40)
    layout = lay_out(grid)
    assert not measure(grid, layout)
    assert layout.columns[0].x == 90
    assert layout.lanes[0].y == 40


def test_room_at_the_top_of_a_lane_is_kept_free() -> None:
    grid = grid_of(
        [(0, 0), (1, 0), (0, 1), (1, 1)], [(0, 3), (1, 2), (0, 3), (1, 2)], lane_padding=14, lines_below=(0,)
    )
    layout = lay_out(grid)
    top = layout.lanes[1].y
    level = [a.y for route in layout.routes for a, b in pairwise(route.points) if a.y == b.y]
    assert level
    assert not [y for y in level if top <= y < top + 14]


def test_a_hub_of_twenty_keeps_its_ends_apart() -> None:
    boxes = [(column, lane) for column in range(7) for lane in range(3)]
    hub = boxes.index((3, 1))
    grid = grid_of(boxes, [(hub, index) if index % 2 else (index, hub) for index in range(21) if index != hub])
    layout = lay_out(grid)
    assert not wrong(measure(grid, layout))


def test_the_same_grid_gives_the_same_layout() -> None:
    assert lay_out(random_grid(7)) == lay_out(random_grid(7))


@pytest.mark.parametrize("seed", range(40))
def test_random_grids_have_no_hard_mistake(seed: int) -> None:
    grid = random_grid(seed)
    found = measure(grid, lay_out(grid))
    assert not {kind: count for kind, count in found.items() if kind in HARD}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40, 240))
def test_many_random_grids_have_no_hard_mistake(seed: int) -> None:
    test_random_grids_have_no_hard_mistake(seed)
