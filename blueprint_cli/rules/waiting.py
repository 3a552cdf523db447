"""Whether the words of a card tell of a wait: `Waits for the surveyor`, `Stands in line`, `Long wait at the till`."""

from __future__ import annotations

from itertools import pairwise

from blueprint_cli.blueprint.duration import parse_duration
from blueprint_cli.rules.text import Clause, is_number, read_clauses, read_tokens
from blueprint_cli.rules.words import Tokens, Words, has_phrase

#: Stands for whoever is meant where a card begins with `has to …` or `is …`.
_SOMEBODY = "x"


def read_led_clauses(text: str, words: Words) -> tuple[Clause, ...]:
    """Read clauses of which the first may begin with its auxiliary: `Has to wait`, `Is put through`."""
    tokens = read_tokens(text)
    if not tokens:
        return ()
    if tokens[0] in words["have"] and tokens[1:2] and tokens[1] in words["receiving"]:
        return read_clauses(text.strip().split(maxsplit=2)[-1], words) if len(tokens) > 2 else ()
    if any(tokens[0] in words[name] for name in ("modals", "do", "be", "have")):
        first, *more = read_clauses(f"{_SOMEBODY} {text}", words)
        return first._replace(subject=()), *more
    return read_clauses(text, words)


def tells_wait(text: str, words: Words) -> bool:
    """Whether somebody or something waits; not a `waiting area`, nobody who `waits tables`, none `without waiting`."""
    tokens = read_tokens(text)
    if set(tokens) & (words["negations"] | words["no_waits"]):
        return False
    return has_phrase(tokens, words["long_wait_phrases"]) or any(
        _waits(c, words) for c in read_led_clauses(text, words)
    )


def tells_length(text: str, words: Words) -> bool:
    """Whether a text tells a length of time: `two weeks`, `a day`, `overnight`."""
    tokens = read_tokens(text)
    if set(tokens) & words["lengths"]:
        return True
    if any(parse_duration(f"{number} {unit}") for number, unit in pairwise(tokens)):
        return True
    counts = words["determiners"]
    return any(
        token in words["times"] and index > 0 and (is_number(tokens[index - 1], words) or tokens[index - 1] in counts)
        for index, token in enumerate(tokens)
    )


def _waits(clause: Clause, words: Words) -> bool:
    rest = clause.rest
    if clause.verb in words["awaits"]:
        return True
    if clause.verb in words["in_wait"]:
        served = rest[:1] and rest[0] in words["serves_on"] and set(rest) & (words["customers"] | words["served"])
        return not served and _no_object(rest, words)
    if clause.verb in words["keeps_on"] and rest:
        verb = words.verbs.get(rest[0])
        return verb is not None and verb.base in words["in_wait"] and _no_object(rest[1:], words)
    if clause.verb in words["joins"]:
        return any(a in words["lines"] and b not in words["thing_heads"] for a, b in pairwise((*rest, "")))
    if clause.verb in words["lingers"] and _in_line(rest, words):
        return True
    # `Guest in line`
    return not clause.verb and (_names_wait(rest, words) or _in_line(rest, words, latest=1))


def _no_object(rest: Tokens, words: Words) -> bool:
    """Whether what follows a verb of waiting says how, where or for what, and is not what is queued or served."""
    if not rest:
        return True
    first = rest[0]
    if first in words["determiners"]:
        return tells_length(" ".join(rest), words)
    ends = ("prepositions", "subordinators", "adverbs", "conjunctions", "particles", "numbers")
    return any(first in words[name] for name in ends) or is_number(first, words) or first.endswith("ly")


def _in_line(rest: Tokens, words: Words, latest: int = 99) -> bool:
    """Whether somebody is in a queue: `stands in line at the till`, but not `stays in line with policy`.

    `latest` is how many words may stand before.
    """
    for phrase in words["line_phrases"]:
        length = len(phrase.split())
        for index in range(min(len(rest) - length, latest) + 1):
            if " ".join(rest[index : index + length]) == phrase:
                return not set(rest[index + length : index + length + 1]) & words["talking"]
    return False


def _names_wait(tokens: Tokens, words: Words) -> bool:
    """Whether a bare noun is a wait: `long wait for the results`, but not `wait list`."""
    for index, token in enumerate(tokens):
        after = tokens[index + 1 : index + 2]
        if token in words["wait_nouns"] and (not after or after[0] in words["prepositions"]):
            return True
    return any(" ".join(tokens).endswith(phrase) for phrase in words["wait_noun_phrases"])
