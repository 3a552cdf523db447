"""Cards of the file have an open question; told once, with the number of them.

Why it matters
    A question on a card is honest, and it is work. Whoever reviews the blueprint should see how many there are, and
    not meet them one by one.

Bad
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          question: How many readers use the machine instead?

Good
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          note: Four of ten readers use the machine instead

When ignoring it is fine
    Whenever the questions are on somebody's list. It never fails a check by itself.

Source
    None: the last item of every review.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Count the cards with a `question`."""
    asking = [card for card in blueprint.cards if card.question]
    if not asking:
        return
    first, others = asking[0], asking[1:]
    question = short(first.question or "", 80)
    yield on_file(
        RULE.name,
        blueprint,
        f"One question is open: “{question}”" if not others else f"{len(asking)} cards have an open question.",
        "Agree on who answers it by when; then put the answer on the card and delete the `question`.",
        "question",
        element=first,
        related=tuple(Related(card.at("question"), f"“{short(card.question or '')}”") for card in others),
    )


RULE = Rule("open-question", "governance", check)
