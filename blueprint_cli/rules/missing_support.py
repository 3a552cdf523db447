"""The provider works with nothing behind it: no support card, no `uses`, no system that acts.

Why it matters
    Most failures of a service begin in what its people stand on: records, payments, stock, notifications. A blueprint
    that leaves support out promises work that nothing is known to carry, and hides whom a change of system will hit.

Bad
    service: Street lamp repair
    steps:
      - name: Report
        customer: Calls about a broken lamp
        frontstage: Takes the call
        backstage: Sends a technician

Good
    service: Street lamp repair
    steps:
      - name: Report
        customer: Calls about a broken lamp
        frontstage: Takes the call
        backstage:
          does: Sends a technician
          uses: Work order system

When ignoring it is fine
    A service of hands alone: a shoeshine, a massage. Say so in the reason of the ignore.

Source
    Support processes, below the line of internal interaction: Shostack 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find provider work in a file without any support."""
    work = blueprint.provider_cards
    if not work:
        yield Skipped("no frontstage, backstage or support cards")
        return
    if any(card.layer == "support" or card.uses or card.acting_systems for card in blueprint.cards):
        return
    declared = next((system for system in blueprint.systems.values() if system.own), None)
    cards = "1 card of provider work stands" if len(work) == 1 else f"{len(work)} cards of provider work stand"
    yield on_file(
        RULE.name,
        blueprint,
        f"{cards} on nothing: no support card, no `uses`, no system that does a card.",
        f"Ask of each card, such as “{card_words(work[0])}”, what has to work for it: a system, a supplier, a record. "
        "Write it as `uses:` on the card, as its `by:`, or as a card under `support:`.",
        "service",
        related=(Related(declared.span, f"“{declared.name}” is declared, but no card uses it"),) if declared else (),
    )


RULE = Rule(
    "missing-support",
    "support",
    check,
    whole=True,
    covers={"thin-support": "file", "unsupported-phase": "file"},
)
