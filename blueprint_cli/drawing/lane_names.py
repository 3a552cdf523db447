"""Lane names again, along wide pictures: whoever looks at the middle does not see the names at the left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.drawing.arrange import Places
from blueprint_cli.drawing.face import text_lines
from blueprint_cli.drawing.grid import Rect
from blueprint_cli.drawing.lanes import Lanes
from blueprint_cli.drawing.scene import Group
from blueprint_cli.drawing.text import SLACK, break_lines, shorten, text_width
from blueprint_cli.drawing.theme import Theme

#: Up to this width the names at the left are seen with the whole picture, and further ones would look like headings.
_WIDE = 3000
#: How far apart names stand, what they keep clear of the right end, and how far a name may stray to find room.
_EVERY, _END, _STRAY = 1600, 400, 3
_SIZE, _HEIGHT, _WIDTH = 10.0, 14, 176
#: What a name keeps clear of all else.
_CLEAR = 4


def repeat_names(lanes: Lanes, places: Places, theme: Theme) -> list[Group]:
    """Write the name of each lane of a wide picture once more every 1600 points or so; left out where there is no room.

    A name stands above the cards of a column or below them, within its lane.
    """
    columns = _columns(places)
    if not columns:
        return []
    taken = [*places.boxes, *(route.label for route in places.routes if route.label)]
    taken += [
        Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
        for route in places.routes
        for a, b in pairwise(route.points)
    ]
    groups = []
    for lane, band in zip(lanes.rows, places.lanes, strict=True):
        words = shorten(break_lines(lane.title, _SIZE, _WIDTH, bold=True), 1, _SIZE, _WIDTH, bold=True)[0]
        width = text_width(words, _SIZE, bold=True) * SLACK
        near = [
            (x - _CLEAR, y - _CLEAR, x + wide + _CLEAR, y + high + _CLEAR)
            for x, y, wide, high in taken
            if y < band.bottom and band.y < y + high
        ]
        for column in columns:
            for place in _candidates(places, column, band, width):
                x, y, right, bottom = place.x, place.y, place.right, place.bottom
                if not any(x < end and start < right and y < low and top < bottom for start, top, end, low in near):
                    text = text_lines([words], place.x, place.y, _SIZE, _HEIGHT, theme.families[lane.layer].text, True)
                    groups.append(Group("lane-name", {"aria-hidden": "true"}, [*text]))
                    break
    return groups


def _columns(places: Places) -> list[int]:
    """Return the columns over whose cards names stand."""
    found: list[int] = []
    if places.width <= _WIDE:
        return found
    last = places.card_x[0] if places.card_x else 0
    for column, x in enumerate(places.card_x):
        if x - last >= _EVERY and places.width - x >= _END:
            found.append(column)
            last = x
    return found


def _candidates(places: Places, column: int, band: Rect, width: float) -> Iterator[Rect]:
    """Yield places for a name from the best: at the top of the lane, then at its bottom, in this column or the next."""
    for y in (band.y + 5, band.bottom - 5 - _HEIGHT):
        for x in places.card_x[column : column + _STRAY]:
            for shift in (0, 60, 116):
                yield Rect(x + shift, y, width, _HEIGHT)
