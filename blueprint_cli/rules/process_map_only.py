"""There is no customer card at all: the drawing is a process map.

Why it matters
    A blueprint hangs on what the customer does. Without that row nothing says which work serves whom, at which moment
    a delay is felt, or where the line of interaction runs; what is left is the provider looking at itself.

Bad
    service: Client onboarding
    steps:
      - name: Schedule
        frontstage: Sends the invitation to the first call
      - name: Set up
        backstage: Creates the account
        support: Account database

Good
    service: Client onboarding
    steps:
      - name: Schedule
        customer: Picks a time for the first call
        frontstage: Sends the invitation to the first call
      - name: Set up
        backstage: Creates the account
        support: Account database

When ignoring it is fine
    An internal procedure without a customer; a BPMN process is the better home for it, and a card can link to it.

Source
    Shostack, Designing Services That Deliver, Harvard Business Review 1984; Bitner, Ostrom and Morgan, Service
    Blueprinting, California Management Review 2008: customer actions are laid out first.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find provider work without any customer card."""
    if blueprint.layer("customer"):
        return
    work = len(blueprint.provider_cards)
    if not work:
        yield Skipped("no customer or provider cards")
        return
    cards = "1 card tells" if work == 1 else f"{work} cards tell"
    yield on_file(
        RULE.name,
        blueprint,
        f"No step says what the customer does; {cards} the provider's work only. This is a process map.",
        "A blueprint starts from the customer's side: without it nobody sees which work serves whom, or who is kept "
        "waiting. Write a `customer:` card in each step that the customer takes part in, waiting included.",
        "service",
    )


RULE = Rule("process-map-only", "journey", check, whole=True, covers={"starts-inside": "file"})
