"""A fail point does not say how the service recovers.

Why it matters
    Things go wrong in every service. What customers remember is what happened next, and that is left to chance where
    nobody has planned it.

Bad
    steps:
      - name: Give back
        customer: Puts the book into the box
        backstage:
          does: Books the return
          fails: The book stays on the reader's account

Good
    steps:
      - name: Give back
        customer: Puts the book into the box
        backstage:
          does: Books the return
          fails:
            what: The book stays on the reader's account
            recovery: The desk looks on the shelf and clears the account
            owner: Lending desk

When ignoring it is fine
    A failure after which nothing can be done, and everybody agrees on it.

Source
    Hart, Heskett and Sasser, The Profitable Art of Service Recovery, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import fail_points, short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find fail points without `recovery`."""
    for fail, card, link in fail_points(blueprint):
        if fail.recovery:
            continue
        yield on_card(
            RULE.name,
            card,
            f"“{short(fail.what)}” says how the service fails and not how it recovers.",
            "What happens next is left to whoever is there. Write what puts it right for the customer, and who sees to "
            "it: `recovery:` and `owner:` under `fails`.",
            place=fail.at("what"),
            link=link,
            detail=fail.what,
        )


# A fail point of a bare sentence names no owner either: that is one cause.
RULE = Rule("fail-without-recovery", "failure", check, covers={"fail-without-owner": "place"})
