"""A backstage or support card is something that the customer perceives.

It tells, meets, serves or hands something to the customer (“E-mails the client”), it tells what the customer does, or
a link runs from it straight into a customer card. `needs` is no such link: to depend on something is not to see it.

Why it matters
    The line of visibility divides what forms the customer's impression from what does not. A message drawn below it is
    a touchpoint that nobody designs: no channel, no evidence, no tone, and no one who notices when it goes wrong.

Bad
    steps:
      - name: Schedule
        customer: Agrees on a date
        backstage:
          - Assigns a specialist
          - E-mails the client to find a date

Good
    steps:
      - name: Schedule
        customer: Agrees on a date
        frontstage:
          does: E-mails the client to find a date
          channel: email
        backstage: Assigns a specialist

When ignoring it is fine
    The “customer” in the words is not the one of this blueprint: the customer's own client, a colleague who is a user.

Source
    The line of visibility: Shostack 1984; Bitner, Ostrom and Morgan, Service Blueprinting, California Management Review
    2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.people import customers_of, reaches_customer
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.sides import into_customer


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find what the customer perceives below the line of visibility, by links and by words."""
    customers = customers_of(blueprint, context.words) if context.words else None
    hidden = blueprint.layer("backstage", "support")
    for card in hidden:
        link = into_customer(card, blueprint)
        related: tuple[Related, ...] = ()
        if link:
            message = f"“{card_words(card)}” runs straight to “{card_words(link.target, 45)}” of the customer."
            related = (Related(link.target.span, "what the customer does with it"),)
        elif customers and reaches_customer(card.does, customers):
            message = f"The customer perceives “{card_words(card)}”, but it stands in {card.layer}."
        else:
            continue
        yield on_card(
            RULE.name,
            card,
            message,
            "What the customer perceives is a touchpoint and belongs above the line of visibility, with its channel "
            "and evidence. Move the card to `frontstage:`, or add the frontstage card that brings it to the customer.",
            link=link,
            related=related,
        )
    if hidden and customers is None and not any(link.explicit for link in blueprint.links):
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no links")


RULE = Rule("visible-below-the-line", "layers", check)
