"""One card tells the work of two actors who belong in two layers.

Each deed of the card is laid where its doer works: a declared actor in the layer of their other cards, else the
customer, staff in sight, those out of sight (kitchen, lab, warehouse), systems. A deed without a subject is that of the
card's own layer. Two layers in one card are told; two deeds of one actor, and what goes on meanwhile (“while …”,
“when …”), are not.

Why it matters
    A card has one place. The half that belongs elsewhere is drawn on the wrong side of a line: its handoff, its waiting
    time and its owner cannot be shown, and that is where things go wrong.

Bad
    steps:
      - name: Order
        customer: Orders a spare part
        frontstage: Agent confirms the order and the warehouse picks the part

Good
    steps:
      - name: Order
        customer: Orders a spare part
        frontstage: Agent confirms the order
        backstage: Warehouse picks the part

When ignoring it is fine
    Two people who do one thing together, where the card stands in the layer in which it is seen.

Source
    One action, one symbol, in the lane of who does it: Shostack, Designing Services That Deliver, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Actor, Blueprint, Layer
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import customers_of
from blueprint_cli.rules.performers import layer_of, read_deeds
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, Tokens, read_tokens
from blueprint_cli.rules.words import Words

NAMES = {"customer": "the customer", "frontstage": "the frontstage", "backstage": "backstage", "support": "support"}


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards whose deeds are done in two layers."""
    if context.words is None:
        return
    customers = customers_of(blueprint, context.words)
    homes = _homes(blueprint)
    for card in blueprint.layer("customer", "frontstage", "backstage", "support"):
        deeds = [clause for clause in read_deeds(card.does, context.words) if clause.verb]
        if len(deeds) < 2 or not any(clause.subject for clause in deeds[1:]):
            continue
        placed = (_home(clause, homes, context.words) or layer_of(clause, card, customers) for clause in deeds)
        layers = list(dict.fromkeys(layer for layer in placed if layer))
        if len(layers) > 1:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” is work of two layers in one card: {NAMES[layers[0]]} and {NAMES[layers[1]]}.",
                "A card stands in one layer, so half of this is on the wrong side of a line and the handoff between "
                "the two cannot be drawn. Give each its own card, in the layer of who does it.",
            )


def _homes(blueprint: Blueprint) -> dict[Tokens, Layer]:
    """Return the layer of each declared actor who works in one layer only, by name and by id."""
    worked: dict[Actor, set[Layer]] = {}
    for card in blueprint.cards:
        for actor in card.actors:
            worked.setdefault(actor, set()).add(card.layer)
    return {
        read_tokens(name): next(iter(layers))
        for actor, layers in worked.items()
        if actor.declared and len(layers) == 1
        for name in (actor.id, actor.name)
    }


def _home(clause: Clause, homes: dict[Tokens, Layer], words: Words) -> Layer | None:
    subject = tuple(token for token in clause.subject if token not in words["determiners"])
    return None if clause.passive or not subject else homes.get(subject)


RULE = Rule(
    "mixed-layer-card",
    "layers",
    check,
    reads_words=True,
    covers={
        "compound-card": "card",
        "customer-in-frontstage": "card",
        "provider-in-customer-layer": "card",
        "visible-below-the-line": "card",
        "internal-above-the-line": "card",
    },
)
