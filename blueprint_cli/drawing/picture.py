"""From a blueprint to the scene: what stands on it, laid out, in the order in which people read it."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Link, Step
from blueprint_cli.drawing.arrows import draw_arrow, label_of
from blueprint_cli.drawing.contents import (
    LANE_NAMES,
    LANES,
    LINES,
    CardContent,
    describe,
    read_boxes,
    read_links,
)
from blueprint_cli.drawing.face import CARD_WIDTH, draw_card, text_lines
from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge, Layout, Point, Rect
from blueprint_cli.drawing.heading import draw_phase, draw_step, draw_title, phase_runs
from blueprint_cli.drawing.layout import lay_out
from blueprint_cli.drawing.legend import draw_legend
from blueprint_cli.drawing.scene import Face, Group, Item, Scene, Shape, Stroke, Words, even, moved
from blueprint_cli.drawing.text import break_lines, clean
from blueprint_cli.drawing.theme import LIGHT, Theme

_MARGIN, _NAMES = 36, 132
_LEAST_WIDTH = 760
#: What a column takes on a calm picture; only the width of the title block depends on it.
_COLUMN = CARD_WIDTH + 48
_DASHED = {"interaction": (7.0, 5.0), "internal": (3.0, 4.0)}
_LINE_PENS = {"interaction": 1.5, "visibility": 3.0, "internal": 1.5}


def draw_scene(blueprint: Blueprint, theme: Theme = LIGHT) -> Scene:
    """Lay out and draw a blueprint: title block, headings, lanes, lines, cards in reading order, arrows, legend."""
    boxes, links = read_boxes(blueprint), read_links(blueprint)
    faces = [draw_card(box, theme) for box in boxes]
    labels = [label_of(link, theme) for link in links]
    width = max(_LEAST_WIDTH, _MARGIN + _NAMES + _COLUMN * len(blueprint.steps))
    title = draw_title(blueprint, width - _MARGIN, theme)
    runs = phase_runs(blueprint)
    steps = [draw_step(step, theme) for step in blueprint.steps]
    phase_height = max((draw_phase(name, _span(first, last), theme).height for name, first, last in runs), default=0)
    step_height = max((step.height for step in steps), default=0)
    phase_top = _MARGIN + title.height + 28
    step_top = phase_top + (phase_height + 12 if runs else 0)
    top = even(step_top + step_height + 14)
    layout = lay_out(_grid(blueprint, boxes, faces, links, labels, top))
    right = max(int(layout.width), width)
    left = _MARGIN + _NAMES

    parts = [Group("title", parts=[moved(part, _MARGIN, _MARGIN) for part in title.parts])]
    parts += _lanes(blueprint, layout, right, theme)
    columns = _columns(layout, boxes, blueprint)
    for name, first, last in runs:
        x = columns[first]
        face = draw_phase(name, int(columns[last] - x) + CARD_WIDTH, theme)
        drop = phase_top + phase_height - face.height
        parts.append(Group("phase", parts=[moved(part, x, drop) for part in face.parts]))
    parts += [
        _step(step, face, layout.columns[step.index], columns[step.index], step_top, theme)
        for step, face in zip(blueprint.steps, steps, strict=True)
    ]
    parts += _lines(layout, right, theme)
    parts += [
        _card(box, face, place)
        for box, face, place in zip(boxes, faces, layout.boxes, strict=True)
    ]
    parts += [
        draw_arrow(link, route, label, theme)
        for link, route, label in zip(links, layout.routes, labels, strict=True)
    ]
    bottom = int(layout.height)
    if legend := draw_legend(boxes, links, right - left, theme):
        parts.append(Group("legend", parts=[moved(part, left, bottom + 28) for part in legend.parts]))
        bottom += 28 + legend.height
    return Scene(
        width=even(right + _MARGIN),
        height=even(bottom + _MARGIN),
        page=theme.page,
        title=clean(blueprint.service) or "Service blueprint",
        description=describe(blueprint, boxes, links),
        language=clean(blueprint.language),
        parts=parts,
    )


def _span(first: int, last: int) -> int:
    """Return the least width of a phase over these columns: what its name may count on."""
    return (last - first) * _COLUMN + CARD_WIDTH


def _grid(
    blueprint: Blueprint,
    boxes: list[CardContent],
    faces: list[Face],
    links: list[Link],
    labels: list[Face | None],
    top: int,
) -> Grid:
    columns = {step.id: step.index for step in blueprint.steps}
    cards: dict[Card, int] = {}
    place = 0
    for step in blueprint.steps:
        for card in step.cards:
            cards[card] = place
            place += 1
        place += len(step.systems)
    return Grid(
        columns=len(blueprint.steps),
        lanes=len(LANES),
        boxes=tuple(
            GridBox(
                id=box.address,
                column=columns[box.step],
                lane=LANES.index(box.lane),
                height=face.height,
                takes_edges=box.lane not in ("evidence", "systems"),
            )
            for box, face in zip(boxes, faces, strict=True)
        ),
        edges=tuple(
            GridEdge(
                source=cards[link.source],
                target=cards[link.target],
                stem=link.kind == "stem",
                mutual=link.mutual,
                label_width=label.width if label else 0,
                label_height=label.height if label else 0,
            )
            for link, label in zip(links, labels, strict=True)
        ),
        box_width=CARD_WIDTH,
        lines_below=tuple(LANES.index(lane) for lane in LINES),
        lane_height=84,
        left=_MARGIN + _NAMES,
        top=top,
    )


def _columns(layout: Layout, boxes: list[CardContent], blueprint: Blueprint) -> list[float]:
    """Return the left side of each column's cards; of a column without any, where they would stand."""
    found = [column.x + even((column.width - CARD_WIDTH) / 2) for column in layout.columns]
    index = {step.id: step.index for step in blueprint.steps}
    for box, rect in zip(boxes, layout.boxes, strict=True):
        found[index[box.step]] = rect.x
    return found


def _lanes(blueprint: Blueprint, layout: Layout, right: int, theme: Theme) -> list[Group]:
    groups = []
    for lane, rect in zip(LANES, layout.lanes, strict=True):
        family = theme.families[lane]
        band = Shape(Rect(_MARGIN, rect.y, right - _MARGIN, rect.height), family.band, role="band")
        cell = Shape(Rect(_MARGIN, rect.y, _NAMES - 12, rect.height), family.name, role="name")
        room, x, y = _NAMES - 12 - 24, _MARGIN + 14, rect.y + 14
        lines = break_lines(LANE_NAMES[lane], 13, room, bold=True)
        parts: list[Item | Group] = [band, cell, *text_lines(lines, x, y, 13, 16, family.text, bold=True)]
        if lane == "customer" and blueprint.customer:
            more = break_lines(blueprint.customer, 10, room)[:3]
            parts += text_lines(more, x, y + 16 * len(lines) + 2, 10, 13, theme.ink)
        groups.append(Group("lane", {"data-lane": lane, "data-layer": lane, "id": f"lane-{lane}"}, parts))
    return groups


def _step(step: Step, face: Face, column: Rect, x: float, top: float, theme: Theme) -> Group:
    parts: list[Item | Group] = [Shape(column, "none", role="column")]
    if step.index:
        seam = (Point(column.x, column.y), Point(column.x, column.bottom))
        parts.append(Stroke(seam, theme.page, 2, role="seam"))
    parts += [moved(part, x, top) for part in face.parts]
    return Group("step", {"data-step": clean(step.id), "id": _id("step", step.id)}, parts)


def _lines(layout: Layout, right: int, theme: Theme) -> list[Group]:
    groups = []
    for (kind, name), y in zip(LINES.values(), layout.lines, strict=True):
        line = Stroke(
            (Point(_MARGIN, y), Point(right, y)), theme.visibility, _LINE_PENS[kind], _DASHED.get(kind), role="line"
        )
        lines = break_lines(name.upper(), 8, _NAMES - 12 - 20, bold=True)
        words: list[Words] = text_lines(
            lines, _MARGIN + 14, y - 6 - 10 * len(lines), 8, 10, theme.ink, bold=True, role="name"
        )
        groups.append(Group(f"line {kind}", {"role": "graphics-symbol", "aria-label": name}, [line, *words]))
    return groups


def _card(box: CardContent, face: Face, place: Rect) -> Group:
    attributes = {
        "id": _id("card", box.address),
        "data-card": clean(box.address),
        "data-step": clean(box.step),
        "data-layer": box.lane,
        "data-lane": box.lane,
        "role": "graphics-object",
        "aria-label": box.summary,
    }
    cut = any(isinstance(part, Words) and part.text.endswith("…") for part in Group("", parts=face.parts).items())
    return Group(
        f"card {box.lane}",
        attributes,
        [moved(part, place.x, place.y) for part in face.parts],
        hint=box.summary if cut else "",
        name=clean(box.address),
    )


def _id(kind: str, name: str) -> str:
    return f"{kind}-{'-'.join(name.split())}"
