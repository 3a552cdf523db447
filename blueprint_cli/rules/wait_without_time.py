"""Somebody or something waits, and nothing says for how long.

The wait is told in the words of a customer, frontstage or backstage card. A time on the card or on its step says how
long; so does a length in the words (“Waits two weeks”), and for a wait of the customer the `waits` of another card of
the step or the time that backstage and support take in it. A “waiting area” is a place and no wait.

Why it matters
    A wait is often the longest part of a service and the part that customers remember. Without a length it looks as
    short as every other card, and no sum of times is right.

Bad
    service: Car inspection
    steps:
      - name: Inspect
        customer: Waits for the stamp
        backstage: Looks under the car

Good
    service: Car inspection
    steps:
      - name: Inspect
        customer:
          does: Waits for the stamp
          waits: 40-60 min
        backstage: Looks under the car

When ignoring it is fine
    Nobody has measured it yet and a guess would be taken for a fact: ask it as a `question:`.

Source
    Maister, The Psychology of Waiting Lines, 1985; time as the axis of a blueprint: Shostack 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.waiting import tells_length, tells_wait


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find waits that are told in words alone."""
    words = context.words
    if words is None:
        return
    for card in blueprint.layer("customer", "frontstage", "backstage"):
        if _has_time(card) or not tells_wait(card.does, words) or tells_length(card.does, words):
            continue
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}” is a wait, but nothing says how long it is.",
            "A wait is often the longest part of a service. Say how long it is, a range if need be: `waits: 1-3 d`; "
            "where nobody knows, ask it as a `question:`.",
        )


def _has_time(card: Card) -> bool:
    step = card.step
    if card.waits or card.takes or step.waits or step.takes:
        return True
    if card.layer != "customer":
        return False
    behind = (*step.layers["backstage"], *step.layers["support"])
    return any(other.waits for other in step.cards) or any(other.takes for other in behind)


RULE = Rule("wait-without-time", "time", check, reads_words=True)
