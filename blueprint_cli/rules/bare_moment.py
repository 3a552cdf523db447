"""A moment of truth stands in a step with no evidence, nobody who answers for it and no measure.

One of the three is enough: evidence in the step, an actor or owner of any of its cards, or a measure on one of them.

Why it matters
    Here the customer decides. What nobody shows, owns or measures at that very point is left to luck.

Bad
    service: Removal
    steps:
      - name: Unload
        customer:
          does: Sees whether the piano is whole
          moment: true
        frontstage: Carries the piano in

Good
    service: Removal
    steps:
      - name: Unload
        customer:
          does: Sees whether the piano is whole
          moment: true
          measures:
            name: Moves without damage
            now: 91 %
            target: 98 %
        frontstage:
          does: Carries the piano in
          by: Crew leader

When ignoring it is fine
    A moment that belongs to the customer alone, such as the first night in the new home.

Source
    Normann, Service Management, 1984; physical evidence at the points that count: Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Step
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find moments of truth in steps where nothing supports them; one finding a step."""
    moments = [card for card in blueprint.cards if card.moment]
    if not moments:
        yield Skipped("no moment of truth")
    told: set[Step] = set()
    for card in moments:
        if card.step in told or _is_cared_for(card.step):
            continue
        told.add(card.step)
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}” decides for the customer, but has no evidence, nobody who owns it and no measure.",
            "This is where customers stay or leave. Say what they see or hold (`evidence`), who answers for it (`by`, "
            "`owner`), or how you know that it went well (`measures`).",
            "moment",
        )


def _is_cared_for(step: Step) -> bool:
    return bool(step.layers["evidence"]) or any(card.by or card.owner or card.measures for card in step.cards)


RULE = Rule("bare-moment", "value", check)
