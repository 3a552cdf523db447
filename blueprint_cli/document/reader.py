"""Reading a file: from bytes to a document that knows where everything stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from blueprint_cli.document import wording
from blueprint_cli.document.decode import decode
from blueprint_cli.document.hints import find_cut, find_glued, find_unopened, may_be_glued
from blueprint_cli.document.leftovers import conflict_marks, tabs_that_stopped
from blueprint_cli.document.parsed import Parsed, Scalar
from blueprint_cli.document.problem import Problem
from blueprint_cli.document.source import Document
from blueprint_cli.document.span import Span
from blueprint_cli.document.standins import (
    STAND_INS,
    is_mark_in_word,
    restored,
    stand_in,
    without_marks_in_words,
    without_surrogates,
)
from blueprint_cli.document.tree import Map, Seq
from blueprint_cli.document.walk import Walk

#: After so many mistakes of which each stops the parser, the rest is not looked for; nor after so many characters
#: that were walked once more because of them.
MAX_REPAIRS, MAX_REREAD = 20, 4_000_000

#: Where a comment may start.
_HASH = re.compile(r"(?:(?<=[\s,\[\]{}])|^)#")


def read_document(path: str, data: bytes) -> Document:
    r"""Read UTF-8 YAML or JSON.

    Never raises on content: what is wrong is in `problems`, sorted by place, and `data` is None where the text holds
    no mapping or where reading on would be guessing. `path` is only the name that findings carry. In `text` every
    line ends with `\n`, whatever it ends with in the file.
    """
    decoded = decode(data)
    document = Document(path, decoded.text, problems=decoded.problems)
    text = decoded.parsable
    if text is None:
        return document
    lines = text.split("\n")
    if conflicts := conflict_marks(lines):
        document.problems = sorted((*document.problems, *conflicts), key=lambda problem: problem.span)
        return document
    hashes = frozenset(number for number, line in enumerate(lines) if "#" in line) if "#" in text else frozenset()
    parsed = _parse(text, list(lines), hashes, document.problems)
    document.problems += parsed.problems
    document.comments = _comments(lines, hashes, parsed.scalars, len(lines) if parsed.end is None else parsed.end)
    if parsed.error is None and not parsed.refused:
        document.data = _mapping(parsed, lines, document.problems)
        document.problems += _hints(parsed, lines)
    document.problems.sort(key=lambda problem: problem.span)
    return document


def _parse(text: str, lines: list[str], hashes: frozenset[int], problems: list[Problem]) -> Parsed:
    """Walk the text; where a single character stopped the parser, report it and walk again as if it were text."""
    paired = without_surrogates(text) if "\\u" in text else text
    parsed = Walk(paired, lines, hashes, restore=paired is not text).run()
    repaired: list[int] = []
    restorable = parsed.error is not None and STAND_INS.keys().isdisjoint(text)
    marks_read = False
    if restorable and is_mark_in_word(parsed.error, lines):
        parsed, marks_read = _read_marks_as_text(lines, hashes), True
    if parsed.error is not None:
        # A file without mistakes does not wait for these modules.
        from blueprint_cli.document.syntax import explain
    while parsed.error is not None:
        if tabs := tabs_that_stopped(parsed.error, lines):
            problems += tabs
            break
        if restorable and not marks_read and is_mark_in_word(parsed.error, lines):
            # Behind an earlier mistake, such a mark is met only now; it is no mistake there either.
            parsed, marks_read = _read_marks_as_text(lines, hashes), True
            continue
        explained = explain(parsed, lines)
        place = explained.repair
        if place is None or place.line not in repaired:
            problems.append(_restored(explained.problem))
        enough = len(repaired) == MAX_REPAIRS or len(repaired) * len(text) > MAX_REREAD
        if place is None or enough or not restorable:
            break
        repaired.append(place.line)
        line = lines[place.line]
        lines[place.line] = line[: place.column] + stand_in(line[place.column]) + line[place.column + 1 :]
        parsed = Walk(without_surrogates("\n".join(lines)), lines, hashes, restore=True).run()
    return parsed


def _read_marks_as_text(lines: list[str], hashes: frozenset[int]) -> Parsed:
    """Walk again, with `lines` changed so that `:` and `?` inside words are text."""
    lines[:] = [without_marks_in_words(line) for line in lines]
    return Walk(without_surrogates("\n".join(lines)), lines, hashes, restore=True).run()


def _restored(problem: Problem) -> Problem:
    return replace(problem, message=restored(problem.message), help=restored(problem.help))


def _mapping(parsed: Parsed, lines: Sequence[str], problems: list[Problem]) -> Map | None:
    """Return the mapping that the file is, or report that it is none."""
    if isinstance(parsed.root, Map):
        return parsed.root
    if any(problem.detail not in ("encoding", "control") for problem in problems):
        return None
    if not parsed.found:
        written = [line for line in lines if line.strip()]
        only_comments = all(line.lstrip().startswith("#") for line in written)
        problems.append(wording.empty_file("" if not written else "comments" if only_comments else "empty values"))
    elif isinstance(parsed.root, str) and (glued := find_glued(parsed.root, parsed.root_span, lines, None)):
        problems.append(glued)
    else:
        problems.append(wording.not_a_mapping(parsed.root, parsed.root_span))
    return None


def _hints(parsed: Parsed, lines: Sequence[str]) -> list[Problem]:
    """Report text that was read otherwise than it was meant."""
    texts = [scalar for scalar in parsed.scalars if not (scalar.style or scalar.is_key)]
    found: list[Problem | None] = [wording.unused_name(name, span) for name, span in parsed.names.items()]
    found += [find_cut(scalar.value, scalar.span, lines) for scalar in texts]
    found += [find_unopened(scalar.value, scalar.span) for scalar in parsed.glued]
    suspects = {scalar.span: scalar for scalar in (*parsed.glued, *texts) if may_be_glued(scalar.value)}
    if suspects:
        keys = _keys(parsed.root)
        found += [find_glued(scalar.value, scalar.span, lines, keys) for scalar in suspects.values()]
    return [problem for problem in found if problem]


def _keys(root: Any) -> frozenset[str]:
    """Return every key of the tree."""
    keys: set[str] = set()
    rest, seen = [root], set()
    while rest:
        node = rest.pop()
        if id(node) in seen or not isinstance(node, Map | Seq):
            continue
        seen.add(id(node))
        if isinstance(node, Map):
            keys.update(node.key_spans)
        rest += node.values() if isinstance(node, Map) else node
    return frozenset(keys)


def _comments(lines: Sequence[str], hashes: Iterable[int], scalars: Iterable[Scalar], end: int) -> list[Span]:
    """Return the spans of comments before line `end` (from 0): from the first `#` of a line that is in no scalar."""
    numbers = sorted(number for number in hashes if number < end)
    taken: dict[int, list[tuple[int, int]]] = {number: [] for number in numbers}
    for scalar in scalars:
        line, column, end_line, end_column = scalar.span
        if scalar.style in ("|", ">"):
            # Behind the mark of a block there may be a comment.
            line, column = line + 1, 1
        for number in range(line - 1, end_line):
            if number in taken:
                first = column - 1 if number == line - 1 else 0
                taken[number].append((first, end_column - 1 if number == end_line - 1 else len(lines[number])))
    comments = []
    for number in numbers:
        extents = iter(taken[number])
        first = last = 0
        for match in _HASH.finditer(lines[number]):
            column = match.start()
            while last <= column and (extent := next(extents, None)):
                first, last = extent
            if not first <= column < last:
                comments.append(Span(number + 1, column + 1, number + 1, len(lines[number].rstrip()) + 1))
                break
    return comments
