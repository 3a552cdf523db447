"""Paths over dependencies (README, "Links"): `to`, `needs`, order; `notifies`, `rework` and stems are none."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card


def path_to_customer(card: Card, blueprint: Blueprint) -> list[Card]:
    """Return the shortest path from a card to the customer: the cards after it, empty where there is none.

    It ends at a customer card, or at a frontstage card in whose step the customer acts, for that is where they meet
    it. A path into an earlier step than the card's own is none, and the card itself is never its end.
    """
    before: dict[Card, Card] = {}
    reached = [card]
    for current in reached:
        for link in blueprint.outgoing[current]:
            target = link.target
            if not link.is_dependency or target in before or target is card or target.step.index < card.step.index:
                continue
            before[target] = current
            if _meets_customer(target):
                return _trace(target, card, before)
            reached.append(target)
    return []


def _meets_customer(card: Card) -> bool:
    return card.layer == "customer" or (card.layer == "frontstage" and bool(card.step.layers["customer"]))


def _trace(end: Card, start: Card, before: dict[Card, Card]) -> list[Card]:
    path = [end]
    while before[path[0]] is not start:
        path.insert(0, before[path[0]])
    return path
