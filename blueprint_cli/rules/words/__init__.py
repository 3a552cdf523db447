"""The words of a language by which rules read a card: data, one YAML file a language.

`en.yaml` says what each list is for. A language is complete when it has every list of `en.yaml` (a test says so).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from blueprint_cli.document import Map, read_document
from blueprint_cli.rules.words.tokens import Tokens, has_phrase, read_tokens

__all__ = ["Form", "Tokens", "Verb", "Words", "has_phrase", "read_tokens", "words_for"]

Form = Literal["base", "third", "past", "ing"]


class Verb(NamedTuple):
    """What a form is of: `sent` is the past form (or participle) of `send`."""

    base: str
    form: Form


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """The lists of one language, in lower case: `words["customers"]`; a list that does not exist is a KeyError."""

    language: str
    lists: Mapping[str, frozenset[str]]
    #: Every form of every known verb.
    verbs: Mapping[str, Verb]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a list by its name."""
        return self.lists[name]

    def find(self, name: str, text: str) -> list[str]:
        """Return the words and phrases of a list that stand in a text, in the order of the alphabet."""
        tokens = read_tokens(text)
        return sorted(phrase for phrase in self.lists[name] if has_phrase(tokens, (phrase,)))


def words_for(language: str) -> Words | None:
    """Return the words of a language tag such as `en`, `en-GB` or `en_US`; None where there are none."""
    name = language.strip().casefold().replace("_", "-").partition("-")[0]
    return _load(name) if name.isascii() and name.isalpha() else None


@cache
def _load(name: str) -> Words | None:
    file = Path(__file__).with_name(f"{name}.yaml")
    if not file.is_file():
        return None
    data = read_document(file.name, file.read_bytes()).data or Map()
    forms = [entry for line in data.pop("verbs").splitlines() for entry in _forms(line)]
    # Where two forms are alike (`read`; `lay` and the past of `lie`), the base or third person stays.
    verbs = dict(sorted(forms, key=lambda entry: entry[1].form in ("base", "third")))
    return Words(name, {key: _split(key, text) for key, text in data.items()}, verbs)


def _split(key: str, text: str) -> frozenset[str]:
    return frozenset(text.splitlines() if key.endswith("_phrases") else text.split())


def _forms(line: str) -> list[tuple[str, Verb]]:
    """Read `send sends sent / sending`."""
    finite, _, participles = line.partition("/")
    base, third, *past = finite.split()
    kinds: list[tuple[str, Form]] = [(base, "base"), (third, "third")]
    kinds += [(form, "past") for form in past]
    kinds += [(form, "ing") for form in participles.split()]
    return [(form, Verb(base, kind)) for form, kind in kinds]
