"""The blueprint has no version.

Why it matters
    People print a blueprint, quote it and decide by it. Without a version nobody can tell whether two of them look at
    the same one.

Bad
    service: Library loan
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    service: Library loan
    version: 1.0.0
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

When ignoring it is fine
    A file that nobody sees outside of its repository, where the commit is version enough.

Source
    Versions of artefacts as in Semantic Versioning 2.0.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file without `version`."""
    if not blueprint.version:
        yield on_file(
            RULE.name,
            blueprint,
            "The blueprint has no version.",
            "Whoever holds a printed one cannot tell whether it is the latest. Number it, and raise the number when "
            "the service changes: `version: 1.0.0`.",
            "service",
        )


RULE = Rule("no-version", "governance", check, whole=True)
