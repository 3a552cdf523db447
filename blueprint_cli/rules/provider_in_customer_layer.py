"""A customer card tells what the provider's staff or system does, not what the customer does.

Its `by` names a system, or somebody who works for the provider elsewhere in the file or by their role; or its words
have staff, a company or a machine as their subject (“Agent greets the guest”). What the customer does with an app or
with staff is left alone, and so is what is done by somebody who comes with them.

Why it matters
    The customer's layer is the journey that everything else answers to. A card of the provider in it hides that the
    customer does nothing here, waits, or does something that nobody has asked about.

Bad
    steps:
      - name: Check in
        customer: Receptionist hands over the key

Good
    steps:
      - name: Check in
        customer: Shows the passport
        frontstage: Receptionist hands over the key

When ignoring it is fine
    The customer of this blueprint is an employee, and bears the same title as the staff who serve them.

Source
    The line of interaction: Shostack, Designing Services That Deliver, 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Actor, Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.performers import is_staff, read_short_deed
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_noun_phrase, read_tokens


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find customer cards that somebody or something else does."""
    customers = customers_of(blueprint, context.words) if context.words else None
    cards = blueprint.layer("customer")
    for card in cards:
        if card.by:
            acts = all(not isinstance(who, Actor) or _is_provider(who, blueprint, customers) for who in card.by)
        else:
            acts = customers is not None and _tells_of_provider(card, customers)
        if acts:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” is done by the provider, but stands in the customer's layer.",
                "This layer is for what the customer does, feels and waits for. Move the card to `frontstage:` of the "
                "step (or below, where the customer does not see it), and write here what the customer does meanwhile.",
                "by" if card.by else "does",
            )
    if customers is None and not any(card.by for card in cards):
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no `by` on a customer card")


def _is_provider(who: Actor, blueprint: Blueprint, customers: Customers | None) -> bool:
    if blueprint.customer and who.name.casefold() == blueprint.customer.casefold():
        return False
    phrase = read_noun_phrase(read_tokens(who.name), customers.words) if customers else ()
    if customers and (customers.is_one(phrase) or set(phrase[-1:]) & customers.words["companions"]):
        return False
    works = any(who in card.by for card in blueprint.provider_cards)
    return works or who.team is not None or (customers is not None and is_staff(phrase, customers.words))


def _tells_of_provider(card: Card, customers: Customers) -> bool:
    words = customers.words
    clauses = read_clauses(card.does, words)
    first = next((clause for clause in clauses if clause.verb), None)
    if first is None and (deed := read_short_deed(card.does, words)):
        # `Courier rings at the door`; `Agent reviews` may be read elsewhere.
        first = deed if deed.rest[:1] and deed.rest[0] not in words["conjunctions"] else None
    if first is None or first.passive or first.verb == "be" or not first.subject:
        return False
    if set(first.subject) & words["conjunctions"] or customers.is_one(first.subject):
        return False
    # Whose they are said to be in the first place: `passenger's driver`, `my doctor`.
    if any(customers.has_hold_of(token) for token in first.subject[:-1]):
        return False
    return is_staff(first.subject, words)


RULE = Rule("provider-in-customer-layer", "layers", check)
