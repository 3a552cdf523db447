"""Lines that belong to nothing: wrong indentation, and entries for which a colon, a dash or a space is missing."""

from __future__ import annotations

import re
from typing import Any

from blueprint_cli.document.hints import CUT, glued_colon, glued_dash
from blueprint_cli.document.place import (
    GLUED,
    KEY,
    Explained,
    Place,
    char_at,
    explained,
    indent_of,
    is_key,
    line_above,
    reserved,
    text_of,
)
from blueprint_cli.document.problem import Related
from blueprint_cli.document.wording import shorten

FIRST_KEY_HELP = "To give a card more than its words, start with `does:` and indent every field under it alike."


def indented_under_text(at: Place, lines: list[str]) -> Explained:
    """Tell why a line that is a proper `key: value` is not one: the text above it has not ended."""
    name = lines[at.line][: at.column].strip().removeprefix("- ").strip()
    above = line_above(at.line, lines)
    here = Place(at.line, indent_of(lines[at.line]))
    if above is None:
        return explained(here, f"`{shorten(name)}` is not expected here.", "Every entry is written `key: value`.")
    glued = GLUED.match(lines[above])
    if glued:
        return Explained(glued_colon(Place(above, glued.start(1)).span(), glued[1]))
    if odd := _unlike_card_above(here, name, above, lines):
        return odd
    key = KEY.match(lines[above])
    related = Related(Place(above, indent_of(lines[above])).span(), "The line above.")
    if key and lines[above][key.end() :].strip():
        return explained(
            here,
            f"`{shorten(name)}` is indented under `{shorten(key[2])}`, which already has a text in its line.",
            f"Indent `{shorten(name)}` like `{shorten(key[2])}`; or, if it belongs to a card, give the text a line of "
            "its own: `does: …`.",
            related,
            length=len(name),
        )
    text = lines[above].strip()
    if text.startswith("- ") and not is_key(text[2:].split()[0], lines):
        return explained(
            here,
            f"`{shorten(name)}` follows a card that is bare text: “{shorten(text[2:])}”.",
            f"Write `- does: {shorten(text[2:])}`. {FIRST_KEY_HELP}",
            related,
            length=len(name),
        )
    return missing_colon(above, lines)


def _unlike_card_above(here: Place, name: str, above: int, lines: list[str]) -> Explained | None:
    """Explain an entry that is meant to go on with the list item in the line above, but is not indented like it."""
    first = KEY.match(lines[above])
    if not first or "-" not in first[1] or not 0 < abs(here.column - first.start(2)) < 4:
        return None
    return explained(
        here,
        f"`{shorten(name)}` is not indented like `{shorten(first[2])}` in line {above + 1}, so it is no part of it.",
        "Fields of one card are indented alike. Move this line, or the dash above and what follows it.",
        Related(Place(above, first.start(2)).span(len(first[2])), "The first field of the card."),
        length=len(name),
    )


def no_colon(start: Place, lines: list[str]) -> Explained:
    """Explain a line that should be a key and has no colon."""
    line = lines[start.line]
    above = line_above(start.line, lines)
    if above is not None and (cut := cut_text(above, lines)):
        return cut
    if char_at(lines, start) in "'\"":
        return explained(
            start,
            "The quote that opens here does not close in this line.",
            "Close the quote at the end of the text. An apostrophe inside single quotes is written twice.",
        )
    glued = GLUED.match(line)
    if glued:
        return Explained(glued_colon(Place(start.line, glued.start(1)).span(), glued[1]))
    return missing_colon(start.line, lines)


def missing_colon(line: int, lines: list[str]) -> Explained:
    """Explain a line that is neither an entry nor an item."""
    text = lines[line].strip()
    if text.startswith("-") and text[1:2].strip():
        return dash_without_space(line, lines)
    here = Place(line, indent_of(lines[line]))
    word = text.removeprefix("- ").split()[0]
    if is_key(word, lines):
        here = Place(line, lines[line].index(word))
        return explained(here, f"A colon is missing after `{word}`.", f"Write `{word}: …`.", length=len(word))
    return explained(
        here,
        f"“{shorten(text)}” is neither `key: value` nor an item of a list.",
        "A colon and a space may be missing after the key, or the line belongs to the text above and that text should "
        "be in quotes.",
        length=len(text),
    )


def dash_without_space(line: int, lines: list[str]) -> Explained:
    """Explain an item whose dash has no space after it."""
    text = lines[line].strip()
    return Explained(glued_dash(Place(line, indent_of(lines[line])).span(len(text)), text[1:]))


def cut_text(line: int, lines: list[str]) -> Explained | None:
    """Explain a text that ends at ` #` in this line, although it goes on below; None where there is no such thing."""
    match = CUT.search(lines[line])
    if not match or re.search("['\"]", lines[line][: match.start()]):
        return None
    at = Place(line, match.start() + 1)
    rest = lines[line][at.column :].rstrip()
    return explained(
        at,
        f"The text ends before `{shorten(rest, 30)}`: after a space, `#` starts a comment.",
        "Put the whole text in quotes. If it is a comment, write a space after the `#`.",
        length=len(rest),
        repair=at,
    )


def after_quote(at: Place, lines: list[str]) -> Explained:
    """Explain what stands behind a closing quote."""
    shown = shorten(lines[at.line][at.column :], 30)
    return explained(
        at,
        f"The quoted text ends before “{shown}”.",
        "Only a comment may follow the closing quote. Quotes inside quotes are written `''` in single ones, `\\\"` in "
        "double ones; or use the other kind around the whole text.",
    )


def misplaced(said: str, context: str, start: Place, at: Place, last: Any, lines: list[str]) -> Explained:
    """Explain a line or a piece of a line that fits nowhere: the parser expected another entry or item."""
    line = lines[at.line]
    if getattr(last, "style", None) in ("'", '"') and last.end_mark.line == at.line:
        opened = Place(last.start_mark.line, last.start_mark.column)
        if opened.line < at.line:
            return explained(
                opened,
                f"The quote `{char_at(lines, opened)}` that opens here is not closed in its line.",
                f"Close it at the end of the text. The next quote is in line {at.line + 1}.",
                Related(at.span(), "Here the text cannot go on."),
            )
        return after_quote(at, lines)
    if hasattr(last, "end_mark") and last.end_mark.line == at.line and line[last.end_mark.column - 1] in "]}":
        text = text_of(lines, at)
        if line[text[2] : text[2] + 1] in ("[", "{") and char_at(lines, at) not in "]},":
            return reserved(Place(at.line, text[2]), lines)
    if line[at.column :].startswith(":") and not line[: at.column].strip(" -"):
        return explained(at, "There is no key before this colon.", "Every entry of a mapping is written `key: value`.")
    if at.column > indent_of(line):
        shown = shorten(line[at.column :], 30)
        return explained(
            at, f"“{shown}” is not expected here.", "Put text that holds brackets, quotes or colons in quotes."
        )
    above = line_above(at.line, lines)
    if above is not None and indent_of(line) > indent_of(lines[above]) and (cut := cut_text(above, lines)):
        return cut
    stripped = line.strip()
    if stripped.startswith("-") and stripped[1:2].strip() and not stripped.startswith("--"):
        return dash_without_space(at.line, lines)
    if stripped.startswith("-") and "block mapping" in context and at.column == start.column:
        return explained(
            at,
            f"The list item “{shorten(stripped)}” stands among keys, and the key above it has a value already.",
            "A list stands directly under the key that it belongs to, and that key has nothing else in its line.",
            length=len(stripped),
        )
    if "document start" in said:
        message = "This line is indented less than the first entry of the file, so it belongs to nothing."
        if above is not None and lines[above].startswith("..."):
            message = "`...` in the line above ends the document, so this line belongs to nothing."
        return explained(at, message, "Indent the entries of the file alike.", length=max(1, len(line.strip())))
    if (
        above is not None
        and (name := KEY.match(line))
        and (odd := _unlike_card_above(Place(at.line, indent_of(line)), name[2], above, lines))
    ):
        return odd
    if "'-'" in said:
        return explained(
            at,
            f"“{shorten(line)}” stands among the items of a list and is none.",
            "Start it with `- `, or indent it so that it belongs to the item above or to the key of the list.",
            Related(start.span(), "The list starts here."),
            length=len(line.strip()),
        )
    return explained(
        at,
        f"The indentation of “{shorten(line)}” fits none of the lines above.",
        "Spaces at the start of a line show what it belongs to: entries of one mapping, and items of one list, are "
        "indented alike.",
        Related(start.span(), "Its mapping may start here."),
        length=max(1, len(line.strip())),
    )
