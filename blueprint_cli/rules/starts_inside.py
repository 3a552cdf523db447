"""The first step, or the last one in sight of the customer, says nothing of what the customer does.

At the end it speaks only of a step with frontstage work or evidence: an archive may well come after the customer.

Why it matters
    A service starts with a need and ends with an outcome, and both are the customer's. A blueprint that opens in the
    office shows the service as the provider lives it, and hides how the customer got there.

Bad
    steps:
      - name: Hand over
        support: CRM passes the signed contract on
      - name: Welcome
        customer: Follows the link in the letter
        frontstage: Greets the client by name

Good
    steps:
      - name: Sign
        customer: Signs the contract
        support: CRM passes the signed contract on
      - name: Welcome
        customer: Follows the link in the letter
        frontstage: Greets the client by name

When ignoring it is fine
    A service that finds its customers, such as a recall or a screening, and whose customer notices nothing yet.

Source
    Shostack 1984; Bitner, Ostrom and Morgan 2008: customer actions are laid out first, from their start to their end.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a first step, and a last one in sight, without a customer card."""
    steps = [step for step in blueprint.steps if any(step.cards)]
    if len(steps) < 2:
        yield Skipped("fewer than two steps with cards")
        return
    first, last = steps[0], steps[-1]
    if not first.layers["customer"]:
        card = next(first.cards)
        yield on_card(
            RULE.name,
            card,
            f"The blueprint starts with “{card_words(card)}”, before the customer has done anything.",
            "Write what the customer does at that moment under `customer:` of this step, or put the step before it in "
            "which the customer sets the service going.",
        )
    shown = (*last.layers["frontstage"], *last.layers["evidence"])
    if not last.layers["customer"] and shown:
        yield on_card(
            RULE.name,
            shown[0],
            f"The blueprint ends with “{card_words(shown[0])}”, and nothing says what the customer does with it.",
            "The end is the customer's outcome: write what they do, get or see here under `customer:` of this step.",
        )


RULE = Rule("starts-inside", "journey", check, whole=True, covers={"orphan-card": "card"})
