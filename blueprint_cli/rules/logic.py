"""Signals of execution logic in a text: conditions, comparisons, routes, questions with two answers, notation."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.blueprint import Layer
from blueprint_cli.rules.text import is_number
from blueprint_cli.rules.words import Tokens, Words, has_phrase, read_tokens

_ALMOST = frozenset("<>≥≤") | {">=", "<="}
_SO = frozenset(":→⇒")
_MONEY = frozenset("€$£¥")
_QUOTES = frozenset("\"'“”„«»‘’")


class Signal(NamedTuple):
    """One signal, in words for a message, and what it counts."""

    what: str
    weight: int


def find_logic(text: str, layer: Layer | None, words: Words) -> list[Signal]:
    """Return the signals in a card's words, or in what a link carries (`layer` None)."""
    tokens = read_tokens(text)
    found = _conditions(tokens, words)
    if _compares(tokens, words):
        found.append(Signal("a comparison with a number", 1))
        if _follows(tokens):
            found.append(Signal("what follows from it", 1))
    if _routes(tokens, words):
        found.append(Signal("a route", 1))
    if otherwise := _otherwise(tokens, words):
        found.append(Signal(f"“{otherwise}”", 1))
    if _asks(tokens, layer, words):
        found.append(Signal("a question with two answers", 2))
    if _answers_both(tokens, words):
        found.append(Signal("an answer each for yes and no", 3))
    if has_phrase(tokens, words["notation_phrases"]):
        found.append(Signal("notation of process models", 3))
    # A word for `if` and `when` in one, as German has it.
    if found and (when := next((token for token in tokens if token in words.get("whens", ())), None)):
        found.append(Signal(f"a condition (“{when}”)", 1))
    # A deadline alone is a promise or a plan: `calls again after two days`.
    if found and _deadline(tokens, words):
        found.append(Signal("a deadline", 1))
    return found


def _conditions(tokens: Tokens, words: Words) -> list[Signal]:
    for index, token in enumerate(tokens):
        if token in words["conditions"] and not _wonders(tokens, index, words):
            after = tokens[index + 1 : index + 2]
            opens = index == 0 and bool(after) and after[0] not in words["courtesies"] and len(tokens) > 4
            return [Signal(f"a condition (“{token}”)", 2 if opens and _goes_on(tokens, words) else 1)]
    if not has_phrase(tokens, words["condition_phrases"]):
        return []
    phrase = next((p for p in sorted(words["condition_phrases"]) if has_phrase(tokens, (p,))), None)
    return [Signal(f"a condition (“{phrase}”)", 1)] if phrase else []


def _wonders(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether the `if` only follows a verb of asking: `checks if the form is complete`."""
    before = words.verbs.get(tokens[index - 1]) if index else None
    return before is not None and before.base in words["wonders"]


def _goes_on(tokens: Tokens, words: Words) -> bool:
    """Whether something follows from an opening condition: `if …, does …`, `if … then …`."""
    at = next((i for i, token in enumerate(tokens) if token == "," or token in words["consequences"]), None)
    return at is not None and at + 1 < len(tokens)


def _compares(tokens: Tokens, words: Words) -> bool:
    if not any(is_number(token, words) for token in tokens):
        return False
    if any(token in _ALMOST for token in tokens) or has_phrase(tokens, words["comparison_phrases"]):
        return True
    for index, token in enumerate(tokens[:-1]):
        after = tokens[index + 2] if tokens[index + 1] in _MONEY and index + 2 < len(tokens) else tokens[index + 1]
        if token in words["comparisons"] and is_number(after, words):
            return True
    return False


def _follows(tokens: Tokens) -> bool:
    """Whether a consequence stands after the number: `weight > 30: by freight`, `under 18 → guardian signs`."""
    at = next((i for i, token in enumerate(tokens) if token[0].isdigit()), len(tokens))
    return any(token in _SO for token in tokens[at + 1 : -1])


def _deadline(tokens: Tokens, words: Words) -> bool:
    """Whether it opens like a timer: `After 7 days, cancels …`."""
    return (
        len(tokens) > 3 and tokens[0] in words["after"] and is_number(tokens[1], words) and tokens[2] in words["times"]
    )


def _routes(tokens: Tokens, words: Words) -> bool:
    if has_phrase(tokens, words["route_phrases"]):
        return True
    for index, token in enumerate(tokens):
        verb = words.verbs.get(token)
        if verb is None or verb.base not in words["routes"] or not set(tokens[index + 1 :]) & words["receiving"]:
            continue
        before = tokens[index - 1] if index else ""
        # `routes the call to …`, `are routed to …`; not `plans routes to …`, `along the route to …`.
        if verb.form == "past" or index == 0:
            return True
        if before not in words["determiners"] | words["prepositions"] and before not in words.verbs:
            return True
    return False


def _otherwise(tokens: Tokens, words: Words) -> str:
    for index, token in enumerate(tokens):
        if token in words["otherwise"]:
            return token
        if token in words["else"] and not (index and tokens[index - 1] in words["other_things"]):
            return token
    return ""


def _asks(tokens: Tokens, layer: Layer | None, words: Words) -> bool:
    """Whether it is a question with two answers, and not what somebody asks aloud or wonders."""
    if "?" not in tokens[1:] or set(tokens) & (words["speaks"] | _QUOTES):
        return False
    if tokens[-1] != "?" and layer not in ("backstage", "support", None):
        # In sight of customers, `Lost your card? Ask at the desk` may be on a sign.
        return False
    if len(tokens) == 2:
        # `Approved?` is a gateway, `Parking?` an open question of the author.
        return layer in ("backstage", "support") and tokens[0] in words.participles
    if tokens[0] in words["asks"] or tokens[0] in words["courtesies"]:
        return False
    if layer == "customer":
        # `Wants a window seat?` is told of the customer; `Is it safe?` and `Worth the money?` go through their head.
        verb = words.verbs.get(tokens[0])
        return tokens[0] in words["customers"] or (verb is not None and verb.form == "third")
    # `Cash or card?` is asked at a counter.
    return not (layer == "frontstage" and words["alternatives"] & set(tokens))


def _answers_both(tokens: Tokens, words: Words) -> bool:
    """Whether `yes` and `no` both stand as answers: before a sign or at an end, not as in `no charge`."""
    ends = [
        token for index, token in enumerate(tokens) if index + 1 == len(tokens) or not tokens[index + 1][:1].isalnum()
    ]
    return bool(set(ends) & words["yes"]) and bool(set(ends) & words["no"])
