"""Fewer than 40 % of the provider's cards have support: what most of the work stands on is not shown.

A provider card is supported when it, or a card that a link or stem joins to it in its step, is in the support layer,
uses a system or is done by one. Words count where they name a declared system, or a support card of this file.

Why it matters
    A blueprint with one system at its edge looks complete and explains little: the cards without support are where a
    question about a failure or about a change of system ends.

Bad
    service: Library loan
    steps:
      - name: Ask
        customer: Asks for a book
        frontstage: Takes the request
      - name: Find
        backstage: [Looks the shelf mark up, Fetches the book, Checks its state]
      - name: Lend
        customer: Takes the book home
        frontstage: Lends the book
        support: Loan system

Good
    service: Library loan
    steps:
      - name: Ask
        customer: Asks for a book
        frontstage:
          does: Takes the request
          uses: Request form
      - name: Find
        backstage:
          - does: Looks the shelf mark up
            uses: Catalogue
          - Fetches the book
          - Checks its state
      - name: Lend
        customer: Takes the book home
        frontstage:
          does: Lends the book
          uses: Loan system

When ignoring it is fine
    A service that is craft or conversation for the most part: a barber, a therapist.

Source
    Support processes as the layer that carries the others: Shostack 1984; Bitner, Ostrom and Morgan 2008. The share of
    40 % is ours, set below that of published blueprints that draw the layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number, percent
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file

SHARE = percent("thin-support", "share", 40, "So many per cent of the provider's cards should show what they stand on.")
#: With fewer cards, one card more or less decides the share.
CARDS = Number("thin-support", "cards", 5, "With fewer provider cards nothing is told.")
#: A system called "IT" is not what "puts it away" speaks of.
LEAST_LETTERS = 3


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file in which most provider cards stand on nothing that is shown."""
    work = blueprint.provider_cards
    if len(work) < context.option(CARDS):
        yield Skipped(f"fewer than {context.option(CARDS)} frontstage, backstage and support cards")
        return
    bare = unsupported(blueprint)
    supported = len(work) - len(bare)
    if 100 * supported >= context.option(SHARE) * len(work):
        return
    yield on_file(
        RULE.name,
        blueprint,
        f"Only {supported} of {len(work)} provider cards show what they stand on.",
        "Where the support of a card is not shown, nobody can trace a failure to its cause or see whom a change of "
        "system will hit. Name it as `uses:`, as the system in `by:`, or as a card under `support:` of the step.",
        "service",
        related=tuple(Related(card.span, f"“{card_words(card)}” stands on nothing") for card in bare[:3]),
    )


@lru_cache(maxsize=1)
def unsupported(blueprint: Blueprint) -> list[Card]:
    """Return the provider cards that neither have support nor are joined to a card of their step that has.

    Where a step is bare text, without a written link or `uses`, nobody has said which of its cards the support layer
    carries: it counts for all of them.
    """
    named = _names_of_systems(blueprint)
    words = {card.does.casefold() for card in blueprint.layer("support")}
    own = {card for card in blueprint.cards if _has_support(card, named, words)}
    joined = {card: card in own for card in blueprint.cards}
    for link in (*blueprint.links, *blueprint.implied):
        if link.source.step is link.target.step:
            joined[link.source] |= link.target in own
            joined[link.target] |= link.source in own
    told = {card.step for link in blueprint.links for card in (link.source, link.target)}
    told |= {card.step for card in blueprint.cards if card.uses}
    return [
        card
        for card in blueprint.provider_cards
        if not joined[card] and (card.step in told or not card.step.layers["support"])
    ]


def _has_support(card: Card, named: re.Pattern[str] | None, words: set[str]) -> bool:
    """Whether a card is support, uses a system, names a declared one, or says the same as a support card."""
    if card.layer == "support" or card.uses or card.acting_systems:
        return True
    if not card.is_provider:
        return False
    return card.does.casefold() in words or (named is not None and named.search(card.does) is not None)


def _names_of_systems(blueprint: Blueprint) -> re.Pattern[str] | None:
    names = [system.name for system in blueprint.systems.values() if len(system.name) >= LEAST_LETTERS]
    # What stands before and after is the same for all: each place in a text is then looked at once.
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None


RULE = Rule("thin-support", "support", check, whole=True, covers={"unsupported-phase": "file"}, options=(SHARE, CARDS))
