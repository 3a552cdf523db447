"""The lanes of a picture: the layers, of which frontstage and backstage may be parted by channel or by actor.

A lane's parts stand in the order of declaration or, as channels are not declared, of first use; the same in both
layers. Cards with several channels (or actors) share one lane, so that a mixture never breeds a lane each; those with
none come last. A layer in which no card names any stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.drawing.contents import LANE_NAMES
from blueprint_cli.drawing.text import clean

Split = Literal["layer", "channel", "actor"]
_PARTED = ("frontstage", "backstage")
_SEVERAL = {"channel": "several channels", "actor": "several together"}
_NONE = {"channel": "any channel", "actor": "no one named"}


class Lane(NamedTuple):
    """A band of the picture; `id` is unique, `part` is what it shows of its layer and empty for the whole."""

    id: str
    layer: str
    part: str = ""

    @property
    def title(self) -> str:
        """What people call it: `Frontstage`, `Frontstage: web`."""
        return f"{LANE_NAMES[self.layer]}: {self.part}" if self.part else LANE_NAMES[self.layer]


class Lanes(NamedTuple):
    """The lanes from top to bottom, and where the cards of parted layers stand."""

    rows: tuple[Lane, ...]
    places: dict[Card, int]

    @property
    def layers(self) -> tuple[str, ...]:
        """The layer of each lane."""
        return tuple(lane.layer for lane in self.rows)

    def place(self, layer: str, card: Card) -> int:
        """Return the lane of a card, or of the box that stands for it in `layer`."""
        return self.places[card] if card in self.places else self.layers.index(layer)


def split_lanes(blueprint: Blueprint, layers: tuple[str, ...], split: str, whole: Blueprint | None = None) -> Lanes:
    """Return the lanes for these layers; a slice keeps the order of the `whole` blueprint."""
    order = _order(whole or blueprint, split)
    rows: list[Lane] = []
    places: dict[Card, int] = {}
    for layer in layers:
        cards = [card for step in blueprint.steps for card in step.cards if card.layer == layer]
        named = {card: _names(card, split) for card in cards}
        if split == "layer" or layer not in _PARTED or not any(named.values()):
            rows.append(Lane(layer, layer))
            continue
        single = {names[0] for names in named.values() if len(names) == 1}
        parts: dict[tuple[str, ...], Lane] = {}
        parts |= {(key,): Lane(f"{layer}/{key}", layer, words) for key, words in order.items() if key in single}
        several = [names for names in named.values() if len(names) > 1]
        if several:
            alike = all(set(names) == set(several[0]) for names in several)
            shown = ", ".join(words for key, words in order.items() if key in several[0])
            parts |= dict.fromkeys(several, Lane(f"{layer}+several", layer, shown if alike else _SEVERAL[split]))
        if not all(named.values()):
            parts[()] = Lane(f"{layer}+none", layer, _NONE[split])
        start = len(rows)
        rows += dict.fromkeys(parts.values())
        places |= {card: rows.index(parts[names], start) for card, names in named.items()}
    return Lanes(tuple(rows), places)


def _names(card: Card, split: str) -> tuple[str, ...]:
    """Return the keys of a card's channels or actors, each once."""
    return tuple(dict.fromkeys(key for key, _ in _parts(card, split)))


def _parts(card: Card, split: str) -> Iterator[tuple[str, str]]:
    if split == "channel":
        yield from ((clean(channel).casefold(), clean(channel)) for channel in card.channels if clean(channel))
    elif split == "actor":
        yield from ((who.id, clean(who.name)) for who in card.by)


def _order(blueprint: Blueprint, split: str) -> dict[str, str]:
    """Return the words of all channels or actors by key: declared ones first, then by first use."""
    used: dict[str, str] = {}
    for step in blueprint.steps:
        for card in step.cards:
            if card.layer in _PARTED:
                for key, words in _parts(card, split):
                    used.setdefault(key, words)
    declared = [*blueprint.actors, *blueprint.systems] if split == "actor" else []
    return {key: used[key] for key in (*declared, *used) if key in used}
