"""A card in the frontstage tells what the customer does, not what the provider does.

Its subject is the customer (“Guest chooses a table”), or its `by` names one. A card that greets or calls the customer,
that says what is done to them, or whose `by` names somebody else, is left alone.

Why it matters
    The frontstage is what the provider shows. With the customer's own actions in it the line of interaction is gone:
    nobody sees any more who acts and who answers, and where the provider shows nothing at all.

Bad
    steps:
      - name: Check in
        frontstage:
          - Guest fills in the registration form
          - Hands over the key

Good
    steps:
      - name: Check in
        customer: Fills in the registration form
        frontstage: Hands over the key

When ignoring it is fine
    Customers who serve other customers, such as a host in a community, and act for the provider there.

Source
    The line of interaction: Shostack, Designing Services That Deliver, 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_noun_phrase, read_tokens


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find frontstage cards whose subject is the customer."""
    if context.words is None:
        return
    customers = customers_of(blueprint, context.words)
    for card in blueprint.layer("frontstage"):
        if card.by:
            acts = all(_is_customer(who.name, customers) for who in card.by)
        else:
            acts = _tells_of_customer(card, customers)
        if acts:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” is done by the customer, but stands in the frontstage.",
                "The frontstage shows what the provider does in front of the customer. Move the card to `customer:` of "
                "the step, and write here what staff or a system do in answer, if anything.",
            )


def _tells_of_customer(card: Card, customers: Customers) -> bool:
    clauses = read_clauses(card.does, customers.words)
    if not clauses:
        return False
    first = clauses[0] if clauses[0].verb or len(clauses) == 1 else clauses[1]
    return customers.are_subject(first) and not first.passive and first.verb not in ("", "be")


def _is_customer(name: str, customers: Customers) -> bool:
    return customers.is_one(read_noun_phrase(read_tokens(name), customers.words))


# Nobody of the provider owns what a customer does.
RULE = Rule("customer-in-frontstage", "layers", check, reads_words=True, covers={"unowned-card": "card"})
