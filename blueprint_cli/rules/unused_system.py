"""A system, actor, policy or process is declared in this file, and no card refers to it.

Entries of a catalog are left alone, and so is a name that stands in the words of a card.

Why it matters
    Either a card has lost its link to it, and then the blueprint hides whom a failure of it hits; or it is a leftover
    that readers take for a part of the service.

Bad
    systems:
      till: {name: Till}
      sheet: {name: Stock list}
    steps:
      - name: Pay
        customer: Pays
        frontstage: {does: Takes the money, uses: till}

Good
    systems:
      till: {name: Till}
      sheet: {name: Stock list}
    steps:
      - name: Pay
        customer: Pays
        frontstage: {does: Takes the money, uses: till}
        backstage: {does: Counts what is left, uses: sheet}

When ignoring it is fine
    An entry that waits for a step which the team is about to write.

Source
    Ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint_cli.blueprint import Actor, Blueprint, Policy, Process, System
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

Entry = System | Actor | Policy | Process
#: A shorter name is found in words that do not mean it.
LEAST_LETTERS = 3


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find entries of this file that nothing refers to."""
    entries = [(entry, kind, field) for entry, kind, field in _entries(blueprint) if entry.own and entry.declared]
    if not entries:
        yield Skipped("no system, actor, policy or process declared in this file")
        return
    # Where no card uses anything at all, `missing-support` says so and names one.
    stands = any(card.layer == "support" or card.uses or card.acting_systems for card in blueprint.cards)
    referred = _referred(blueprint)
    said = _said(blueprint)
    for entry, kind, field in entries:
        if entry in referred or (kind == "system" and not stands):
            continue
        if any(name.casefold() in said[0] for name in (entry.id, entry.name)) or _is_in(entry.name, said[1]):
            continue
        yield on_file(
            RULE.name,
            blueprint,
            f"The {kind} “{entry.name[:60]}” is declared, but no card refers to it.",
            f"Name it where it belongs, as {field} of a card, or remove the entry.",
            element=entry,
            detail=f"{kind} {entry.id}",
        )


def _entries(blueprint: Blueprint) -> Iterator[tuple[Entry, str, str]]:
    yield from ((actor, "actor", "`by:`") for actor in blueprint.actors.values())
    yield from ((system, "system", "`uses:` or `by:`") for system in blueprint.systems.values())
    yield from ((policy, "policy", "`follows:`") for policy in blueprint.policies.values())
    yield from ((process, "process", "`process:`") for process in blueprint.processes.values())


def _referred(blueprint: Blueprint) -> set[Entry]:
    """Return what cards refer to by a field."""
    found: set[Entry] = set()
    for card in blueprint.cards:
        found.update(card.by, card.uses, card.follows)
        found.update(entry for entry in (card.process, card.is_system) if entry)
    return found


def _said(blueprint: Blueprint) -> tuple[set[str], str]:
    """Return the names in fields of free text (owners, `via`), and the words of cards and links in one string."""
    marks = [(card.owner, card.does, card.note) for card in blueprint.cards]
    named = {name for name, _, _ in marks}
    named |= {blueprint.owner, blueprint.review.by if blueprint.review else None}
    named |= {system.owner for system in blueprint.systems.values()}
    named |= {process.owner for process in blueprint.processes.values()}
    named |= {link.via for link in blueprint.links}
    for card in blueprint.cards:
        named |= {fail.owner for fail in card.fails} | {idea.owner for idea in card.ideas}
    words = [text for _, does, note in marks for text in (does, note) if text]
    words += [text for link in blueprint.links for text in (link.carries, link.via) if text]
    words += [fail.recovery for card in blueprint.cards for fail in card.fails if fail.recovery]
    return {name.casefold() for name in named if name}, "\n".join(words)


def _is_in(name: str, words: str) -> bool:
    if len(name) < LEAST_LETTERS:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None


RULE = Rule("unused-system", "support", check, whole=True)
