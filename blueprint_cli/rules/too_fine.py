"""There are more than fifteen customer cards: the journey is told too finely to be seen at a glance.

Why it matters
    A blueprint earns its place on the wall by showing the whole. With twenty customer actions and more, readers follow
    clicks instead of the service, and the moments that matter drown.

Bad
    steps:
      - name: Find
        customer: [Opens the app, Taps search, Types a place, Picks a date, Sorts the list, Opens a room]
      - name: Book
        customer: [Picks a bed, Types the name, Types the address, Picks a card, Types the number, Confirms]
      - name: Stay
        customer: [Finds the house, Rings, Takes the key, Sleeps]

Good
    steps:
      - name: Find
        customer: Finds a room
      - name: Book
        customer: Books it
      - name: Stay
        customer: [Arrives, Sleeps, Leaves]

When ignoring it is fine
    A long service, over months or years, whose phases are told on one sheet on purpose.

Source
    Blueprints in the literature tell a journey in five to fifteen customer actions: Shostack 1984; Bitner, Ostrom and
    Morgan 2008. The bounds are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

CARDS = Number("too-fine", "cards", 15, "So many customer cards a journey may have.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a journey of more than fifteen customer cards."""
    most = context.option(CARDS)
    cards = blueprint.layer("customer")
    if not cards:
        yield Skipped("no customer cards")
        return
    if len(cards) <= most:
        return
    # `max` keeps the first of equals.
    fullest = max(blueprint.steps, key=lambda step: len(step.layers["customer"]))
    count = len(fullest.layers["customer"])
    yield on_file(
        RULE.name,
        blueprint,
        f"The journey has {len(cards)} customer cards; more than {most} can't be taken in at a glance.",
        "Join what the customer does in one go into one card, and move the detail of a step to a blueprint or a screen "
        "flow of its own.",
        "service",
        related=(Related(fullest.at("name"), f"the fullest step, with {count} of them"),),
    )


RULE = Rule("too-fine", "journey", check, options=(CARDS,))
