"""Reads the few words of a card: tokens, and clauses with who does what to whom.

No parser of a language, but enough for the words on cards: mostly imperatives (`Greet the guest`), third persons with
or without a subject (`Clerk files the form`), passives and bare nouns (`Safety check`). Where a reading is doubtful it
gives none: a rule that knows nothing stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from blueprint_cli.rules.words import Tokens, Verb, Words, has_phrase, read_tokens

__all__ = ["Clause", "Tokens", "has_phrase", "is_number", "read_clauses", "read_noun_phrase", "read_tokens"]

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STOPS = frozenset(",;:.?!–—→/()[]+=|")
_PHRASE_ENDS = (
    *("determiners", "prepositions", "pronouns", "conjunctions"),
    *("subordinators", "modals", "be", "particles"),
)
#: How far a subject may reach before its verb.
_LONGEST_SUBJECT = 8


class Clause(NamedTuple):
    """Who does what: the words before the verb, the verb's base form, the words after it.

    `verb` is `be` where the clause only says how something is, and empty where there is no verb. In a passive clause
    the subject is what the deed is done to.
    """

    subject: Tokens
    verb: str
    rest: Tokens
    passive: bool = False


def is_number(token: str, words: Words) -> bool:
    """Whether a token is a number, in digits or in words."""
    return token[:1].isdigit() or token in words["numbers"]


@lru_cache(maxsize=4096)
def read_clauses(text: str, words: Words) -> tuple[Clause, ...]:
    """Read the clauses of a text, without what stands in brackets and without subordinate clauses."""
    if words.grammar == "germanic":
        from blueprint_cli.rules.text_germanic import germanic_clauses

        return tuple(germanic_clauses(text, words))
    return tuple(_clauses(text, words))


def _clauses(text: str, words: Words) -> Iterator[Clause]:
    bare = _ASIDE.sub(" ", text)
    label: Tokens = ()
    subject: Tokens = ()
    for part, stop in read_parts(read_tokens(bare if bare.strip() else text)):
        for piece in _split(part, words):
            clause = _read(piece, words)
            if clause is None:
                continue
            if clause.verb and not clause.subject and not clause.passive:
                # `Guest: pays`, `Clerk opens the mail and files it`: the subject stands before.
                third = next((words.verbs[t].form == "third" for t in piece if t in words.verbs), False)
                clause = Clause(label or (subject if third else ()), clause.verb, clause.rest)
            subject = clause.subject
            yield clause
            label = ()
        label = part if stop == ":" and part and not _has_verb(part, words) else ()


def read_parts(tokens: Tokens) -> Iterator[tuple[Tokens, str]]:
    """Cut tokens at commas and other stops, each part with the stop after it."""
    part: list[str] = []
    for token in tokens:
        if token in _STOPS:
            yield tuple(part), token
            part = []
        else:
            part.append(token)
    yield tuple(part), ""


def _split(part: Tokens, words: Words) -> Iterator[Tokens]:
    """Split at `and`, `then` … where a verb follows."""
    start = 0
    for index, token in enumerate(part):
        if token not in words["conjunctions"] or index <= start:
            continue
        after = skip_adverbs(part, index + 1, words)
        if after < len(part) and part[after] in words.verbs and _is_finite(part, after, words):
            yield part[start:index]
            start = index + 1
    yield part[start:]


def _has_verb(part: Tokens, words: Words) -> bool:
    clause = _read(part, words)
    return clause is not None and bool(clause.verb) and bool(clause.subject)


def _read(piece: Tokens, words: Words) -> Clause | None:
    start = skip_adverbs(piece, 0, words)
    tokens = piece[start:]
    if not tokens or tokens[0] in words["subordinators"]:
        return None
    first = words.verbs.get(tokens[0])
    if first and first.form != "past" and not _is_subject(tokens, words):
        return Clause((), first.base, tokens[1:])
    for index in range(1, min(len(tokens), _LONGEST_SUBJECT + 1)):
        if tokens[index] in words["subordinators"]:
            break
        clause = _from_verb(tokens, index, words)
        if clause:
            return clause
    if first and first.form == "past":
        return Clause((), first.base, tokens[1:], passive=True)
    return Clause((), "", tokens)


def _is_subject(tokens: Tokens, words: Words) -> bool:
    """Whether the piece starts with a noun that looks like a verb: `Orders are packed`, `Contact centre calls back`."""
    if words.verbs[tokens[0]].base not in words["also_nouns"]:
        return False
    for index in range(1, min(len(tokens), 5)):
        token = tokens[index]
        if token in words["be"] or token in words["modals"] or token in words["have"]:
            return True
        if token in words["determiners"] or token in words["prepositions"] or token in words["pronouns"]:
            return False
        verb = words.verbs.get(token)
        if verb and verb.form == "past" and _ends_clause(tokens, index + 1, words):
            return True
        if verb and verb.form == "third" and _is_finite(tokens, index, words, strict=True):
            return True
    return False


def _ends_clause(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether no noun follows: `mail scanned by noon` tells of mail, `mail scanned file to the lab` tells to mail."""
    return (
        index == len(tokens)
        or any(tokens[index] in words[name] for name in _PHRASE_ENDS)
        or is_adverb(tokens[index], words)
        or is_number(tokens[index], words)
    )


def _from_verb(tokens: Tokens, index: int, words: Words) -> Clause | None:
    """Read the clause whose verb phrase starts here, if one does."""
    token, subject = tokens[index], tokens[:index]
    if token in words["modals"] or token in words["do"]:
        after = skip_adverbs(tokens, index + 1, words)
        if after < len(tokens) and tokens[after] in words["have"]:
            after = skip_adverbs(tokens, after + 1, words)
        if after < len(tokens) and tokens[after] in words["be"]:
            return _after_be(subject, tokens, after, words)
        if after < len(tokens) and (verb := words.verbs.get(tokens[after])) and verb.form in ("base", "past"):
            return Clause(subject, verb.base, tokens[after + 1 :])
        return Clause(subject, "be", tokens[index + 1 :])
    if token in words["be"]:
        return _after_be(subject, tokens, index, words)
    if token in words["have"]:
        after = skip_adverbs(tokens, index + 1, words)
        if after < len(tokens) and tokens[after] in words["be"]:
            return _after_be(subject, tokens, after, words)
        if after < len(tokens) and tokens[after] in words["receiving"]:
            after += 1
        if after < len(tokens) and (verb := words.verbs.get(tokens[after])) and verb.form in ("past", "base"):
            return Clause(subject, verb.base, tokens[after + 1 :])
        return Clause(subject, "have", tokens[index + 1 :])
    if tokens[index - 1] in words["determiners"] or tokens[index - 1] in words["prepositions"]:
        return None
    found = words.verbs.get(token)
    if found is None:
        return None
    return _finite(subject, found, tokens, index, words)


def _finite(subject: Tokens, verb: Verb, tokens: Tokens, index: int, words: Words) -> Clause | None:
    rest = tokens[index + 1 :]
    if verb.form == "third" and _is_finite(tokens, index, words):
        return Clause(subject, verb.base, rest)
    if verb.form == "base" and subject[-1].endswith(tuple(words["plurals"])) and _is_finite(tokens, index, words):
        return Clause(subject, verb.base, rest)
    if verb.form == "past":
        told = bool(rest) and (rest[0] in words["determiners"] or rest[0] in words["pronouns"])
        if told or not rest or rest[0] in words["prepositions"] or is_adverb(rest[0], words):
            return Clause(subject, verb.base, rest, passive=not told)
    return None


def _after_be(subject: Tokens, tokens: Tokens, index: int, words: Words) -> Clause:
    after = skip_adverbs(tokens, index + 1, words)
    while after < len(tokens) and tokens[after] in words["be"]:
        after = skip_adverbs(tokens, after + 1, words)
    verb = words.verbs.get(tokens[after]) if after < len(tokens) else None
    if verb and verb.form in ("past", "ing"):
        return Clause(subject, verb.base, tokens[after + 1 :], passive=verb.form == "past")
    # `is read`, `is cut`: past and base are alike, and the base is on record.
    if verb and verb.form == "base" and after > index:
        return Clause(subject, verb.base, tokens[after + 1 :], passive=True)
    # `gets a badge` is no passive.
    own = words.verbs.get(tokens[index])
    return Clause(subject, own.base if own else "be", tokens[index + 1 :])


def _is_finite(tokens: Tokens, index: int, words: Words, *, strict: bool = False) -> bool:
    """Whether a verb form that may also be a noun is a verb here, by what follows.

    `strict`: only where something follows that cannot belong to a noun.
    """
    verb = words.verbs[tokens[index]]
    if verb.form not in ("base", "third"):
        return False
    if verb.base not in words["also_nouns"]:
        return True
    if index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    if following in words["determiners"] or following in words["pronouns"] or following in words["particles"]:
        return True
    if strict or following in words["be"] or following in words["modals"] or following in words["have"]:
        return False
    if following in words["prepositions"]:
        if any(token in words["be"] or token in words["modals"] for token in tokens[index + 2 :]):
            # `Customer orders at the bar are confirmed`
            return False
        return following in words["talking"] or f"{verb.base} {following}" in words["governs_phrases"]
    if following in words["conjunctions"] or following in words["subordinators"]:
        return False
    if following in words.verbs and words.verbs[following].form in ("past", "third", "ing"):
        return False
    if following in words["thing_heads"]:
        # `customer orders list`, but `clerk e-mails form to the lab`
        return verb.base in words["passes"] and bool(set(tokens[index + 2 :]) & words["receiving"])
    return True


def is_adverb(token: str, words: Words) -> bool:
    """Whether a token only says how, when or where."""
    if token in words["adverbs"] or token in words["negations"]:
        return True
    return len(token) > 4 and token.endswith(tuple(words["adverb_endings"]))


def skip_adverbs(tokens: Tokens, index: int, words: Words) -> int:
    """Return the index of the first token from here that is no adverb."""
    while index < len(tokens) and is_adverb(tokens[index], words):
        index += 1
    return index


def read_noun_phrase(tokens: Tokens, words: Words) -> Tokens:
    """Return the noun phrase at the start, its head last, without articles: `the new client to ask` → `new client`."""
    start = 0
    while start < len(tokens) and tokens[start] in words["determiners"]:
        start += 1
    end = start
    while end < len(tokens) and not _ends_phrase(tokens, end, words):
        end += 1
    return tokens[start:end]


def _ends_phrase(tokens: Tokens, index: int, words: Words) -> bool:
    token = tokens[index]
    if any(token in words[name] for name in _PHRASE_ENDS):
        return True
    if is_adverb(token, words) or is_number(token, words):
        return True
    verb = words.verbs.get(token)
    if verb is None or verb.form not in ("ing", "past"):
        return False
    # `clients waiting for papers`, but `client training team`
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    return after in words["determiners"] or after in words["prepositions"] or after in words["pronouns"]
