"""Work waits a day or more before it starts, and at least ten times as long as it takes.

It is read from `waits` and `takes` of one card, both by their shortest and longest value: the shortest wait must be ten
times the longest touch time. Without a known touch time the rule is silent, and working days are compared only with
working days.

Why it matters
    Where a case waits for days and is worked on for minutes, working faster changes nothing. The time is in the queue,
    and so is the way to shorten it.

Bad
    service: Building permit
    steps:
      - name: Check
        customer: Waits for the permit
        backstage:
          does: Checks the drawings
          waits: 15 d
          takes: 2 h

Good
    service: Building permit
    steps:
      - name: Check
        customer: Waits for the permit
        backstage:
          does: Checks the drawings
          waits: 4 h
          takes: 2 h

When ignoring it is fine
    The wait is part of the service: a cooling-off period, concrete that sets, an objection deadline.

Source
    Little's law and flow efficiency: Little, A Proof for the Queuing Formula, Operations Research 1961; George, Lean
    Six Sigma for Service, 2003.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Length, Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card

WAIT = Length("long-wait", "wait", "1 d", "Waits that are shorter are left alone; in working days it is 1 wd.")
TIMES = Number("long-wait", "times", 10, "So many times as long as the work must the wait be.", 1, 10_000)
_WORKING_DAY = 1000


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find long waits before short work."""
    least = {"clock": context.option(WAIT).low, "working": _WORKING_DAY}
    times = context.option(TIMES)
    known = [card for card in blueprint.cards if card.waits and card.takes]
    if not known:
        yield Skipped("no card with both `waits` and `takes`")
    for card in known:
        waits, takes = card.waits, card.takes
        if waits is None or takes is None or waits.axis != takes.axis:
            continue
        if waits.low < least[waits.axis] or waits.low < times * takes.high:
            continue
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}” waits {waits} for {takes} of work.",
            "Working faster will not help: the time is in the wait. Ask what the case waits for – a batch, a person, a "
            "missing paper – and mark it as a `pain:`, or add the `idea:` that would end it.",
            "waits",
        )


RULE = Rule("long-wait", "time", check, service=True, options=(WAIT, TIMES))
