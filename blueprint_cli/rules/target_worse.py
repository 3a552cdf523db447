"""A target has more customer actions, takes longer, or has more handoffs than its current state.

Only counts and totals are compared: the customer's cards, the measured time of the whole (`takes`) or else the sum of
all steps where everything is known of the current state, and the written links between different responsible sides,
where both states have any.

Why it matters
    A target is made to be better. More work for the customer, more waiting and more hands may be worth it, but then
    somebody has decided so.

Bad
    state: target
    from: product-return.blueprint.yaml
    takes: 20 d
    steps:
      - name: Refund
        customer: Sees the money on the account
        support: Payment system

Good
    state: target
    from: product-return.blueprint.yaml
    takes: 3 d
    steps:
      - name: Refund
        customer: Sees the money on the account
        support: Payment system

When ignoring it is fine
    A target that is drawn in more detail than its current state, or does more for the customer.

Source
    Steps, time and handoffs as measures of a redesign: Hammer and Champy, Reengineering the Corporation, 1993.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Duration
from blueprint_cli.document import Problem
from blueprint_cli.measures.elapsed import Elapsed, measure_elapsed
from blueprint_cli.measures.handoffs import find_handoffs
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Tell in one finding all in which the target is worse."""
    current = blueprint.current
    if not blueprint.is_target:
        return
    if current is None:
        yield Skipped("no current state (`from`)")
        return
    worse = []
    before, after = (len(state.layer("customer")) for state in (current, blueprint))
    if 0 < before < after:
        worse.append(f"{after} customer actions instead of {before}")
    longer = _longer(current, blueprint, context.elapsed)
    if longer:
        worse.append(f"{longer[1]} instead of {longer[0]}")
    before, after = (len(find_handoffs(state)) for state in (current, blueprint))
    if 0 < before < after:
        worse.append(f"{after} handoffs instead of {before}")
    if worse:
        yield on_file(
            RULE.name,
            blueprint,
            f"The target is worse than its current state: {', '.join(worse)}.",
            "A target is made to be better. Look for what can go, or say in a `note` what it is worth; where only the "
            "drawing has become finer, ignore this with that reason.",
            "from",
        )


def _longer(current: Blueprint, target: Blueprint, elapsed: Elapsed) -> tuple[Duration, Duration] | None:
    """Return the times of both where the target takes longer for certain."""
    if current.takes and target.takes:
        before, after = current.takes, target.takes
    else:
        now = measure_elapsed(current)
        totals = now.between(), elapsed.between()
        # What is unknown of the target would only add to its time.
        if any(step.unknown or step.low is None for step in now.steps) or any(total.skipped for total in totals):
            return None
        before, after = (Duration(total.low, total.high, total.axis) for total in totals)
    if before.axis != after.axis or after.low < before.low or after.high <= before.high:
        return None
    return before, after


RULE = Rule("target-worse", "governance", check)
