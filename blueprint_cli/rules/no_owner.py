"""The blueprint names no owner who answers for it.

Why it matters
    A blueprint crosses departments, so without one accountable role nobody settles what belongs in it, nobody
    notices that it has aged, and the findings of everybody are the task of nobody.

Bad
    service: Library loan
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    service: Library loan
    owner: Head of lending
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

When ignoring it is fine
    A sketch that lives for one workshop.

Source
    Service ownership as in the GOV.UK Service Manual and in ITIL 4: one role is accountable for the whole service.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file without `owner`."""
    if not blueprint.owner:
        yield on_file(
            RULE.name,
            blueprint,
            "The blueprint has no owner.",
            "Nobody is asked when it ages or when departments disagree about it. Name one accountable role or team: "
            "`owner: Returns service owner`.",
            "service",
        )


RULE = Rule("no-owner", "governance", check, whole=True)
