"""Two names are nearly the same, so that they probably mean one actor, system or team.

Compared are the names of actors and systems with each other, and all teams and owners with each other. Nearly the
same are names that differ in capitals, hyphens, blanks, a plural or one letter too many; of teams also in a word such
as “team” or “department”.

Why it matters
    What has two names is counted twice, searched for in vain, and handed over to itself.

Bad
    actors:
      clerk:
        name: Warehouse clerk
        team: Logistics
      packer:
        name: Packer
        team: Logistics team
    steps:
      - name: Pack
        customer: Waits for the parcel
        backstage:
          - does: Fetches the item
            by: clerk
          - does: Packs the item
            by: packer

Good
    actors:
      clerk:
        name: Warehouse clerk
        team: Logistics
      packer:
        name: Packer
        team: Logistics
    steps:
      - name: Pack
        customer: Waits for the parcel
        backstage:
          - does: Fetches the item
            by: clerk
          - does: Packs the item
            by: packer

When ignoring it is fine
    Two that are really called so.

Source
    One name for one thing: Evans, Domain-Driven Design, 2003, on the ubiquitous language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from blueprint_cli.blueprint import Actor, Blueprint, Element, System
from blueprint_cli.document import Meant, Problem, Related, Span
from blueprint_cli.rules.fail_marks import fail_points, short
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

_UNITS = frozenset({"team", "department", "dept", "the", "unit", "abteilung", "afdeling"})
#: Shorter names differ in one letter by right: `Care` and `Carer`.
LETTERS = Number("inconsistent-names", "letters", 8, "Shorter names must be equal to count as the same.")
_SHORTEST_SINGULAR = 4


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare the names of those who act, and those of teams and owners."""
    seen: set[Span] = set()
    for names, units in ((list(_parties(blueprint)), False), (list(_teams(blueprint)), True)):
        for (first, there), (second, here) in _near(names, units, context.option(LETTERS)):
            if here in seen:
                continue
            seen.add(here)
            problem = on_file(
                RULE.name,
                blueprint,
                f"“{short(second, 50)}” and “{short(first, 50)}” are nearly the same name."
                if first != second
                else f"“{short(second, 50)}” is the name of two.",
                "If they are one, use one name: what has two is counted twice and handed over to itself. If they are "
                "two, tell them apart by more than that.",
                related=(Related(there, f"“{short(first)}”"),),
                detail="|".join(sorted((first, second))),
            )
            # Two declared parties of one name would be no better; where nobody is declared, the name is all there is.
            one = first != second and (units or not (blueprint.actors or blueprint.systems))
            yield replace(problem, span=here, meant=Meant(first, sure=False) if one else None)


def _near(names: list[tuple[str, Span]], units: bool, long: int) -> Iterator[tuple[tuple[str, Span], tuple[str, Span]]]:
    """Yield each name with the first one before it that it nearly is; the same name again says nothing."""
    known: dict[str, tuple[str, Span]] = {}
    for text, place in names:
        words = _words(text, units)
        form = "".join(words)
        if not form:
            continue
        near = next((other for other in known if _alike(form, other, long)), None)
        if near is None:
            known[form] = (text, place)
        elif known[near][0] != text or not units:
            yield known[near], (text, place)


def _words(text: str, units: bool) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    kept = [word for word in words if not (units and word in _UNITS)] or words
    return [_singular(word) for word in kept]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST_SINGULAR and word.endswith("s") and not word.endswith("ss") else word


def _alike(one: str, other: str, long: int) -> bool:
    """Whether two names are equal, or one of them has a letter too many or two letters swapped."""
    if one == other:
        return True
    if min(len(one), len(other)) < long or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    # At the end a letter makes another word: `level A`, `driver`.
    if len(one) == len(other):
        swapped = one[:start] + one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
        return swapped == other
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return 0 < start < len(shorter) and longer[:start] + longer[start + 1 :] == shorter


def _parties(blueprint: Blueprint) -> Iterator[tuple[str, Span]]:
    declared: list[Actor | System] = [*blueprint.actors.values(), *blueprint.systems.values()]
    yield from ((party.name, party.at("name")) for party in declared if party.own)
    bare: dict[Element, tuple[str, Span]] = {}
    for card in blueprint.cards:
        for field, parties in (("by", card.by), ("uses", card.uses)):
            for who in parties:
                if not who.declared:
                    bare.setdefault(who, (who.name, card.at(field)))
    yield from bare.values()


def _teams(blueprint: Blueprint) -> Iterator[tuple[str, Span]]:
    places = [(actor.team, actor.at("team")) for actor in blueprint.actors.values() if actor.own]
    places += [(system.owner, system.at("owner")) for system in blueprint.systems.values() if system.own]
    places += [(process.owner, process.at("owner")) for process in blueprint.processes.values() if process.own]
    places += [(card.owner, card.at("owner")) for card in blueprint.cards]
    places += [(fail.owner, fail.at("owner")) for fail, _, _ in fail_points(blueprint)]
    places += [(idea.owner, idea.at("owner")) for card in blueprint.cards for idea in card.ideas]
    yield from ((name, place) for name, place in places if name)


RULE = Rule("inconsistent-names", "governance", check, options=(LETTERS,), fixable=True)
