"""A goal or measure does not say where it stands today, or where it should stand.

In a current state every goal and measure needs `now` and `target`; in a target `target` is enough.

Why it matters
    A goal without a starting point cannot be shown to have been reached, and one without a target is never missed.
    Both end as a number on a slide.

Bad
    service: Library loan
    goals:
      - name: Readers who leave with the book they came for
    steps:
      - name: Find
        customer: Looks for a book

Good
    service: Library loan
    goals:
      - name: Readers who leave with the book they came for
        now: 58 %
        target: 75 %
    steps:
      - name: Find
        customer: Looks for a book

When ignoring it is fine
    A measure whose first reading is under way: say when it is due.

Source
    Doran, There's a S.M.A.R.T. Way to Write Management's Goals and Objectives, Management Review 1981.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Measure
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find goals and measures that lack a number."""
    own = (process for process in blueprint.processes.values() if process.own)
    measures: list[tuple[Measure, Card | None]] = [
        *((goal, None) for goal in blueprint.goals),
        *((measure, None) for process in own for measure in process.measures),
        *((measure, card) for card in blueprint.cards for measure in card.measures),
    ]
    if not measures:
        yield Skipped("no goals and no measures")
    for measure, card in measures:
        missing = [
            words
            for words, absent in (
                ("where it stands (`now`)", measure.now is None and not blueprint.is_target),
                ("where it should stand (`target`)", measure.target is None),
            )
            if absent
        ]
        if not missing:
            continue
        message = f"“{_short(measure.name)}” does not say {' or '.join(missing)}."
        if card:
            yield on_card(RULE.name, card, message, HELP, place=measure.span, detail=measure.name)
        else:
            yield on_file(RULE.name, blueprint, message, HELP, element=measure, detail=measure.name)


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:59].rstrip() + "…"


HELP = (
    "Without both numbers nobody can tell whether a change has helped. Add them, with the `source` of the reading; a "
    "rough first count is better than none."
)
RULE = Rule("goal-without-baseline", "value", check)
