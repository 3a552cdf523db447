"""Work passes to or from a card of which nobody is named, while the other side says who does it.

It is read from written links between two provider cards: one of them names an actor, a system or an owner, the other
neither. There is one finding for each card that names nobody.

Why it matters
    At a handoff two sides must agree who passes on what and by when. With one side unnamed there is nobody to agree
    with, and the work lies between them.

Bad
    service: Street lamp repair
    steps:
      - name: Report
        customer: Reports a dark lamp
        frontstage:
          does: Takes the call
          by: Call centre
          to: {card: report/backstage, carries: Place and number of the lamp}
        backstage: Plans the repair

Good
    service: Street lamp repair
    steps:
      - name: Report
        customer: Reports a dark lamp
        frontstage:
          does: Takes the call
          by: Call centre
          to: {card: report/backstage, carries: Place and number of the lamp}
        backstage:
          does: Plans the repair
          by: Dispatcher

When ignoring it is fine
    Whoever is free takes it up, within a group that works at one table.

Source
    Bitner, Ostrom and Morgan 2008 on the line of internal interaction; Rummler and Brache, Improving Performance, 1990,
    on managing the white space between functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find written links between provider cards of which one side is named alone."""
    links = [link for link in blueprint.links if link.explicit and link.source.is_provider and link.target.is_provider]
    if not links:
        yield Skipped("no written links between provider cards")
    unnamed: dict[Card, Link] = {}
    for link in links:
        for card, other in ((link.source, link.target), (link.target, link.source)):
            if _is_named(other) and not _is_named(card):
                unnamed.setdefault(card, link)
    for card, link in unnamed.items():
        other = link.target if card is link.source else link.source
        passes = f"passes work to “{card_words(other, 45)}”" if card is link.source else ""
        gets = "" if passes else f"gets work from “{card_words(other, 45)}”"
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card, 45)}” {passes or gets}, but nobody is named who does it.",
            "What lies between two sides is lost when one of them is nobody. Say who does it (`by`) or who answers for "
            "it (`owner`).",
            link=link,
            related=(Related(other.span, "the side that is named"),),
        )


def _is_named(card: Card) -> bool:
    # A `by` that leads to nobody has been told already.
    return bool(card.by or card.owner) or "by" in card.fields


RULE = Rule("handoff-without-owner", "handoffs", check, covers={"unowned-card": "card"})
