"""Where the parser gives up: what the author did there, in words, and how to read on where that is safe."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from blueprint_cli.document.hints import glued_colon
from blueprint_cli.document.leftovers import TAB_HELP
from blueprint_cli.document.problem import Problem, Related
from blueprint_cli.document.span import Span
from blueprint_cli.document.wording import SYNTAX, quote, shorten


class Place(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int

    def span(self, length: int = 1) -> Span:
        """Return the span of `length` characters from here."""
        return Span(self.line + 1, self.column + 1, self.line + 1, self.column + 1 + length)


class Explained(NamedTuple):
    """A problem, and the character that would read as mere text if it were another one: there reading can go on."""

    problem: Problem
    repair: Place | None = None


#: `key:` at the start of a line, behind the dashes of list items.
_KEY = re.compile(r"(\s*(?:-\s+)*)([^\s#'\"\[\]{},&*!|>%@`-][^#:]*?)\s*:(?=\s|$)")
_GLUED = re.compile(r"\s*(?:-\s+)*([A-Za-z][\w-]*):(?=[^\s/:])")
_CUT = re.compile(r"\S( #)(?=\S)")
_FIRST_KEY_HELP = "To give a card more than its words, start with `does:` and indent every field under it alike."


def explain(error: Any, last: Any, lines: list[str]) -> Explained:
    """Say what is wrong where the parser stopped.

    `error` is the parser's, `last` the event before it, `lines` the text.
    """
    said = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Explained(_problem(Place(0, 0), "The file cannot be read.", "It is no text in YAML or JSON."))
    at = _clip(Place(mark.line, mark.column), lines)
    opening = getattr(error, "context_mark", None)
    start = _clip(Place(opening.line, opening.column), lines) if opening else at

    if "tab" in said or _char(lines, at) == "\t":
        return Explained(_tab(at))
    if said.startswith("found character that cannot start"):
        return _reserved(at, lines)
    if (
        context in ("while scanning an alias", "while scanning an anchor", "while scanning a tag")
        or "tag handle" in said
    ):
        return _reserved(start, lines)
    if context == "while scanning a block scalar":
        return _reserved(start, lines)
    if said.startswith("mapping keys are not allowed"):
        return _reserved(at, lines)
    if said.startswith("mapping values are not allowed"):
        return _colon(at, lines)
    if said.startswith("could not find expected ':'"):
        return Explained(_no_colon(start, lines))
    if said.startswith("block sequence entries are not allowed"):
        return Explained(_dash(at, lines))
    if context.endswith("quoted scalar"):
        return Explained(_quoted(said, start, at, lines))
    if "flow" in context and "expected ','" in said:
        return Explained(_unclosed_bracket(start, at, last, lines))
    if "node content" in said:
        return Explained(_stray_mark(at, lines))
    if "directive" in context or "directive" in said or "incompatible" in said:
        return Explained(
            _problem(at, "Lines that start with `%` are for YAML itself; a blueprint has none.", "Delete this line.")
        )
    return Explained(_misplaced(said, start, at, last, lines))


def _clip(place: Place, lines: list[str]) -> Place:
    """Put a place at the end of the file on the last line that holds something."""
    line, column = place
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line].strip()):
        line = len(lines) - 1
        while line and not lines[line].strip():
            line -= 1
        return Place(line, max(0, len(lines[line].rstrip())))
    return Place(line, column)


def _problem(at: Place, message: str, help: str, *related: Related, length: int = 1) -> Problem:
    return Problem(SYNTAX, at.span(length), message, help, related=related)


def _char(lines: list[str], at: Place) -> str:
    return lines[at.line][at.column : at.column + 1]


def _line_above(line: int, lines: list[str]) -> int | None:
    """Return the nearest line above that holds more than blanks or a comment."""
    for number in range(line - 1, -1, -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _text_of(lines: list[str], at: Place) -> tuple[str, str, int]:
    """Return the key of the line, the text behind it, and the column where that text starts."""
    line = lines[at.line]
    key = _KEY.match(line)
    if key and key.end() <= at.column:
        start = key.end() + len(line[key.end() :]) - len(line[key.end() :].lstrip())
        return key[2], line[start:].rstrip(), start
    dash = re.match(r"\s*(?:-\s+)+", line)
    start = dash.end() if dash else _indent(line)
    return "", line[start:].rstrip(), start


def _tab(at: Place) -> Problem:
    return _problem(at, "A tab stands here where YAML needs blanks.", TAB_HELP)


_RESERVED = {
    "*": "a reference to something above",
    "&": "a name for what follows",
    "!": "a tag",
    "|": "text over several lines",
    ">": "text over several lines",
    "?": "a key",
}


def _reserved(at: Place, lines: list[str]) -> Explained:
    mark = _char(lines, at)
    key, text, start = _text_of(lines, at)
    role = _RESERVED.get(mark)
    meaning = f": to YAML it announces {role}" if role else ""
    whose = f" of `{shorten(key, 20)}`" if key else ""
    shown = text if start == at.column else lines[at.line][at.column :]
    return Explained(
        _problem(
            at,
            f"The text{whose} cannot start with `{mark}`{meaning}.",
            f"Put the text in quotes: `{quote(shorten(shown, 60))}`.",
        ),
        at if mark else None,
    )


def _colon(at: Place, lines: list[str]) -> Explained:
    line = lines[at.line]
    key = _KEY.match(line)
    if key and key.end() <= at.column:
        text = line[key.end() :].strip()
        word = line[key.end() : at.column].strip()
        if re.fullmatch(r"[A-Za-z][\w-]*", word) and not line[at.column + 1 :].strip():
            word_help = f"Delete the colon, or put the text in quotes: `{quote(text)}`."
            return Explained(_problem(at, f"The colon at the end of `{shorten(word)}` is in the way.", word_help), at)
        if re.fullmatch(r"[a-z][A-Za-z]*", word):
            return Explained(
                _problem(
                    at,
                    f"`{shorten(key[2], 20)}:` and `{shorten(word)}:` stand in the same line; a line takes one key.",
                    f"Put `{shorten(word)}:` into the next line, indented; or put the text in quotes: "
                    f"`{quote(shorten(text, 60))}`.",
                ),
            )
        return Explained(
            _problem(
                at,
                f"The text of `{shorten(key[2], 20)}` holds a colon and a blank, which to YAML starts a new entry.",
                f"Put the text in quotes: `{quote(shorten(text, 80))}`.",
            ),
            at,
        )
    return Explained(_indented_under_text(at, lines))


def _indented_under_text(at: Place, lines: list[str]) -> Problem:
    """Tell why a line that is a proper `key: value` is not one: the text above it has not ended."""
    name = lines[at.line][: at.column].strip().removeprefix("- ").strip()
    above = _line_above(at.line, lines)
    here = Place(at.line, _indent(lines[at.line]))
    if above is None:
        return _problem(here, f"`{shorten(name)}` is not expected here.", "Every entry is written `key: value`.")
    glued = _GLUED.match(lines[above])
    if glued:
        return glued_colon(Place(above, glued.start(1)).span(), glued[1])
    key = _KEY.match(lines[above])
    related = Related(Place(above, _indent(lines[above])).span(), "The line above.")
    if key and lines[above][key.end() :].strip():
        return _problem(
            here,
            f"`{shorten(name)}` is indented under `{shorten(key[2])}`, which already has a text in its line.",
            f"Indent `{shorten(name)}` like `{shorten(key[2])}`; or, if it belongs to a card, give the text a line of "
            "its own: `does: …`.",
            related,
            length=len(name),
        )
    text = lines[above].strip()
    if text.startswith("- "):
        return _problem(
            here,
            f"`{shorten(name)}` follows a card that is bare text: “{shorten(text[2:])}”.",
            f"Write `- does: {shorten(text[2:])}`. {_FIRST_KEY_HELP}",
            related,
            length=len(name),
        )
    return _missing_colon(above, lines)


def _missing_colon(line: int, lines: list[str]) -> Problem:
    text = lines[line].strip()
    return _problem(
        Place(line, _indent(lines[line])),
        f"“{shorten(text)}” is neither `key: value` nor an item of a list.",
        "A colon and a blank may be missing after the key, or the line belongs to the text above and that text should "
        "be in quotes.",
        length=len(text),
    )


def _no_colon(start: Place, lines: list[str]) -> Problem:
    line = lines[start.line]
    above = _line_above(start.line, lines)
    if above is not None and (cut := _CUT.search(lines[above])):
        return _cut(Place(above, cut.start(1) + 1), lines)
    if _char(lines, start) in "'\"":
        return _problem(
            start,
            "The quote that opens here does not close in this line.",
            "Close the quote at the end of the text. An apostrophe inside single quotes is written twice.",
        )
    glued = _GLUED.match(line)
    if glued:
        return glued_colon(Place(start.line, glued.start(1)).span(), glued[1])
    return _missing_colon(start.line, lines)


def _cut(at: Place, lines: list[str]) -> Problem:
    rest = lines[at.line][at.column :].rstrip()
    return _problem(
        at,
        f"A blank and `#` end the text here: “{shorten(rest)}” is read as a comment.",
        "Put the whole text in quotes.",
        length=len(rest),
    )


def _dash(at: Place, lines: list[str]) -> Problem:
    key, text, _ = _text_of(lines, at)
    if key:
        return _problem(
            at,
            f"A list cannot start in the line of its key `{shorten(key)}`.",
            "Put each item into a line of its own, `- ` first; or, if the dash is part of the text, put it in quotes: "
            f"`{quote(shorten(text, 60))}`.",
        )
    return _problem(
        at,
        "A list item (`- `) is not expected here.",
        "Items of one list are indented alike, and a list stands under a key that has no other value.",
    )


def _quoted(said: str, start: Place, at: Place, lines: list[str]) -> Problem:
    if "escape" in said or "hexdecimal" in said:
        shown = shorten(lines[at.line][at.column : at.column + 2])
        return _problem(
            at,
            f"`{shown}` means nothing inside double quotes, where `\\` announces a special character.",
            "Write `\\\\` for a backslash, or use single quotes, where it is a character like others.",
        )
    return _problem(
        start,
        f"The quote `{_char(lines, start)}` that opens here is never closed.",
        "Close it at the end of the text. An apostrophe inside single quotes is written twice: `'the guest''s bag'`.",
    )


def _unclosed_bracket(start: Place, at: Place, last: Any, lines: list[str]) -> Problem:
    bracket = _char(lines, start)
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    for number in range(start.line, at.line + 1):
        if cut := _CUT.search(lines[number]):
            return _cut(Place(number, cut.start(1) + 1), lines)
    if at.line == start.line and lines[at.line][at.column :].strip():
        style = getattr(last, "style", None)
        if style in ("'", '"') and last.end_mark.line == at.line:
            return _after_quote(at, lines)
        shown = shorten(lines[at.line][at.column :], 20)
        return _problem(
            at,
            f"A comma or `{closing}` is missing before “{shown}”.",
            f"Inside `{bracket}{closing}` a comma stands between entries; text that holds a comma, a colon or a bracket "
            "goes in quotes.",
        )
    return _problem(
        start,
        f"The bracket `{bracket}` that opens here is not closed by a `{closing}`.",
        f"Close it, or put the text in quotes if the bracket is part of it. Noticed in line {at.line + 1}.",
    )


def _after_quote(at: Place, lines: list[str]) -> Problem:
    shown = shorten(lines[at.line][at.column :], 30)
    return _problem(
        at,
        f"The quoted text ends before “{shown}”.",
        "Only a comment may follow the closing quote. Quotes inside quotes are written `''` in single ones, `\\\"` in "
        "double ones; or use the other kind around the whole text.",
    )


def _stray_mark(at: Place, lines: list[str]) -> Problem:
    mark = _char(lines, at)
    if not mark:
        return _problem(at, "The file ends in the middle of an entry.", "Complete it, or delete it.")
    key, text, start = _text_of(lines, at)
    whose = f"The text of `{shorten(key, 20)}`" if key else "A text"
    if start == at.column:
        help = f"Put the text in quotes: `{quote(shorten(text, 60))}`."
    else:
        help = "Delete it, or put the text that it belongs to in quotes."
    return _problem(
        at, f"{whose} cannot start with `{mark}`." if start == at.column else f"`{mark}` is not expected here.", help
    )


def _misplaced(said: str, start: Place, at: Place, last: Any, lines: list[str]) -> Problem:
    line = lines[at.line]
    style = getattr(last, "style", None)
    if style in ("'", '"') and last.end_mark.line <= at.line <= last.end_mark.line:
        opened = Place(last.start_mark.line, last.start_mark.column)
        if opened.line < at.line:
            return _problem(
                opened,
                f"The quote `{_char(lines, opened)}` that opens here is not closed in its line.",
                f"Close it at the end of the text. The next quote is in line {at.line + 1}.",
                Related(at.span(), "Here the text cannot go on."),
            )
        return _after_quote(at, lines)
    if line[at.column :].startswith(":") and not line[: at.column].strip(" -"):
        return _problem(at, "There is no key before this colon.", "Every entry of a mapping is written `key: value`.")
    if at.column > _indent(line):
        shown = shorten(line[at.column :], 30)
        return _problem(
            at, f"“{shown}” is not expected here.", "Put text that holds brackets, quotes or colons in quotes."
        )
    above = _line_above(at.line, lines)
    if above is not None and (cut := _CUT.search(lines[above])) and _indent(line) > _indent(lines[above]):
        return _cut(Place(above, cut.start(1) + 1), lines)
    if "document start" in said:
        message = "This line is indented less than the first entry of the file, so it belongs to nothing."
        if above is not None and lines[above].startswith("..."):
            message = "`...` in the line above ends the document, so this line belongs to nothing."
        return _problem(at, message, "Indent the entries of the file alike.", length=max(1, len(line.strip())))
    if "'-'" in said:
        return _problem(
            at,
            f"“{shorten(line)}” stands among the items of a list and is none.",
            "Start it with `- `, or indent it so that it belongs to the item above or to the key of the list.",
            Related(start.span(), "The list starts here."),
            length=len(line.strip()),
        )
    return _problem(
        at,
        f"The indentation of “{shorten(line)}” fits none of the lines above.",
        "Blanks at the start of a line show what it belongs to: entries of one mapping, and items of one list, are "
        "indented alike.",
        Related(start.span(), "Its mapping may start here."),
        length=max(1, len(line.strip())),
    )
