"""Grids by the number of a seed: up to 30 columns, 5 or 6 lanes, 0 to 3 boxes a cell, now and then a hub of 20."""

from __future__ import annotations

from random import Random

from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge


def random_grid(seed: int) -> Grid:
    rng = Random(seed)
    columns, lanes = rng.randint(1, 30), rng.randint(5, 6)
    boxes: list[GridBox] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for column in range(columns):
        for lane in range(lanes):
            quiet = lane == 0 or lane == lanes - 1
            for _ in range(rng.choice((0, 1, 1, 2, 3))):
                cells.setdefault((column, lane), []).append(len(boxes))
                boxes.append(GridBox(f"b{len(boxes)}", column, lane, 2 * rng.randint(20, 70), not quiet))
    linked = [index for index, box in enumerate(boxes) if box.takes_edges]
    edges: list[GridEdge] = []
    if linked:
        _link(rng, boxes, linked, cells, edges)
    lines = (1, 2, 3) if lanes > 4 else ()
    return Grid(
        columns, lanes, tuple(boxes), tuple(edges), 168, lines, left=rng.choice((0, 96)), top=rng.choice((0, 130)),
        lane_padding=rng.choice((0, 12)),
    )  # fmt: skip


def _link(
    rng: Random, boxes: list[GridBox], linked: list[int], cells: dict[tuple[int, int], list[int]], edges: list[GridEdge]
) -> None:
    def label() -> tuple[int, int]:
        return (2 * rng.randint(10, 45), 12) if rng.random() < 0.2 else (0, 0)

    for index in linked:
        for _ in range(rng.choice((0, 1, 1, 2))):
            near = [k for k in linked if abs(boxes[k].column - boxes[index].column) < 3]
            target = rng.choice(near if rng.random() < 0.8 else linked)
            edges.append(GridEdge(index, target, False, rng.random() < 0.1, *label()))
    for (column, lane), above in cells.items():
        below = cells.get((column, lane + 1), [])
        if below and boxes[above[0]].takes_edges and boxes[below[0]].takes_edges:
            edges.append(GridEdge(above[0], below[0], True))
    for _ in range(rng.choice((0, 1, 2))):
        hub = rng.choice(linked)
        edges.extend(GridEdge(*rng.sample((hub, rng.choice(linked)), 2)) for _ in range(20))
