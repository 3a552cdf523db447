"""The words of a language by which rules read a card: data, one YAML file a language.

`en.yaml` says what each list is for, and serves every rule. Another language names in `rules` those that it serves:
all other rules that read words are skipped in it, or judge by fields alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from blueprint_cli.rules.words.tokens import Tokens, has_phrase, read_tokens

__all__ = [
    "Form",
    "MissingListError",
    "Tokens",
    "Verb",
    "Words",
    "has_phrase",
    "read_lists",
    "read_tokens",
    "words_for",
]

Form = Literal["base", "third", "past", "ing"]
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


class Verb(NamedTuple):
    """What a form is of: `sent` is the past form (or participle) of `send`."""

    base: str
    form: Form


class MissingListError(KeyError):
    """A language lacks a list: the rule that asks for it is skipped there."""


class Words(dict[str, frozenset[str]]):
    """The lists of one language, in lower case: `words["customers"]`; a list that it lacks is a MissingListError.

    `verbs` has every form of every known verb; `participles` all past forms, of which some are other forms as well,
    and as such in `verbs`: `read`, German `bestellt`. `grammar` says how clauses are built: `english`, or `germanic`
    with the verb second or last, and particles that part from it. `rules` are those that it serves; None for all.
    """

    # A mapping itself, because rules look into it a hundred thousand times in a large file; and one of a kind.
    __slots__ = ("grammar", "language", "participles", "rules", "verbs")
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(
        self,
        language: str,
        lists: Mapping[str, frozenset[str]],
        verbs: Mapping[str, Verb],
        participles: frozenset[str],
        grammar: str = "english",
        rules: frozenset[str] | None = None,
    ) -> None:
        super().__init__(lists)
        self.language, self.verbs, self.participles = language, verbs, participles
        self.grammar, self.rules = grammar, rules

    def __missing__(self, name: str) -> frozenset[str]:
        """Tell which list is not there."""
        raise MissingListError(name)

    def serves(self, rule: str) -> bool:
        """Whether the lists that a rule reads are there."""
        return self.rules is None or rule in self.rules

    def find(self, name: str, text: str) -> list[str]:
        """Return the words and phrases of a list that stand in a text, in the order of the alphabet."""
        tokens = read_tokens(text)
        return sorted(phrase for phrase in self[name] if has_phrase(tokens, (phrase,)))


def words_for(language: str) -> Words | None:
    """Return the words of a language tag such as `en`, `en-GB` or `en_US`; None where there are none."""
    name = language.strip().casefold().replace("_", "-").partition("-")[0]
    return _load(name) if name.isascii() and name.isalpha() else None


@cache
def _load(name: str) -> Words | None:
    file = Path(__file__).with_name(f"{name}.yaml")
    if not file.is_file():
        return None
    data = read_lists(file.read_text("utf-8"))
    verbs, participles = _read_verbs(data.pop("verbs"))
    grammar = "".join(data.pop("grammar", ["english"]))
    rules = frozenset(" ".join(data.pop("rules")).split()) if "rules" in data else None
    return Words(name, {key: _split(key, lines) for key, lines in data.items()}, verbs, participles, grammar, rules)


def read_lists(text: str) -> dict[str, list[str]]:
    """Read the lines of each key of a flat YAML file of block texts, much faster than the reader of all YAML does."""
    lists: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(" "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            key, _, value = line.partition(":")
            value = value.strip()
            lists[key] = lines = [] if value in (">", "|", '""') else [value]
    return lists


def _split(key: str, lines: list[str]) -> frozenset[str]:
    entries = lines if key.endswith("_phrases") else " ".join(lines).split()
    return frozenset(entries).union(*(_spellings(entry) for entry in entries if not entry.isascii()))


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word as it is and with its umlauts written out: `für`, `fuer`."""
    if word.isascii():
        return (word,)
    out = word
    for umlaut, written in _UMLAUTS:
        out = out.replace(umlaut, written)
    return word, out


def _read_verbs(lines: list[str]) -> tuple[dict[str, Verb], frozenset[str]]:
    """Read lines such as `send sends sent / sending`: what every form is of, and which are past forms."""
    finite: dict[str, Verb] = {}
    verbs: dict[str, Verb] = {}
    participles: set[str] = set()
    for line in lines:
        left, _, right = line.partition("/")
        base, third, *past = left.split()
        ing = right.split()
        if not line.isascii():
            past, ing = ([s for form in forms for s in _spellings(form)] for forms in (past, ing))
        for spelling in _spellings(base):
            finite[spelling] = Verb(base, "base")
        for spelling in _spellings(third):
            finite[spelling] = Verb(base, "third")
        verbs.update(dict.fromkeys(past, Verb(base, "past")))
        verbs.update(dict.fromkeys(ing, Verb(base, "ing")))
        participles.update(past)
    # Where two forms are alike (`read`; `lay` and the past of `lie`), the base or third person stays.
    return verbs | finite, frozenset(participles)
