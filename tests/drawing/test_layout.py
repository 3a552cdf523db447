from __future__ import annotations

from itertools import pairwise

import pytest
from picture_checks import measure, wrong
from random_grids import random_grid

from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge, Layout, Point, Route
from blueprint_cli.drawing.layout import lay_out
from blueprint_cli.drawing.routing import route

#: The one thing that a card with more ends than room may show: ends nearer to its corner than 14 points, not than 5.
SQUEEZED = {"near a corner"}
#: And where five labelled edges run side by side between two cards, labels do not all find room.
CROWDED = {*SQUEEZED, "label on edge"}
CROSSINGS = 379


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


@pytest.mark.parametrize("seed", range(16))
def test_random_grids_are_drawn_without_mistakes(seed: int) -> None:
    grid = random_grid(seed)
    assert set(wrong(measure(grid, lay_out(grid)))) <= SQUEEZED


@pytest.mark.long
@pytest.mark.parametrize("seed", range(16, 300))
def test_many_random_grids_are_drawn_without_mistakes(seed: int) -> None:
    grid = random_grid(seed)
    assert set(wrong(measure(grid, lay_out(grid)))) <= CROWDED


def test_crossings_stay_as_few_as_they_were() -> None:
    """The sum over three dense grids when this was written, with 5 % to spare."""
    crossings = 0
    for seed in (3, 8, 11):
        grid = random_grid(seed)
        crossings += measure(grid, lay_out(grid))["crossings"]
    assert crossings <= 1.05 * CROSSINGS


def test_labels_of_neighbours_get_room_between_them() -> None:
    edges = tuple(GridEdge(a, b, False, False, 90, 16) for a, b in ((0, 1), (1, 0), (0, 2), (1, 3), (2, 2), (0, 1)))
    grid = grid_of([(0, 0), (1, 0), (0, 1), (1, 1)], [])
    grid = grid._replace(edges=edges)
    layout = lay_out(grid)
    assert not measure(grid, layout)
    assert all(route.label for route in layout.routes)


def test_a_stack_is_as_high_as_its_boxes_and_top_aligned() -> None:
    boxes = (GridBox("a", 0, 0, 60), GridBox("b", 0, 0, 100), GridBox("c", 1, 0, 40), GridBox("d", 1, 0, 40))
    layout = lay_out(Grid(2, 1, boxes, ()))
    a, b, c, d = layout.boxes
    assert a.y == c.y
    assert b.y == d.y
    assert b.y >= a.bottom
    assert layout.lanes[0].bottom >= b.bottom


def test_one_edge_more_leaves_the_other_ways_alone() -> None:
    grid = random_grid(11)
    _, before = route(grid)
    linked = [index for index, box in enumerate(grid.boxes) if box.takes_edges]
    for source, target in pairwise(linked[:20:4]):
        _, after = route(grid._replace(edges=(*grid.edges, GridEdge(source, target))))
        changed = sum(old != new for old, new in zip(before.ways, after.ways, strict=False))
        assert changed <= len(grid.edges) / 10


def test_a_drawn_crossing_is_one_that_must_be() -> None:
    """The tracks add none to what the ways force: the count of the router is that of the picture."""
    for seed in (2, 8, 11):
        grid = random_grid(seed)
        _, traffic = route(grid)
        forced = sum(
            stretch.crosses
            for edge, way in enumerate(traffic.ways)
            for other, stretch in traffic.stretches(way)
            if other > edge
        )
        found = measure(grid, lay_out(grid))
        assert found["crossings"] + found["crossings with stems"] == forced


def test_the_checks_see_what_is_wrong() -> None:
    grid = grid_of([(0, 0), (1, 0), (2, 0), (0, 1), (2, 1)], [(0, 2), (0, 2), (3, 4)])
    layout = lay_out(grid)
    assert not measure(grid, layout)
    a, _, c = layout.boxes[:3]
    straight = Route((Point(a.right, a.y + 30), Point(c.x, c.y + 30)))
    layout.routes[0] = layout.routes[1] = straight
    layout.routes[2] = Route((Point(a.right, a.y + 2), Point(a.right, c.bottom + 20), Point(c.x, c.bottom)))
    layout.boxes[3] = a
    found = measure(grid, layout)
    assert {
        "through a box", "on top", "ends close", "loose end", "not right-angled", "boxes overlap", "outside lane",
    } <= set(found)  # fmt: skip


def test_labels_without_room_become_shorter_and_cover_nothing() -> None:
    # Boxes so close that a label between them has no room, however wide the gutters: a row of loops and twins.
    boxes = tuple(GridBox(f"b{n}", n, 0, 40) for n in range(3))
    edges = tuple(
        GridEdge(n, m, label_width=400, label_height=300, shorter=((40, 16), (16, 14)))
        for n, m in ((0, 1), (1, 0), (1, 2), (2, 1), (0, 2))
    )
    grid = Grid(3, 1, boxes, edges)
    layout = lay_out(grid)
    sizes = [route.label[2:] for route in layout.routes if route.label]
    assert len(sizes) == len(edges)
    assert (40, 16) in sizes
    placed = grid._replace(
        edges=tuple(
            edge._replace(label_width=route.label.width, label_height=route.label.height)
            for edge, route in zip(edges, layout.routes, strict=True)
            if route.label
        ),
    )
    assert wrong(measure(placed, layout)) == {}
