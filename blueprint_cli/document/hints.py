"""Text that YAML read, but not as it was meant: commas and `#` that cut it, spaces that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blueprint_cli.document.problem import Fix, Problem
from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map
from blueprint_cli.document.wording import SYNTAX, quote, shorten

#: One space, then `#` and a word: people set comments off by `# `, or by more room in front. Left out are comments that
#: are written without a space all the same: marks for tools and people, entries that were switched off.
CUT = re.compile(r" #(?=\w)(?!bp:|todo|fixme|xxx|hack|note\b|noqa|type:|yaml|[\w-]+:(?:\s|$))(?P<rest>.*)", re.I)
_GLUED = re.compile(r"(?:-\s+)?([A-Za-z][\w-]*):(?=[^\s/:])")
_SUSPECT = re.compile(r"(?:^|\s)(?:-[^\W\d_]|-['\"]|[A-Za-z][\w-]*:[^\s/:])")
_GLUED_DASH = re.compile(r"-(?=[^\W\d_]|['\"])")


#: In one mapping; whoever has more has one cause for them.
_MOST_LOOSE = 20


class Loose(NamedTuple):
    """A key of a flow mapping that has neither colon nor value; `start` and `end` are offsets into the text."""

    key: str
    span: Span
    start: int
    end: int


def join_loose(mapping: Map, loose: Sequence[Loose], text: str) -> list[Problem]:
    """Report the pieces of a sentence that commas cut inside `{ }`, and give the value before them its whole text."""
    problems: list[Problem] = []
    for first, last in _runs(loose, text):
        if len(problems) == _MOST_LOOSE:
            break
        glued = _GLUED.match(first.key)
        if glued and first is last:
            problems.append(glued_colon(first.span, glued[1]))
            if glued[1] not in mapping.key_spans:
                mapping[glued[1]] = first.key[glued.end() :]
                mapping.key_spans[glued[1]] = mapping.value_spans[glued[1]] = first.span
            continue
        span = Span(*first.span[:2], *last.span[2:])
        before = _entry_before(mapping, first.span)
        value = mapping.get(before) if before else None
        if before is None or not isinstance(value, str):
            problems.append(_braces(span, text[first.start : last.end], before))
            continue
        place = mapping.value_spans[before]
        rest = text[first.start : last.end]
        whole = f"{value}, {rest}"
        mapping[before] = " ".join(whole.split())
        mapping.value_spans[before] = Span(*place[:2], *span[2:])
        # Where the value stands in the line of the rest, it is known how it is written.
        start = first.start - (first.span.column - place.column) if place.line == span.line else first.start
        plain = start < first.start and span.line == span.end_line and text[start] not in "\"'&*!|>"
        problems.append(_comma(span, before, whole, rest, mapping.value_spans[before] if plain else None))
    return problems


def _runs(loose: Sequence[Loose], text: str) -> Iterable[tuple[Loose, Loose]]:
    """Return the first and last of each run of pieces that only commas part."""
    first = last = loose[0]
    for piece in loose[1:]:
        if text[last.end : piece.start].strip() != ",":
            yield first, last
            first = piece
        last = piece
    yield first, last


def _entry_before(mapping: Map, span: Span) -> str | None:
    before = [key for key, place in mapping.value_spans.items() if place < span]
    return max(before, key=lambda key: mapping.value_spans[key]) if before else None


def _comma(span: Span, key: str, whole: str, rest: str, written: Span | None) -> Problem:
    """Return the problem; `written` is where the whole text stands, if it can be put in quotes as it is."""
    from blueprint_cli.document.rewriting import put_in_quotes

    return Problem(
        "unknown-field",
        span,
        f"A comma inside `{{ }}` ends the text of `{shorten(key, 20)}`, so “{shorten(rest)}” is read as a key.",
        f"Put the whole text in quotes: `{key}: {quote(shorten(whole, 80))}`.",
        detail=rest,
        fix=put_in_quotes(whole, written) if written else None,
    )


def _braces(span: Span, words: str, before: str | None) -> Problem:
    after = f", after `{shorten(before, 20)}`," if before else ""
    return Problem(
        "unknown-field",
        span,
        f"“{shorten(words)}” inside `{{ }}`{after} is read as a key without a value.",
        f"Every entry inside `{{ }}` is `key: value`. If the braces are part of a text, put it in quotes: "
        f"`{quote('{' + shorten(words) + '}')}`.",
        detail=words,
    )


def glued_colon(span: Span, key: str) -> Problem:
    """Return the problem of a key whose colon has no space after it."""
    end = span.column + len(key) + 1
    return Problem(
        SYNTAX,
        Span(*span[:2], span.line, end),
        f"A space is missing after the colon of `{shorten(key)}:`.",
        f"Write `{shorten(key)}: ` and then the value; without the space it is all one text.",
        detail=key,
        fix=Fix(f"put a space after `{shorten(key)}:`", ((Span(span.line, end, span.line, end), " "),)),
    )


def glued_dash(span: Span, words: str) -> Problem:
    """Return the problem of a list item whose dash has no space after it."""
    return Problem(
        SYNTAX,
        span,
        f"A space is missing after the dash of “{shorten(words)}”, so the line is read as part of the text above.",
        f"Write `- {shorten(words)}`.",
        detail=words,
        fix=Fix("put a space after the dash", ((Span(span.line, span.column + 1, span.line, span.column + 1), " "),)),
    )


def may_be_glued(value: str) -> bool:
    """Whether it is worth a closer look (`find_glued`)."""
    return _SUSPECT.search(value) is not None


def find_glued(value: str, span: Span, lines: Sequence[str], keys: frozenset[str] | None) -> Problem | None:
    """Return the problem of a plain text that holds a key or an item of its own, for want of a space.

    `keys` are those of the file: a word in front of a colon is a key where it is one elsewhere; None takes any word.
    """
    before = lines[span.line - 1][: span.column - 1].strip()
    glued = _GLUED.match(value)
    if glued and not before.strip("- ") and (keys is None or glued[1] in keys):
        return glued_colon(span, glued[1])
    in_list = before.endswith("-")
    for number in range(span.line, span.end_line):
        line = lines[number]
        column = len(line) - len(line.lstrip()) + 1
        words = line.strip()
        here = Span(number + 1, column, number + 1, column + len(words))
        if in_list and _GLUED_DASH.match(words):
            return glued_dash(here, words[1:])
        glued = _GLUED.match(words)
        if glued and (keys is None or glued[1] in keys):
            offset = column + glued.start(1)
            return glued_colon(Span(number + 1, offset, number + 1, offset), glued[1])
    return None


def find_unopened(value: str, span: Span) -> Problem | None:
    """Return the problem of a plain text that ends with a bracket which it never opened."""
    opening = {"]": "[", "}": "{"}.get(value[-1:])
    if opening is None or opening in value:
        return None
    return Problem(
        SYNTAX,
        Span(span.end_line, span.end_column - 1, span.end_line, span.end_column),
        f"`{value[-1]}` closes a bracket that is not open, so “{shorten(value)}” is one text.",
        f"Start the list or mapping with `{opening}`, or put the text in quotes.",
        severity="warning",
        detail=value[-1],
    )


def find_cut(value: str, span: Span, lines: Sequence[str]) -> Problem | None:
    """Return the problem of a plain text that ends at ` #word`, which is no way to write a comment."""
    match = CUT.match(lines[span.end_line - 1], span.end_column - 1)
    if not match:
        return None
    rest = "#" + match["rest"].strip()
    start = match.start() + 2
    whole = f"{value} {rest}".strip()
    message = f"The text “{shorten(value)}” ends before `{shorten(rest, 30)}`: after a space, `#` starts a comment."
    if not value:
        message = f"To YAML `{shorten(rest, 30)}` is a comment; it was read as the value that is missing here."
    from blueprint_cli.document.rewriting import put_in_quotes

    written = Span(*span[:2], span.end_line, start + len(rest))
    return Problem(
        SYNTAX,
        Span(span.end_line, start, span.end_line, start + len(rest)),
        message,
        f"If it belongs to the text, put it all in quotes: `{quote(shorten(whole, 80))}`. If it is a comment, write a "
        "space after the `#`.",
        severity="warning",
        detail="#",
        fix=put_in_quotes(whole, written) if value and span.line == span.end_line else None,
    )
