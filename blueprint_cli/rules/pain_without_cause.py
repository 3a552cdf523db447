"""A pain in sight of the customer has no cause, and nothing below the line leads to its card.

In sight are customer and frontstage cards. A cause is `cause:` on the pain, or a chain of dependencies (`to`, `needs`)
from a backstage or support card to the card that carries the pain.

Why it matters
    What hurts in sight is mostly caused out of sight. Without the way down to its cause, a pain is treated where it
    is felt, and comes back.

Bad
    steps:
      - name: Wait
        customer:
          does: Waits for the plumber
          pain: Nobody knows the hour
        backstage: Plans the tours

Good
    steps:
      - name: Wait
        customer:
          does: Waits for the plumber
          pain:
            what: Nobody knows the hour
            cause: plan
        backstage:
          id: plan
          does: Plans the tours the evening before

When ignoring it is fine
    A pain whose cause lies outside the service, such as the weather.

Source
    Tracing a pain below the line of visibility is what Bitner, Ostrom and Morgan use blueprints for: Service
    Blueprinting, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Look below the line for what leads to each pain in sight."""
    if not blueprint.layer("backstage", "support"):
        yield Skipped("nothing is drawn below the line of visibility")
        return
    for card in blueprint.layer("customer", "frontstage"):
        for pain in card.pains:
            # A cause that leads nowhere has been told already.
            if pain.cause or "cause" in pain.fields or _rests_on_hidden_work(card, blueprint):
                continue
            yield on_card(
                RULE.name,
                card,
                f"The pain “{short(pain.what)}” has no cause, and nothing below the line leads to its card.",
                "What hurts in sight is mostly caused out of sight. Name the card that it comes from: `cause:` under "
                "`pain` takes an address such as `approve/review`.",
                place=pain.at("what"),
                detail=pain.id or pain.what,
            )


def _rests_on_hidden_work(card: Card, blueprint: Blueprint) -> bool:
    rest, seen = [card], {card}
    while rest:
        for link in blueprint.incoming[rest.pop()]:
            if not link.is_dependency or link.source in seen:
                continue
            if link.source.layer in ("backstage", "support"):
                return True
            seen.add(link.source)
            rest.append(link.source)
    return False


RULE = Rule("pain-without-cause", "failure", check)
