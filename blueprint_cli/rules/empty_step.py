"""A step has no card at all.

Why it matters
    A column is a step of the customer's time. An empty one makes readers wonder whether nothing happens there or
    nobody has asked.

Bad
    steps:
      - name: Order
        customer: Orders
        frontstage: Takes the order
      - name: Prepare

Good
    steps:
      - name: Order
        customer: Orders
        frontstage: Takes the order
      - name: Prepare
        customer: Waits at the counter

When ignoring it is fine
    A step that a workshop is about to fill.

Source
    Ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find steps without a card."""
    for step in blueprint.steps:
        if any(step.cards):
            continue
        yield on_file(
            RULE.name,
            blueprint,
            f"The step “{step.title[:60]}” has no card.",
            "Write what the customer does in it, even if it is only waiting, or remove the step.",
            "name",
            element=step,
            detail=step.id,
            marked=False,
        )


RULE = Rule("empty-step", "journey", check, whole=True)
