"""What may not happen in a picture, measured on a layout with arithmetic of our own."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from blueprint_cli.drawing.grid import Grid, Layout, Point, Rect

Segment = tuple[int, float, float, float, float]


def measure(grid: Grid, layout: Layout) -> Counter[str]:
    """Count what is wrong, by kind, and the crossings: of two arrows, and with a stem. Zero counts are left out."""
    found: Counter[str] = Counter()
    _check_boxes(grid, layout, found)
    segments = _segments(layout)
    _check_routes(grid, layout, segments, found)
    _check_ends(grid, layout, found)
    _check_pairs(grid, layout, segments, found)
    _check_labels(grid, layout, segments, found)
    return +found


def wrong(found: Counter[str]) -> dict[str, int]:
    """Drop the crossings, which are no mistakes."""
    return {kind: count for kind, count in found.items() if not kind.startswith("crossings")}


def _overlap(one: Rect, two: Rect, margin: float = 0) -> bool:
    return (
        one.x < two.right + margin
        and two.x < one.right + margin
        and one.y < two.bottom + margin
        and two.y < one.bottom + margin
    )


def _check_boxes(grid: Grid, layout: Layout, found: Counter[str]) -> None:
    assert len(layout.boxes) == len(grid.boxes)
    assert len(layout.routes) == len(grid.edges)
    assert (len(layout.columns), len(layout.lanes)) == (grid.columns, grid.lanes)
    for index, (box, rect) in enumerate(zip(grid.boxes, layout.boxes, strict=True)):
        found["size"] += (rect.width, rect.height) != (grid.box_width, box.height)
        column, lane = layout.columns[box.column], layout.lanes[box.lane]
        found["outside column"] += not (column.x <= rect.x and rect.right <= column.right)
        found["outside lane"] += not (lane.y <= rect.y and rect.bottom <= lane.bottom)
        found["boxes overlap"] += sum(_overlap(rect, other) for other in layout.boxes[index + 1 :])
        found["half points"] += any(value * 2 % 1 for value in rect)
    for bands, low, high in (
        (layout.columns, lambda r: r.x, lambda r: r.right),
        (layout.lanes, lambda r: r.y, lambda r: r.bottom),
    ):
        found["bands apart"] += sum(high(a) != low(b) for a, b in pairwise(bands))
    found["lane low"] += sum(lane.height < grid.lane_height for lane in layout.lanes)
    for lane, line in zip(grid.lines_below, layout.lines, strict=True):
        found["line off"] += line != layout.lanes[lane].bottom


def _segments(layout: Layout) -> list[Segment]:
    """Return (edge, x0, y0, x1, y1) with the lower ends first."""
    segments = []
    for edge, route in enumerate(layout.routes):
        for a, b in pairwise(route.points):
            segments.append((edge, min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)))
    return segments


def _check_routes(grid: Grid, layout: Layout, segments: list[Segment], found: Counter[str]) -> None:
    borders = [lane.y for lane in layout.lanes[1:]]
    for edge, x0, y0, x1, y1 in segments:
        found["not right-angled"] += x0 != x1 and y0 != y1
        found["empty segment"] += x0 == x1 and y0 == y1
        found["half points"] += any(value * 2 % 1 for value in (x0, y0, x1, y1))
        found["outside picture"] += x0 < 0 or y0 < grid.top or x1 > layout.width or y1 > layout.height
        if y0 == y1:
            found["on a lane line"] += any(abs(y0 - border) < 3 for border in borders)
        own = (grid.edges[edge].source, grid.edges[edge].target)
        for index, box in enumerate(layout.boxes):
            if box.x >= x1 + 3 or box.right <= x0 - 3 or box.y >= y1 + 3 or box.bottom <= y0 - 3:
                continue
            inside = box.x < x1 and box.right > x0 and box.y < y1 and box.bottom > y0
            if index in own:
                # A segment that only reaches the edge of its box is no wider or higher than it inside.
                found["through own box"] += inside
            else:
                found["through a box" if inside else "near a box"] += 1


def _on_side(point: Point, box: Rect) -> tuple[int, float] | None:
    """Return the side (0 to 3) and the distance to the nearest corner."""
    for side, at, edge, low, high, along in (
        (0, point.x, box.right, box.y, box.bottom, point.y),
        (2, point.x, box.x, box.y, box.bottom, point.y),
        (1, point.y, box.bottom, box.x, box.right, point.x),
        (3, point.y, box.y, box.x, box.right, point.x),
    ):
        if at == edge and low <= along <= high:
            return side, min(along - low, high - along)
    return None


def _check_ends(grid: Grid, layout: Layout, found: Counter[str]) -> None:
    sides: dict[tuple[int, int], list[float]] = {}
    corners: dict[tuple[int, int], float] = {}
    for edge, route in zip(grid.edges, layout.routes, strict=True):
        if len(route.points) < 2:
            found["no route"] += 1
            continue
        for box, point in ((edge.source, route.points[0]), (edge.target, route.points[-1])):
            place = _on_side(point, layout.boxes[box])
            if place is None:
                found["loose end"] += 1
                continue
            side, corner = place
            sides.setdefault((box, side), []).append(point.x if side % 2 else point.y)
            corners[box, side] = min(corner, corners.get((box, side), corner))
    for key, places in sides.items():
        places.sort()
        found["ends close"] += sum(b - a < 5 for a, b in pairwise(places))
        found["at a corner"] += corners[key] < 5
        found["near a corner"] += corners[key] < 14


def _check_pairs(grid: Grid, layout: Layout, segments: list[Segment], found: Counter[str]) -> None:
    stems = [edge.stem for edge in grid.edges]
    level = [s for s in segments if s[2] == s[4]]
    upright = sorted((s for s in segments if s[1] == s[3]), key=lambda s: s[1])
    crossings = set()
    for edge, x0, y, x1, _ in level:
        for other, x, top, _, bottom in upright:
            if x >= x1:
                break
            if x0 < x and top < y < bottom and other != edge:
                crossings.add((min(edge, other), max(edge, other), x, y))
    for one, two, _, _ in crossings:
        found["crossings with stems" if stems[one] or stems[two] else "crossings"] += 1
    _check_parallel([(s[0], s[2], s[1], s[3]) for s in level], found)
    _check_parallel([(s[0], s[1], s[2], s[4]) for s in upright], found)


def _check_parallel(lines: list[tuple[int, float, float, float]], found: Counter[str]) -> None:
    """Check parallels given as (edge, place, low, high)."""
    lines.sort(key=lambda line: line[1])
    for index, (edge, at, low, high) in enumerate(lines):
        for other, there, start, end in lines[index + 1 :]:
            if there - at >= 4:
                break
            shared = min(high, end) - max(low, start)
            if other != edge and shared > (2 if there - at < 1 else 12):
                found["on top" if there - at < 1 else "crowded"] += 1


def _check_labels(grid: Grid, layout: Layout, segments: list[Segment], found: Counter[str]) -> None:
    labels = []
    for edge, (wanted, route) in enumerate(zip(grid.edges, layout.routes, strict=True)):
        found["label missing"] += bool(wanted.label_width) != (route.label is not None)
        if route.label is not None:
            found["label size"] += (route.label.width, route.label.height) != (wanted.label_width, wanted.label_height)
            labels.append((edge, route.label))
    picture = Rect(0, 0, layout.width, layout.height)
    for index, (edge, label) in enumerate(labels):
        found["label outside"] += not (
            label.x >= picture.x
            and label.y >= picture.y
            and label.right <= picture.right
            and label.bottom <= picture.bottom
        )
        found["label on box"] += sum(_overlap(label, box) for box in layout.boxes)
        found["label on label"] += sum(_overlap(label, other) for _, other in labels[index + 1 :])
        found["label on edge"] += sum(
            other != edge and x0 < label.right and label.x < x1 + 0.01 and y0 < label.bottom and label.y < y1 + 0.01
            for other, x0, y0, x1, y1 in segments
        )
        found["label on line"] += sum(label.y < lane.y < label.bottom for lane in layout.lanes[1:])
