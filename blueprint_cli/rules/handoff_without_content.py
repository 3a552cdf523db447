"""Work passes from one side to another, and nothing says what is handed over.

A handoff is a written link between two provider cards whose responsible side differs: by owner, team of the actor,
owner of the system, or name. A `needs` has no room for it and is left alone. There is one finding for each card that
hands over.

Why it matters
    Most mistakes between teams are not in the work of either but in what was passed on: half an order, the wrong form,
    a case without its number. What is not written down cannot be agreed.

Bad
    service: Spectacles
    steps:
      - name: Order
        customer: Chooses a frame
        frontstage:
          does: Takes the order
          by: Optician
          to: order/backstage
        backstage:
          does: Grinds the lenses
          by: Laboratory

Good
    service: Spectacles
    steps:
      - name: Order
        customer: Chooses a frame
        frontstage:
          does: Takes the order
          by: Optician
          to: {card: order/backstage, carries: Prescription and frame number}
        backstage:
          does: Grinds the lenses
          by: Laboratory

When ignoring it is fine
    What is passed on stands in the words of the card: “Sends the prescription to the laboratory”.

Source
    Rummler and Brache, Improving Performance, 1990, on inputs and outputs between functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.document import Problem, Related
from blueprint_cli.measures.handoffs import find_handoffs, side_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find handoffs without `carries`, one finding for each card that passes something on."""
    handoffs = find_handoffs(blueprint)
    if not handoffs:
        yield Skipped("no handoffs")
    silent: dict[Card, list[Link]] = {}
    for link in handoffs:
        if link.kind != "needs" and not link.carries:
            silent.setdefault(link.source, []).append(link)
    for card, links in silent.items():
        first = links[0]
        whom = side_of(first.target)[0]
        more = f" and {len(links) - 1} more" if len(links) > 1 else ""
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card)}” hands over to {whom[:40]}{more}, but nothing says what.",
            "Half of the trouble between teams is in what was passed on. Name it: "
            f"`to: {{card: {first.target.address}, carries: ...}}`.",
            place=first.span,
            link=first,
            related=tuple(Related(link.target.span, "what it is handed over to") for link in links),
        )


RULE = Rule("handoff-without-content", "handoffs", check)
