"""One card tells several actions, one after the other.

It tells three deeds or more, or two that a semicolon, a full stop or “then” divides. Two deeds joined by “and” are one
action often enough, and lists of things are none.

Why it matters
    A card has one place, one doer, one time and one owner. With three actions in it, nobody knows which of them takes
    long, fails or is handed over, and a picture of such cards is a wall of text.

Bad
    steps:
      - name: Arrive
        customer: Arrives at the hotel
        frontstage: Greets the guest, checks the booking and hands over the key

Good
    steps:
      - name: Arrive
        customer: Arrives at the hotel
        frontstage:
          - Greets the guest
          - Checks the booking
          - Hands over the key

When ignoring it is fine
    The actions are never done apart, and nobody will ask about one of them.

Source
    One action, one symbol: Shostack, Designing Services That Deliver, 1984.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, Tokens, read_clauses, read_tokens
from blueprint_cli.rules.words import Words

ACTIONS = Number("compound-card", "actions", 3, "So many actions are told, even where only “and” joins them.", 2)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r";\s|\.\s|→")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards with several deeds."""
    if context.words is None:
        return
    for card in blueprint.layer("customer", "frontstage", "backstage", "support"):
        number = count_deeds(card.does, context.words, context.option(ACTIONS))
        if number > 1:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” tells {number} actions in one card.",
                "One card, one action: then each can have its doer, its time and its marks. Give each a card of its "
                "own (cards of one cell follow each other), or sum them up in one verb.",
            )


def count_deeds(text: str, words: Words, many: int = ACTIONS.default) -> int:
    """Return the number of deeds in a text, where they are `many` or divided; else 1 or 0."""
    bare = _ASIDE.sub(" ", text)
    wished = _wished(read_tokens(bare), words)
    number = sum(_is_deed(clause, words) and clause.verb not in wished for clause in read_clauses(bare, words))
    if number >= many:
        return number
    for divider in (_BREAK, _follow_up(words)):
        parts = [part for part in divider.split(bare) if any(_is_deed(c, words) for c in read_clauses(part, words))]
        if len(parts) > 1:
            return max(number, len(parts))
    return min(number, 1)


@cache
def _follow_up(words: Words) -> re.Pattern[str]:
    phrases = "|".join(sorted(words["follow_up_phrases"]))
    return re.compile(rf",?\s+(?:{phrases})\s", re.IGNORECASE)


def _wished(tokens: Tokens, words: Words) -> set[str]:
    """Return the verbs that depend on another one: `feel` and `smell` in `Wants to see, feel and smell the fabric`."""
    forms = [words.verbs.get(token) for token in tokens]
    if not forms or not forms[0] or forms[0].form != "third":
        return set()
    start = next((index for index, token in enumerate(tokens) if token in words["receiving"]), len(tokens))
    return {verb.base for verb in forms[start + 1 :] if verb and verb.form == "base"}


def _is_deed(clause: Clause, words: Words) -> bool:
    """Whether a clause tells what is done; a word such as `orders` alone may be a thing."""
    if clause.verb in ("", "have") or (clause.verb == "be" and not clause.passive):
        return False
    return bool(clause.rest or clause.subject) or clause.verb not in words["also_nouns"]


RULE = Rule("compound-card", "logic", check, reads_words=True, covers={"long-card": "card"}, options=(ACTIONS,))
