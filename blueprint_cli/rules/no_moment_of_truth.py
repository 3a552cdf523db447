"""No card of the customer is marked as a moment of truth.

Why it matters
    Customers do not weigh every step alike: a few decide whether they trust, buy and return. A blueprint that names
    none treats a car park like a diagnosis, and effort is spread evenly instead of well.

Bad
    service: Hearing aid fitting
    steps:
      - name: Test
        customer: Takes the hearing test
        frontstage: Plays the tones
      - name: Fit
        customer: Hears the first clear voice
        frontstage: Adjusts the hearing aid

Good
    service: Hearing aid fitting
    steps:
      - name: Test
        customer: Takes the hearing test
        frontstage: Plays the tones
      - name: Fit
        customer:
          does: Hears the first clear voice
          moment: true
        frontstage: Adjusts the hearing aid

When ignoring it is fine
    A first draft, before anybody has asked customers what mattered to them.

Source
    Normann, Service Management, 1984; Carlzon, Moments of Truth, 1987.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file in which no card has `moment: true`."""
    if not blueprint.layer("customer"):
        yield Skipped("no customer cards")
        return
    if any(card.moment for card in blueprint.cards):
        return
    yield on_file(
        RULE.name,
        blueprint,
        "Nothing says which moment decides for the customer: no card is marked as a moment of truth.",
        "A few encounters make customers stay or leave; that is where care and money belong. Ask them which, and mark "
        "one to three customer cards with `moment: true`.",
        "service",
    )


RULE = Rule("no-moment-of-truth", "value", check, whole=True)
