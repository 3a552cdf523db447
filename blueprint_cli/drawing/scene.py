"""The picture as plain data: groups of shapes, words and lines, each at its place, with what the SVG says about them.

Units are points from the top left, y downward. Boxes are even integers wide and high, coordinates multiples of 0.5:
every version of the engine keeps those exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from blueprint_cli.drawing.grid import Point, Rect

#: `note` is a sheet with a folded corner, `star` the mark of a moment of truth.
Form = Literal["box", "note", "star"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled form. `radius` rounds the corners of a box."""

    rect: Rect
    fill: str
    stroke: str | None = None
    pen: float = 1
    form: Form = "box"
    radius: float = 0
    role: str = ""

    def moved(self, x: float, y: float) -> Shape:
        """Return the same, shifted."""
        return replace(self, rect=Rect(self.rect.x + x, self.rect.y + y, self.rect.width, self.rect.height))


@dataclass(frozen=True, slots=True)
class Words:
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
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Stroke:
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
        return replace(self, points=tuple(Point(p.x + x, p.y + y) for p in self.points))


Item = Shape | Words | Stroke


@dataclass(slots=True)
class Group:
    """What belongs together in the SVG: its class (`kind`), attributes, an optional link, and its parts in order."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Item | Group] = field(default_factory=list)
    href: str | None = None
    #: What a pointer that rests on it is told.
    hint: str = ""

    def items(self) -> Iterator[Item]:
        """All shapes, words and lines, in order."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.items()
            else:
                yield part


@dataclass(slots=True)
class Scene:
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


@dataclass(slots=True)
class Face:
    """A card, label or other piece drawn by itself, from (0, 0); the size is in even integers."""

    width: int
    height: int
    parts: list[Item | Group] = field(default_factory=list)


def moved(part: Item | Group, x: float, y: float) -> Item | Group:
    """Return a part shifted by (x, y)."""
    if isinstance(part, Group):
        return replace(part, parts=[moved(inner, x, y) for inner in part.parts])
    return part.moved(x, y)


def even(length: float) -> int:
    """Round up to an even integer."""
    return math.ceil(length / 2) * 2
