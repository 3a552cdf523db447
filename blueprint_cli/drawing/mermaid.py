"""Mermaid: a flowchart with a subgraph per lane, for Markdown that cannot show files.

Mermaid lays out by itself, so steps are no columns there: the name of the step stands on each card instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.drawing.contents import (
    LANE_NAMES,
    CardContent,
    describe,
    read_boxes,
    read_link,
    read_links,
)
from blueprint_cli.drawing.engine import TooLarge
from blueprint_cli.drawing.marked import SIGNS, TAGS, Status, colour_of
from blueprint_cli.drawing.text import clean
from blueprint_cli.drawing.theme import Theme
from blueprint_cli.drawing.theme_files import builtin_theme
from blueprint_cli.drawing.uses import system_ends, uses_links
from blueprint_cli.drawing.view import View, cut

#: What Mermaid draws unless its host says otherwise, and GitHub does not (`maxTextSize`, `maxEdges`).
MOST_TEXT, MOST_EDGES = 50_000, 500
_ARROWS = {
    "to": "-->",
    "notifies": "-.->",
    "needs": "-.->",
    "rework": "-->",
    "time": "==>",
    "order": "-->",
    "stem": "-.-",
    "uses": "-.->",
}
#: What an arrow says that carries nothing, where Mermaid has no line of its own for its kind.
_SAYS = {"needs": "is needed by", "rework": "sends back", "uses": "uses"}
_SHAPES = {"evidence": ("[/", "/]"), "systems": ("[(", ")]")}
#: Signs that mean nothing to Mermaid, to Markdown or to HTML.
_PLAIN = frozenset(" ,!?'()/+=€£…–—−→·’“”„«»")
#: Within a word or behind one a hyphen and a full stop are harmless; at the start of a line they make a list.
_IN_WORDS = re.compile(r"(?<=[^\W\d])[-.]|(?<=\d)[-.](?=\d)")


class _Detail(NamedTuple):
    """How much is told; less and less of it until the text fits."""

    order: bool = True
    stems: bool = True
    chips: bool = True


_LESS = (_Detail(), _Detail(order=False), _Detail(False, False), _Detail(False, False, False))


def draw_mermaid(blueprint: Blueprint, theme: Theme | None = None, view: View | None = None) -> str:
    """Write a blueprint as a Mermaid flowchart that GitHub draws.

    What does not fit is left out in this order: the hints that keep cards in order, stems, chips. Raises TooLarge
    where even the rest does not fit, NoSuchPart where the view names what is not there.
    """
    theme, view = theme or builtin_theme("light"), view or View()
    text, edges = "", 0
    for detail in _LESS:
        lines = list(_lines(blueprint, theme, view, detail))
        text, edges = "\n".join(line for line, _ in lines) + "\n", sum(is_edge for _, is_edge in lines)
        if len(text) <= MOST_TEXT and edges <= MOST_EDGES:
            return text
    raise TooLarge(
        f"As Mermaid it has {len(text):,} characters and {edges:,} arrows; GitHub draws {MOST_TEXT:,} and "
        f"{MOST_EDGES:,} at most. Draw a part of it (--phase, --steps, --layers), or svg."
    )


def escape(text: str) -> str:
    """Write every sign that Mermaid, Markdown or HTML could take for their own as its number."""
    text = clean(text)
    harmless = {found.start() for found in _IN_WORDS.finditer(text)}
    return "".join(
        char if char.isalnum() or char in _PLAIN or ord(char) > 0x2FF or index in harmless else f"#{ord(char)};"
        for index, char in enumerate(text)
    )


def _lines(blueprint: Blueprint, theme: Theme, view: View, detail: _Detail) -> Iterator[tuple[str, bool]]:
    """Yield the lines, each with whether it is an arrow."""
    part = cut(blueprint, view)
    systems = "systems" in view.lanes
    boxes, ends = read_boxes(part.blueprint, systems), system_ends(part.blueprint)
    titles = {step.id: step.title for step in part.blueprint.steps}
    names = {box.address: f"n{number}" for number, box in enumerate(boxes, 1)}
    about = describe(part.blueprint, boxes, read_links(part.blueprint))
    yield "flowchart LR", False
    yield f"accTitle: {_plain(part.blueprint.service or 'Service blueprint')}", False
    yield f"accDescr: {_plain(about + (f' Shown: {part.shown}.' if part.shown else ''))}", False
    for lane in view.lanes:
        inside = [box for box in boxes if box.lane == lane]
        if not inside:
            continue
        yield f'subgraph {lane}["{escape(LANE_NAMES[lane])}"]', False
        for box in inside:
            opening, closing = _SHAPES.get(lane, ("[", "]"))
            label = "<br/>".join(_label(box, titles[box.step], detail, view.changes.cards.get(box.address)))
            yield f'  {names[box.address]}{opening}"{label}"{closing}', False
        yield "end", False
    links = [link for link in read_links(part.blueprint) if link.kind != "stem" or detail.stems]
    links += uses_links(part.blueprint, ends) if view.uses and systems else []
    for link in links:
        status = view.changes.links.get(link)
        yield f"{names[link.source.address]} {_arrow(link, status)} {names[link.target.address]}", True
    if detail.order:
        for before, after in _order(part.blueprint, links):
            yield f"{names[before.address]} ~~~ {names[after.address]}", True
    for lane in view.lanes:
        family = theme.families[lane]
        yield f"classDef {lane}Card fill:{family.card},stroke:{family.accent},color:{theme.ink}", False
        if ids := [names[box.address] for box in boxes if box.lane == lane]:
            yield f"class {','.join(ids)} {lane}Card", False
            yield f"style {lane} fill:{family.band},stroke:{family.border},color:{family.text}", False

    for status in SIGNS:
        if ids := [name for address, name in names.items() if view.changes.cards.get(address) == status]:
            dash = ",stroke-dasharray:5 4" if status in ("removed", "moved") else ""
            colour = colour_of(status, theme)
            yield f"classDef {status}Mark stroke:{colour},stroke-width:3px{dash}", False
            yield f"class {','.join(ids)} {status}Mark", False


def _label(box: CardContent, step: str, detail: _Detail, status: Status | None) -> Iterator[str]:
    if status:
        yield escape(TAGS[status])
    head = [step] if box.lane in ("evidence", "systems") or not box.who else [step, box.who]
    yield escape(" · ".join(head))
    yield escape(box.text)
    marks = [*(chip.text for chip in box.chips), *dict.fromkeys(remark.tag for remark in box.remarks)]
    if marks and detail.chips:
        yield escape(" · ".join(marks))


def _arrow(link: Link, status: Status | None = None) -> str:
    arrow = ("<" if link.mutual else "") + _ARROWS[link.kind]
    content = read_link(link)
    if link.kind == "stem":
        return arrow
    said = [SIGNS[status]] if status else []
    said += [*(mark.text for mark in content.marks), content.text or _SAYS.get(link.kind, ""), content.via]
    words = escape(" · ".join(word for word in said if word))
    return f'{arrow}|"{words}"|' if words else arrow


def _order(blueprint: Blueprint, links: Iterable[Link]) -> Iterator[tuple[Card, Card]]:
    """Yield neighbours in a lane that no arrow joins, so that Mermaid sets the later one to the right."""
    joined = {(link.source, link.target) for link in links}
    for layer in ("evidence", "customer", "frontstage", "backstage", "support"):
        firsts = [cards[0] for step in blueprint.steps if (cards := step.layers[layer])]
        for before, after in pairwise(firsts):
            if (before, after) not in joined and (after, before) not in joined:
                yield before, after


def _plain(text: str) -> str:
    """Return a text for the lines that Mermaid reads to their end, without what could end them or start a directive."""
    return clean("".join(" " if char in ";{}%#<>" else char for char in clean(text)))
