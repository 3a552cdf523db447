"""The blueprint lacks one of customer, start and end.

Why it matters
    A blueprint tells one journey of one kind of customer. Where it begins and ends is the first thing on which two
    departments disagree, and what they time and count depends on it.

Bad
    customer: Reader
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    customer: Reader
    starts: The reader has found the book on the shelf
    ends: The book is back on the shelf
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

When ignoring it is fine
    A slice of a longer blueprint that names them.

Source
    Naming customer and boundaries comes first in building a blueprint: Bitner, Ostrom and Morgan, Service
    Blueprinting, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

_QUESTIONS = {
    "customer": "whose journey it is",
    "starts": "where it starts",
    "ends": "where it ends",
}


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Tell in one finding which of the three are missing."""
    missing = [name for name in _QUESTIONS if not getattr(blueprint, name)]
    if not missing:
        return
    questions = [_QUESTIONS[name] for name in missing]
    told = questions[0] if len(questions) == 1 else f"{', '.join(questions[:-1])} and {questions[-1]}"
    names = ", ".join(f"`{name}:`" for name in missing)
    yield on_file(
        RULE.name,
        blueprint,
        f"The blueprint does not say {told}.",
        f"People will read different journeys into it, and their times and counts will not agree. Add {names}, in a "
        "few words each.",
        "service",
    )


RULE = Rule("no-scope", "governance", check, whole=True)
