"""There are fewer than four customer cards: the journey is told too coarsely to find anything in it.

Why it matters
    Waits, surprises and handoffs sit between the things that customers do. Where the whole journey is two or three
    cards, these gaps are inside the cards, and the blueprint cannot show them.

Bad
    steps:
      - name: Buy
        customer: Buys a ticket
        frontstage: Sells the ticket
      - name: Travel
        customer: Travels
        frontstage: Checks the ticket

Good
    steps:
      - name: Buy
        customer: [Compares the fares, Buys a ticket]
        frontstage: Sells the ticket
      - name: Travel
        customer: [Finds the platform, Shows the ticket, Gets off]
        frontstage: Checks the ticket

When ignoring it is fine
    A service that is over in a moment, or a zoom into one step of a larger blueprint.

Source
    Blueprints in the literature tell a journey in five to fifteen customer actions: Shostack 1984; Bitner, Ostrom and
    Morgan 2008. The bounds are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file

CARDS = Number("too-coarse", "cards", 4, "So many customer cards a journey should have at least.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a journey of one to three customer cards."""
    cards = blueprint.layer("customer")
    if not cards:
        yield Skipped("no customer cards")
        return
    if len(cards) >= context.option(CARDS):
        return
    count = "1 customer card" if len(cards) == 1 else f"{len(cards)} customer cards"
    yield on_file(
        RULE.name,
        blueprint,
        f"The whole journey is {count}: too coarse to show where the customer waits or wonders.",
        "Ask what the customer does before, between and after these cards, waiting included, and write a card for "
        "each. Five to fifteen are usual.",
        "service",
        related=tuple(Related(card.span, f"“{card_words(card)}”") for card in cards),
    )


RULE = Rule("too-coarse", "journey", check, whole=True, options=(CARDS,))
