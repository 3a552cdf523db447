"""The customer's lane tells of several customers: buyer and seller, tenant and landlord.

It is read from `by` of the customer cards, else from their subjects. A family, a companion and other words for the same
person are one customer.

Why it matters
    A blueprint follows one person through time. With two of them in one lane, an arrow from card to card no longer says
    what somebody lives through, and the waits of one hide behind the deeds of the other.

Bad
    steps:
      - name: Agree
        customer: [Buyer makes an offer, Seller accepts the offer]
        backstage: Writes the contract

Good
    customer: Buyer
    steps:
      - name: Agree
        customer: [Makes an offer, Hears that the seller accepts]
        backstage: Writes the contract

When ignoring it is fine
    An encounter of two customers that is the service itself, such as a mediation.

Source
    Bitner, Ostrom and Morgan 2008: one blueprint for one segment of customers.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Actor, Blueprint, Card
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.performers import is_staff
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Tokens, read_clauses, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Words


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find the first customer card whose doer is another customer than the first one named."""
    words = context.words
    assert words is not None
    customers = customers_of(blueprint, words)
    told: dict[str, Card] = {}
    for card in blueprint.layer("customer"):
        for party in _parties(card, blueprint, customers):
            told.setdefault(party, card)
    if len(told) < 2:
        return
    (one, first), (other, second) = list(told.items())[:2]
    yield on_card(
        RULE.name,
        second,
        f"“{card_words(second, 50)}” is done by another customer than “{card_words(first, 50)}”.",
        "Choose whose journey this is and name them under `customer:`. What the other side does belongs in the words "
        "of the card that meets it, or in a blueprint of its own.",
        "by" if second.by else "does",
        related=(Related(first.span, "the customer up to here"),),
        detail=f"{one} {other}",
    )


def _parties(card: Card, blueprint: Blueprint, customers: Customers) -> Iterator[str]:
    """Yield who does a customer card, where that is told: one name for all words that may mean the same person."""
    words = customers.words
    if card.by:
        for actor in card.actors:
            if not _works_for_provider(actor, blueprint, words):
                phrase = read_noun_phrase(read_tokens(actor.name), words)
                party = _party(phrase, customers)
                # A role that only this file knows is a customer of its own.
                yield "customer" if set(phrase[-1:]) & words["companions"] else party or actor.name.casefold()
        return
    for clause in read_clauses(card.does, words):
        subject = tuple(token for token in clause.subject if token not in words["determiners"])
        if clause.verb and not clause.passive and subject and (party := _party(subject, customers)):
            yield party


def _party(phrase: Tokens, customers: Customers) -> str:
    """Return `customer`, or the other side of the deal; empty where it is neither."""
    words = customers.words
    sides = words["counterparties"]
    if not phrase or set(phrase) & words["conjunctions"]:
        return ""
    forms = [phrase[-1], *(phrase[-1].removesuffix(ending) for ending in sorted(words["plurals"]))]
    head = next((form for form in forms if form in sides), "")
    if head and head not in customers.own:
        return head
    is_one = customers.is_one(phrase) or set(phrase[-1:]) & words["lone_customers"]
    return "customer" if head or is_one else ""


def _works_for_provider(actor: Actor, blueprint: Blueprint, words: Words) -> bool:
    works = any(actor in card.by for card in blueprint.provider_cards)
    return works or actor.team is not None or is_staff(read_noun_phrase(read_tokens(actor.name), words), words)


RULE = Rule("several-customers", "journey", check, reads_words=True)
