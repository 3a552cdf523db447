"""An idea names nobody who would take it further.

Why it matters
    Ideas on a wall are plenty. The ones that happen have somebody who was asked to look into them.

Bad
    steps:
      - name: Wait
        customer: Waits for the plumber
        backstage:
          does: Plans the tours the evening before
          idea: Text the hour when the plumber sets off

Good
    steps:
      - name: Wait
        customer: Waits for the plumber
        backstage:
          does: Plans the tours the evening before
          idea:
            what: Text the hour when the plumber sets off
            owner: Tour planning

When ignoring it is fine
    The board of a workshop that is still running.

Source
    None: a question that closes every good workshop.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find ideas without `owner`; who does the card now need not be who changes it."""
    for card in blueprint.cards:
        for idea in card.ideas:
            if not idea.owner:
                yield on_card(
                    RULE.name,
                    card,
                    f"The idea “{short(idea.what)}” has no owner.",
                    "Nobody will take it further after today. Name the role or team that looks into it: `owner:` "
                    "under `idea`.",
                    place=idea.at("what"),
                    detail=idea.id or idea.what,
                )


RULE = Rule("idea-without-owner", "failure", check)
