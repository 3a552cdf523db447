"""A card says that it was observed, and not where or when.

Where `basis: observed` stands for the whole file, one source on any of its cards is enough.

Why it matters
    Observed is a strong word: it wins arguments. A source lets people judge how much was seen, and look again when
    the service has changed.

Bad
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Looks up the reader's card
          basis: observed

Good
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Looks up the reader's card
          basis: observed
          source: Two mornings at the desk, October 2026

When ignoring it is fine
    Sources that must not be named.

Source
    Evidence behind each statement, as research operations ask for it: Portigal, Interviewing Users, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card, on_file

_HELP = (
    "It wins arguments only as long as people believe it. Say where and when it was seen, in a few words: "
    "`source: Two mornings at the desk, October 2026`."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find observed cards without `source`."""
    unsourced = [card for card in blueprint.cards if card.basis == "observed" and not card.source]
    by_file = [card for card in unsourced if "basis" not in card.fields]
    for card in unsourced:
        if "basis" in card.fields:
            message = f"“{card_words(card)}” was observed, but the card does not say where and when."
            yield on_card(RULE.name, card, message, _HELP, "basis")
    # One source makes the word of the file believable; a note on every card would be clutter.
    if by_file and not any(card.source for card in blueprint.cards):
        message = "The whole file is said to be observed, and no card says where and when."
        yield on_file(RULE.name, blueprint, message, _HELP, "basis")


RULE = Rule("unsourced-observation", "governance", check)
