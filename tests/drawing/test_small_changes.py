"""One card or arrow more in a picture of 60 cards: the others stay where they are, and so do the ways of arrows."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from svg_reader import Picture, read, read_picture

from blueprint_cli.drawing import draw_svg

LAYERS = ("customer", "frontstage", "backstage", "support")
Shape = list[tuple[str, ...]]


@dataclass
class Change:
    """What one addition did. `room` tells whether the cell had room: no lane needed another row."""

    what: str
    room: bool
    moved: int
    rerouted: int
    arrows: int
    #: How far the cards moved, across and down, each distance once.
    across: list[float]
    down: list[float]


def blueprint_of_sixty() -> dict[str, Any]:
    """Return ten steps with one or two cards a layer, about 60 cards, and links to near cards."""
    r = random.Random(7)
    steps: list[dict[str, Any]] = []
    ids: list[str] = []
    for number in range(10):
        step: dict[str, Any] = {"name": f"Step {number}"}
        for layer in LAYERS:
            cards = []
            for index in range(1 if layer == "customer" else r.choice((0, 1, 2, 2))):
                card: dict[str, Any] = {"id": f"{layer[0]}{number}{index}", "does": "Does what there is to do"}
                near = ids[-10:]
                if near and r.random() < 0.7:
                    card["to"] = [{"card": r.choice(near)}]
                    if r.random() < 0.3:
                        card["to"][0]["carries"] = "order form"
                cards.append(card)
            ids += [card["id"] for card in cards]
            if cards:
                step[layer] = cards
        steps.append(step)
    return {"blueprint": 1, "service": "Sixty", "steps": steps}


def additions(base: dict[str, Any], count: int) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    r = random.Random(1)
    rows = {layer: max(len(step.get(layer, [])) for step in base["steps"]) for layer in LAYERS}
    cards = [card["id"] for step in base["steps"] for layer in LAYERS for card in step.get(layer, [])]
    for number in range(count):
        data = deepcopy(base)
        if number % 2:
            step, layer = r.choice(data["steps"]), r.choice(LAYERS)
            cell = step.setdefault(layer, [])
            yield f"a card in {step['name']}, {layer}", len(cell) < rows[layer], data
            cell.append({"id": "new", "does": "Does one thing more"})
        else:
            source, target = r.sample(cards, 2)
            for step in data["steps"]:
                for layer in LAYERS:
                    for card in step.get(layer, []):
                        if card["id"] == source:
                            card["to"] = [*card.get("to", []), {"card": target}]
            yield f"an arrow from {source} to {target}", True, data


def picture_of(data: dict[str, Any]) -> Picture:
    return read_picture(ElementTree.fromstring(draw_svg(read(json.dumps(data, sort_keys=True)))))


def shapes(picture: Picture, cards: list[str]) -> dict[tuple[str, str], Shape]:
    """Return the way of each arrow told by the cards on either side of its stretches, wherever those stand."""
    found: dict[tuple[str, str], Shape] = {}
    for source, target, stem, way in picture.arrows:
        told: Shape = []
        for a, b in pairwise(way):
            if a[0] == b[0] and a[1] != b[1]:
                told.append(("upright", *(name for name in cards if picture.cards[name][0][0] < a[0])))
            elif a[1] == b[1] and a[0] != b[0]:
                told.append(("level", *(name for name in cards if picture.cards[name][0][1] < a[1])))
        if not stem:
            found[source, target] = [one for one, before in zip(told, [None, *told], strict=False) if one != before]
    return found


def changes(count: int) -> Iterator[Change]:
    base = blueprint_of_sixty()
    before = picture_of(base)
    cards = list(before.cards)
    ways = shapes(before, cards)
    for what, room, data in list(additions(base, count)):
        after = picture_of(data)
        new = shapes(after, cards)
        moved = sum(before.cards[name][0] != after.cards[name][0] for name in cards)
        rerouted = sum(new.get(key) != way for key, way in ways.items())
        across, down = (
            sorted({after.cards[name][0][side] - before.cards[name][0][side] for name in cards} - {0.0})
            for side in (0, 1)
        )
        yield Change(what, room, moved, rerouted, len(ways), across, down)


def judge(found: list[Change], share: float) -> None:
    """Where there is room, a `share` of additions moves no card: gutters widen only when their room is taken.

    Where a lane needs another row, all that lies below it moves down by one distance, and nothing moves sideways.
    """
    roomy = [change for change in found if change.room]
    still = sum(change.moved == 0 for change in roomy)
    assert still >= share * len(roomy), [change for change in roomy if change.moved]
    restless = [change for change in roomy if change.rerouted * 10 > change.arrows]
    assert len(restless) * 10 <= len(roomy), restless
    assert sum(change.rerouted for change in found) * 10 <= sum(change.arrows for change in found)
    ragged = [change for change in found if not change.room and (change.across or len(change.down) > 1)]
    assert not ragged, ragged


def test_a_few_additions() -> None:
    judge(list(changes(30)), 0.95)


@pytest.mark.long
def test_sixty_additions() -> None:
    judge(list(changes(60)), 0.95)
