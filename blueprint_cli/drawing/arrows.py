"""Drawing the arrows and stems: the look of each kind of link, and its label."""

from __future__ import annotations

from blueprint_cli.blueprint import Link
from blueprint_cli.drawing.contents import Chip, LinkContent, read_link
from blueprint_cli.drawing.face import draw_labels
from blueprint_cli.drawing.grid import Point, Route
from blueprint_cli.drawing.marked import SIGNS, Status, mark_line
from blueprint_cli.drawing.scene import Face, Group, Stroke, moved
from blueprint_cli.drawing.text import clean
from blueprint_cli.drawing.theme import Theme

_RADIUS = 7
_PENS = {"time": 2.0, "stem": 1.0, "order": 1.25, "uses": 1.25}
_DASHES = {"notifies": (2.0, 3.0), "needs": (6.0, 4.0), "rework": (12.0, 3.0), "uses": (1.5, 3.0)}


def stroke_of(kind: str, mutual: bool, points: tuple[Point, ...], theme: Theme) -> Stroke:
    """Return the line of a kind of link along these points."""
    return Stroke(
        points,
        theme.arrows[kind],
        _PENS.get(kind, 1.5),
        _DASHES.get(kind),
        tail_head=mutual,
        tip_head=kind != "stem",
        radius=_RADIUS,
        role="line",
    )


def labels_of(link: Link, theme: Theme, status: Status | None = None) -> list[Face]:
    """Draw the label of a link by itself, then shorter ones; none where there is nothing to say."""
    return [] if link.kind == "stem" else draw_labels(_content(link, status), theme)


def draw_arrow(link: Link, route: Route, labels: list[Face], theme: Theme, status: Status | None = None) -> Group:
    """Draw a link along its route, from box to box, with that of its labels for which there is room."""
    content = _content(link, status)
    stem = link.kind == "stem"
    attributes = {"data-from": clean(link.source.address), "data-to": clean(link.target.address)}
    # The reading order of the cards says what a stem says.
    attributes |= {"data-change": status} if status else {}
    spoken = {"aria-hidden": "true"} if stem else {"role": "graphics-symbol", "aria-label": content.summary}
    label = next((face for face in labels if route.label and route.label[2:] == (face.width, face.height)), None)
    cut = bool(labels) and label is not labels[0]
    group = Group(
        ("stem" if stem else f"arrow {link.kind}") + (f" {status}" if status else ""),
        attributes | spoken,
        [mark_line(stroke_of(link.kind, link.mutual, route.points, theme), status, theme, thick=not stem)],
        hint=content.summary if content.marks or cut else "",
    )
    if label and route.label:
        group.parts += [moved(part, route.label.x, route.label.y) for part in label.parts]
    return group


def _content(link: Link, status: Status | None) -> LinkContent:
    """Say what stands on an arrow, and its sign where it is not as it was."""
    content = read_link(link)
    if status is None:
        return content
    return content._replace(marks=(Chip(status, SIGNS[status]), *content.marks), summary=f"{status}: {content.summary}")
