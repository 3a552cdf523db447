"""The evidence layer is unused: nothing says what the customer sees, holds or receives.

Why it matters
    Customers judge what they cannot see by what they can: a sign, a receipt, a message. It is also what a team can
    photograph and lay on the table, so it is the cheapest row to fill.

Bad
    steps:
      - name: Reserve
        customer: Reserves a book
        frontstage: Confirms the reservation

Good
    steps:
      - name: Reserve
        evidence: Reservation e-mail
        customer: Reserves a book
        frontstage: Confirms the reservation

When ignoring it is fine
    A first draft.

Source
    Physical evidence as the top row: Bitner, Ostrom and Morgan 2008; Shostack, Breaking Free from Product Marketing,
    Journal of Marketing 1977.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a journey of which nothing is shown."""
    customer = blueprint.layer("customer")
    if not customer:
        yield Skipped("no customer cards")
        return
    if blueprint.layer("evidence"):
        return
    yield on_file(
        RULE.name,
        blueprint,
        "No step shows any evidence: what the customer sees, holds or receives.",
        f"Go along the customer's side, from “{card_words(customer[0])}” on, and write under `evidence:` what is there "
        "to see or keep: a sign, a page, a letter, a receipt.",
        "service",
    )


RULE = Rule("no-evidence", "journey", check, whole=True)
