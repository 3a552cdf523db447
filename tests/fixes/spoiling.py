"""Blueprints with slips of the hand in their keys, fixed values and references, in many layouts; seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from blueprint_cli.document import Map, Seq, Span, read_document
from blueprint_cli.document.edits import apply_edits

_FIXED = frozenset("state lanes basis automation repeats severity kind status".split())  # noqa: SIM905
_REFERENCES = frozenset("by uses follows process to needs card cause answers".split())  # noqa: SIM905
_QUOTES = "'\""
#: Unused wherever it stands in the samples: the rule looks at the words of cards, never at these lines alone.
IGNORE = "# bp: ignore[back-in-time] größer, as agreed"


@dataclass(frozen=True)
class Spoilt:
    """A file before and after it was spoilt, with the places, and their words before."""

    clean: bytes
    data: bytes
    places: tuple[tuple[Span, str, str], ...]
    ignores: int
    #: What stood at each place of the source.
    original: dict[Span, str]


def spoil(data: bytes, r: random.Random) -> Spoilt:
    """Misspell some words, then change the layout: quotes, comments, ignores, line breaks, byte order mark."""
    document = read_document("x", data)
    assert document.data is not None
    lines = document.text.split("\n")
    places = sorted(set(_places(document.data)), key=lambda place: place[0])
    r.shuffle(places)
    clean: list[tuple[Span, str]] = []
    edits: list[tuple[Span, str]] = []
    most = r.choice([1, 1, 2, 3, 4, 6, 8, 16])
    for span, kind in places:
        if len(edits) == most:
            break
        text = lines[span.line - 1][span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""
        bare = text.strip(_QUOTES)
        if not re.fullmatch(r"[^\W\d_][\w ./-]*", bare):
            continue
        quote = text[0] if text[0] in _QUOTES else r.choice(["", "", "'", '"'])
        word = misspell(bare, r, kind)
        if word != bare:
            clean.append((span, f"{quote}{bare}{quote}"))
            edits.append((span, f"{quote}{word}{quote}"))
    # Comments at the ends of lines that are no part of a text over several lines.
    open_ends = [number for number, line in enumerate(lines, 1) if re.fullmatch(r"[^#|>\"']*[\w}\]]:?", line)]
    inside = _text_lines(document.data)
    count = 0
    layout: list[tuple[Span, str]] = []
    for number in r.sample(open_ends, min(len(open_ends), r.randint(0, 3))):
        if number in inside or any(edit[0].line == number for edit in edits):
            continue
        count += (ignored := r.random() < 0.4)
        words = IGNORE if ignored else r.choice(["# ä", "#\t\tTAB: [x]", "# 😀 'quoted' \"twice\""])
        end = len(lines[number - 1]) + 1
        layout.append((Span(number, end, number, end), r.choice(["  ", " ", " \t "]) + words))
    newline = r.choice([b"\n", b"\n", b"\r\n", b"\r"])
    mark = r.choice([b"", b"", b"\xef\xbb\xbf"])
    ending = r.choice([b"", b"\n", b"\n\n", b"\n# end"])

    def written(text: bytes) -> bytes:
        return mark + (text.rstrip(b"\n") + ending).replace(b"\n", newline)

    return Spoilt(
        written(apply_edits(data, [*clean, *((span, text if IGNORE not in text else "") for span, text in layout)])),
        written(apply_edits(data, [*edits, *layout])),
        tuple((span, old, new) for (span, old), (_, new) in zip(clean, edits, strict=True)),
        count,
        {span: lines[span.line - 1][span.column - 1 : span.end_column - 1] for span, _ in edits},
    )


def misspell(word: str, r: random.Random, kind: str) -> str:
    """Slip once, or change capitals, hyphens and blanks."""
    at = r.randrange(len(word))
    letter = r.choice("aeinrst")
    return r.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word.upper() if kind != "reference" else word.capitalize(),
        ]
    )


def _places(data: Map) -> Iterator[tuple[Span, str]]:
    """Yield the places of keys that the language has, of its fixed values, and of references."""
    rest: list[tuple[Map | Seq, str]] = [(data, "")]
    while rest:
        node, field = rest.pop()
        if isinstance(node, Seq):
            for item, span in zip(node, node.item_spans, strict=True):
                if isinstance(item, Map | Seq):
                    rest.append((item, field))
                elif field in _REFERENCES:
                    yield span, "reference"
            continue
        declares = field in ("actors", "systems", "policies", "processes", "accepts")
        for key, span in node.key_spans.items():
            if not declares and key != "$schema":
                yield span, "key"
            value = node.get(key)
            if isinstance(value, Map | Seq):
                rest.append((value, key if not declares else ""))
            elif isinstance(value, str) and key in _FIXED and not (key == "kind" and field == ""):
                yield node.value_spans[key], "value"
            elif isinstance(value, str) and key in _REFERENCES and field != "review":
                yield node.value_spans[key], "reference"


def _text_lines(data: Map) -> set[int]:
    """Return the lines of texts that run over several, but for the last one."""
    found: set[int] = set()
    rest: list[Map | Seq] = [data]
    while rest:
        node = rest.pop()
        spans = node.value_spans.values() if isinstance(node, Map) else node.item_spans
        values = node.values() if isinstance(node, Map) else node
        rest += [value for value in values if isinstance(value, Map | Seq)]
        for span in spans:
            found.update(range(span.line, span.end_line) if span.line != span.end_line else ())
    return found
