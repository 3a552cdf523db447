"""The blueprint ends at the line of visibility: no backstage, no support, no system at work.

Why it matters
    What the customer does and meets is a journey map. The reasons why it goes well or badly lie below the line of
    visibility; without them the drawing can show a pain but neither where it comes from nor what would mend it.

Bad
    service: Library loan
    steps:
      - name: Reserve
        customer: Reserves a book
        frontstage: Confirms the reservation
      - name: Collect
        customer: Collects the book
        frontstage: Hands the book over

Good
    service: Library loan
    steps:
      - name: Reserve
        customer: Reserves a book
        frontstage: Confirms the reservation
        support: Loan system
      - name: Collect
        customer: Collects the book
        frontstage: Hands the book over
        backstage: Fetches the book from the stacks

When ignoring it is fine
    On the first day, when only the customer's side has been told. The draft profile therefore gives it as information.

Source
    Bitner, Ostrom and Morgan, Service Blueprinting, California Management Review 2008; Nielsen Norman Group, Service
    Blueprints: Definition (2017), on how a blueprint extends a journey map.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a customer's side without anything below the line of visibility."""
    if not blueprint.layer("customer"):
        yield Skipped("no customer cards")
        return
    below = blueprint.layer("backstage", "support")
    if below or any(card.uses or card.acting_systems for card in blueprint.cards):
        return
    yield on_file(
        RULE.name,
        blueprint,
        "Nothing stands below the line of visibility: backstage and support are empty and no system is at work.",
        "This is a journey map: it shows what the customer meets, not what makes it happen or go wrong. For each step "
        "ask what has to happen to make it possible, and write it as `backstage:`, `support:` or `uses:`.",
        "service",
    )


RULE = Rule(
    "journey-map-only",
    "journey",
    check,
    whole=True,
    # Nothing backstage, so no layers to tell apart; nothing in support, so no support to look for.
    covers={
        "flattened-layers": "file",
        "internal-above-the-line": "file",
        "missing-support": "file",
        "thin-support": "file",
        "unsupported-phase": "file",
    },
)
