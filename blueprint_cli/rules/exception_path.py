"""A provider card is an exception path: a retry, a rollback, a timeout or a compensation.

A technical word counts 1, and so does what goes with it: a number, a technical object, “on failure”, a system that
does it, or nothing but the word itself. With 2 the card is told. The same words inside `fails:` are where they belong.

Why it matters
    How a system recovers is design of that system. In a blueprint what matters is what can fail, what the customer
    notices of it, and who sees to the recovery: a fail point, not a card in the flow.

Bad
    steps:
      - name: Pay
        customer: Pays for the ticket
        frontstage: Shows the ticket
        support: Retries the payment 3 times, then rolls back the booking

Good
    steps:
      - name: Pay
        customer: Pays for the ticket
        frontstage: Shows the ticket
        support:
          does: Takes the payment
          fails:
            what: The bank does not answer
            recovery: The seat is held for an hour, and the customer is asked to pay again
            owner: Ticketing

When ignoring it is fine
    The recovery is a service of its own, such as a rollback that is sold.

Source
    Fail points: Shostack, Designing Services That Deliver, 1984. Error, timer and compensation events: BPMN 2.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.people import done_by_machine
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import is_number
from blueprint_cli.rules.words import Tokens, Words, has_phrase, read_tokens

ENOUGH = 2
SCORE = Number("exception-path", "score", ENOUGH, "A card whose signs add up to so much is told.", 1, 6)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find provider cards that tell how a system recovers."""
    if context.words is None:
        return
    for card in blueprint.provider_cards:
        if _score(card, context.words) >= context.option(SCORE):
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” tells how a system recovers, as if that were a step of the service.",
                "A blueprint names what can fail and how the service makes up for it. Write it as `fails:` of the card "
                "that fails, with `what`, `recovery` and `owner`; the technical path belongs in the linked `process:`.",
            )


def _score(card: Card, words: Words) -> int:
    tokens = read_tokens(card.does)
    for index, token in enumerate(tokens[:-1]):
        # `(fails: timeout)` is a fail point written into the words.
        if token in words["annotated_fails"] and tokens[index + 1] == ":":
            tokens = tokens[:index]
            break
    if _is_thing(tokens, words):
        return 0
    if has_phrase(tokens, words["exception_phrases"]):
        return ENOUGH
    named = [token for token in tokens if token in words["recoveries"]]
    phrases = 0
    if has_phrase(tokens, words["recovery_phrases"]):
        phrases = sum(has_phrase(tokens, (phrase,)) for phrase in words["recovery_phrases"])
    if (not named and not phrases) or set(tokens) & words["preparations"]:
        return 0
    counted = bool(set(tokens) & words["counted"]) or has_phrase(tokens, words["timed_phrases"])
    alone = len([token for token in tokens if token[0].isalnum()]) == len(named) == 1
    # In sight of customers, a time-out is a corner of the nursery.
    alone = alone and card.layer != "frontstage"
    automatic = done_by_machine(card, words)
    return (
        min(len(named) + phrases, ENOUGH)
        + (counted and any(is_number(token, words) for token in tokens))
        + bool(set(tokens) & words["technical"])
        + alone
        + automatic
    )


def _is_thing(tokens: Tokens, words: Words) -> bool:
    """Whether it is a bare thing that support may stand on: `Webhook retry queue`."""
    if not tokens or not (tokens[-1] in words["thing_heads"] or tokens[-1] in words["machines"]):
        return False
    return words["determiners"].isdisjoint(tokens) and words["prepositions"].isdisjoint(tokens)


RULE = Rule(
    "exception-path",
    "logic",
    check,
    reads_words=True,
    covers={"execution-logic": "card", "screen-detail": "card", "compound-card": "card", "long-card": "card"},
    options=(SCORE,),
)
