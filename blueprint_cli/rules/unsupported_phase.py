"""A phase of several steps serves the customer, and none of its work shows what it stands on.

Why it matters
    A white patch of support over a whole phase is seldom how the service works; it is the part that nobody has asked
    about. What breaks there reaches the customer without a trace of where it came from.

Bad
    steps:
      - name: Reserve
        phase: Before
        customer: Reserves a table
        frontstage: {does: Confirms the table, uses: Reservation book}
      - name: Arrive
        phase: At the table
        customer: Takes a seat
        frontstage: Brings the menu
      - name: Order
        phase: At the table
        customer: Orders
        frontstage: Takes the order

Good
    steps:
      - name: Reserve
        phase: Before
        customer: Reserves a table
        frontstage: {does: Confirms the table, uses: Reservation book}
      - name: Arrive
        phase: At the table
        customer: Takes a seat
        frontstage: Brings the menu
      - name: Order
        phase: At the table
        customer: Orders
        frontstage: {does: Takes the order, uses: Till}

When ignoring it is fine
    A phase of conversation alone, such as a first talk over coffee.

Source
    Support processes as the layer that carries the others: Shostack 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.thin_support import unsupported

STEPS = Number("unsupported-phase", "steps", 2, "A phase of fewer steps is left alone.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find phases with frontstage work in which no provider card is supported."""
    phases = [(phase, list(steps)) for phase, steps in groupby(blueprint.steps, key=lambda step: step.phase) if phase]
    if not phases:
        yield Skipped("no phases")
        return
    bare = set(unsupported(blueprint))
    for phase, steps in phases:
        front = [card for step in steps for card in step.layers["frontstage"]]
        work = [card for step in steps for card in step.provider_cards]
        if len(steps) < context.option(STEPS) or not front or not bare.issuperset(work):
            continue
        told = on_card(
            RULE.name,
            front[0],
            f"No card of the phase “{phase[:40]}”, such as “{card_words(front[0], 45)}”, shows what it stands on.",
            "Ask what has to work for these cards: a system, a record, a supplier. Name it as `uses:` or `by:` of a "
            "card, or as a card under `support:`.",
            detail=str(phase),
        )
        # It is about the phase, whichever card happens to be its first.
        yield replace(told, anchor="")


RULE = Rule("unsupported-phase", "support", check, whole=True, options=(STEPS,))
