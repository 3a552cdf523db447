"""No fail point and no pain is marked anywhere, as if nothing ever went wrong.

Why it matters
    A blueprint is drawn to find where a service can fail before the customer does. A picture without a single fail
    point says that nobody has looked, and gives nobody a reason to change anything.

Bad
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book
      - name: Give back
        customer: Puts the book into the box
        backstage: Empties the box

Good
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book
      - name: Give back
        customer: Puts the book into the box
        backstage:
          does: Empties the box
          fails:
            what: The box is full on Mondays
            recovery: The caretaker empties it on Sunday evening
            owner: Caretaker

When ignoring it is fine
    A sketch of a service that does not exist yet.

Source
    Fail points belong to the blueprint since its first version: Shostack, Designing Services That Deliver, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file with work in it and neither `fails` nor `pain`."""
    marked = [*blueprint.pains, *(mark for link in blueprint.links for mark in (*link.pains, *link.fails))]
    marked += [mark for card in blueprint.cards for mark in (*card.pains, *card.fails)]
    if blueprint.provider_cards and not marked:
        yield on_file(
            RULE.name,
            blueprint,
            "No fail point and no pain is marked anywhere.",
            "A blueprint is to show where the service can fail. Ask of each step what goes wrong there, and write it "
            "on the card: `fails:` with its `recovery`, or `pain:` where the customer suffers from it.",
            "service",
        )


RULE = Rule("no-fail-points", "failure", check, whole=True)
