"""On which side of the line of visibility a card seems to belong, by its fields first and its words second."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.rules.people import Customers, reaches_customer
from blueprint_cli.rules.text import read_clauses
from blueprint_cli.rules.words import read_tokens


def into_customer(card: Card, blueprint: Blueprint) -> Link | None:
    """Return the first written link that brings something from a card to the customer; a `needs` only waits for it."""
    links = (link for link in blueprint.outgoing[card] if link.explicit and link.kind != "needs")
    return next((link for link in links if link.target.layer == "customer"), None)


def seen_score(card: Card, blueprint: Blueprint, customers: Customers | None) -> int:
    """How much says that the customer perceives a backstage card: 2 is enough."""
    score = int(bool(card.channels)) + int(_acts_in(card, blueprint, "frontstage"))
    # Evidence in a step without any frontstage card: somebody must have brought it.
    score += bool(card.step.layers["evidence"]) and not card.step.layers["frontstage"] and bool(card.channels)
    if into_customer(card, blueprint):
        score += 2
    if customers and reaches_customer(card.does, customers):
        score += 2
    return score


def hidden_score(card: Card, blueprint: Blueprint, customers: Customers | None) -> int:
    """How much says that the customer cannot perceive a frontstage card: 2 is enough, and a channel says no."""
    if card.channels or (customers and reaches_customer(card.does, customers)):
        return 0
    score = int(_acts_in(card, blueprint, "backstage") or _acts_in(card, blueprint, "support"))
    score += bool(card.enters or card.approves or card.repeats)
    # Nobody is there to see it.
    score += not card.step.layers["customer"] and not card.step.layers["evidence"]
    if customers:
        words, tokens = customers.words, set(read_tokens(card.does))
        score += any(clause.verb in words["keeps"] for clause in read_clauses(card.does, words))
        score += bool(tokens & words["inside"])
    return score


def _acts_in(card: Card, blueprint: Blueprint, layer: str) -> bool:
    """Whether somebody who does this card works in that layer elsewhere, and nowhere else in the layer of the card."""
    mine = set(card.actors)
    there = {who for other in blueprint.cards if other.layer == layer for who in other.actors}
    here = [other for other in blueprint.cards if other.layer == card.layer and other is not card]
    return bool(mine & there) and not any(mine & set(other.actors) for other in here)
