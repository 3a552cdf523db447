"""Work that the customer depends on is done once a week or once a month.

`repeats: weekly` or `monthly` says so, or the words do (“every Friday”, “in batches”, “weekly review”). It must lie on
a path over written links and order to something that the customer does or meets, in its own step or a later one: a
weekly report that nobody waits for is no delay.

Why it matters
    Whoever just missed the run waits for the next one, half a period on average, while the work itself takes minutes.
    No wait is easier to end than one that only a calendar makes.

Bad
    service: Volunteer badge
    steps:
      - name: Print
        customer:
          does: Picks up the badge
          needs: print/backstage
        backstage:
          does: Prints the badges
          repeats: weekly

Good
    service: Volunteer badge
    steps:
      - name: Print
        customer:
          does: Picks up the badge
          needs: print/backstage
        backstage:
          does: Prints each badge when it is ordered
          takes: 2 min

When ignoring it is fine
    The rhythm is the customer's own, such as a monthly bill, or each run is so dear that cases must share it.

Source
    Batch sizes as the cause of lead time: Goldratt, The Goal, 1984; Reinertsen, The Principles of Product Development
    Flow, 2009.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem, Related
from blueprint_cli.measures.paths import path_to_customer
from blueprint_cli.rules.people import Customers, customers_of, reaches_customer
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_tokens
from blueprint_cli.rules.words import has_phrase


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find weekly and monthly work on a path to the customer."""
    words = context.words
    customers = customers_of(blueprint, words) if words else None
    cards = [card for card in blueprint.provider_cards if _is_batch(card, customers)]
    if words is None and not any(card.repeats for card in blueprint.cards):
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no `repeats`")
    for card in cards:
        path = path_to_customer(card, blueprint)
        if not path:
            continue
        rhythm = f" is done {card.repeats}" if card.repeats else " comes round in batches"
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card, 50)}”{rhythm}, and “{card_words(path[-1], 45)}” depends on it.",
            "Whoever just missed the run waits for the next one. Do it for each case as it comes, or more often; what "
            "the wait costs today is a `pain:`, and how it could end an `idea:`.",
            "repeats",
            related=(Related(path[-1].span, "what the customer does or meets waits for it"),),
        )


def _is_batch(card: Card, customers: Customers | None) -> bool:
    """Whether a card is done weekly or less often: by its field, else by its words."""
    if card.repeats or customers is None:
        return card.repeats in ("weekly", "monthly")
    words, tokens = customers.words, read_tokens(card.does)
    told = has_phrase(tokens, words["rhythm_phrases"])
    if (not told and words["rhythms"].isdisjoint(tokens)) or reaches_customer(card.does, customers):
        return False
    if any(clause.verb in words["recurring"] for clause in read_clauses(card.does, words)):
        return False
    if told:
        return True
    for token, after in pairwise((*tokens, "")):
        if token in words["rhythms"] and (not after or after in words["prepositions"] or after in words["batch_work"]):
            return True
    return bool(set(tokens) & words["rhythms"]) and bool(set(tokens) & words["batch_work"])


RULE = Rule("batch-delay", "time", check, service=True, covers={"long-wait": "card"})
