"""More than half of the cards of a current state are assumed.

Counted are the customer's and the provider's cards, by their own `basis` or that of the file.

Why it matters
    A current state that nobody has looked at is a guess at one's own service. Decisions that rest on it are guesses
    as well, however neat the picture is.

Bad
    state: current
    basis: assumed
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    state: current
    basis: assumed
    steps:
      - name: Borrow
        customer:
          does: Brings a book to the desk
          basis: observed
          source: Two mornings at the desk, October 2026
        frontstage: Lends the book

When ignoring it is fine
    The sketch that you take along to find out.

Source
    Assumption-based and research-based maps are told apart in Stickdorn et al., This Is Service Design Doing, 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import percent
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

SHARE = percent("mostly-assumed", "share", 50, "So many per cent of the cards may be assumed.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Count the cards that are assumed."""
    if blueprint.is_target:
        return
    cards = [card for card in blueprint.cards if card.layer != "evidence"]
    assumed = sum(card.basis == "assumed" for card in cards)
    if not any(card.basis for card in cards):
        yield Skipped("no `basis`")
    elif 100 * assumed > context.option(SHARE) * len(cards):
        yield on_file(
            RULE.name,
            blueprint,
            f"{assumed} of {len(cards)} cards are assumed: so much of this current state is a guess.",
            "Decisions that rest on it are guesses as well. Go and look, at the pains and moments of truth first, and "
            "mark what you saw with `basis: observed` and a `source`.",
            "basis",
            "service",
        )


RULE = Rule("mostly-assumed", "governance", check, options=(SHARE,))
