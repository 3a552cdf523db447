"""Where labels stand: on a straight part of their own edge, covering no box, label, lane line or other edge.

A label for which nothing is free gets tracks of its own in a gutter, and everything is placed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.drawing.grid import Grid, GridEdge, Point, Rect
from blueprint_cli.drawing.runs import Run

#: What a label keeps clear to its left and right, and above and below.
BESIDE, ABOVE = 3.0, 1.0
#: What it keeps clear of a box, on all sides.
AWAY = 4.0
#: What it leaves free of its own line at a corner, at the source and at an arrow's head.
CORNER, HEAD = 4.0, 14.0
#: Prices: a label across an upright line, one beside its line, a point off the middle.
ACROSS, OFF_LINE, OFF_MIDDLE = 40.0, 60.0, 0.2

#: How wide the strips are that obstacles are sorted into.
STRIP = 256
#: Left, top, right and lower side.
Sides = tuple[float, float, float, float]
#: Per strip: the number of an obstacle, the edge that it belongs to (-1 for none), and where it is.
Obstacles = dict[int, list[tuple[int, int, Sides]]]


def place_labels(
    grid: Grid, boxes: list[Rect], routes: list[tuple[Point, ...]], borders: list[float], picture: Rect, last: bool
) -> list[Rect | None]:
    """Return the label of each edge, or None where it has none or no room.

    `borders` are the y of lines between lanes and `picture` is what there is to stand on. Labels are placed in the
    order of their edges; each takes the best free place on its own line. In the `last` round those that find none get
    smaller, in the sizes that the edge allows; nothing is ever covered.
    """
    obstacles = _sort_in(
        [
            *((-1, _grown(box)) for box in boxes),
            *((-1, Rect(picture.x, y, picture.width, 0)) for y in borders),
            *((edge, _thin(a, b)) for edge, points in enumerate(routes) for a, b in pairwise(points)),
        ]
    )
    labels: list[Rect | None] = [None] * len(grid.edges)
    late: list[int] = []
    for edge, wanted in enumerate(grid.edges):
        if wanted.label_width:
            labels[edge] = _best(routes, edge, wanted, obstacles, labels, picture)
            if last and labels[edge] is None:
                late.append(edge)
    for edge in late:
        for width, height in grid.edges[edge].shorter:
            smaller = grid.edges[edge]._replace(label_width=width, label_height=height)
            labels[edge] = _best(routes, edge, smaller, obstacles, labels, picture)
            if labels[edge] is not None:
                break
    return labels


def _sort_in(rects: list[tuple[int, Rect]]) -> Obstacles:
    """Sort what labels must not cover into strips of the picture, so that each label looks at what is near only."""
    obstacles: Obstacles = {}
    for number, (edge, rect) in enumerate(rects):
        sides = (rect.x, rect.y, rect.right, rect.bottom)
        for strip in _strips(rect):
            obstacles.setdefault(strip, []).append((number, edge, sides))
    return obstacles


def _strips(rect: Rect) -> range:
    return range(int(rect.x // STRIP), int((rect.x + rect.width) // STRIP) + 1)


def _best(
    routes: list[tuple[Point, ...]],
    edge: int,
    wanted: GridEdge,
    obstacles: Obstacles,
    labels: list[Rect | None],
    picture: Rect,
) -> Rect | None:
    """Return the best free place for a label of the size that is wanted."""
    around = _around(routes[edge], wanted.label_width, wanted.label_height)
    found: dict[int, Sides] = {}
    left, top, right, bottom = around.x, around.y, around.right, around.bottom
    for strip in _strips(around):
        for number, other, sides in obstacles.get(strip, ()):
            start, high, end, low = sides
            if start <= right and left <= end and high <= bottom and top <= low and other != edge:
                found[number] = sides
    near = list(found.values())
    near += [(rect.x, rect.y, rect.right, rect.bottom) for rect in labels if rect and _overlap(rect, around)]
    places = _places(routes[edge], wanted, near)
    best = min((place for place in places if _within(place[1], picture)), default=None)
    return best[1] if best else None


def _places(points: tuple[Point, ...], wanted: GridEdge, near: list[Sides]) -> Iterator[tuple[float, Rect]]:
    """Yield the best place on each straight part of an edge, on the line and on both sides of it, with its price."""
    width, height = wanted.label_width, wanted.label_height
    last = len(points) - 2
    loop = wanted.source == wanted.target
    for part, (a, b) in enumerate(pairwise(points)):
        if loop and part != 1:
            continue
        flat = a.y == b.y
        ends = (HEAD if part == 0 and wanted.mutual else CORNER, HEAD if part == last else CORNER)
        forward = a.x + a.y < b.x + b.y
        low, high = (a.x, b.x) if flat else (a.y, b.y)
        if not forward:
            low, high, ends = high, low, ends[::-1]
        size = width if flat else height
        across = height if flat else width
        if loop:
            # The label of a loop stands outside of it and may be longer than its side.
            low, high, ends = (low + high) / 2 - size, (low + high) / 2 + size, (0.0, 0.0)
        for side in (_outside(points),) if loop else (0, -1, 1):
            at = (a.y if flat else a.x) - across / 2 + side * (across / 2 + (ABOVE if flat else BESIDE) + 1)
            start = _free(low + ends[0], high - ends[1], size, at, across, flat, near)
            if start is None:
                continue
            middle = abs(start + size / 2 - (low + high) / 2)
            price = (
                (0 if flat else ACROSS) + (OFF_LINE if side else 0) + OFF_MIDDLE * middle - min(high - low, 200.0) / 10
            )
            yield price, Rect(start, at, width, height) if flat else Rect(at, start, width, height)


def _outside(points: tuple[Point, ...]) -> int:
    """Return the side of the middle part of a loop that is away from its box: -1 to lower coordinates, else 1."""
    return -1 if points[1].x + points[1].y < points[0].x + points[0].y else 1


def _free(low: float, high: float, size: int, at: float, across: int, flat: bool, near: list[Sides]) -> float | None:
    """Return the start of the free stretch of this size that is nearest to the middle of `low` to `high`."""
    if high - low < size:
        return None
    if flat:
        upper, lower = at - ABOVE, at + across + ABOVE
        taken = [(x - BESIDE - size, right + BESIDE) for x, y, right, bottom in near if y < lower and upper < bottom]
    else:
        left, end = at - BESIDE, at + across + BESIDE
        taken = [(y - ABOVE - size, bottom + ABOVE) for x, y, right, bottom in near if x < end and left < right]
    middle, last = round(low + high - size) / 2, high - size
    bounds = {middle, low, last, *[bound for pair in taken for bound in pair]}
    starts = [(abs(start - middle), start) for start in bounds if low <= start <= last]
    for _, start in sorted(starts):
        for a, b in taken:
            if a < start < b:
                break
        else:
            return start
    return None


def _grown(box: Rect) -> Rect:
    return Rect(box.x - AWAY, box.y - AWAY, box.width + 2 * AWAY, box.height + 2 * AWAY)


def _thin(a: Point, b: Point) -> Rect:
    return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def _around(points: tuple[Point, ...], width: int, height: int) -> Rect:
    left, right = min(p.x for p in points) - width - 9, max(p.x for p in points) + width + 9
    top, bottom = min(p.y for p in points) - height - 9, max(p.y for p in points) + height + 9
    return Rect(left, top, right - left, bottom - top)


def _within(one: Rect, two: Rect) -> bool:
    return two.x <= one.x and one.right <= two.right and two.y <= one.y and one.bottom <= two.bottom


def _overlap(one: Rect, two: Rect) -> bool:
    return one.x <= two.right and two.x <= one.right and one.y <= two.bottom and two.y <= one.bottom


def reserve_room(grid: Grid, runs: list[Run], chain: list[int], track: int, attempt: int) -> list[tuple[int, int]]:
    """Add a run to `runs` that keeps room for an edge's label in a gutter on its way; a loop's side grows instead.

    `chain` are the runs of the edge and `track` is the distance of two tracks. The first `attempt` (0) takes the best
    place, another one the next. Returns the pairs of runs of which the
    first must lie before the second, so that the room is on the edge's own side of its turn.
    """
    edge = grid.edges[runs[chain[0]].edge]
    if edge.source == edge.target:
        side = runs[chain[1]]
        side.leans = -1 if runs[chain[0]].at_high == chain[1] else 1
        side.span = 1 + _tracks_for(edge.label_height if side.flat else edge.label_width + 2 * BESIDE, track)
        return []
    choices = [
        (
            not runs[index].flat,
            abs(2 * line - low - high),
            sum(_crosses(run, runs[index], line) for run in runs) // 4,
            place,
            line,
        )
        for place, index in enumerate(chain)
        for low, high in ((runs[index].low, runs[index].high),)
        for line in range(low + low % 2, high + 1, 2)
    ]
    upright, _, _, place, line = sorted(choices)[attempt % len(choices)]
    run = runs[chain[place]]
    run.clear = edge.label_width / 2 + BESIDE if upright else edge.label_height / 2 + ABOVE
    size = edge.label_height + 2 * ABOVE if upright else edge.label_width + 2 * BESIDE + CORNER
    runs.append(Run(run.edge, upright, line, run.line, run.line, span=_tracks_for(size, track), is_label=True))
    fixed = []
    if line == run.low and run.at_low >= 0:
        fixed.append((run.at_low, len(runs) - 1))
    if line == run.high and run.at_high >= 0:
        fixed.append((len(runs) - 1, run.at_high))
    return fixed


def _crosses(run: Run, other: Run, line: int) -> bool:
    """Tell whether a run lies on the line across another and touches it."""
    return run.flat != other.flat and run.line == line and run.low <= other.line <= run.high


def _tracks_for(size: float, track: int) -> int:
    return -int(-size // track)
