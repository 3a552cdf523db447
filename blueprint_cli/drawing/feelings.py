"""The customer's feelings as a curve over the steps, where the cards say how it feels."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.drawing.face import CARD_WIDTH, text_lines
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.marked import Status, colour_of
from blueprint_cli.drawing.scene import Group, Item, Shape, Stroke
from blueprint_cli.drawing.text import text_width
from blueprint_cli.drawing.theme import Theme

FEELINGS_HEIGHT = 104
_UNIT, _DOT = 13, 10


def has_feelings(blueprint: Blueprint) -> bool:
    """Whether any card says how it feels."""
    return any(card.feels is not None for card in blueprint.cards)


def draw_feelings(
    blueprint: Blueprint,
    card_x: list[float],
    frame: Rect,
    names: int,
    theme: Theme,
    marks: Mapping[str, Status] = MappingProxyType({}),
) -> Group:
    """Draw the curve in `frame`, of which the left `names` points hold its name; `card_x` is where columns begin.

    It leaves out cards that go, by their `marks`: nobody has both journeys. These have a dashed dot of their own.
    """
    family = theme.families["customer"]
    middle = frame.y + frame.height / 2
    dots = [
        (Point(x, middle - feels * _UNIT), feels, marks.get(card.address) == "removed")
        for card, x, feels in _values(blueprint, card_x)
    ]
    felt = [place for place, _, gone in dots if not gone]
    zero = Point(frame.x + names + 12, middle), Point(frame.right, middle)
    parts: list[Item | Group] = [
        Shape(frame, family.band, role="band"),
        Shape(Rect(frame.x, frame.y, names, frame.height), family.name, role="name"),
        *text_lines(["Feelings"], frame.x + 14, frame.y + 14, 13, 16, family.text, bold=True),
        Stroke(zero, family.border, 1, (2.0, 4.0), role="zero"),
    ]
    parts += text_lines(["from −2 to +2"], frame.x + 14, frame.y + 32, 10, 13, theme.ink)
    if len(felt) > 1:
        way = [felt[0]]
        for before, after in pairwise(felt):
            bend = round(before.x + after.x) / 2
            way += [Point(bend, before.y), Point(bend, after.y), after]
        parts.append(Stroke(tuple(way), family.accent, 2, curve=True, role="curve"))
    for place, feels, gone in dots:
        dot = Rect(place.x - _DOT / 2, place.y - _DOT / 2, _DOT, _DOT)
        shape = Shape(dot, theme.page, family.accent, 2, radius=_DOT / 2, role="dot")
        parts.append(shape._replace(stroke=colour_of("removed", theme), dash=(2.0, 2.0)) if gone else shape)
        text = f"{feels:+d}".replace("-", "−") if feels else "0"
        left = round(place.x - text_width(text, 9.5, True) / 2, 2)
        top = place.y - 20 if feels >= 0 else place.y + 6
        parts += text_lines([text], left, top, 9.5, 14, family.text, bold=True)
    return Group("feelings", {"role": "graphics-symbol", "aria-label": _spoken(blueprint, marks)}, parts)


def _values(blueprint: Blueprint, card_x: list[float]) -> list[tuple[Card, float, int]]:
    """Return each card that says how it feels, with its x and its value; cards of a step share its width."""
    found = []
    for step in blueprint.steps:
        cards = step.layers["customer"]
        for index, card in enumerate(cards):
            if card.feels is not None:
                share = round(CARD_WIDTH * (index + 0.5) / len(cards))
                found.append((card, card_x[step.index] + share, max(-2, min(2, card.feels))))
    return found


def _spoken(blueprint: Blueprint, marks: Mapping[str, Status]) -> str:
    told = [
        f"{card.step.title} {card.feels}".replace("-", "−") + (" (removed)" * (marks.get(card.address) == "removed"))
        for card in blueprint.layer("customer")
        if card.feels is not None
    ]
    return f"The customer's feelings, from −2 to +2: {', '.join(told)}"
