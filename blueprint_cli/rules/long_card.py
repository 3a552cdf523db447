"""The words of a card are longer than twelve words.

It is information up to nineteen words, and a warning from twenty. In published blueprints half of the cards have two
words or fewer, nine of ten have six or fewer, and the longest has thirteen.

Why it matters
    A blueprint is read at a glance, by people who stand before it. Long cards are read by nobody, and what they explain
    - a reason, an exception, a worry - has a field where it can be found and counted.

Bad
    steps:
      - name: Claim
        customer: Reports the damage
        backstage: >-
          Looks at the claim that came in by post or e-mail during the night and decides which of the colleagues is best
          suited

Good
    steps:
      - name: Claim
        customer: Reports the damage
        backstage:
          does: Assigns the claim to an adjuster
          note: Claims come in by post and e-mail during the night.

When ignoring it is fine
    A quotation whose wording matters.

Source
    Cells of 28 published blueprints, counted by us; the limits are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.words import read_tokens

WORDS = Number("long-card", "words", 12, "So many words a card may have.")
WARNING = Number("long-card", "warning-from", 20, "From so many words on it is a warning, whatever the profile says.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards of too many words."""
    longest, warning = context.option(WORDS), context.option(WARNING)
    for card in blueprint.cards:
        number = sum(token[:1].isalnum() for token in read_tokens(card.does))
        if number > longest:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” has {number} words; {longest} are enough for a card.",
                "Say what is done in a few words, and put the rest where it can be found: who in `by:`, what with in "
                "`uses:`, why in `note:`, what goes wrong in `pain:` or `fails:`.",
                severity="warning" if number >= warning else None,
            )


RULE = Rule("long-card", "logic", check, options=(WORDS, WARNING))
