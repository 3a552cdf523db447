"""From the drawn cards to their places: the grid that layout gets, and what comes back by card."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.drawing.contents import CardContent
from blueprint_cli.drawing.face import CARD_WIDTH
from blueprint_cli.drawing.grid import Grid, GridBox, GridEdge, Rect, Route
from blueprint_cli.drawing.lanes import Lanes
from blueprint_cli.drawing.layout import lay_out
from blueprint_cli.drawing.scene import Face, even
from blueprint_cli.drawing.view import lines_between

#: Things without arrows stand close together: the whole pile of a cell is one box of the grid.
_PILED = ("evidence", "systems")
_PILE_GAP = 10
_LANE_HEIGHT = 84


class Places(NamedTuple):
    """Where everything stands. `boxes` and `routes` follow the contents and links that were given."""

    boxes: list[Rect]
    routes: list[Route]
    columns: list[Rect]
    lanes: list[Rect]
    lines: list[float]
    #: The left side of the cards of each column.
    card_x: list[float]
    width: int
    height: int


def arrange(
    blueprint: Blueprint,
    boxes: list[CardContent],
    owners: list[Card],
    faces: list[Face],
    links: list[Link],
    labels: list[list[Face]],
    lanes: Lanes,
    *,
    left: int,
    top: int,
    systems_linked: bool = False,
) -> Places:
    """Give every card, arrow, column, lane and line its place; `left` and `top` stay free for names and headings.

    `owners` are what the links of each box name as their ends.
    """
    piles_in = _PILED[:1] if systems_linked else _PILED
    column_of = {step.id: step.index for step in blueprint.steps}
    slots: list[tuple[int, int]] = []
    piles: dict[tuple[int, str], int] = {}
    grid_boxes: list[GridBox] = []
    for box, owner, face in zip(boxes, owners, faces, strict=True):
        column, piled = column_of[box.step], box.lane in piles_in
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
        lane = lanes.place(box.lane, owner)
        grid_boxes.append(GridBox(box.address, column, lane, face.height, takes_edges=not piled))
    at = {owner: slot for owner, (slot, _) in zip(owners, slots, strict=True)}
    layout = lay_out(
        Grid(
            columns=len(blueprint.steps),
            lanes=len(lanes.rows),
            boxes=tuple(grid_boxes),
            edges=tuple(_edge(link, label, at) for link, label in zip(links, labels, strict=True)),
            box_width=CARD_WIDTH,
            lines_below=tuple(index for index, _, _ in lines_between(lanes.layers)),
            lane_height=_LANE_HEIGHT,
            left=left,
            top=top,
        )
    )
    places = Places(
        boxes=[],
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


def _edge(link: Link, labels: list[Face], at: dict[Card, int]) -> GridEdge:
    sizes = [(label.width, label.height) for label in labels] or [(0, 0)]
    return GridEdge(
        source=at[link.source],
        target=at[link.target],
        stem=link.kind == "stem",
        mutual=link.mutual,
        label_width=sizes[0][0],
        label_height=sizes[0][1],
        shorter=tuple(sizes[1:]),
    )
