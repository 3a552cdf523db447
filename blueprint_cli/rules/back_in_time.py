"""A link leads to an earlier step, and is neither rework nor a notice.

Columns are the customer's time, so an ordinary `to` leads on or stays in its step. What goes back is either work that
is done again (`kind: rework`), news (`kind: notifies`), or a card in the wrong column. `needs` may point back: it says
what was needed before.

Why it matters
    An arrow against time makes the picture say that something happens before its cause. Readers take it for a loop,
    and times can no longer be added up.

Bad
    service: Passport
    steps:
      - name: Apply
        customer: Hands in the form
        frontstage: Takes the form
      - name: Check
        customer: Waits at home
        backstage:
          does: Compares the photo
          to: apply/frontstage

Good
    service: Passport
    steps:
      - name: Apply
        customer: Hands in the form
        frontstage: Takes the form
      - name: Check
        customer: Waits at home
        backstage:
          does: Compares the photo
          to: {card: apply/frontstage, carries: Unusable photos, kind: rework}

When ignoring it is fine
    Two steps that run side by side, where the order of the columns is only a matter of drawing.

Source
    The horizontal axis of a blueprint is time: Shostack, Designing Services That Deliver, Harvard Business Review 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find `to` links into an earlier step."""
    if not any(link.explicit for link in blueprint.links):
        yield Skipped("no written links")
    for link in blueprint.links:
        if link.kind != "to" or link.target.step.index >= link.source.step.index:
            continue
        yield on_card(
            RULE.name,
            link.source,
            f"“{card_words(link.source, 45)}” leads back to “{card_words(link.target, 45)}” in the earlier step "
            f"“{link.target.step.title[:25]}”.",
            "Columns are the customer's time, and an effect cannot come before its cause. Say `kind: rework` where the "
            "work is done again, `kind: notifies` where it is news, or move the card to the step in which it happens.",
            place=link.span,
            link=link,
            related=(Related(link.target.span, "what it leads back to"),),
            detail=link.target.anchor,
        )


RULE = Rule("back-in-time", "handoffs", check)
