"""The blueprint has neither goals nor a promise: nothing says what the customer is to get out of it.

Why it matters
    Without an outcome for the customer every idea looks equally good, and the next round of improvement is judged by
    what is easiest to count, which is the provider's own effort.

Bad
    service: Product return
    steps:
      - name: Refund
        customer: Sees the money on the account
        frontstage: Sends the refund e-mail

Good
    service: Product return
    goals:
      - name: Returns refunded within five days
        now: 31 %
        target: 95 %
    steps:
      - name: Refund
        customer: Sees the money on the account
        frontstage: Sends the refund e-mail

When ignoring it is fine
    A drawing that only records what happens, before anybody has decided what to improve.

Source
    Jobs and outcomes as the measure of a service: Ulwick, Turn Customer Input into Innovation, Harvard Business Review
    2002; Bitner, Ostrom and Morgan 2008, who begin with the purpose of the blueprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file without `goals` and without `promise`."""
    if blueprint.goals or blueprint.promise:
        return
    yield on_file(
        RULE.name,
        blueprint,
        "Nothing says what the customer is to get out of this service: no goals and no promise.",
        "Without an outcome nobody can say which change is worth making. Name one that the customer would notice, with "
        "where it stands and where it should: `goals: [{name: ..., now: ..., target: ...}]`, or what was promised: "
        "`promise: 5 d`.",
        "service",
    )


RULE = Rule("no-customer-goal", "value", check, whole=True)
