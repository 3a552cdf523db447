"""What of a blueprint is drawn, and what beside it: slices, arrows to systems, findings on the cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card, Link, Step
from blueprint_cli.document.suggest import closest
from blueprint_cli.drawing.contents import LANE_NAMES, LANES, LINES, Remark, Stub
from blueprint_cli.drawing.marked import Changes
from blueprint_cli.drawing.text import clean


class NoSuchPart(Exception):  # noqa: N818 - the user's mistake, told as a sentence
    """A slice names what the blueprint does not have; the text is a sentence for the user."""


class View(NamedTuple):
    """What was asked for; as it is, the whole picture.

    `steps` are the first and the last one, by id, name or number from 1; an empty text leaves that end open.
    """

    phase: str | None = None
    steps: tuple[str, str] | None = None
    lanes: tuple[str, ...] = LANES
    uses: bool = False
    #: How frontstage and backstage are parted, where it is not as the blueprint says.
    split: str | None = None
    #: What is found, by the address of the card; under an empty text what is found of the whole blueprint.
    findings: Mapping[str, tuple[Remark, ...]] = {}
    #: In a picture of two states, what is not as it was.
    changes: Changes = Changes()


class Slice(NamedTuple):
    """A part of a blueprint, itself a blueprint: `stubs` are the ends of links that lead out of it."""

    blueprint: Blueprint
    stubs: dict[Card, tuple[Stub, ...]]
    #: In words, for the title block; empty for the whole.
    shown: str = ""


def cut(blueprint: Blueprint, view: View) -> Slice:
    """Return what the view shows of a blueprint. Raises NoSuchPart."""
    steps = _steps(blueprint, view)
    if len(steps) == len(blueprint.steps) and view.lanes == LANES:
        return Slice(blueprint, {})
    kept = [
        replace(step, index=index, layers={n: cards if n in view.lanes else [] for n, cards in step.layers.items()})
        for index, step in enumerate(steps)
    ]
    there = {card for step in kept for card in step.cards}
    links, implied = (_inside(links, there) for links in (blueprint.links, blueprint.implied))
    part = replace(blueprint, steps=kept, links=links, implied=implied)
    return Slice(part, _stubs(blueprint, there), _say(blueprint, steps, view))


def lines_between(lanes: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Return the lines between lanes of these layers: the lane above, the kind and the name.

    Where lanes between two shown ones are left out, their strongest line stands for all: that of visibility.
    """
    found = []
    for index, (lane, below) in enumerate(pairwise(lanes)):
        passed = [LINES[name] for name in LANES[LANES.index(lane) : LANES.index(below)] if name in LINES]
        if passed:
            kind, name = next((line for line in passed if line[0] == "visibility"), passed[0])
            found.append((index, kind, name))
    return found


def _steps(blueprint: Blueprint, view: View) -> list[Step]:
    steps = blueprint.steps
    if view.phase is not None:
        wanted = clean(view.phase).casefold()
        steps = [step for step in steps if step.phase and clean(step.phase).casefold() == wanted]
        if not steps:
            raise NoSuchPart(_unknown("phase", view.phase, [step.phase for step in blueprint.steps if step.phase]))
    if view.steps is not None:
        first, last = view.steps
        start = _find(blueprint, first).index if first else 0
        end = _find(blueprint, last).index if last else len(blueprint.steps) - 1
        if end < start:
            raise NoSuchPart(f"The step “{last}” comes before “{first}”.")
        steps = [step for step in steps if start <= step.index <= end]
        if not steps:
            raise NoSuchPart(f"The phase “{view.phase}” has none of these steps.")
    return steps


def _find(blueprint: Blueprint, name: str) -> Step:
    """Find a step by its id, its name or its number."""
    plain = clean(name).casefold()
    for step in blueprint.steps:
        if plain in (step.id.casefold(), clean(step.title).casefold()):
            return step
    if plain.isdecimal() and 1 <= int(plain) <= len(blueprint.steps):
        return blueprint.steps[int(plain) - 1]
    raise NoSuchPart(_unknown("step", name, [step.title for step in blueprint.steps]))


def _unknown(what: str, name: str, there: Iterable[str]) -> str:
    names = list(dict.fromkeys(clean(known) for known in there))
    meant = closest(name, names)
    shown = ", ".join(f"“{known}”" for known in names[:8]) + (" …" if len(names) > 8 else "")
    hint = f"Did you mean “{meant}”?" if meant else f"There are {shown}." if names else "It has none."
    return f"There is no {what} “{clean(name)}”. {hint}"


def _inside(links: list[Link], there: set[Card]) -> list[Link]:
    return [link for link in links if link.source in there and link.target in there]


def _stubs(blueprint: Blueprint, there: set[Card]) -> dict[Card, tuple[Stub, ...]]:
    """Return the ends of cut arrows by the card that is still there; arrows to one place share an end."""
    found: dict[Card, dict[tuple[bool, str], list[Card]]] = {}
    for link in (*blueprint.links, *blueprint.implied):
        if link.kind == "stem" or (link.source in there) == (link.target in there):
            continue
        out = link.source in there
        near, far = (link.source, link.target) if out else (link.target, link.source)
        place = LANE_NAMES[far.layer] if far.step.id == near.step.id else clean(far.step.title)
        for way in (True, False) if link.mutual else (out,):
            found.setdefault(near, {}).setdefault((way, place), []).append(far)
    return {
        card: tuple(
            Stub(out, place, tuple(dict.fromkeys(clean(far.address) for far in ends)))
            for (out, place), ends in sorted(places.items(), key=lambda item: item[0][0])
        )
        for card, places in found.items()
    }


def _say(blueprint: Blueprint, steps: list[Step], view: View) -> str:
    parts = []
    if len(steps) < len(blueprint.steps):
        first, last = clean(steps[0].title), clean(steps[-1].title)
        named = f"phase {clean(steps[0].phase or '')}" if view.phase is not None and view.steps is None else ""
        parts.append(named or (f"step {first}" if len(steps) == 1 else f"steps {first} to {last}"))
    if view.lanes != LANES:
        parts.append(", ".join(LANE_NAMES[lane].lower() for lane in view.lanes))
    return "; ".join(parts)
