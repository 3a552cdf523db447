"""From the drawn cards to their places: the grid that layout gets, and what comes back by card."""

from __future__ import annotations

from dataclasses import dataclass, field

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.drawing.contents import LANES, LINES, CardContent
from blueprint_cli.drawing.face import CARD_WIDTH
from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge, Rect, Route
from blueprint_cli.drawing.layout import lay_out
from blueprint_cli.drawing.scene import Face, even

#: Things without arrows stand close together: the whole pile of a cell is one box of the grid.
_PILED = ("evidence", "systems")
_PILE_GAP = 10
_LANE_HEIGHT = 84


@dataclass(slots=True)
class Places:
    """Where everything stands. `boxes` and `routes` follow the contents and links that were given."""

    boxes: list[Rect] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    columns: list[Rect] = field(default_factory=list)
    lanes: list[Rect] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    #: The left side of the cards of each column.
    card_x: list[float] = field(default_factory=list)
    width: int = 0
    height: int = 0


def arrange(
    blueprint: Blueprint,
    boxes: list[CardContent],
    faces: list[Face],
    links: list[Link],
    labels: list[Face | None],
    *,
    left: int,
    top: int,
) -> Places:
    """Give every card, arrow, column, lane and line its place; `left` and `top` stay free for names and headings."""
    column_of = {step.id: step.index for step in blueprint.steps}
    slots: list[tuple[int, int]] = []
    piles: dict[tuple[int, str], int] = {}
    grid_boxes: list[GridBox] = []
    for box, face in zip(boxes, faces, strict=True):
        column, piled = column_of[box.step], box.lane in _PILED
        pile = piles.get((column, box.lane))
        if piled and pile is not None:
            below = grid_boxes[pile]
            slots.append((pile, below.height + _PILE_GAP))
            height = below.height + _PILE_GAP + face.height
            grid_boxes[pile] = GridBox(below.id, column, below.lane, height, takes_edges=False)
            continue
        if piled:
            piles[column, box.lane] = len(grid_boxes)
        slots.append((len(grid_boxes), 0))
        lane = LANES.index(box.lane)
        grid_boxes.append(GridBox(box.address, column, lane, face.height, takes_edges=not piled))
    at = {card: slots[index][0] for index, card in enumerate(_cards_in_order(blueprint)) if card is not None}
    layout = lay_out(
        Grid(
            columns=len(blueprint.steps),
            lanes=len(LANES),
            boxes=tuple(grid_boxes),
            edges=tuple(_edge(link, label, at) for link, label in zip(links, labels, strict=True)),
            box_width=CARD_WIDTH,
            lines_below=tuple(LANES.index(lane) for lane in LINES),
            lane_height=_LANE_HEIGHT,
            left=left,
            top=top,
        )
    )
    places = Places(
        routes=layout.routes,
        columns=layout.columns,
        lanes=layout.lanes,
        lines=layout.lines,
        card_x=[column.x + even((column.width - CARD_WIDTH) / 2) for column in layout.columns],
        width=even(layout.width),
        height=even(layout.height),
    )
    for box, face, (index, drop) in zip(boxes, faces, slots, strict=True):
        place = layout.boxes[index]
        places.boxes.append(Rect(place.x, place.y + drop, face.width, face.height))
        places.card_x[column_of[box.step]] = place.x
    return places


def _cards_in_order(blueprint: Blueprint) -> list[Card | None]:
    """Return the cards in the order of their boxes; None for the boxes of systems."""
    found: list[Card | None] = []
    for step in blueprint.steps:
        found += step.cards
        found += [None] * len(step.systems)
    return found


def _edge(link: Link, label: Face | None, at: dict[Card, int]) -> GridEdge:
    return GridEdge(
        source=at[link.source],
        target=at[link.target],
        stem=link.kind == "stem",
        mutual=link.mutual,
        label_width=label.width if label else 0,
        label_height=label.height if label else 0,
    )
