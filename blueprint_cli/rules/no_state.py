"""The blueprint does not say whether it shows the service as it is or as it is to be.

A file that does not say is taken for a current state.

Why it matters
    A wish that is read as the present hides the pains, and a present that is read as a wish gets built.

Bad
    service: Library loan
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    service: Library loan
    state: current
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

When ignoring it is fine
    A drawing for teaching, of a service that nobody runs.

Source
    Current and future state blueprints are told apart in Stickdorn et al., This Is Service Design Doing, 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file without `state`."""
    if not blueprint.state and "state" not in blueprint.fields:
        yield on_file(
            RULE.name,
            blueprint,
            "The blueprint does not say whether it shows the service as it is or as it is to be.",
            "Readers take it for what they expect. Write `state: current` for the service as it runs today, "
            "`state: target` for the one to come.",
            "service",
        )


RULE = Rule("no-state", "governance", check, whole=True)
