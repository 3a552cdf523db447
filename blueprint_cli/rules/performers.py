"""In whose layer the words of a card put the deed: the customer's, the one in sight, the one out of sight, support."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint_cli.blueprint import Card, Layer
from blueprint_cli.rules.people import Customers
from blueprint_cli.rules.text import Clause, Tokens, read_clauses, read_tokens
from blueprint_cli.rules.words import Words

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r"\s*[;,.→]\s+")


def is_staff(subject: Tokens, words: Words) -> bool:
    """Whether the head of a subject is somebody or something of the provider: `the loan officer`, `our system`."""
    if not subject:
        return False
    head = subject[-1]
    if head in words["staff"] or head in words["hidden_staff"] or head in words["staff_plurals"]:
        return True
    return head in words["machines"] or head in words["companies"] or " ".join(subject[-2:]) in words["staff_phrases"]


def layer_of(clause: Clause, card: Card, customers: Customers) -> Layer | None:
    """Return the layer in which the doer of a clause works; None where its words leave that open.

    A clause without a subject is told of whoever the card is about.
    """
    words = customers.words
    if not clause.verb or clause.passive or clause.verb in ("be", "have"):
        return None
    if not clause.subject:
        return card.layer
    if customers.are_subject(clause):
        return "customer"
    if set(clause.subject) & words["conjunctions"]:
        return None
    head, pair = clause.subject[-1], " ".join(clause.subject[-2:])
    if head in words["hidden_staff"] or pair in words["hidden_staff_phrases"]:
        return "backstage"
    if head in words["hidden_machines"]:
        return "support"
    if head in words["staff_in_sight"] or pair in words["staff_in_sight_phrases"]:
        return "frontstage"
    if is_staff(clause.subject, words):
        # Both sides have clerks; on the customer's side there are none.
        return "frontstage" if card.layer == "customer" else card.layer
    return None


def read_deeds(text: str, words: Words) -> Iterator[Clause]:
    """Read the deeds of a card one by one, where a new doer may follow each `and`, comma or semicolon."""
    for sentence in _BREAK.split(_ASIDE.sub(" ", text)):
        pieces: list[str] = []
        for word in sentence.split():
            if word.casefold() in words["conjunctions"]:
                pieces.append("")
            elif pieces:
                pieces[-1] = f"{pieces[-1]} {word}".strip()
            else:
                pieces.append(word)
        if pieces and (opening := pieces[0].split()) and opening[0].casefold() in words["subordinators"]:
            continue
        for piece in pieces:
            yield from read_clauses(piece, words) if (deed := read_short_deed(piece, words)) is None else (deed,)


def read_short_deed(text: str, words: Words) -> Clause | None:
    """Read `agent answers`, `kitchen starts cooking`, `staff carry`: after a known doer a doubtful verb may be one."""
    tokens = tuple(token for token in read_tokens(text) if token not in words["determiners"])
    if len(tokens) < 2 or not (is_staff(tokens[:1], words) or tokens[0] in words["customers"]):
        return None
    verb = words.verbs.get(tokens[1])
    if verb and (verb.form == "third" or (verb.form == "base" and verb.base not in words["also_nouns"])):
        return Clause(tokens[:1], verb.base, tokens[2:])
    return None
