"""The customer's feelings as a curve over the steps, where the cards say how it feels."""

from __future__ import annotations

from itertools import pairwise

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.drawing.face import CARD_WIDTH, text_lines
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.scene import Group, Item, Shape, Stroke
from blueprint_cli.drawing.text import text_width
from blueprint_cli.drawing.theme import Theme

FEELINGS_HEIGHT = 104
_UNIT, _DOT = 13, 10


def has_feelings(blueprint: Blueprint) -> bool:
    """Whether any card says how it feels."""
    return any(card.feels is not None for card in blueprint.cards)


def draw_feelings(blueprint: Blueprint, card_x: list[float], frame: Rect, names: int, theme: Theme) -> Group:
    """Draw the curve in `frame`, of which the left `names` points hold its name; `card_x` is where columns begin."""
    family = theme.families["customer"]
    middle = frame.y + frame.height / 2
    dots = [(Point(x, middle - feels * _UNIT), feels) for x, feels in _values(blueprint, card_x)]
    zero = Point(frame.x + names + 12, middle), Point(frame.right, middle)
    parts: list[Item | Group] = [
        Shape(frame, family.band, role="band"),
        Shape(Rect(frame.x, frame.y, names, frame.height), family.name, role="name"),
        *text_lines(["Feelings"], frame.x + 14, frame.y + 14, 13, 16, family.text, bold=True),
        Stroke(zero, family.border, 1, (2.0, 4.0), role="zero"),
    ]
    parts += text_lines(["from −2 to +2"], frame.x + 14, frame.y + 32, 10, 13, theme.ink)
    if len(dots) > 1:
        way = [dots[0][0]]
        for (before, _), (after, _) in pairwise(dots):
            bend = round(before.x + after.x) / 2
            way += [Point(bend, before.y), Point(bend, after.y), after]
        parts.append(Stroke(tuple(way), family.accent, 2, curve=True, role="curve"))
    for place, feels in dots:
        dot = Rect(place.x - _DOT / 2, place.y - _DOT / 2, _DOT, _DOT)
        parts.append(Shape(dot, theme.page, family.accent, 2, radius=_DOT / 2, role="dot"))
        text = f"{feels:+d}".replace("-", "−") if feels else "0"
        left = round(place.x - text_width(text, 9.5, True) / 2, 2)
        top = place.y - 20 if feels >= 0 else place.y + 6
        parts += text_lines([text], left, top, 9.5, 14, family.text, bold=True)
    return Group("feelings", {"role": "graphics-symbol", "aria-label": _spoken(blueprint)}, parts)


def _values(blueprint: Blueprint, card_x: list[float]) -> list[tuple[float, int]]:
    """Return the x and the value of each card that says how it feels; cards of a step share its width."""
    found = []
    for step in blueprint.steps:
        cards = step.layers["customer"]
        for index, card in enumerate(cards):
            if card.feels is not None:
                share = round(CARD_WIDTH * (index + 0.5) / len(cards))
                found.append((card_x[step.index] + share, max(-2, min(2, card.feels))))
    return found


def _spoken(blueprint: Blueprint) -> str:
    told = [
        f"{card.step.title} {card.feels}".replace("-", "−")
        for card in blueprint.layer("customer")
        if card.feels is not None
    ]
    return f"The customer's feelings, from −2 to +2: {', '.join(told)}"
