"""A person stands where a role or team should: a name, a title, a handle or an e-mail address.

Looked at are owners and teams of everything, and who does a card. A name is known by a title (Dr, Prof, Ms …) or by a
given name before a surname. The given names are a small list kept by hand: not quite three hundred common ones of
many countries that are no everyday word or brand. A name that is not on it is not found.

Why it matters
    People move on, and the blueprint goes on naming them. A role stays, and is known to those who come later. A
    person's name in a repository is personal data, too, which cannot be taken back.

Bad
    owner: Sabine Keller
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          by: Lending desk

Good
    owner: Head of lending
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage:
          does: Lends the book
          by: Lending desk

When ignoring it is fine
    A company that is called like a person.

Source
    None: data minimisation, as in article 5 of the GDPR, and every handover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from blueprint_cli.blueprint import Actor, Blueprint, Card, Element, Process, System
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import fail_points, short
from blueprint_cli.rules.given_names import BRANDS, GIVEN_NAMES, NO_SURNAMES, TITLE
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card, on_file

_MAIL = r"(?i)[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}"
#: `@team/returns` is a team of a code host.
_HANDLE = r"@[\w.-]+"
_PARTICLES = frozenset({"da", "de", "del", "den", "der", "di", "dos", "la", "ter", "van", "von", "zu"})
_ASIDE = re.compile(r"\s*[,(].*")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Look at everybody who is named."""
    seen = set()
    for text, element, field, card in _named(blueprint):
        what = name_of_person(text)
        place = element.at(field)
        if not what or place in seen:
            continue
        seen.add(place)
        message = f"“{short(text)}” is {what}, where a role or team should stand."
        help = (
            "People move on, and the blueprint goes on naming them; their names are personal data as well. Write the "
            "role or the team, as in `owner: Head of lending`."
        )
        if card:
            yield on_card(RULE.name, card, message, help, place=place, detail=text)
        else:
            yield replace(on_file(RULE.name, blueprint, message, help, detail=text), span=place)


@lru_cache(maxsize=4096)
def name_of_person(text: str) -> str | None:
    """Return what kind of personal name a text is, in words; None where it is none."""
    text = " ".join(text.split())
    if "@" in text:
        if re.search(_MAIL, text):
            return "an e-mail address"
        if re.fullmatch(_HANDLE, text):
            return "a handle"
    words = _ASIDE.sub("", text).split(" ")
    key = " ".join(word.strip(".").casefold() for word in words)
    if any(f"{key} ".startswith(f"{brand} ") for brand in BRANDS) or words[-1].casefold() in NO_SURNAMES:
        return None
    # Behind a name there are a few more, not a sentence.
    if not 2 <= len(words) <= 4 or not all(_is_name(word) for word in words[1:]):
        return None
    if TITLE.fullmatch(words[0]):
        return "a person"
    return "a person" if words[0].istitle() and words[0].casefold() in GIVEN_NAMES else None


def _is_name(word: str) -> bool:
    if word in _PARTICLES:
        return True
    return word[:1].isupper() and word.replace("-", "").replace("'", "").replace("’", "").rstrip(".").isalpha()


def _named(blueprint: Blueprint) -> Iterator[tuple[str, Element, str, Card | None]]:
    yield blueprint.owner or "", blueprint, "owner", None
    for actor in blueprint.actors.values():
        # A partner may be a company that is called like its founder.
        if actor.own and actor.kind != "partner":
            yield actor.name, actor, "name", None
            yield actor.team or "", actor, "team", None
    things: list[System | Process] = [*blueprint.systems.values(), *blueprint.processes.values()]
    for thing in things:
        if thing.own:
            yield thing.owner or "", thing, "owner", None
    for card in blueprint.cards:
        yield card.owner or "", card, "owner", card
        for who in card.by:
            if isinstance(who, Actor) and not who.declared:
                yield who.name, card, "by", card
        for idea in card.ideas:
            yield idea.owner or "", idea, "owner", card
    for fail, card, _ in fail_points(blueprint):
        yield fail.owner or "", fail, "owner", card


RULE = Rule("person-as-owner", "governance", check)
