"""The customer repeats, carries or chases what the provider has already.

It is read from the words of customer cards: “Repeats the details”, “Explains the fault again”, “Takes the X-ray to the
next department”, “Chases the refund”. Bringing what only the customer has – a passport, a parcel – is no courier work.

Why it matters
    Where two teams do not talk to each other, the customer does it for them: unpaid, unsure what to say, and each time
    wondering why nobody knows. It is among the surest causes of customers who leave.

Bad
    service: Hearing aid repair
    steps:
      - name: Report
        customer: Describes the fault in the shop
        frontstage: Sends the hearing aid away
      - name: Ask
        customer: Repeats the details to the workshop
        frontstage: Looks for the case

Good
    service: Hearing aid repair
    steps:
      - name: Report
        customer: Describes the fault in the shop
        frontstage:
          does: Notes the fault in the case
          to: {card: ask/frontstage, carries: Case with the fault}
      - name: Ask
        customer: Asks when it will be ready
        frontstage: Reads the case and says when

When ignoring it is fine
    Repeating is a safeguard, such as a name and date of birth asked for before an operation.

Source
    Dixon, Freeman and Toman, Stop Trying to Delight Your Customers, Harvard Business Review 2010, on customers who
    must repeat themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, read_tokens
from blueprint_cli.rules.waiting import read_led_clauses
from blueprint_cli.rules.words import Tokens, Words, has_phrase

SIGNS = {
    "repeats": "tells again what you were told before",
    "carries": "carries from one place to another what is yours already",
    "chases": "has to chase what was due to come by itself",
}


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find customer cards that do the provider's passing on; one finding a card."""
    words = context.words
    if words is None:
        return
    customers = customers_of(blueprint, words)
    for card in blueprint.layer("customer"):
        clauses = [
            clause
            for clause in read_led_clauses(card.does, words)
            if not clause.passive and (not clause.subject or customers.are_subject(clause))
        ]
        sign = next((sign for clause in clauses if (sign := _sign(clause, card.does, words))), None)
        if sign is None:
            continue
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}”: the customer {SIGNS[sign]}.",
            "Customers become couriers where two sides of you do not pass things on. Hand it over behind the line of "
            "visibility (`to:` with `carries`), tell them before they ask, or mark what it costs them as a `pain:`.",
        )


def _sign(clause: Clause, text: str, words: Words) -> str | None:
    """Return which kind of courier work a clause tells, if it does."""
    rest, verb = set(clause.rest), clause.verb
    again = has_phrase(clause.rest, words["again_phrases"])
    told = bool(rest & (words["told_data"] | words["papers"] | words["same"]))
    if verb in words["tells_anew"] or (verb in words["repeats"] and told):
        return "repeats"
    if again and (verb in words["tells_all"] or (verb in words["tells_data"] and told)):
        return "repeats"
    if again and verb in words["contacts"] and _to_provider(clause.rest, words):
        return "chases"
    if verb in words["chases"] and (not rest or rest & words["chased"]):
        return "chases"
    if verb in words["chases_up"] and clause.rest[:1] and clause.rest[0] in words["up"]:
        # `follows up with a dessert`
        return "chases" if _to_provider(clause.rest[1:], words) else None
    if verb in words["contacts"] and _seeks(text, words):
        return "chases"
    return "carries" if verb in words["carries"] and _carries(clause.rest, words) else None


def _to_provider(rest: Tokens, words: Words) -> bool:
    """Whether a call or message is the provider's to answer: `again`, `the hotline again`, but not `a friend again`."""
    known = words["staff"] | words["staff_plurals"] | words["companies"] | words["provider_places"] | words["chased"]
    if set(rest) & known or not rest:
        return True
    if rest[0] in words["talking"]:
        return False
    return (
        rest[0] in words["prepositions"]
        or " ".join(rest[:1]) in words["again_phrases"]
        or has_phrase(rest[:2], words["again_phrases"])
    )


def _seeks(text: str, words: Words) -> bool:
    """Whether they ask after what is due: `calls to ask where the parcel is`, but not `… where to park`."""
    tokens = read_tokens(text)
    return has_phrase(tokens, words["seeks_phrases"]) and bool(set(tokens) & words["chased"])


def _carries(rest: Tokens, words: Words) -> bool:
    """Whether papers of the provider go from one of its places to another."""
    told = set(rest)
    people = words["staff"] | words["staff_plurals"]
    ends = [token for token in rest if token in words["provider_places"] or token in people]
    if not told & words["papers"] or not ends or not told & (words["into"] | words["betweens"]):
        return False
    if told & words["provider_papers"]:
        return True
    further = any(a in words["nexts"] and (b in words["provider_places"] or b in people) for a, b in pairwise(rest))
    return further or bool(told & words["betweens"]) or (bool(told & words["from"]) and len(ends) > 1)


RULE = Rule("customer-as-courier", "handoffs", check, service=True, reads_words=True, covers={"repeated-entry": "card"})
