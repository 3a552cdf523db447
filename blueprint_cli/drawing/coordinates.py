"""From tracks to points: how wide the gutters are, where boxes, lanes and columns stand, and where each run lies."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.drawing.coarse import CORNER, Coarse
from blueprint_cli.drawing.grid import Grid, Rect
from blueprint_cli.drawing.runs import Run
from blueprint_cli.drawing.tracks import ends, touch

#: Distance of two tracks in a gutter, and of the first track from a box: room for an arrow's head.
TRACK = 10
MARGIN = 16
#: How close they get before the gutter widens.
CLOSE = 5
#: Distance of a track from the line between two lanes.
CLEAR = 10
#: How far from corners and from each other ends on a box's side keep, from comfortable to squeezed, and whether runs
#: are kept apart that meet in a gutter without lying over each other.
SPREADS = (
    *((float(CORNER), spread, True) for spread in (16.0, 14.0, 12.0, 10.0, 8.0)),
    *((float(CORNER), spread, False) for spread in (8.0, 7.0, 6.0, 5.0)),
    *((corner, spread, False) for corner, spread in ((10.0, 5.0), (6.0, 5.0), (4.0, 4.0), (2.0, 2.0), (1.0, 0.5))),
)


class Gutter:
    """The tracks between two rows or columns: their number, their distance and the room that they have, in points."""

    __slots__ = ("apart", "room", "tracks")

    def __init__(self) -> None:
        self.tracks = 0
        self.apart = TRACK
        self.room = 0


class Frame(NamedTuple):
    """Where the rows, columns, lanes and gutters lie. Sizes are even."""

    #: Left of each column's boxes and top of each row's boxes.
    column_x: list[int]
    row_y: list[int]
    #: Per vertical gutter: its middle and the distance of its tracks. Per horizontal gutter: the y of each track.
    gutter_x: list[tuple[float, int]]
    gutter_y: list[list[float]]
    #: Left sides of the columns, tops of the lanes, and where the last ends.
    columns: list[int]
    lanes: list[int]


def _gutters(lines: int, runs: list[Run], flat: bool) -> list[Gutter]:
    """Give gutters room in quanta, so that one edge more seldom moves a box; a label counts on its room.

    A quantum is for six runs side by side. It is the company that counts, not the tracks: those may be one or two more
    as their order wants, and then lie closer together, but not so close as 5 points.
    """
    gutters = [Gutter() for _ in range(lines)]
    members: list[list[Run]] = [[] for _ in range(lines)]
    for run in runs:
        if run.flat == flat:
            gutters[run.line].tracks = max(gutters[run.line].tracks, run.tracks)
            members[run.line].append(run)
    for gutter, inside in zip(gutters, members, strict=True):
        gutter.room = max(_quantum(_company(inside), 6), _quantum(gutter.tracks, 8))
        gutter.apart = max(CLOSE, min(TRACK, gutter.room // max(1, gutter.tracks - 1)))
    for run in runs:
        if run.flat == flat and run.span > 1:
            gutter = gutters[run.line]
            gutter.apart = TRACK
            # Room for four tracks beside the label, then five at a time.
            others = 4 + 5 * max(0, -((run.span + 4 - gutter.tracks) // 5))
            gutter.room = max(gutter.room, TRACK * (run.span + others))
    return gutters


def _quantum(tracks: int, size: int) -> int:
    """Return the room for so many tracks, in quanta of this size."""
    return 32 + 40 * max(0, -(-tracks // size) - 1)


def _company(inside: list[Run]) -> int:
    """Return how many runs of a gutter lie side by side where most do."""
    meet = sorted([(run.low, -1) for run in inside] + [(run.high, 1) for run in inside])
    most = now = 0
    for _, change in meet:
        now -= change
        most = max(most, now)
    return most


def build_frame(grid: Grid, coarse: Coarse, runs: list[Run]) -> Frame:
    """Set the widths of gutters by their tracks and the heights of rows by their boxes, and add them up."""
    frame = Frame([], [], [], [], [], [])
    gutters = _gutters(coarse.nx, runs, False)
    x = grid.left
    frame.columns.append(x)
    for column in range(grid.columns + 1):
        gutter = gutters[2 * column]
        width = 2 * MARGIN + gutter.room
        frame.gutter_x.append((x + width / 2, gutter.apart))
        if 0 < column < grid.columns:
            frame.columns.append(x + width // 4 * 2)
        x += width
        if column < grid.columns:
            frame.column_x.append(x)
            x += grid.box_width
    frame.columns.append(x)
    _stack_rows(grid, coarse, _gutters(coarse.ny, runs, True), frame)
    return frame


def _stack_rows(grid: Grid, coarse: Coarse, gutters: list[Gutter], frame: Frame) -> None:
    lane_of_row = [lane for lane, count in enumerate(coarse.row_count) for _ in range(count)]
    y = grid.top
    frame.lanes.append(y)
    y += grid.lane_padding
    for row in range(len(lane_of_row) + 1):
        gutter = gutters[2 * row]
        tracks, apart = gutter.tracks, gutter.apart
        last = row == len(lane_of_row)
        if row == 0 or last or lane_of_row[row] == lane_of_row[row - 1]:
            first = y + MARGIN + (gutter.room - apart * (tracks - 1)) / 2
            frame.gutter_y.append([first + apart * track for track in range(tracks)])
            y += 2 * MARGIN + gutter.room
        else:
            # The tracks are parted, and the lane's line runs between them, on no track.
            upper = tracks // 2
            half = gutter.room // 4 * 2
            apart = min(apart, half // max(1, tracks - upper - 1))
            y += MARGIN + half
            ys = [float(y - apart * (upper - 1 - track)) for track in range(upper)]
            y += CLEAR
            y += _missing(grid, frame, y)
            frame.lanes.append(y)
            y += grid.lane_padding + CLEAR
            frame.gutter_y.append(ys + [float(y + apart * track) for track in range(tracks - upper)])
            y += half + MARGIN
        if not last:
            frame.row_y.append(y)
            height = coarse.row_height[row] or TRACK * max(0, gutters[2 * row + 1].tracks - 1)
            y += height + height % 2
    y += _missing(grid, frame, y)
    frame.lanes.append(y)


def _missing(grid: Grid, frame: Frame, y: int) -> int:
    """Return what the lane that ends at `y` lacks of the least height."""
    return max(0, grid.lane_height - (y - frame.lanes[-1]) + grid.lane_height % 2)


def place_runs(grid: Grid, coarse: Coarse, runs: list[Run], frame: Frame, boxes: list[Rect]) -> list[float]:
    """Return the coordinate of each run: the y of horizontal ones, the x of vertical ones."""
    at = [0.0] * len(runs)
    groups: dict[tuple[bool, int, int], list[int]] = {}
    for index, run in enumerate(runs):
        if run.line % 2:
            groups.setdefault((run.flat, run.line, run.group), []).append(index)
        elif run.flat:
            ys = frame.gutter_y[run.line // 2]
            slot = (len(ys) - run.tracks) // 2 + run.track
            at[index] = (ys[slot], (ys[slot] + ys[slot + run.span - 1]) / 2, ys[slot + run.span - 1])[run.leans + 1]
        else:
            middle, apart = frame.gutter_x[run.line // 2]
            at[index] = middle + apart * run.offset
    for members in groups.values():
        _spread(grid, coarse, runs, members, frame, boxes, at)
    return at


def _spread(
    grid: Grid,
    coarse: Coarse,
    runs: list[Run],
    members: list[int],
    frame: Frame,
    boxes: list[Rect],
    at: list[float],
) -> None:
    """Place runs along the centre of a row or column, within the sides of the boxes at their ends."""
    members = sorted(members, key=lambda index: (runs[index].track, index))
    touching = _followers(coarse, runs, members)
    over = {index: [k for k in touching[index] if _overlap(runs, runs[index], runs[k])] for index in members}
    ways = [(*how, False) for how in SPREADS]
    if any(runs[index].clear for index in members):
        ways = [(*how, True) for how in SPREADS if how[0] == CORNER] + ways
    for corner, spread, apart, room in ways:
        after = touching if apart else over
        gap = {
            (index, k): max(spread, runs[index].clear, runs[k].clear) if room else spread
            for index in members
            for k in after[index]
        }
        bounds = {index: _bounds(grid, coarse, runs[index], frame, boxes, corner) for index in members}
        latest: dict[int, float] = {}
        for index in reversed(members):
            latest[index] = min([bounds[index][1]] + [latest[k] - gap[index, k] for k in after[index]])
        earliest = {index: bounds[index][0] for index in members}
        for index in members:
            for k in after[index]:
                earliest[k] = max(earliest[k], earliest[index] + gap[index, k])
        if all(earliest[index] <= latest[index] for index in members):
            break
    middle = max(bounds[index][0] for index in members) + min(bounds[index][1] for index in members)
    placed = {index: bounds[index][0] for index in members}
    for index in members:
        wish = middle / 2 + spread * (runs[index].track - (runs[index].tracks - 1) / 2)
        wish = round(wish * 2) / 2
        at[index] = max(placed[index], min(wish, latest[index]))
        for k in after[index]:
            placed[k] = max(placed[k], at[index] + gap[index, k])


def _followers(coarse: Coarse, runs: list[Run], members: list[int]) -> dict[int, list[int]]:
    """Return for each run those that it touches on later tracks."""
    return {
        index: [k for k in members if runs[k].track > runs[index].track and touch(coarse, runs[index], runs[k])]
        for index in members
    }


def _overlap(runs: list[Run], one: Run, two: Run) -> bool:
    """Tell whether two runs of one line would lie on each other if they had one track."""
    low, high = ends(runs, one)
    start, end = ends(runs, two)
    return low <= end and start <= high


def _bounds(
    grid: Grid, coarse: Coarse, run: Run, frame: Frame, boxes: list[Rect], corner: float
) -> tuple[float, float]:
    """Return the least and greatest coordinate of a run on a centre line, for its ends and the cells that it passes."""
    centre = run.line // 2
    if not run.flat:
        return frame.column_x[centre] + corner, frame.column_x[centre] + grid.box_width - corner
    low, high = float(frame.row_y[centre]), float(frame.row_y[centre] + coarse.row_height[centre])
    if not coarse.row_height[centre]:
        return low - TRACK, frame.row_y[centre] + TRACK * (run.tracks - 1) + TRACK
    for met, column in ((run.at_low, run.low), (run.at_high, run.high)):
        if met < 0:
            box = boxes[coarse.box_at[run.line * coarse.nx + column]]
            low, high = max(low, box.y + corner), min(high, box.bottom - corner)
    return low, high
