"""Evidence is shown that the customer never meets, such as an internal note or a duty roster.

Its words mark a paper as internal or address it to colleagues (“Handover note to the night shift”), or name what is
kept inside by its nature (a pick list, an audit log, a CRM). Evidence with a `channel` or a `link` is taken to be seen.

Why it matters
    Physical evidence is how customers judge what they cannot see. A paper that stays inside says nothing to them; drawn
    as evidence it hides that the customer has nothing in hand here.

Bad
    steps:
      - name: Claim
        evidence: Internal routing note
        customer: Hands in a claim
        frontstage: Takes the claim

Good
    steps:
      - name: Claim
        evidence: Receipt with the claim number
        customer: Hands in a claim
        frontstage: Takes the claim
        support: Routing note

When ignoring it is fine
    Customers do see it, by design or by chance: a roster on the wall. Say so with `channel:`.

Source
    Physical evidence: Shostack, Breaking Free from Product Marketing, Journal of Marketing 1977; Bitner, Ostrom and
    Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Tokens, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Words, has_phrase


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find evidence that stays inside."""
    if context.words is None:
        return
    customers = customers_of(blueprint, context.words)
    for card in blueprint.layer("evidence"):
        if card.channels or card.link or not _stays_inside(read_tokens(card.does), customers):
            continue
        yield on_card(
            RULE.name,
            card,
            f"The customer never meets “{card_words(card)}”, so it is no evidence.",
            "Evidence is what customers see, hold or receive. Move this to `support:`, or to `uses:` of the card that "
            "works with it; and ask what the customer has in hand at this point.",
        )


def _stays_inside(tokens: Tokens, customers: Customers) -> bool:
    words = customers.words
    phrase = read_noun_phrase(tokens, words)
    if has_phrase(phrase, words["hidden_evidence_phrases"]) or set(phrase[-1:]) & words["hidden_evidence"]:
        # `Pick list for the warehouse` stays inside as well.
        return len(phrase) == len(tokens) or _is_for_colleagues(tokens, words)
    # `Internal memo for the client` is on its way out.
    if any(customers.has_hold_of(token) for token in tokens) or not set(phrase) & words["documents"]:
        return False
    return bool(set(phrase) & words["inside_marks"]) or _is_for_colleagues(tokens, words)


def _is_for_colleagues(tokens: Tokens, words: Words) -> bool:
    """Whether it is addressed: `note to the night shift`, `score sheet for underwriters`."""
    for index, token in enumerate(tokens[:-1]):
        if token in words["receiving"] | words["addressing"]:
            whom = read_noun_phrase(tokens[index + 1 :], words)
            if has_phrase(whom, words["colleagues_phrases"]) or set(whom[-1:]) & words["hidden_staff"]:
                return True
    return False


RULE = Rule("evidence-below-the-line", "layers", check, reads_words=True)
