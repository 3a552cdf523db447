"""A frontstage, backstage or support card has neither `by` nor `owner`.

Where most cards of the file are like that, it is said once. Who is named in the words of the card alone is not seen.
A bare word in support is taken for a system, which needs nobody.

Why it matters
    Work that belongs to nobody is where a service breaks unseen, and nobody can be asked how it is really done.

Bad
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          by: Lending desk
        backstage: Orders a missing volume

Good
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          by: Lending desk
        backstage:
          does: Orders a missing volume
          by: Acquisitions

When ignoring it is fine
    A first draft, and work that is done by chance: a passer-by who helps.

Source
    Roles per action, as in the RACI charts of process work.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card, on_file

#: From so many on, cards that are the rule and not the exception are one finding.
TOGETHER = Number("unowned-card", "together", 3, "So many cards, where most are like that, are told as one finding.", 2)
_HELP = (
    "Where nobody is named, nobody is asked how the work is really done, and no handoff can be seen. Say who does it "
    "(`by:`) or who answers for it (`owner:`), even where the words of the card say so already."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find provider cards without `by` and `owner`."""
    cards = [card for card in blueprint.provider_cards if not _is_bare_support(card)]
    unowned = [card for card in cards if not (card.by or card.owner or "by" in card.fields)]
    if len(unowned) >= context.option(TOGETHER) and 2 * len(unowned) > len(cards):
        yield on_file(
            RULE.name,
            blueprint,
            f"{len(unowned)} of {len(cards)} cards in frontstage, backstage and support have neither `by` nor `owner`.",
            _HELP,
            "service",
        )
        return
    for card in unowned:
        yield on_card(RULE.name, card, f"“{card_words(card)}” has neither `by` nor `owner`.", _HELP)


def _is_bare_support(card: Card) -> bool:
    return card.layer == "support" and not card.fields


# Who does the card also sees to its fail points, unless they say otherwise.
RULE = Rule("unowned-card", "governance", check, covers={"fail-without-owner": "card"}, options=(TOGETHER,))
