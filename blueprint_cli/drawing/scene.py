"""The picture as plain data: groups of shapes, words and lines, each at its place, with what the SVG says about them.

Units are points from the top left, y downward. Boxes are even integers wide and high, coordinates multiples of 0.5:
every version of the engine keeps those exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from blueprint_cli.drawing.grid import Point, Rect

#: `note` is a sheet with a folded corner, `star` the mark of a moment of truth.
Form = Literal["box", "note", "star"]


class Shape(NamedTuple):
    """A filled form. `radius` rounds the corners of a box."""

    rect: Rect
    fill: str
    stroke: str | None = None
    pen: float = 1
    form: Form = "box"
    radius: float = 0
    role: str = ""
    #: Of the border.
    dash: tuple[float, float] | None = None

    def moved(self, x: float, y: float) -> Shape:
        """Return the same, shifted."""
        left, top, width, height = self.rect
        return Shape(Rect(left + x, top + y, width, height), *self[1:])


class Words(NamedTuple):
    """One line of text: `x` is its left end, `y` its baseline, `width` what it measures."""

    text: str
    x: float
    y: float
    width: float
    size: float
    colour: str
    bold: bool = False
    role: str = ""

    def moved(self, x: float, y: float) -> Words:
        """Return the same, shifted."""
        return Words(self.text, self.x + x, self.y + y, *self[3:])


class Stroke(NamedTuple):
    """A line through points, its corners rounded by `radius`; heads where it says so. `curve`: cubic control points."""

    points: tuple[Point, ...]
    colour: str
    pen: float = 1
    dash: tuple[float, float] | None = None
    tail_head: bool = False
    tip_head: bool = False
    radius: float = 0
    curve: bool = False
    role: str = ""

    def moved(self, x: float, y: float) -> Stroke:
        """Return the same, shifted."""
        return Stroke(tuple([Point(left + x, top + y) for left, top in self.points]), *self[1:])


Item = Shape | Words | Stroke


class Group:
    """What belongs together in the SVG: its class (`kind`), attributes, an optional link, and its parts in order.

    `hint` is what a pointer that rests on it is told.
    """

    __slots__ = ("attributes", "hint", "href", "kind", "parts")

    def __init__(
        self,
        kind: str,
        attributes: dict[str, str] | None = None,
        parts: list[Item | Group] | None = None,
        href: str | None = None,
        hint: str = "",
    ) -> None:
        self.kind = kind
        self.attributes = {} if attributes is None else attributes
        self.parts: list[Item | Group] = [] if parts is None else parts
        self.href = href
        self.hint = hint

    def items(self) -> list[Item]:
        """All shapes, words and lines, in order."""
        found: list[Item] = []
        for part in self.parts:
            if isinstance(part, Group):
                found += part.items()
            else:
                found.append(part)
        return found


class Scene(NamedTuple):
    """The whole picture. `page` is its ground; `parts` are painted in order."""

    width: int
    height: int
    page: str
    title: str
    description: str
    language: str
    parts: list[Group]

    def items(self) -> Iterator[tuple[str, Item, Group]]:
        """Every item with the id that it has in the DOT file and in what the engine draws, and its group."""
        number = 0
        for group in self.parts:
            for item in group.items():
                number += 1
                yield f"i{number}", item, group


class Face(NamedTuple):
    """A card, label or other piece drawn by itself, from (0, 0); the size is in even integers."""

    width: int
    height: int
    parts: list[Item | Group]


def moved(part: Item | Group, x: float, y: float) -> Item | Group:
    """Return a part shifted by (x, y)."""
    if isinstance(part, Group):
        return Group(part.kind, part.attributes, [moved(inner, x, y) for inner in part.parts], part.href, part.hint)
    return part.moved(x, y)


def even(length: float) -> int:
    """Round up to an even integer."""
    return math.ceil(length / 2) * 2
