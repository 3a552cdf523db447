"""How a picture of two states shows what comes, goes, changes and moves: by sign, by line and by colour, so that no
one of them is needed to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from blueprint_cli.blueprint import Link
from blueprint_cli.drawing.grid import Point
from blueprint_cli.drawing.scene import Face, Group, Item, Shape, Stroke, Words
from blueprint_cli.drawing.theme import Theme

Status = Literal["added", "removed", "changed", "moved"]
SIGNS: dict[Status, str] = {"added": "+", "removed": "−", "changed": "~", "moved": "→"}
TAGS: dict[Status, str] = {status: f"{sign} {status.upper()}" for status, sign in SIGNS.items()}
#: The chip whose colours a mark has, and whether its border or its text has the stronger one.
_TONES: dict[Status, tuple[str, Literal["border", "text"]]] = {
    "added": ("idea", "text"),
    "removed": ("pain", "border"),
    "changed": ("wait", "text"),
    "moved": ("question", "text"),
}
_PENS: dict[Status, float] = {"added": 3, "removed": 2, "changed": 2, "moved": 2}
_DASHES: dict[Status, tuple[float, float]] = {"removed": (5.0, 4.0), "moved": (1.5, 3.0)}


class Changes(NamedTuple):
    """What is marked: cards by address, steps by id, links. What is not here is as it was."""

    cards: Mapping[str, Status] = {}
    steps: Mapping[str, Status] = {}
    links: Mapping[Link, Status] = {}
    #: Whether two states are compared at all, be they alike.
    compared: bool = False


def colour_of(status: Status, theme: Theme) -> str:
    """Return the colour of a mark."""
    kind, part = _TONES[status]
    tone = theme.tones[kind]
    return tone.border if part == "border" else tone.text


def mark_card(face: Face, status: Status | None, theme: Theme) -> Face:
    """Give the box of a card the border of its mark, and strike out the words of one that is gone."""
    box = face.parts[0]
    if status is None or not isinstance(box, Shape):
        return face
    colour = colour_of(status, theme)
    box = box._replace(stroke=colour, pen=_PENS[status], dash=_DASHES.get(status))
    struck: list[Item | Group] = []
    for words in _texts(face.parts) if status == "removed" else ():
        if words.role == "does":
            y = round((words.y - words.size * 0.3) * 2) / 2
            struck.append(Stroke((Point(words.x, y), Point(words.x + words.width, y)), colour, 1, role="struck"))
    return Face(face.width, face.height, [box, *face.parts[1:], *struck])


def _texts(parts: list[Item | Group]) -> list[Words]:
    found: list[Words] = []
    for part in parts:
        found += _texts(part.parts) if isinstance(part, Group) else [part] if isinstance(part, Words) else []
    return found


def mark_line(line: Stroke, status: Status | None, theme: Theme, *, thick: bool = True) -> Stroke:
    """Give an arrow the colour and the line of its mark, a stem the colour and the dashes alone."""
    if status is None:
        return line
    pen = max(line.pen, _PENS[status] - 0.5) if thick else line.pen
    return line._replace(colour=colour_of(status, theme), pen=pen, dash=_DASHES.get(status, line.dash))
