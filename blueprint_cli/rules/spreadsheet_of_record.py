"""Work is recorded, approved or handed over in a spreadsheet, on paper, in an inbox or a chat.

It is read from the systems that a card uses (their kind, or their name where they have none) and from its words:
a verb of recording or deciding, and the medium in which it ends. Each medium is told once, on its first card.

Why it matters
    Such a record knows no rights, no history and no owner; nothing can be looked up from the counter, and nothing tells
    the next person or the customer that something has changed. It is also where the same data is typed again.

Bad
    steps:
      - name: Inspect
        customer: Waits for the result
        backstage: Mechanic enters the defects into a spreadsheet

Good
    steps:
      - name: Inspect
        customer: Waits for the result
        backstage: {does: Mechanic enters the defects, uses: Work order system}

When ignoring it is fine
    A handful of cases a year, or an export that somebody reads and nobody keeps.

Source
    Ours; Bitner, Ostrom and Morgan 2008 on support processes as what the visible service depends on.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, System
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.people import customers_of, reaches_customer
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, Tokens, has_phrase, read_clauses, read_tokens
from blueprint_cli.rules.words import Words

MEDIA = ("spreadsheet", "paper", "inbox", "chat")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find the media in which provider cards keep records, and the cards that do."""
    words = context.words
    systems = [system for card in blueprint.cards for system in (*card.uses, *card.acting_systems)]
    media = {system: kind for system in systems if (kind := _medium(system, words))}
    if words is None and not media:
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no system that is one")
        return
    found: dict[System | str, list[Card]] = {}
    for card in blueprint.provider_cards:
        used = next((system for system in (*card.uses, *card.acting_systems) if system in media), None)
        kind = ""
        if used is not None:
            kind = media[used] if _records(card, media[used], blueprint, words) else ""
        elif words:
            kind = _medium_in(card, words)
            used = next((system for system, medium in media.items() if medium == kind), None)
        if kind:
            found.setdefault(used or kind, []).append(card)
    for medium, (first, *others) in found.items():
        name = medium.name if isinstance(medium, System) else "paper" if medium == "paper" else f"a {medium}"
        yield on_card(
            RULE.name,
            first,
            f"“{card_words(first)}” makes {name[:50]} the system of record.",
            "Nobody can look it up, see who changed it or be told of a change, and the next team types it again. "
            "Keep the record in a system that both sides use; until then, mark the `pain:`, or write an `idea:`.",
            related=tuple(Related(card.span, "the same, here") for card in others[:3]),
            detail=medium.id if isinstance(medium, System) else medium,
        )


def _medium(system: System, words: Words | None) -> str:
    if system.kind is not None:
        return system.kind.casefold() if system.kind.casefold() in MEDIA else ""
    return _kind_of(read_tokens(system.name), words) if words else ""


def _kind_of(tokens: Tokens, words: Words) -> str:
    if set(tokens) & words["sheet_words"] or has_phrase(tokens, words["sheet_phrases"]):
        return "spreadsheet"
    return "paper" if has_phrase(tokens, words["paper_phrases"]) else ""


def _records(card: Card, kind: str, blueprint: Blueprint, words: Words | None) -> bool:
    """Whether a card that uses a medium keeps records in it, decides by it or passes work on in it."""
    if card.enters or card.approves:
        return True
    if words is None:
        return False
    deeds = words["records"] | words["approvals"]
    if kind in ("inbox", "chat") and card.layer != "frontstage":
        # What goes to the customer is no handoff.
        deeds |= words["passes"] if not reaches_customer(card.does, customers_of(blueprint, words)) else frozenset()
    return any(clause.verb in deeds and not _is_report(clause, words) for clause in read_clauses(card.does, words))


def _medium_in(card: Card, words: Words) -> str:
    """Return the kind of medium that the words of a card put a record into; empty where there is none."""
    for clause in read_clauses(card.does, words):
        if not clause.verb:
            recorded = has_phrase(clause.rest[-2:], words["paper_record_phrases"])
            if recorded and len(read_tokens(card.does)) > 2:
                return "paper"
            # `Manual entry in Excel`
            if set(clause.rest) & words["record_nouns"] and (kind := _ends_in(clause, words)):
                return kind
        elif (
            _deed(clause, words) in words["records"] | words["approvals"]
            and not _is_report(clause, words)
            and (kind := _ends_in(clause, words))
        ):
            return kind
    return ""


def _deed(clause: Clause, words: Words) -> str:
    """Return the verb; of `tracks open repairs` the first one, which looks like a subject."""
    first = words.verbs.get(clause.subject[0]) if 1 <= len(clause.subject) <= 2 else None
    return first.base if first and first.form == "third" and not clause.passive else clause.verb


def _is_report(clause: Clause, words: Words) -> bool:
    return bool(set(clause.rest) & words["reports"])


def _ends_in(clause: Clause, words: Words) -> str:
    """Return the medium after the last preposition, or as what is kept: `in Excel`, `updates the spreadsheet`."""
    rest = clause.rest
    starts = [index for index, token in enumerate(rest) if token in words["prepositions"]]
    # `types the paper form into the system`: what follows the object says where the record is.
    toward = [index for index in starts if rest[index] in words["toward"]]
    if not toward:
        objects = rest[: starts[0]] if starts else rest
        if not clause.verb:
            return ""
        return _kind_of(clause.subject if clause.passive else objects, words)
    for start in toward:
        end = next((index for index in starts if index > start), len(rest))
        if kind := _kind_of(rest[start:end], words):
            return kind
    return ""


RULE = Rule("spreadsheet-of-record", "support", check, service=True)
