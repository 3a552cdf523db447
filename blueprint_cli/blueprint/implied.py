"""Links that nobody has to write: time, order and stems, so that a first draft draws as a blueprint.

The README says which, under "Links". A written link between two cards replaces an implied one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.blueprint.model import Blueprint, Card, Layer, Link, LinkKind, Step


def imply_links(blueprint: Blueprint) -> list[Link]:
    """Return the implied links of a blueprint whose written links are there: time, then order, then stems."""
    written = {frozenset((link.source, link.target)) for link in blueprint.links}
    outside: set[Card] = set()
    cells: set[frozenset[tuple[Step, Layer]]] = set()
    for link in blueprint.links:
        ends = (link.source.step, link.source.layer), (link.target.step, link.target.layer)
        if ends[0] != ends[1]:
            outside.update((link.source, link.target))
            cells.add(frozenset(ends))

    def pairs() -> Iterator[tuple[Card, Card, LinkKind]]:
        for first, second in pairwise(blueprint.layer("customer")):
            yield first, second, "time"
        for step in blueprint.steps:
            for first, second in _ordered(step):
                apart = set(first.by) != set(second.by)
                if not (apart and first in outside and second in outside):
                    yield first, second, "order"

    links = [
        Link(source=first, target=second, kind=kind, span=second.span)
        for first, second, kind in pairs()
        if frozenset((first, second)) not in written
    ]
    for step in blueprint.steps:
        links += _stems(step, cells)
    return links


def ways(step: Step) -> list[list[Card]]:
    """Return the frontstage cards of a step by way: those with the same `by` and `channel` follow each other."""
    found: dict[tuple[frozenset[str], frozenset[str]], list[Card]] = {}
    for card in step.layers["frontstage"]:
        key = frozenset(who.id for who in card.by), frozenset(card.channels)
        found.setdefault(key, []).append(card)
    return list(found.values())


def _ordered(step: Step) -> Iterator[tuple[Card, Card]]:
    for way in ways(step):
        yield from pairwise(way)
    yield from pairwise(step.layers["backstage"])


def _stems(step: Step, joined: set[frozenset[tuple[Step, Layer]]]) -> Iterator[Link]:
    above: Layer | None = None
    layers: tuple[Layer, ...] = ("customer", "frontstage", "backstage", "support")
    for layer in layers:
        cards = step.layers[layer]
        if not cards:
            continue
        if above and frozenset(((step, above), (step, layer))) not in joined:
            heads = [way[0] for way in ways(step)] if layer == "frontstage" else cards[:1]
            for card in heads:
                yield Link(source=step.layers[above][0], target=card, kind="stem", span=card.span)
        above = layer
