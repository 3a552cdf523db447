"""From the corners of a way to the cubic curve that is drawn: rounded corners, room for heads, and the heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from blueprint_cli.drawing.grid import Point

#: Length of an arrow's head and half its width, in points.
HEAD = 8
HEAD_HALF = 3.5


def curve_of(
    points: Sequence[Point], radius: float = 0, *, tail_gap: float = 0, tip_gap: float = 0
) -> tuple[Point, ...]:
    """Return control points (3n + 1) of a right-angled way with rounded corners, shortened at its ends.

    Straight stretches are curves whose controls lie on their ends, so that coordinates stay multiples of 0.5.
    """
    corners = straighten(points)
    if len(corners) < 2:
        return tuple(corners) * 4
    corners[0] = _toward(corners[0], corners[1], tail_gap)
    corners[-1] = _toward(corners[-1], corners[-2], tip_gap)
    lengths = [abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(corners)]
    found = [corners[0]]
    for index in range(1, len(corners) - 1):
        corner = corners[index]
        # An end stretch has one corner only, an inner one shares its length between two.
        before = lengths[index - 1] / (1 if index == 1 else 2)
        after = lengths[index] / (1 if index == len(corners) - 2 else 2)
        cut = int(min(radius, before, after) * 2) / 2
        start = _toward(corner, corners[index - 1], cut)
        end = _toward(corner, corners[index + 1], cut)
        _straight(found, start)
        bend = int(cut * 1.1) / 2
        if cut:
            found += [_toward(start, corner, bend), _toward(end, corner, bend), end]
    _straight(found, corners[-1])
    return tuple(found) if len(found) > 1 else tuple(found) * 4


def straighten(points: Sequence[Point]) -> list[Point]:
    """Leave out points that repeat or lie within a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return kept


def head_at(tip: Point, before: Point) -> tuple[Point, Point, Point]:
    """Return the triangle of a head whose point is at `tip`, for a line that comes from `before`."""
    if tip.x == before.x:
        back = HEAD if before.y > tip.y else -HEAD
        return tip, Point(tip.x - HEAD_HALF, tip.y + back), Point(tip.x + HEAD_HALF, tip.y + back)
    back = HEAD if before.x > tip.x else -HEAD
    return tip, Point(tip.x + back, tip.y - HEAD_HALF), Point(tip.x + back, tip.y + HEAD_HALF)


def _toward(start: Point, end: Point, distance: float) -> Point:
    """Move along a horizontal or vertical stretch, never past half a point before its end."""
    dx, dy = end.x - start.x, end.y - start.y
    length = abs(dx) + abs(dy)
    if not length or not distance:
        return start
    share = min(distance, max(length - 0.5, 0)) if distance >= length else distance
    return Point(start.x + dx / length * share, start.y + dy / length * share)


def _straight(found: list[Point], end: Point) -> None:
    if found[-1] != end:
        found += [found[-1], end, end]
