"""A card tells clicks, fields or calls between systems: the detail of a screen or of an interface.

Pointing (click, tap, hover) counts with something on a screen or the name of a control; parts that are on screens
alone (a checkbox, a mandatory field, an error message) and technical detail (an endpoint, SQL, an HTTP code) count by
themselves. A bare thing in support, such as “Payment API”, is left alone.

Why it matters
    Screens change every month, services do not. Clicks on cards hide what the customer wants at this point, make the
    blueprint out of date at the next release, and lead the talk to buttons.

Bad
    steps:
      - name: Book
        customer: Clicks the Save button
        support: POST /bookings returns HTTP 201

Good
    steps:
      - name: Book
        customer: Books a room
        support: Booking system

When ignoring it is fine
    The control is the point of the step, such as the one button of a machine.

Source
    Levels of detail: Shostack 1984; Kalbach, Mapping Experiences, 2nd edition 2020. Screens belong in wireframes,
    interfaces in their specification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_tokens
from blueprint_cli.rules.words import Tokens, Words, has_phrase

_SQL = re.compile(r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE \w+ SET\b")
_REQUEST = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE) +/?\w*/\w|(?:^|\s)/api/|\bHTTP[ /]\d|\b[Ss]tatus [1-5]\d\d\b")
#: “Buy now”, 'OK', or a word with a capital: the label of a control.
_LABEL = r"(?:[“\"‘'„]\s*\w+|(?<=\s)[A-Z]\w+)"


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards that tell what happens on a screen or between systems."""
    if context.words is None:
        return
    for card in blueprint.layer("customer", "frontstage", "backstage", "support"):
        what = _screen(card.does, context.words) or _interface(card, context.words)
        if what:
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” tells {what}, which changes with every release.",
                "A blueprint says what somebody achieves here and with what system; screens and interfaces are "
                "specified elsewhere. Write the intent (“Books a room”) and name the system in `uses:` or `by:`.",
            )


def _screen(text: str, words: Words) -> str:
    tokens = read_tokens(text)
    if set(tokens) & words["on_screen_only"] and not has_phrase(tokens, words["no_screen_phrases"]):
        return "the detail of a screen"
    if has_phrase(tokens, words["screen_phrases"]) or set(tokens) & words["double_clicks"]:
        return "the detail of a screen"
    for clause in read_clauses(text, words):
        filled = clause.verb in words["fills_in"] and clause.rest[-1:] and clause.rest[-1] in words["form_parts"]
        if filled and set(clause.rest) & words["toward"]:
            return "the fields of a form"
        if clause.verb not in words["points_at"]:
            continue
        label = re.search(_LABEL, text[len(text.split()[0]) :])
        if set(clause.rest) & words["on_screen"] or (clause.verb in words["clicks"] and label):
            return "clicks on a screen"
    return ""


def _interface(card: Card, words: Words) -> str:
    if _SQL.search(card.does) or _REQUEST.search(card.does):
        return "the detail of an interface"
    tokens = read_tokens(card.does)
    verbs = {clause.verb for clause in read_clauses(card.does, words)} - {""}
    if card.layer == "support" and not verbs:
        return ""
    if _technical(tokens, words) or has_phrase(tokens, words["api_phrases"]):
        return "the detail of an interface"
    return ""


def _technical(tokens: Tokens, words: Words) -> bool:
    return bool(set(tokens) & words["api_words"]) and not set(tokens) & words["not_api"]


RULE = Rule("screen-detail", "logic", check, reads_words=True, covers={"compound-card": "card", "long-card": "card"})
