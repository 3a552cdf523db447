"""A measure stands on the wrong side: a machine's figure with the customer, a feeling with support.

Uptime, latency, queue lengths and cycle times say nothing about what a customer lives through; satisfaction, NPS and
customer effort are not for a support card to bring about.

Why it matters
    People steer by the number that stands on their card. With one that they cannot feel, or cannot move, they steer by
    nothing, or by tricks.

Bad
    service: Train ticket
    steps:
      - name: Buy
        customer:
          does: Buys a ticket
          measures: {name: Server uptime, now: 99 %, target: 99.9 %}
        support: Ticket server

Good
    service: Train ticket
    steps:
      - name: Buy
        customer:
          does: Buys a ticket
          measures: {name: Tickets bought at the first try, now: 91 %, target: 97 %}
        support:
          does: Issues the ticket
          measures: {name: Server uptime, now: 99 %, target: 99.9 %}

When ignoring it is fine
    The figure is promised to the customer in these words, such as the uptime of a hosted service.

Source
    Outcomes for the customer against outputs of the provider: Parasuraman, Zeithaml and Berry, SERVQUAL, 1988.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.words import Words, has_phrase, read_tokens

HELP = {
    "customer": "Customers do not feel it under this name, and whoever runs it is not on this card. Measure here what "
    "they live through, such as minutes until served or done at the first try, and move this one below the line.",
    "support": "What customers feel is made of everything that they meet; support alone cannot move it. Put it on the "
    "customer's card or under `goals:`, and measure here what support owes, such as uptime or answers on time.",
}


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find measures on the wrong side of the blueprint."""
    words = context.words
    if words is None:
        return
    cards = [card for card in blueprint.layer("customer", "support") if card.measures]
    if not cards:
        yield Skipped("no measures on customer or support cards")
    customers = customers_of(blueprint, words)
    for card in cards:
        for measure in card.measures:
            wrong = _is_machines(measure.name, customers) if card.layer == "customer" else _is_felt(measure.name, words)
            if not wrong:
                continue
            whose = "the provider's own figure" if card.layer == "customer" else "what customers feel"
            side = "the customer's card" if card.layer == "customer" else "the support card"
            yield on_card(
                RULE.name,
                card,
                f"“{measure.name[:50]}” is {whose}, but stands on {side} “{card_words(card, 45)}”.",
                HELP[card.layer],
                place=measure.span,
                detail=measure.name,
            )


def _is_machines(name: str, customers: Customers) -> bool:
    words, tokens = customers.words, read_tokens(name)
    if any(customers.has_hold_of(token) for token in tokens):
        # `customers lost in the call queue`
        return False
    phrases = words["machine_measures_phrases"] | words["effort_phrases"]
    return has_phrase(tokens, phrases) or (len(tokens) == 1 and tokens[0] in words["bare_measures"])


def _is_felt(name: str, words: Words) -> bool:
    tokens = read_tokens(name)
    own = words["own_people"] | words["staff"] | words["staff_plurals"]
    return has_phrase(tokens, words["felt_measures_phrases"]) and not set(tokens) & own


RULE = Rule("misplaced-measure", "value", check, reads_words=True)
