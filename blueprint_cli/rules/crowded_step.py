"""A step holds more than eight frontstage and backstage cards for each card of the customer.

Cards of different channels are ways of doing the same, and only the fullest channel of a step counts, together with
the cards that name no channel. A step without a customer card counts as one with one.

Why it matters
    A column is a step of the customer's time. Where one carries a dozen cards, several steps lie in it: what the
    customer does, waits for and feels between them is not told.

Bad
    steps:
      - name: Renovate
        customer: Gets a new bathroom
        frontstage: [Measures the room, Shows tiles, Explains the offer, Signs the contract, Hands over the room]
        backstage: [Draws the plan, Orders tiles, Books the plumber, Orders the bath, Plans the shifts]

Good
    steps:
      - name: Choose
        customer: Chooses a bathroom
        frontstage: [Measures the room, Shows tiles, Explains the offer, Signs the contract]
        backstage: Draws the plan
      - name: Prepare
        customer: Empties the old bathroom
        backstage: [Orders tiles, Books the plumber, Orders the bath, Plans the shifts]
      - name: Move in
        customer: Uses the new bathroom
        frontstage: Hands over the room

When ignoring it is fine
    The customer really is away all the time, and nothing in between concerns them.

Source
    Columns are steps of the customer: Bitner, Ostrom and Morgan 2008. The limit of eight is ours, above the fullest
    step of the published blueprints that we know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Step
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

CARDS = Number(
    "crowded-step", "cards", 8, "So many front- and backstage cards may stand beside each card of the customer."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find steps with too much work for one thing that the customer does."""
    limit = context.option(CARDS)
    for step in blueprint.steps:
        work, customer = count_work(step), len(step.layers["customer"])
        if work <= limit * max(1, customer):
            continue
        whose = f"{customer or 'no'} card{'s' * (customer != 1)} of the customer"
        yield on_file(
            RULE.name,
            blueprint,
            f"The step “{step.title[:60]}” has {work} front- and backstage cards to {whose}.",
            "So much work in one column means that several steps of the customer lie in it. Ask what they do, wait for "
            "or get to know meanwhile, and divide the step there; or put the detail into a linked `process:`.",
            "name",
            element=step,
            detail=step.id,
        )


def count_work(step: Step) -> int:
    """Return the number of front- and backstage cards, of several channels only those of the fullest."""
    front = step.layers["frontstage"]
    channels = Counter(channel for card in front for channel in card.channels)
    plain = sum(not card.channels for card in front)
    return plain + max(channels.values(), default=0) + len(step.layers["backstage"])


RULE = Rule("crowded-step", "logic", check, options=(CARDS,))
