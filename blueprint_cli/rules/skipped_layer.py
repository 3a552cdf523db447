"""A link runs out of a customer card straight to backstage or support, past the frontstage.

Only written links count. Where the card that it reaches runs on to the customer itself, that card is what stands in
the wrong layer, and `visible-below-the-line` says so.

Why it matters
    Customers cannot reach what they cannot see. Somebody or something takes what they bring - a counter, a letter box,
    a form on a website - and this touchpoint is missing: nobody designs it, and nobody notices when it fails.

Bad
    steps:
      - name: Claim
        customer:
          does: Sends in the receipts
          to: check
        backstage:
          id: check
          does: Checks the receipts

Good
    steps:
      - name: Claim
        customer:
          does: Sends in the receipts
          to: claim/frontstage
        frontstage:
          does: Confirms that the receipts are there
          by: Claims portal
          to: check
        backstage:
          id: check
          does: Checks the receipts

When ignoring it is fine
    Customers who serve themselves from what stands in the back, such as a shelf of their own parcels.

Source
    The line of interaction and the line of visibility: Shostack 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.sides import into_customer


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find written links from a customer card to what the customer cannot see."""
    out = [link for link in blueprint.links if link.source.layer == "customer"]
    if not out:
        yield Skipped("no links out of customer cards")
        return
    for link in out:
        if link.target.layer not in ("backstage", "support") or into_customer(link.target, blueprint):
            continue
        yield on_card(
            RULE.name,
            # A `needs` stands on the card that is reached.
            link.written_on or link.source,
            f"“{card_words(link.source, 45)}” reaches “{card_words(link.target, 45)}” in {link.target.layer} directly.",
            "Customers cannot reach what they cannot see: something in front of them takes what they bring. Add that "
            "frontstage card and link through it, or move the card that is reached to `frontstage:`.",
            place=link.at("card"),
            related=(Related(link.target.span, "what the customer cannot see"),),
            detail=f"{link.source.anchor} {link.target.anchor}",
        )


RULE = Rule("skipped-layer", "layers", check)
