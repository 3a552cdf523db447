"""Frontstage and backstage are flattened: cards of both stand on one side of the line of visibility.

It speaks where there are five cards or more, and one side is empty while two cards score for it, or one side has four
fifths of them and at least two cards and a fifth of that side score for the other. A card scores by its fields and its
words: a channel, an actor of the other side, evidence, what is done to whom. Work of systems is not counted, because
self-service has no staff to hide.

Why it matters
    The line of visibility is what a blueprint is for. With both sides in one lane nobody sees which failure the
    customer meets and what inside causes it.

Bad
    steps:
      - name: Order
        customer: Orders a cake
        frontstage: [Takes the order, Checks the stock, Orders flour from the supplier]
        support: Order book
      - name: Collect
        customer: Collects the cake
        frontstage: [Hands over the cake, Reconciles the payments]

Good
    steps:
      - name: Order
        customer: Orders a cake
        frontstage: Takes the order
        backstage: [Checks the stock, Orders flour from the supplier]
        support: Order book
      - name: Collect
        customer: Collects the cake
        frontstage: Hands over the cake
        backstage: Reconciles the payments

When ignoring it is fine
    A service that is all performance, or one where the customer is let into every room.

Source
    The line of visibility: Shostack, Designing Services That Deliver, 1984; Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number, percent
from blueprint_cli.rules.people import customers_of, done_by_machine
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file
from blueprint_cli.rules.sides import hidden_score, seen_score

CARDS = Number("flattened-layers", "cards", 5, "With fewer front- and backstage cards nothing is told.")
ONE_SIDED = percent("flattened-layers", "one-sided", 80, "So many per cent of them must stand on one side.")
SHARE = percent("flattened-layers", "share", 20, "So many per cent of that side must look like the other one.")
LEAST_SCORING, ENOUGH = 2, 2


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a side that holds the cards of the other one as well."""
    front, back = blueprint.layer("frontstage"), blueprint.layer("backstage")
    least = context.option(CARDS)
    if len(front) + len(back) < least:
        yield Skipped(f"fewer than {least} frontstage and backstage cards")
        return
    full, other, empty = (front, "backstage", not back) if len(front) >= len(back) else (back, "frontstage", not front)
    if 100 * len(full) < context.option(ONE_SIDED) * (len(front) + len(back)):
        return
    if full is front:
        score = hidden_score
        full_cards = [card for card in full if not done_by_machine(card, context.words)]
    else:
        score = seen_score
        full_cards = full
    customers = customers_of(blueprint, context.words) if context.words else None
    misplaced = [card for card in full_cards if score(card, blueprint, customers) >= ENOUGH]
    share = context.option(SHARE)
    if len(misplaced) < LEAST_SCORING or (not empty and 100 * len(misplaced) < share * len(full)):
        return
    side = full[0].layer
    shown = f"“{card_words(misplaced[0], 45)}”"
    what = "never shown to the customer" if side == "frontstage" else "seen by the customer"
    number = f"All {len(full)}" if empty else f"{len(full)} of {len(front) + len(back)}"
    yield on_file(
        RULE.name,
        blueprint,
        f"{number} front- and backstage cards stand in {side}; {len(misplaced)} are {what}, such as {shown}.",
        f"Without the line of visibility nobody sees which failure the customer meets and what inside causes it. Move "
        f"what belongs there to `{other}:` of the same step.",
        element=misplaced[0],
        related=tuple(Related(card.span, f"this too looks like {other}") for card in misplaced[1:]),
    )


RULE = Rule(
    "flattened-layers",
    "layers",
    check,
    covers={"visible-below-the-line": "file", "internal-above-the-line": "file"},
    options=(CARDS, ONE_SIDED, SHARE),
)
