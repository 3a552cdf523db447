"""A value is a placeholder, such as TBD, TODO, ??? or lorem ipsum.

FIXME, three dots and a lone question mark count, too, and so does “to be defined” at an end. A `question:` may hold
one, because it says that something is open.

Why it matters
    A placeholder looks like content in the picture and in every count. What is open should say so, and by whom it will
    be answered, or it will still be there at the next review.

Bad
    owner: TBD
    steps:
      - name: Repair
        customer: Waits for the mechanic
        backstage: "???"

Good
    owner: Head of the workshop
    steps:
      - name: Repair
        customer: Waits for the mechanic
        backstage:
          does: Finds the fault
          question: Who orders the spare part?

When ignoring it is fine
    A word of your trade that only looks like one.

Source
    None: what every reviewer asks for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from blueprint_cli.blueprint import Blueprint, Card, Element
from blueprint_cli.document import Problem, Span
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card, on_file
from blueprint_cli.rules.values import texts_of

#: Marks that are the same in every language. In lower case `todo` is a list and `tbc` may be a name, unless alone.
_MARK = r"\b(?:TBD|TODO|FIXME|[Tt]bd|[Ll]orem [Ii]psum)\b|\?{3,}"
_ALONE = r"(?is)(?:tb[ac]|to-?do|fixme|x{3,})[.:!]?|(?:todo|fixme|tbc):.*|[?.…\-–—_*\s]+"
#: What one of them has inside, unless it begins with a sign.
_SIGNS = ("tb", "todo", "to-do", "fixme", "xxx", "psum", "??")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Look for placeholders in every text of the file but the questions."""
    phrases = context.words["placeholder_phrases"] if context.words else frozenset[str]()
    found = [value for value in texts_of(blueprint) if is_placeholder(value[2], phrases)]
    cards = _cards_of_elements(blueprint) if found else {}
    seen: set[Span] = set()
    for element, field, text in found:
        place = element.at(field)
        if place in seen:
            continue
        seen.add(place)
        yield _problem(blueprint, text, field, place, cards.get(element))
    for problem in blueprint.problems:
        # `by: TBD` where actors are declared: nobody of that name, so the model has no text.
        if problem.rule == "unknown-reference" and is_placeholder(problem.detail, phrases) and problem.span not in seen:
            seen.add(problem.span)
            yield _problem(blueprint, problem.detail, "", problem.span, None)


def _cards_of_elements(blueprint: Blueprint) -> dict[Element, Card]:
    """Return the card that each card, mark and link belongs to."""
    cards: dict[Element, Card] = {link: link.written_on for link in blueprint.links if link.written_on}
    for card in blueprint.cards:
        for element in (card, *card.enters, *card.pains, *card.fails, *card.ideas, *card.measures):
            cards[element] = card
    return cards


@lru_cache(maxsize=4096)
def is_placeholder(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text holds a mark, is nothing but one, or ends in a phrase such as `to be defined`."""
    small = text.casefold()
    if any(sign in small for sign in _SIGNS) or not text[:1].isalnum():  # noqa: SIM102 - the quick look comes first
        if re.search(_MARK, text) or re.fullmatch(_ALONE, text):
            return True
    folded = f" {small.rstrip(' .!)]')}".replace("(", " ")
    return folded.endswith(_endings(phrases))


@lru_cache(maxsize=64)
def _endings(phrases: frozenset[str]) -> tuple[str, ...]:
    return tuple(f" {phrase}" for phrase in phrases)


def _problem(blueprint: Blueprint, text: str, field: str, place: Span, card: Card | None) -> Problem:
    words = " ".join(text.split())
    shown = words if len(words) <= 60 else words[:59].rstrip() + "…"
    message = f"“{shown}” is a placeholder" + (f" in `{field}`." if field not in ("", "does") else ".")
    help = (
        "It looks like content in the picture and in every count. Write what is known, leave the field out, or ask for "
        "it in the `question:` of the card."
    )
    if card:
        return on_card(RULE.name, card, message, help, place=place, detail=field)
    return replace(on_file(RULE.name, blueprint, message, help, detail=field), span=place)


RULE = Rule("placeholder", "governance", check, covers={"*": "place"})
