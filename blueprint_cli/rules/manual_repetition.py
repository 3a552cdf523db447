"""Backstage or support work on cases is done by hand that a system could do the same way every time.

`automation: manual` or the words say that it is by hand, and the card checks, enters, copies, sorts, approves or
triggers something of a case: an order, a form, a payment. `enters:`, `approves:` and `repeats:` say so, too. Craft is
left alone: a chef cooks, a dentist polishes.

Why it matters
    The same handwork on every case is where waits and mistakes grow with the number of customers, and where the people
    who do it are missed at the counter.

Bad
    steps:
      - name: Repay
        customer: Waits for the money
        backstage: Manually checks every receipt and enters the amounts

Good
    steps:
      - name: Repay
        customer: Waits for the money
        backstage:
          does: Checks the receipts that the rule could not match
          automation: assisted

When ignoring it is fine
    A few cases a month, or a check that must be a person's judgement.

Source
    Bitner, Ostrom and Morgan 2008 on support processes as the place of automation.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses
from blueprint_cli.rules.words import Words, has_phrase, read_tokens


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find handwork on cases below the line of visibility."""
    words = context.words
    unread = 0
    for card in blueprint.layer("backstage", "support"):
        field = card.automation == "manual"
        if card.automation not in (None, "manual") or not (field or (words and _says_by_hand(card, words))):
            continue
        # What the fields say of the work needs no words.
        if not (card.enters or card.approves or card.repeats):
            if words is None:
                unread += 1
                continue
            if not _works_on_case(card, words):
                continue
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}” is done by hand for every case.",
            "Handwork of the same kind on every case grows with the number of customers, and so do waits and mistakes. "
            "Add an `idea:` of how a system could do or prepare it, or mark the `pain:` that it causes today.",
            "automation",
        )
    if words is None and (unread or not any(card.automation for card in blueprint.cards)):
        yield Skipped(f"no word lists for the language “{blueprint.language}”")


def _says_by_hand(card: Card, words: Words) -> bool:
    tokens = read_tokens(card.does)
    return bool(set(tokens) & words["by_hand"]) or has_phrase(tokens, words["by_hand_phrases"]) or _manual(card, words)


def _manual(card: Card, words: Words) -> bool:
    """Whether a noun says it: `manual data entry`, `manual check of forms`, but not `reads the manual`."""
    tokens = read_tokens(card.does)
    at = next((index for index, token in enumerate(tokens) if token in words["manual"]), None)
    if at is None:
        return False
    if any(
        tokens[at + 1 : at + 1 + len(phrase.split())] == tuple(phrase.split()) for phrase in words["manual_phrases"]
    ):
        return True
    # Checking may be craft as well: `manual check of the brakes`.
    return bool(set(tokens[at + 1 :]) & words["checking"]) and bool(set(tokens[at + 1 :]) & words["cases"])


def _works_on_case(card: Card, words: Words) -> bool:
    """Whether a verb of case work has something of a case as its object."""
    if _manual(card, words):
        return True
    for clause in read_clauses(card.does, words):
        told = {*clause.rest, *(clause.subject if clause.passive else ())}
        if clause.verb in words["data_work"] and told:
            return True
        if clause.verb in words["case_work"] and told & (words["cases"] | words["customers"]):
            return True
    return False


RULE = Rule("manual-repetition", "time", check, service=True)
