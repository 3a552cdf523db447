"""Work is handed over through an alias, a shared inbox, a chat group or a spreadsheet.

It is read from a link's `via` between two provider cards of different people, or from the words of a card (“Sends an
e-mail to the Sales Ops alias”): a verb of passing on, and the place where it ends up.

Why it matters
    A pile that belongs to everybody has no owner, no order and no clock. What falls out of it is noticed by the
    customer first.

Bad
    steps:
      - name: Sign up
        customer: Signs the contract
        backstage:
          does: Sends the contract to the onboarding alias
          to: {card: sign-up/support, via: shared inbox}
        support: Onboarding desk

Good
    steps:
      - name: Sign up
        customer: Signs the contract
        backstage:
          does: Passes the contract on
          to: {card: sign-up/support, via: CRM case, carries: Signed contract}
        support: Onboarding desk

When ignoring it is fine
    A group that watches its inbox by a duty roster, with a time that it must hold (`sla:`).

Source
    Bitner, Ostrom and Morgan 2008 on the line of internal interaction, where handoffs between teams cross.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from blueprint_cli.blueprint import PROVIDER_LAYERS, Blueprint, Card, Link
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.people import Customers, customers_of, reaches_customer
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import read_clauses, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Tokens, Words, has_phrase

_ADDRESS = re.compile(r"\S+@\w[\w.-]*")
PILES = ("inbox", "chat", "spreadsheet")
HELP = (
    "Nobody owns what lies there, and nothing says how long it may. Hand over inside a system that both sides use, or "
    "name who takes it up and by when (`by`, `sla`); what gets lost today is a `pain:` of the link."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find handoffs through a shared pile: by the `via` of a link, else by the words of the card."""
    words = context.words
    told: set[Card] = set()
    between = [link for link in blueprint.links if link.explicit and _is_handoff(link)]
    for link in between:
        if link.via and _is_pile(link.via, blueprint, words) and link.written_on:
            told |= {link.source, link.target}
            yield on_card(
                RULE.name,
                link.written_on,
                f"“{card_words(link.source, 45)}” reaches “{card_words(link.target, 45)}” through “{link.via[:40]}”.",
                HELP,
                place=link.at("via"),
                link=link,
                related=(Related(link.target.span, "who has to find it there"),),
                detail=f"{link.source.anchor} {link.target.anchor}",
            )
    if words is None:
        if not any(link.via for link in between):
            yield Skipped(f"no word lists for the language “{blueprint.language}”, and no `via`")
        return
    customers = customers_of(blueprint, words)
    for card in blueprint.provider_cards:
        pile = "" if card in told else _pile_in(card, customers)
        if pile:
            message = f"“{card_words(card)}” hands work to “{pile[:40]}”, which is nobody's own."
            yield on_card(RULE.name, card, message, HELP)


def _is_handoff(link: Link) -> bool:
    """Whether it runs between provider cards, and not from somebody to themselves."""
    if link.source.layer not in PROVIDER_LAYERS or link.target.layer not in PROVIDER_LAYERS:
        return False
    return not (link.source.by and link.source.by == link.target.by)


def _is_pile(via: str, blueprint: Blueprint, words: Words | None) -> bool:
    folded = via.strip().casefold()
    for system in blueprint.systems.values():
        if folded in (system.id.casefold(), system.name.casefold()):
            if system.kind is not None:
                return system.kind.casefold() in PILES
            break
    tokens = read_tokens(via)
    if _ADDRESS.search(via):
        return True
    if words is None:
        return False
    if has_phrase(tokens, words["chat_phrases"]) or has_phrase(tokens, words["sheet_phrases"]):
        return True
    return _is_inbox(tokens, words) or " ".join(tokens) in words["via_phrases"]


def _is_inbox(tokens: Tokens, words: Words) -> bool:
    """Whether a shared inbox is named, or the one of a team: `dispatch inbox`, but not `the mailbox`."""
    if has_phrase(tokens, words["inbox_phrases"]):
        return True
    if words["inboxes"].isdisjoint(tokens):
        return False
    nobodys = words["determiners"] | words["prepositions"] | words["own_inboxes"] | words["machines"]
    return any(
        token in words["inboxes"] and before not in nobodys and before[:1].isalpha()
        for before, token in pairwise(tokens)
    )


def _is_chat(tokens: Tokens, words: Words) -> bool:
    """Whether a chat group is named, or the tool that such groups are in: `via the ward's WhatsApp`."""
    return has_phrase(tokens, words["chat_phrases"]) or bool(set(tokens) & words["chat_tools"])


def _pile_in(card: Card, customers: Customers) -> str:
    """Return the pile that the words of a card pass something to, in those words; empty where there is none."""
    words = customers.words
    if reaches_customer(card.does, customers):
        return ""
    for clause in read_clauses(card.does, words):
        if clause.verb not in words["passes"]:
            continue
        sheets = [phrase for phrase in sorted(words["sheet_phrases"]) if has_phrase(clause.rest, (phrase,))]
        if sheets:
            return sheets[0]
        if "@" in clause.rest and (address := _ADDRESS.search(card.does)):
            return address[0]
        end = next((i for i, token in enumerate(clause.rest) if token in words["toward"]), None)
        pile = clause.rest[end:] if end is not None else ()
        if any(customers.has_hold_of(token) for token in pile):
            continue
        # In front of the customer a group is likely to be theirs.
        if _is_inbox(pile, words) or (card.layer != "frontstage" and _is_chat(pile, words)):
            start = next(i for i, token in enumerate(pile) if token not in words["prepositions"])
            return _as_written(read_noun_phrase(pile[start:], words), card.does)
    return ""


def _as_written(phrase: Tokens, text: str) -> str:
    at = text.casefold().find(" ".join(phrase))
    return text[at : at + len(" ".join(phrase))] if at >= 0 else " ".join(phrase)


RULE = Rule("handoff-by-inbox", "handoffs", check, service=True, covers={"spreadsheet-of-record": "card"})
