"""Where the parser gives up: what the author did there, in words, and how to read on where that is safe."""

from __future__ import annotations

import re
from typing import Any

from blueprint_cli.document.brackets import quoted, stray_mark, unclosed_bracket
from blueprint_cli.document.hints import glued_colon
from blueprint_cli.document.leftovers import TAB_HELP
from blueprint_cli.document.lines import indented_under_text, misplaced, no_colon
from blueprint_cli.document.parsed import Parsed
from blueprint_cli.document.place import KEY, Explained, Place, char_at, clip, explained, is_key, reserved, text_of
from blueprint_cli.document.wording import quote, shorten


def explain(parsed: Parsed, lines: list[str]) -> Explained:
    """Say what is wrong where the parser stopped; `lines` are those of the text."""
    error: Any = parsed.error
    last: Any = parsed.last
    said = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return explained(Place(0, 0), "The file cannot be read.", "It is no text in YAML or JSON.")
    at = clip(_place(mark), lines)
    opening = getattr(error, "context_mark", None)
    start = clip(_place(opening), lines) if opening else at

    if "tab" in said or char_at(lines, at) == "\t":
        return explained(at, "A tab stands here where YAML needs spaces.", TAB_HELP)
    if hasattr(last, "value") and re.match(r":\S", lines[at.line][at.column :]) and _place(last.end_mark) == at:
        first = _place(last.start_mark)
        if first.line == at.line:
            return Explained(glued_colon(first.span(), lines[at.line][first.column : at.column]))
    if said == "found unexpected ':'" and (word := re.search(r"[\w-]+$", lines[at.line][: at.column])):
        return Explained(glued_colon(Place(at.line, word.start()).span(), word[0]))
    if said.startswith(("found character that cannot start", "mapping keys are not allowed")):
        return reserved(at, lines)
    if context.endswith(("an alias", "an anchor", "a tag", "a block scalar")) or "tag handle" in said:
        return reserved(start, lines)
    if type(last).__name__ == "AliasEvent" and last.end_mark.line == at.line == mark.line:
        return reserved(_place(last.start_mark), lines)
    if said.startswith("mapping values are not allowed"):
        return _colon(at, lines)
    if said.startswith("could not find expected ':'"):
        return no_colon(start, lines)
    if said.startswith("block sequence entries are not allowed"):
        return _dash(at, lines)
    if context.endswith("quoted scalar"):
        return quoted(said, start, at, lines)
    if "flow" in context and "expected ','" in said:
        return unclosed_bracket(start, at, last, lines)
    if "node content" in said:
        if not char_at(lines, at) and parsed.brackets:
            return unclosed_bracket(Place(*parsed.brackets[-1]), at, last, lines)
        return stray_mark(at, lines)
    if "directive" in context or "directive" in said or "incompatible" in said:
        message = "Lines that start with `%` are for YAML itself; a blueprint has none."
        return explained(Place(at.line, 0), message, "Delete this line.")
    return misplaced(said, context, start, at, last, lines)


def _place(mark: Any) -> Place:
    return Place(mark.line, mark.column)


def _colon(at: Place, lines: list[str]) -> Explained:
    line = lines[at.line]
    key = KEY.match(line)
    if not key or key.end() > at.column:
        return indented_under_text(at, lines)
    text = line[key.end() :].strip()
    word = line[key.end() : at.column].strip()
    if is_key(word, lines):
        return explained(
            at,
            f"`{shorten(key[2], 20)}:` and `{shorten(word)}:` stand in the same line; a line takes one key.",
            f"Put `{shorten(word)}:` into the next line, indented; or put the text in quotes: "
            f"`{quote(shorten(text, 60))}`.",
        )
    if not line[at.column + 1 :].strip():
        return explained(
            at,
            f"The text of `{shorten(key[2], 20)}` ends with a colon, which to YAML starts a new entry.",
            f"Delete the colon, or put the text in quotes: `{quote(shorten(text, 80))}`.",
            repair=at,
        )
    return explained(
        at,
        f"The text of `{shorten(key[2], 20)}` holds a colon and a space, which to YAML starts a new entry.",
        f"Put the text in quotes: `{quote(shorten(text, 80))}`.",
        repair=at,
    )


def _dash(at: Place, lines: list[str]) -> Explained:
    key, text, _ = text_of(lines, at)
    if key:
        return explained(
            at,
            f"A list cannot start in the line of its key `{shorten(key)}`.",
            "Put each item into a line of its own, `- ` first; or, if the dash is part of the text, put it in quotes: "
            f"`{quote(shorten(text, 60))}`.",
        )
    return explained(
        at,
        "A list item (`- `) is not expected here.",
        "Items of one list are indented alike, and a list stands under a key that has no other value.",
    )
