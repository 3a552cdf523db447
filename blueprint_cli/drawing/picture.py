"""From a blueprint to the scene: what stands on it, laid out, in the order in which people read it."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Step
from blueprint_cli.drawing.arrange import Places, arrange
from blueprint_cli.drawing.arrows import draw_arrow, labels_of
from blueprint_cli.drawing.contents import LANE_NAMES, CardContent, describe, read_boxes, read_links
from blueprint_cli.drawing.face import CARD_WIDTH, draw_card, text_lines
from blueprint_cli.drawing.feelings import FEELINGS_HEIGHT, draw_feelings, has_feelings
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.heading import draw_phase, draw_step, draw_title, phase_runs
from blueprint_cli.drawing.lane_names import repeat_names
from blueprint_cli.drawing.lanes import Lane, Lanes, split_lanes
from blueprint_cli.drawing.legend import draw_legend
from blueprint_cli.drawing.marked import Status, mark_card
from blueprint_cli.drawing.scene import Face, Group, Item, Scene, Shape, Stroke, Words, even, moved
from blueprint_cli.drawing.text import break_lines, clean, shorten
from blueprint_cli.drawing.theme import Theme
from blueprint_cli.drawing.theme_files import builtin_theme
from blueprint_cli.drawing.uses import system_ends, uses_links
from blueprint_cli.drawing.view import View, cut, lines_between

_MARGIN, _NAMES = 36, 120
#: Where the columns begin: right of the lane names and a gap.
_LEFT = _MARGIN + _NAMES + 12
_LEAST_WIDTH = 760
#: What a column takes on a calm picture; only the title block and the phases' names reckon with it.
_COLUMN = CARD_WIDTH + 48
_DASHES = {"interaction": (7.0, 5.0), "internal": (3.0, 4.0)}
_PENS = {"interaction": 1.5, "visibility": 3.0, "internal": 1.5}


def draw_scene(blueprint: Blueprint, theme: Theme | None = None, view: View | None = None) -> Scene:
    """Lay out and draw a blueprint: title block, lanes, headings, lines, cards in reading order, arrows, legend.

    Raises NoSuchPart where the view names what is not there.
    """
    theme, view = theme or builtin_theme("light"), view or View()
    part = cut(blueprint, view)
    lanes = split_lanes(part.blueprint, view.lanes, view.split or blueprint.lanes, blueprint)
    blueprint, ends, systems = part.blueprint, system_ends(part.blueprint), "systems" in view.lanes
    uses = view.uses and systems
    boxes = [_with_marks(box, view) for box in read_boxes(blueprint, systems)]
    boxes, owners = _in_reading_order(blueprint, boxes, _owners(blueprint, ends, systems), lanes)
    if part.stubs:
        boxes = [box._replace(stubs=part.stubs.get(owner, ())) for box, owner in zip(boxes, owners, strict=True)]
    links = [*read_links(blueprint), *(uses_links(blueprint, ends) if uses else [])]
    changes = view.changes
    faces = [mark_card(draw_card(box, theme), changes.cards.get(box.address), theme) for box in boxes]
    labels = [labels_of(link, theme, changes.links.get(link)) for link in links]
    width = max(_LEAST_WIDTH, _LEFT + _COLUMN * len(blueprint.steps))
    of_all = view.findings.get("", ())
    title = draw_title(blueprint, width - _MARGIN, theme, part.shown, of_all, compared=changes.compared)
    phases = [
        (first, last, draw_phase(name, (last - first) * _COLUMN + CARD_WIDTH, theme))
        for name, first, last in phase_runs(blueprint)
    ]
    steps = [draw_step(step, theme, changes.steps.get(step.id)) for step in blueprint.steps]
    phase_bottom = _MARGIN + title.height + 28 + max((face.height for _, _, face in phases), default=0)
    step_top = phase_bottom + (12 if phases else 0)
    step_bottom = even(step_top + max((step.height for step in steps), default=0) + 14)
    strip = FEELINGS_HEIGHT if has_feelings(blueprint) else 0
    top = step_bottom + (strip + 8 if strip else 0)
    places = arrange(blueprint, boxes, owners, faces, links, labels, lanes, left=_LEFT, top=top, systems_linked=uses)
    right = max(places.width, width)

    parts = [Group("title", parts=[moved(part, _MARGIN, _MARGIN) for part in title.parts])]
    parts += _lanes(blueprint, boxes, lanes, places, right, theme)
    if strip:
        frame = Rect(_MARGIN, step_bottom, right - _MARGIN, strip)
        parts.append(draw_feelings(blueprint, places.card_x, frame, _NAMES, theme, changes.cards))
    for first, last, face in phases:
        parts.append(_phase(face, places.card_x[first], places.card_x[last] + CARD_WIDTH, phase_bottom))
    parts += [
        _step(step, face, places, step_top, theme, changes.steps.get(step.id))
        for step, face in zip(blueprint.steps, steps, strict=True)
    ]
    parts += repeat_names(lanes, places, theme)
    parts += _lines(lanes.layers, places, right, theme)
    for box, owner, face, place in zip(boxes, owners, faces, places.boxes, strict=True):
        lane = lanes.rows[lanes.place(box.lane, owner)]
        parts.append(_card(box, lane, face, place, changes.cards.get(box.address)))
    parts += [
        draw_arrow(link, route, label, theme, changes.links.get(link))
        for link, route, label in zip(links, places.routes, labels, strict=True)
    ]
    bottom = places.height
    if legend := draw_legend(boxes, links, right - _LEFT, theme, view.findings.get("", ()), changes.links):
        parts.append(Group("legend", parts=[moved(part, _LEFT, bottom + 30) for part in legend.parts]))
        bottom += 30 + legend.height
    return Scene(
        width=even(right + _MARGIN),
        height=even(bottom + _MARGIN),
        page=theme.page,
        title=(clean(blueprint.service) or "Service blueprint") + (": what changes" if changes.compared else ""),
        description=(f"{clean(blueprint.summary or '')}. " if changes.compared else "")
        + describe(blueprint, boxes, links)
        + (f" Shown: {part.shown}." if part.shown else ""),
        language=clean(blueprint.language),
        parts=parts,
    )


def _owners(blueprint: Blueprint, ends: dict[tuple[str, str], Card], systems: bool) -> list[Card]:
    """Return what links name as their end, for each box."""
    found: list[Card] = []
    for step in blueprint.steps:
        found += step.cards
        found += [ends[step.id, system.id] for system in step.systems] if systems else []
    return found


def _in_reading_order(
    blueprint: Blueprint, boxes: list[CardContent], owners: list[Card], lanes: Lanes
) -> tuple[list[CardContent], list[Card]]:
    """Return boxes and owners step by step, lane by lane."""
    steps = {step.id: step.index for step in blueprint.steps}
    pairs = sorted(
        zip(boxes, owners, strict=True), key=lambda pair: (steps[pair[0].step], lanes.place(pair[0].lane, pair[1]))
    )
    return [box for box, _ in pairs], [owner for _, owner in pairs]


def _with_marks(box: CardContent, view: View) -> CardContent:
    """Put what was found of a card on it."""
    found = view.findings.get(box.address, ())
    if not found:
        return box
    told = [f"{mark.tag.lower()} {mark.text}: {mark.hint}" for mark in found]
    return box._replace(remarks=(*box.remarks, *found), summary=clean("; ".join([box.summary, *told])))


def _lanes(
    blueprint: Blueprint, boxes: list[CardContent], lanes: Lanes, places: Places, right: int, theme: Theme
) -> list[Group]:
    groups = []
    filled = {box.lane for box in boxes}
    above = ""
    for lane, rect in zip(lanes.rows, places.lanes, strict=True):
        family = theme.families[lane.layer]
        band = Shape(Rect(_MARGIN, rect.y, right - _MARGIN, rect.height), family.band, role="band")
        cell = Shape(Rect(_MARGIN, rect.y, _NAMES, rect.height), family.name, role="name")
        room, x, y = _NAMES - 24, _MARGIN + 14, rect.y + 14
        parts: list[Item | Group] = [band, cell]
        if lane.layer == above:
            seam = Point(_MARGIN, rect.y), Point(right, rect.y)
            parts.append(Stroke(seam, family.border, 1, role="seam"))
        else:
            lines = break_lines(LANE_NAMES[lane.layer], 13, room, bold=True)
            parts += text_lines(lines, x, y, 13, 16, family.text, bold=True)
            y += 16 * len(lines) + 2
        if lane.part:
            lines = shorten(break_lines(lane.part, 11, room, bold=True), 2, 11, room, bold=True)
            parts += text_lines(lines, x, y, 11, 14, theme.ink, bold=True, role="part")
            y += 14 * len(lines)
        more = blueprint.customer if lane.layer == "customer" else None
        if lane.layer not in filled:
            more = "nothing here"
        if more:
            small = shorten(break_lines(more, 10, room), 3, 10, room)
            parts += text_lines(small, x, y, 10, 13, theme.ink)
        name = "-".join(lane.id.split())
        told = ", ".join(clean(words) for words in (f"Lane: {LANE_NAMES[lane.layer]}", lane.part, more) if words)
        about = {"data-lane": lane.id, "data-layer": lane.layer, "id": f"lane-{name}", **_named(told)}
        groups.append(Group("lane", about, parts))
        above = lane.layer
    return groups


def _phase(face: Face, left: float, right: float, bottom: float) -> Group:
    """Place a phase's header; its rule, the first part, runs from the first card to the last."""
    rule, *words = face.parts
    assert isinstance(rule, Shape)
    y = bottom - face.height
    line = Shape(Rect(left, rule.rect.y + y, right - left, rule.rect.height), rule.fill, role=rule.role)
    return Group("phase", _named(_told("Phase", face)), [line, *(moved(part, left, y) for part in words)])


def _step(step: Step, face: Face, places: Places, top: float, theme: Theme, status: Status | None) -> Group:
    column = places.columns[step.index]
    parts: list[Item | Group] = [Shape(column, "none", role="column")]
    if step.index:
        seam = (Point(column.x, column.y), Point(column.x, column.bottom))
        parts.append(Stroke(seam, theme.page, 2, role="seam"))
    parts += [moved(part, places.card_x[step.index], top) for part in face.parts]
    about = {"data-step": clean(step.id), "id": _id("step", step.id), **_named(_told("Step", face))}
    return Group("step", about | _changed(status), parts)


def _told(kind: str, face: Face) -> str:
    """Return what stands on a heading in one line, to be read out."""
    words = [item.text for item in Group("", parts=face.parts).items() if isinstance(item, Words)]
    return f"{kind}: {' '.join(words)}" if words else ""


def _named(label: str) -> dict[str, str]:
    return {"role": "graphics-symbol", "aria-label": label} if label else {}


def _lines(lanes: tuple[str, ...], places: Places, right: int, theme: Theme) -> list[Group]:
    groups = []
    for (_, kind, name), y in zip(lines_between(lanes), places.lines, strict=True):
        way = (Point(_MARGIN, y), Point(right, y))
        line = Stroke(way, theme.visibility, _PENS[kind], _DASHES.get(kind), role="line")
        lines = break_lines(name.upper(), 8, _NAMES - 20, bold=True)
        top = y - 6 - 10 * len(lines)
        words = text_lines(lines, _MARGIN + 14, top, 8, 10, theme.ink, bold=True, role="name")
        groups.append(Group(f"line {kind}", _named(name), [line, *words]))
    return groups


def _card(box: CardContent, lane: Lane, face: Face, place: Rect, status: Status | None) -> Group:
    attributes = {
        "id": _id("card", box.address),
        "data-card": clean(box.address),
        "data-step": clean(box.step),
        "data-layer": box.lane,
        "data-lane": lane.id,
        "role": "graphics-object",
        "aria-label": f"{status}: {box.summary}" if status else box.summary,
        **_changed(status),
    }
    group = Group(
        f"card {box.lane}" + (f" {status}" if status else ""),
        attributes,
        [moved(part, place.x, place.y) for part in face.parts],
    )
    cut = any(isinstance(item, Words) and item.text.endswith("…") for item in group.items())
    group.hint = box.summary if cut else ""
    return group


def _changed(status: Status | None) -> dict[str, str]:
    return {"data-change": status} if status else {}


def _id(kind: str, name: str) -> str:
    return f"{kind}-{'-'.join(name.split())}"
