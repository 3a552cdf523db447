"""A provider card stands alone: its step has no other work and no customer, and no link joins it.

The rule speaks only in files that have written links: without them nothing is joined, and a column alone says little.

Why it matters
    Work that nothing leads to and nothing follows from is either superfluous or the place where the drawing lost its
    thread. Either is found by asking who needs it.

Bad
    service: Bicycle hire
    steps:
      - name: Book
        customer:
          does: Books a bicycle
          to: book/frontstage
        frontstage: Confirms the booking
      - name: Inspect
        backstage: Oils the chains
      - name: Ride
        customer: Rides off
        frontstage: Hands over the key

Good
    service: Bicycle hire
    steps:
      - name: Book
        customer:
          does: Books a bicycle
          to: book/frontstage
        frontstage: Confirms the booking
      - name: Inspect
        backstage:
          does: Oils the chains
          to: ride/frontstage
      - name: Ride
        customer: Rides off
        frontstage: Hands over the key

When ignoring it is fine
    Work that keeps the whole service going and serves no step in particular.

Source
    Every action of a blueprint leads back to the customer's: Shostack, Designing Services That Deliver, Harvard
    Business Review 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find lone provider cards without a written link."""
    if not any(link.explicit for link in blueprint.links):
        yield Skipped("no written links")
        return
    if not blueprint.layer("customer"):
        # Then every column is without one, which `process-map-only` says.
        yield Skipped("no customer cards")
        return
    linked = {card for link in blueprint.links if link.explicit for card in (link.source, link.target)}
    for step in blueprint.steps:
        work = list(step.provider_cards)
        if len(work) != 1 or step.layers["customer"] or work[0] in linked:
            continue
        yield on_card(
            RULE.name,
            work[0],
            f"“{card_words(work[0])}” stands alone in its step, and nothing leads to it or follows from it.",
            "Work that nobody waits for is superfluous, or the drawing lost its thread. Say what starts it or who "
            "needs it (`to`, `needs`), move it to the step that it serves, or take it out.",
        )


RULE = Rule("orphan-card", "handoffs", check)
