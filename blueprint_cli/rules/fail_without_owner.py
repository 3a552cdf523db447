"""Nobody is named who sees to the recovery of a fail point.

The owner may stand on the fail point, or be who does or owns the card.

Why it matters
    A recovery that is everybody's task is done by whoever notices, which is mostly the customer.

Bad
    steps:
      - name: Give back
        customer:
          does: Puts the book into the box
          fails:
            what: The box is full
            recovery: The book is taken at the back door
        backstage:
          does: Empties the box
          by: Lending desk

Good
    steps:
      - name: Give back
        customer:
          does: Puts the book into the box
          fails:
            what: The box is full
            recovery: The book is taken at the back door
            owner: Caretaker
        backstage:
          does: Empties the box
          by: Lending desk

When ignoring it is fine
    A recovery that the customer does alone, such as taking another machine.

Source
    None: a question of every failure mode analysis, where each action has an owner.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import fail_points, short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find fail points for which neither they nor their card name anybody."""
    if not any(card.by or card.owner for card in blueprint.provider_cards):
        yield Skipped("no card names anybody")
        return
    for fail, card, link in fail_points(blueprint):
        if fail.owner or card.owner or card.by or "by" in card.fields:
            continue
        yield on_card(
            RULE.name,
            card,
            f"The fail point “{short(fail.what)}” names nobody who sees to it.",
            "A recovery that is everybody's task is nobody's. Name the role or team: `owner:` under `fails`, or `by:` "
            "on the card.",
            place=fail.at("what"),
            link=link,
            detail=fail.what,
        )


RULE = Rule("fail-without-owner", "failure", check)
