"""Who is meant by the words of a card: the customer, or somebody else; and whom a card's deed reaches."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card
from blueprint_cli.rules.text import Clause, Tokens, read_clauses, read_noun_phrase, read_tokens
from blueprint_cli.rules.words import Words


class Customers(NamedTuple):
    """The nouns for a customer in one blueprint: those of the language, and the one that its author uses."""

    words: Words
    #: Plain nouns and, where a noun alone says too little (`business owner`), two words.
    nouns: frozenset[str]
    #: The words of the file's own `customer:`.
    own: frozenset[str] = frozenset()
    #: The head of a `customer: Dog owner`, which says enough only where it stands alone.
    alone: str = ""

    def is_one(self, phrase: Tokens) -> bool:
        """Whether the head of a noun phrase is a customer: `new client` is, `client manager` is not."""
        if not phrase:
            return False
        if phrase == (self.alone,):
            return True
        if " ".join(phrase[-2:]) in self.nouns:
            return True
        return phrase[-1] in self.nouns and not set(phrase[-2:-1]) & self.words["colleagues"]

    def are_subject(self, clause: Clause) -> bool:
        """Whether the customer, and nobody with them, is the subject of a clause."""
        subject = tuple(token for token in clause.subject if token not in self.words["determiners"])
        return self.is_one(subject) and all(self._qualifies(token) for token in subject[:-1])

    def has_hold_of(self, token: str) -> bool:
        """Whether a token is a customer, or says that something is theirs: `client's`, `parents'`."""
        return token.removesuffix("'s").removesuffix("'") in self.nouns

    def _qualifies(self, token: str) -> bool:
        """Whether a word before a customer leaves it one: `new`, `registered`; `online` in `online shopper`."""
        if token in self.words["customer_adjectives"] or token in self.nouns or token in self.own:
            return True
        verb = self.words.verbs.get(token)
        return verb is not None and verb.form in ("past", "ing")


def customers_of(blueprint: Blueprint, words: Words) -> Customers:
    """Return the nouns for the customer of this blueprint; its `customer:` adds one: `Online shopper` → `shopper`."""
    nouns = set(words["customers"])
    if blueprint.customer:
        nouns -= words["uncertain_customers"]
    phrase = read_noun_phrase(read_tokens(blueprint.customer or ""), words)
    alone = ""
    if phrase:
        alone = phrase[-1] if phrase[-1] in words["lone_customers"] else ""
        own = phrase[-1] if phrase[-1] not in words["vague_customers"] else " ".join(phrase[-2:])
        if own not in words["vague_customers"]:
            nouns.update((own, *(own + ending for ending in words["plurals"])))
    return Customers(words, frozenset(nouns), frozenset(phrase), alone)


def done_by_machine(card: Card, words: Words | None) -> bool:
    """Whether only systems do a card: by its `by`, where a bare name such as `Nightly job` may tell, or as subject."""
    if card.automation == "automatic":
        return True
    if card.by:
        people = [who for who in card.actors if words is None or who.declared or not _is_machine(who.name, words)]
        return not people
    if words is None:
        return False
    clauses = read_clauses(card.does, words)
    return bool(clauses) and clauses[0].subject[-1:] != () and clauses[0].subject[-1] in words["machines"]


def _is_machine(name: str, words: Words) -> bool:
    return bool(set(read_tokens(name)[-1:]) & words["machines"])


def reaches_customer(text: str, customers: Customers) -> bool:
    """Whether the customer perceives what these words tell: is told, met or given something, or acts themselves."""
    return any(_reaches(clause, customers) for clause in read_clauses(text, customers.words))


def _reaches(clause: Clause, customers: Customers) -> bool:
    words = customers.words
    if customers.are_subject(clause):
        if clause.passive:
            return clause.verb in words["tells"] or clause.verb in words["gives"]
        return clause.verb not in ("", "be", "have")
    if clause.passive or not clause.verb:
        return False
    if clause.verb in words["tells"] and _names(clause.rest, customers):
        return True
    if clause.verb in words["answers"] and _answers(clause.rest, customers):
        return True
    if clause.verb in words["texts"] and _is_texted(clause.rest, customers):
        return True
    return (clause.verb in words["gives"] or clause.verb in words["talks"]) and _receives(clause, customers)


def _names(tokens: Tokens, customers: Customers) -> bool:
    """Whether a customer is among the people right after the verb: `the plumber and the tenant`."""
    words = customers.words
    while tokens:
        determiners = next((i for i, token in enumerate(tokens) if token not in words["determiners"]), len(tokens))
        phrase = read_noun_phrase(tokens, words)
        if customers.is_one(phrase):
            return True
        after = tokens[determiners + len(phrase) :]
        if not phrase or not after or after[0] not in words["conjunctions"]:
            return False
        tokens = after[1:]
    return False


def _is_texted(tokens: Tokens, customers: Customers) -> bool:
    """Whether a message goes to the customer, with the news after them: `texts tenant arrival time`."""
    phrase = read_noun_phrase(tokens, customers.words)
    if len(phrase) < 2 or set(tokens) & customers.words["receiving"]:
        return False
    return phrase[-1] in customers.words["messages"] | customers.words["news"] and phrase[0] in customers.nouns


def _answers(tokens: Tokens, customers: Customers) -> bool:
    """Whether what is answered comes from a customer: `visitors' questions`, `to the client's call`."""
    words = customers.words
    phrase = read_noun_phrase(tokens[1:] if tokens[:1] and tokens[0] in words["receiving"] else tokens, words)
    if not phrase or phrase[-1] not in words["inquiries"]:
        return False
    # `Fragen der Kunden`, `vragen van klanten`
    after = tokens[tokens.index(phrase[-1]) + 1 :]
    if after and after[0] in words.get("genitives", ()):
        return customers.is_one(read_noun_phrase(after[1:], words))
    return len(phrase) > 1 and customers.has_hold_of(phrase[-2])


def _is_at_hand(tokens: Tokens, customers: Customers) -> bool:
    """Whether it is where a customer looks: `passengers' phones`, `the guest's table`."""
    phrase = read_noun_phrase(tokens, customers.words)
    if len(phrase) < 2 or phrase[-1] not in customers.words["at_hand"]:
        return False
    return "'" in phrase[-2] and customers.has_hold_of(phrase[-2])


def _receives(clause: Clause, customers: Customers) -> bool:
    """Whether something is given to a customer: `a link to the client`, `the client a link`, `client welcome pack`."""
    words, rest = customers.words, clause.rest
    gives = clause.verb in words["gives"]
    for index, token in enumerate(rest):
        if token in words["subordinators"]:
            break
        reached = (gives and token in words["receiving"]) or (
            clause.verb in words["talks"] and token in words["talking"]
        )
        if not reached or index + 1 == len(rest):
            continue
        verb = words.verbs.get(rest[index + 1])
        # `sends somebody to greet the guest` gives the guest nothing.
        is_purpose = verb is not None and verb.form == "base"
        if not is_purpose and (_names(rest[index + 1 :], customers) or _is_at_hand(rest[index + 1 :], customers)):
            return True
    if not gives:
        return False
    phrase = read_noun_phrase(rest, words)
    start = next((i for i, token in enumerate(rest) if token not in words["determiners"]), 0)
    after = rest[start + len(phrase) : start + len(phrase) + 1]
    if customers.is_one(phrase):
        return bool(after) and after[0] in words["determiners"]
    if any(token in words["receiving"] for token in rest):
        return False
    return len(phrase) > 1 and phrase[-1] in words["messages"] and phrase[0] in customers.nouns
