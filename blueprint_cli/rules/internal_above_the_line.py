"""A frontstage card is work that the customer cannot perceive, such as reconciling a ledger.

Some deeds are inward by themselves (reconcile, restock, procure); others count with what they are done to (a ledger, a
supplier, a warehouse) or when (overnight). A card with a channel, one that reaches the customer or is done in front of
them, and typing while the customer talks are left alone.

Why it matters
    What the customer cannot perceive forms no impression. Drawn above the line of visibility it looks like service,
    crowds the frontstage, and hides how little the customer really gets to see.

Bad
    steps:
      - name: Order
        customer: Orders a cake
        frontstage:
          - Takes the order
          - Orders flour from the supplier
        support: Order book

Good
    steps:
      - name: Order
        customer: Orders a cake
        frontstage: Takes the order
        backstage: Orders flour from the supplier
        support: Order book

When ignoring it is fine
    The work is shown on purpose: a workshop behind glass, a count that the customer is to witness.

Source
    The line of visibility: Shostack 1984; Bitner, Ostrom and Morgan, Service Blueprinting, California Management Review
    2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of, done_by_machine, reaches_customer
from blueprint_cli.rules.performers import read_deeds
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Words, has_phrase


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find inward work in the frontstage."""
    if context.words is None:
        return
    customers = customers_of(blueprint, context.words)
    for card in blueprint.layer("frontstage"):
        if not _is_seen(card, customers) and _is_inward(card, customers):
            yield on_card(
                RULE.name,
                card,
                f"The customer cannot perceive “{card_words(card)}”, but it stands in the frontstage.",
                "Above the line of visibility stands what the customer sees, hears or is told. Move the card to "
                "`backstage:` of the step; if the customer does notice it, say how with `channel:`.",
            )


def _is_seen(card: Card, customers: Customers) -> bool:
    words, tokens = customers.words, read_tokens(card.does)
    if card.channels or reaches_customer(card.does, customers):
        return True
    if has_phrase(tokens, words["in_presence_phrases"]):
        return True
    phrases = [
        read_noun_phrase(tokens[at + 1 :], words) for at, token in enumerate(tokens) if token in words["talking"]
    ]
    people = words["vague_customers"] | words["companions"]
    if any(customers.is_one(phrase) or set(phrase[-1:]) & people for phrase in phrases):
        return True
    return done_by_machine(card, words) and not set(tokens) & words["at_night"]


def _is_inward(card: Card, customers: Customers) -> bool:
    words = customers.words
    for clause in read_deeds(card.does, words):
        told = {*clause.rest, *clause.subject}
        if clause.verb in words["inward"]:
            return True
        if clause.verb in words["place_work"] and told & words["kept_places"]:
            return True
        if clause.verb not in words["inward_work"]:
            continue
        if told & (words["out_of_sight"] | words["at_night"]) or has_phrase(clause.rest, words["out_of_sight_phrases"]):
            return True
        if told & words["typed_into"] and not _is_met(card, words):
            return True
    return False


def _is_met(card: Card, words: Words) -> bool:
    """Whether the customer does something in the step other than wait, so that typing may go on before their eyes."""
    cards = card.step.layers["customer"]
    clauses = [clause for one in cards for clause in read_clauses(one.does, words)]
    return any(clause.verb not in words["passes_time"] for clause in clauses)


RULE = Rule("internal-above-the-line", "layers", check, reads_words=True)
