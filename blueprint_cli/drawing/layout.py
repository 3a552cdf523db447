"""Where everything of the picture stands: columns, lanes, boxes and the ways of the edges, in points.

In steps: lines between and through the boxes (`coarse`), a way over them for each edge (`routing`, which counts the
crossings with `traffic`), straight runs (`runs`) on tracks in an order that adds no crossing (`tracks`), coordinates
(`coordinates`), labels (`labels`). It is pure arithmetic on the grid; the same grid gives the same layout.
"""

from __future__ import annotations

from itertools import pairwise

from blueprint_cli.drawing.coarse import Coarse
from blueprint_cli.drawing.coordinates import TRACK, Frame, build_frame, place_runs
from blueprint_cli.drawing.grid import Grid, Layout, Point, Rect, Route
from blueprint_cli.drawing.labels import place_labels, reserve_room
from blueprint_cli.drawing.routing import route
from blueprint_cli.drawing.runs import Run, make_runs
from blueprint_cli.drawing.tracks import assign_tracks, parting_sides

#: How often labels that find no room get some, and everything is placed anew.
LABEL_ROUNDS = 4


def lay_out(grid: Grid) -> Layout:
    """Place the boxes of a grid and route its edges; sizes and `left`, `top`, `lane_padding` are even.

    No box overlaps another or leaves its lane or column; no edge runs through a box, along a line between lanes or on
    another edge. Ends keep 14 points from a box's corner and 5 from each other, except on a box with more ends than its
    sides have room for. A label stands on or beside its own line and covers nothing. Where even
    a widened gutter has no place for it, it takes one of the smaller sizes that its edge allows, or is left out.
    """
    coarse, traffic = route(grid)
    runs, chains, steps = make_runs(grid, traffic)
    parting = parting_sides(traffic, steps)
    fixed: list[tuple[int, int]] = []
    for attempt in range(LABEL_ROUNDS):
        assign_tracks(coarse, traffic, runs, parting, fixed)
        frame = build_frame(grid, coarse, runs)
        boxes = _place_boxes(grid, coarse, frame)
        at = place_runs(grid, coarse, runs, frame, boxes)
        ways = [
            _points(coarse, runs, chain, at, edge.source, edge.target, boxes)
            for edge, chain in zip(grid.edges, chains, strict=True)
        ]
        picture = Rect(grid.left, grid.top, frame.columns[-1] - grid.left, frame.lanes[-1] - grid.top)
        labels = place_labels(
            grid, boxes, ways, [float(y) for y in frame.lanes[1:-1]], picture, attempt == LABEL_ROUNDS - 1
        )
        homeless = [edge for edge, label in enumerate(labels) if label is None and grid.edges[edge].label_width]
        if not homeless:
            break
        for edge in homeless:
            fixed += reserve_room(grid, runs, chains[edge], TRACK, attempt)
    width, height = frame.columns[-1], frame.lanes[-1]
    return Layout(
        boxes=boxes,
        routes=[Route(points, label) for points, label in zip(ways, labels, strict=True)],
        columns=[Rect(left, grid.top, right - left, height - grid.top) for left, right in pairwise(frame.columns)],
        lanes=[Rect(0, top, width, bottom - top) for top, bottom in pairwise(frame.lanes)],
        lines=[float(frame.lanes[lane + 1]) for lane in grid.lines_below],
        width=width,
        height=height,
    )


def _place_boxes(grid: Grid, coarse: Coarse, frame: Frame) -> list[Rect]:
    return [
        Rect(frame.column_x[box.column], frame.row_y[node // coarse.nx // 2], grid.box_width, box.height)
        for box, node in zip(grid.boxes, coarse.nodes, strict=True)
    ]


def _points(
    coarse: Coarse, runs: list[Run], chain: list[int], at: list[float], source: int, target: int, boxes: list[Rect]
) -> tuple[Point, ...]:
    """Return the corners of an edge's way, from the side of its source to the side of its target."""
    points = [_end(coarse, runs[chain[0]], at[chain[0]], source, boxes)]
    for one, two in pairwise(chain):
        points.append(Point(at[two], at[one]) if runs[one].flat else Point(at[one], at[two]))
    points.append(_end(coarse, runs[chain[-1]], at[chain[-1]], target, boxes))
    return tuple(points)


def _end(coarse: Coarse, run: Run, at: float, box: int, boxes: list[Rect]) -> Point:
    """Return where a run meets a box."""
    i, j = coarse.nodes[box] % coarse.nx, coarse.nodes[box] // coarse.nx
    rect = boxes[box]
    if run.flat:
        return Point(rect.right if run.low == i else rect.x, at)
    return Point(at, rect.bottom if run.low == j else rect.y)
