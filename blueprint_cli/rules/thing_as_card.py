"""A card above support is a bare thing, often a system, and not something that is done.

A card of the customer, the frontstage or backstage is a thing where its words hold no verb and end in the name of one
(“Asset database”, “Paper ledger”, “Hotline”), or where they are the whole name of a declared system. Nouns of work
(“Safety check”) and messages (“Welcome e-mail”) are left alone, and so is support, whose cards may be bare.

Why it matters
    “CRM” does not say who does what with it. Nobody can ask how long it takes, who owns it or what goes wrong, and the
    people who do the work have vanished from the drawing.

Bad
    steps:
      - name: Report
        customer: Reports a broken lamp
        backstage: Asset database

Good
    steps:
      - name: Report
        customer: Reports a broken lamp
        backstage:
          does: Looks the lamp up and plans a visit
          uses: Asset database

When ignoring it is fine
    A first sketch that only collects what is there.

Source
    A blueprint's cards are actions: Shostack 1984. Evidence and systems have layers of their own: Bitner, Ostrom and
    Morgan 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Tokens, read_clauses, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Words

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
HELP = {
    "customer": "Write what the customer does with it; the thing itself is `evidence:` of the step.",
    "frontstage": "Write what is done with it and by whom; what the customer sees of it is `evidence:`, the system "
    "behind it stands in `uses:` or, where it acts itself, in `by:`.",
    "backstage": "Write what is done with it and by whom, and name it in `uses:`; or move it to `support:`, where a "
    "bare name is enough.",
}


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards that name a thing."""
    systems = {system.name.casefold() for system in blueprint.systems.values() if system.declared}
    for card in blueprint.layer("customer", "frontstage", "backstage"):
        named = card.does.strip().casefold() in systems
        if named or (context.words is not None and _is_thing(card, context.words)):
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” is a thing: it does not say what is done.",
                f"A card tells an action, so that one can ask how long it takes and who does it. {HELP[card.layer]}",
            )
    if context.words is None and not systems:
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no declared systems")


def _is_thing(card: Card, words: Words) -> bool:
    tokens = read_tokens(_ASIDE.sub(" ", card.does))
    first = words.verbs.get(tokens[0]) if tokens else None
    modifies = first is not None and first.form in ("ing", "past")
    named = bool(tokens) and tokens[0] in words["names_systems"] and tokens[-1] in words["system_heads"]
    if modifies or named or " ".join(tokens) in words["thing_phrases"]:
        # `Booking portal`, `Shared spreadsheet`, `Work order app`
        return _names_thing(tokens, words)
    clauses = read_clauses(card.does, words)
    if not clauses or any(clause.verb or clause.passive for clause in clauses):
        return False
    return all(_names_thing(part, words) for clause in clauses for part in _parts(clause.rest, words))


def _parts(tokens: Tokens, words: Words) -> Iterator[Tokens]:
    """Split `schedule and stock list` into its two things."""
    part: list[str] = []
    for token in tokens:
        if token in words["conjunctions"]:
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def _names_thing(tokens: Tokens, words: Words) -> bool:
    phrase = read_noun_phrase(tokens, words)
    if not phrase or len(phrase) < len([token for token in tokens if token not in words["determiners"]]):
        # `Waiter at the table`: what follows says more than a name would.
        return False
    if any(words.verbs[token].form == "third" for token in phrase[1:-1] if token in words.verbs):
        # `Deputy signs list`
        return False
    if " ".join(phrase[-2:]) in words["thing_phrases"]:
        return True
    head = phrase[-1]
    if head in words["groups"]:
        return phrase[-2:-1] != () and phrase[-2] in words["chat_tools"]
    if head in words["deeds"]:
        return len(phrase) > 1 and not _is_deed(phrase[-2], words)
    return head in words["things"]


def _is_deed(token: str, words: Words) -> bool:
    verb = words.verbs.get(token)
    return verb is not None and verb.form == "ing"


# A thing hands nothing over, and nobody does it: `Shared spreadsheet` is one cause.
RULE = Rule("thing-as-card", "layers", check, covers={"handoff-by-inbox": "card", "unowned-card": "card"})
