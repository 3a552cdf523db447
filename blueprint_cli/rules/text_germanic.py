"""Reads who does what in German and Dutch, as far as the words on cards need it.

What differs from English: the finite verb stands second or first and leaves its particle at the end (`Lädt zu … ein`,
`belt de klant terug`); infinitives and participles stand last (`Antrag prüfen`, `wird … informiert`); compounds are one
word, so that `Kreditantrag` is read as its head, `Antrag`. Where a reading is doubtful it gives none, as in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint_cli.rules.text import Clause, is_adverb, is_number, read_noun_phrase, read_parts, skip_adverbs
from blueprint_cli.rules.words import Tokens, Words, read_tokens

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
#: `Bürger:innen`, `Kund*in`, `Nutzer_innen`
_GENDER = re.compile(r"(?<=\w)e?[:*_](in(?:nen)?)\b")
#: How far a subject may reach before its verb.
_LONGEST_SUBJECT = 8


def germanic_clauses(text: str, words: Words) -> Iterator[Clause]:
    """Read the clauses of a text, without what stands in brackets and without subordinate clauses."""
    bare = _ASIDE.sub(" ", text)
    tokens = read_tokens(_GENDER.sub(r"\1", bare if bare.strip() else text))
    label: Tokens = ()
    subject: Tokens = ()
    for part, stop in read_parts(tuple(read_head(token, words) for token in tokens)):
        for piece in _split(part, words):
            clause = _read(piece, words)
            if clause is None:
                continue
            if clause.verb and not clause.subject and not clause.passive:
                # `Gast: zahlt`, `Kanzlei öffnet die Post und legt sie ab`: the subject stands before.
                clause = Clause(label or (subject if _finite_at(piece, 0, words) else ()), clause.verb, clause.rest)
            subject = clause.subject
            yield clause
            label = ()
        label = part if stop == ":" and part and not _has_finite(part, words) else ()


def read_head(token: str, words: Words) -> str:
    """Return the head of a compound where it is a known one: `kreditantrag` → `antrag`; words in a list stay."""
    if token in words.verbs or token in words["whole_words"] or token in words["compound_heads"]:
        return token
    for start in range(3, len(token) - 3):
        if token[start:] in words["compound_heads"]:
            return token[start:]
    return token


def _split(part: Tokens, words: Words) -> Iterator[Tokens]:
    """Split at `und`, `dann` … where a finite verb follows, or where all before ends in an infinitive."""
    start = 0
    for index, token in enumerate(part):
        if token in words["conjunctions"] and index > start:
            after = skip_adverbs(part, index + 1, words)
            ends = words.verbs.get(part[index - 1])
            if _finite_at(part, after, words) or (ends and ends.form == "base" and index - start > 1):
                yield part[start:index]
                start = index + 1
    yield part[start:]


def _finite_at(tokens: Tokens, index: int, words: Words) -> bool:
    index = skip_adverbs(tokens, index, words)
    if index >= len(tokens):
        return False
    verb = words.verbs.get(tokens[index])
    return any(tokens[index] in words[name] for name in ("modals", "be", "have")) or (
        verb is not None and verb.form == "third"
    )


def _has_finite(tokens: Tokens, words: Words) -> bool:
    return any(_finite_at(tokens, index, words) for index in range(len(tokens)))


def _read(piece: Tokens, words: Words) -> Clause | None:
    start = skip_adverbs(piece, 0, words)
    tokens = piece[start:]
    if not tokens or tokens[0] in words["subordinators"]:
        return None
    for index in range(min(len(tokens), _LONGEST_SUBJECT + 1)):
        if index and tokens[index] in words["subordinators"]:
            break
        clause = _from_verb(tokens, index, words)
        if clause:
            return clause
    return _from_end(tokens, words)


def _from_verb(tokens: Tokens, index: int, words: Words) -> Clause | None:
    """Read the clause whose finite verb stands here, if one does."""
    token, rest = tokens[index], _plain(tokens[index + 1 :], words)
    subject, rest = _subject(tokens, index, rest, words)
    if token in words["be"] or token in words["have"] or token in words["modals"]:
        last = words.verbs.get(rest[-1]) if rest else None
        if last and token in words["be"] and rest[-1] in words.participles:
            return Clause(subject, last.base, _plain(rest[:-1], words), passive=token not in words["moves"])
        helps = token in words["modals"] or token in words["have"]
        if last and helps and (rest[-1] in words.participles or last.form == "base"):
            return Clause(subject, last.base, _plain(rest[:-1], words))
        return Clause(subject, "have" if token in words["have"] else "be", rest)
    verb = words.verbs.get(token)
    if verb is None or not _is_finite(tokens, index, words):
        return None
    base, rest = _join(verb.base, rest, words)
    if base in words["lets"]:
        # `lässt den Mieter wissen, …`: the one who is let stands first.
        infinitive = next((i for i, t in enumerate(rest) if t in words.verbs and words.verbs[t].form == "base"), None)
        rest = rest if infinitive is None else rest[:infinitive]
    return Clause(subject, base, rest)


def _is_finite(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether a verb form that may be a participle, an infinitive or a noun is the finite verb here."""
    verb = words.verbs[tokens[index]]
    before = tokens[index - 1] if index else ""
    if index and (before in words["determiners"] or before in words["prepositions"]):
        return False
    last = index + 1 == len(tokens)
    if verb.form == "third":
        # `Kunde informiert` may be told of somebody who was; `Kunde zahlt` is not.
        return not (index and last and tokens[index] in words.participles)
    # The plural is like the infinitive: `Bürger stellen den Antrag`, but `Antrag stellen`, `Kunden rufen an`.
    if verb.form != "base" or not index or last:
        return False
    return tokens[0] not in words["prepositions"] and (tokens[index + 1] in _starters(words) or index == 1)


def _starters(words: Words) -> frozenset[str]:
    return words["determiners"] | words["pronouns"] | words["prepositions"] | words["adverbs"]


def _subject(tokens: Tokens, index: int, rest: Tokens, words: Words) -> tuple[Tokens, Tokens]:
    """Return the subject and what is told of it; where time or place stands first it may follow the verb."""
    before = tokens[:index]
    if before and before[0] not in words["prepositions"] and not is_adverb(before[-1], words):
        return before, rest
    if before and rest and rest[0] in words["nominatives"]:
        phrase = read_noun_phrase(rest, words)
        return phrase, _plain(rest[1 + len(phrase) :], words)
    return (), rest


def _join(base: str, rest: Tokens, words: Words) -> tuple[str, Tokens]:
    """Join a verb with its particle: `lädt … ein` is of `einladen`."""
    for index in range(len(rest) - 1, -1, -1):
        joined = words.verbs.get(rest[index] + base) if rest[index] in words["particles"] else None
        after = rest[index + 1] if index + 1 < len(rest) else ""
        if (
            joined
            and joined.form == "base"
            and (not after or not after[0].isalnum() or after in _starters_after(words))
        ):
            return joined.base, rest[:index] + rest[index + 1 :]
    return base, rest


def _starters_after(words: Words) -> frozenset[str]:
    return words["prepositions"] | words["conjunctions"]


def _from_end(tokens: Tokens, words: Words) -> Clause:
    """Read `Antrag prüfen`, `Prüfen des Antrags`, `Prüfung des Antrags`, `Antrag eingegangen`; else a noun phrase."""
    first, last = words.verbs.get(tokens[0]), words.verbs.get(tokens[-1])
    if len(tokens) > 1 and last and last.form == "base" and tokens[-2] not in words["determiners"]:
        rest = tokens[:-2] if tokens[-2] in words["infinitive_marks"] else tokens[:-1]
        return Clause((), last.base, _plain(rest, words))
    if first and first.form == "base":
        return Clause((), first.base, _plain(tokens[1:], words))
    if first and first.form == "ing" and len(tokens) > 2:
        # `Benachrichtigung des Kunden`, `Anruf beim Kunden`; a letter goes `an den Kunden`.
        told = first.base in words["tells"] and tokens[1] in words["genitives"] | words["talking"] | words["receiving"]
        return Clause((), first.base, tokens[2:] if told else tokens[1:])
    if len(tokens) > 1 and last and tokens[-1] in words.participles:
        return Clause(tokens[:-1], last.base, (), passive=True)
    return Clause((), "", tokens)


def _plain(rest: Tokens, words: Words) -> Tokens:
    """Leave out adverbs and the reflexive at the start, so that the one who is told stands first."""
    start = 0
    while start < len(rest) and not is_number(rest[start], words):
        told = is_adverb(rest[start], words) or rest[start] in words["reflexives"]
        if not told or rest[start] in words["determiners"]:
            break
        start += 1
    return rest[start:]
