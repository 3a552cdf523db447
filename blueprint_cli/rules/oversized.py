"""The blueprint has more than 30 steps or more than 120 cards.

Why it matters
    Nobody reads such a sheet as a whole, in print or on a screen, and nobody keeps it up to date. It is usually two
    services, two scenarios or two levels of detail in one file.

Bad
    steps:
      - {name: S1, customer: A}
      - {name: S2, customer: A}
      - {name: S3, customer: A}
      - {name: S4, customer: A}
      - {name: S5, customer: A}
      - {name: S6, customer: A}
      - {name: S7, customer: A}
      - {name: S8, customer: A}
      - {name: S9, customer: A}
      - {name: S10, customer: A}
      - {name: S11, customer: A}
      - {name: S12, customer: A}
      - {name: S13, customer: A}
      - {name: S14, customer: A}
      - {name: S15, customer: A}
      - {name: S16, customer: A}
      - {name: S17, customer: A}
      - {name: S18, customer: A}
      - {name: S19, customer: A}
      - {name: S20, customer: A}
      - {name: S21, customer: A}
      - {name: S22, customer: A}
      - {name: S23, customer: A}
      - {name: S24, customer: A}
      - {name: S25, customer: A}
      - {name: S26, customer: A}
      - {name: S27, customer: A}
      - {name: S28, customer: A}
      - {name: S29, customer: A}
      - {name: S30, customer: A}
      - {name: S31, customer: A}

Good
    steps:
      - name: Book
        customer: Books a room
        frontstage: {does: Confirms the room, uses: Booking system}
      - name: Stay
        customer: Stays the night
        frontstage: Hands over the key

When ignoring it is fine
    A sheet that is meant as an inventory, and not for reading.

Source
    The bounds are ours: the largest of 28 published blueprints has less than half of that.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

STEPS = Number("oversized", "steps", 30, "So many steps a blueprint may have.")
CARDS = Number("oversized", "cards", 120, "So many cards it may have.", 1, 10_000)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a blueprint that is too large to be read."""
    steps, cards = len(blueprint.steps), len(blueprint.cards)
    most_steps, most_cards = context.option(STEPS), context.option(CARDS)
    if steps <= most_steps and cards <= most_cards:
        return
    yield on_file(
        RULE.name,
        blueprint,
        f"This blueprint has {steps} steps and {cards} cards; more than {most_steps} or {most_cards} nobody can read.",
        "Split it: by scenario, by kind of customer, or into an overview of the phases and one blueprint for each of "
        "them.",
        "service",
    )


RULE = Rule("oversized", "journey", check, covers={"too-fine": "file"}, options=(STEPS, CARDS))
