"""Words and names that are fine in a house, whatever a rule makes of them elsewhere.

A finding is not told where it would not be there without these words. That is tried out: the rules that found something
read the blueprint once more with each such word replaced by one that means nothing to any rule, and what they do not
find then rested on the words. So a vocabulary can only take findings away, and a rule need not know of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from blueprint_cli.blueprint import Blueprint, Card, Element, Text
from blueprint_cli.rules.values import texts_of

#: Fields with a few fixed values, paths and addresses: not words of the house.
_NOT_WORDS = frozenset({"basis", "version", "kind", "repeats", "model", "link"})


@lru_cache(maxsize=16)
def compile_vocabulary(words: tuple[str, ...]) -> Callable[[str], str]:
    """Return a function that replaces these words and names in a text.

    Capitals and the width of blanks do not matter, nor how umlauts are spelled; each is found as whole words only, the
    longest first. A text without any comes back as the same object.
    """
    folded = {" ".join(_normal(word).casefold().split()) for word in words}
    # Short, so that no two of them are nearly alike; in lower case, so that none looks like a name.
    stand_ins = {word: f"qux{_letters(number)}a" for number, word in enumerate(sorted(folded))}
    longest = sorted(stand_ins, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(_phrase, longest)), re.IGNORECASE)

    def hide(text: str) -> str:
        normal = _normal(text)
        hidden = pattern.sub(lambda found: stand_ins.get(" ".join(found[0].casefold().split()), "qux"), normal)
        return text if hidden == normal else hidden

    return hide


def hide_words(blueprint: Blueprint, words: tuple[str, ...]) -> Blueprint:
    """Replace the words in every text of a blueprint: it is of no use for anything but another look by the rules."""
    hide = compile_vocabulary(words)
    for element, field, text in list(texts_of(blueprint)):
        if field not in _NOT_WORDS and hide(text) is not text:
            _replace(element, field, hide)
    blueprint.problems = [replace(problem, detail=hide(problem.detail)) for problem in blueprint.problems]
    return blueprint


def _replace(element: Element, field: str, hide: Callable[[str], str]) -> None:
    if isinstance(element, Text):
        element.text = hide(element.text)
    elif isinstance(element, Blueprint) and field == "accepts":
        element.accepts = {name: hide(reason) for name, reason in element.accepts.items()}
    elif isinstance(element, Card) and field == "channel":
        element.channels = [hide(channel) for channel in element.channels]
    elif isinstance(element, Card) and field in ("by", "uses", "follows"):
        for entry in (*element.by, *element.uses, *element.follows):
            if not entry.declared:
                entry.name = hide(entry.name)
    else:
        setattr(element, field, hide(getattr(element, field)))


def _phrase(words: str) -> str:
    start = r"(?<!\w)" if re.match(r"\w", words) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return start + r"\s+".join(map(re.escape, words.split())) + end


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _letters(number: int) -> str:
    """Return a number in letters: a, b, … z, ba, bb …"""
    more, last = divmod(number, 26)
    return (_letters(more) if more else "") + chr(ord("a") + last)
