"""Quotes and brackets that do not close, or close too early."""

from __future__ import annotations

import re
from typing import Any

from blueprint_cli.document.lines import after_quote, cut_text
from blueprint_cli.document.place import (
    Explained,
    Place,
    char_at,
    explained,
    is_key,
    text_of,
)
from blueprint_cli.document.wording import quote, shorten


def quoted(said: str, start: Place, at: Place, lines: list[str]) -> Explained:
    """Explain a quoted text that cannot be read, or that does not end."""
    if "escape" in said or "hexdecimal" in said:
        shown = shorten(lines[at.line][at.column : at.column + 2])
        return explained(
            at,
            f"`{shown}` means nothing inside double quotes, where `\\` announces a special character.",
            "Write `\\\\` for a backslash, or use single quotes, where it is a character like others.",
        )
    return explained(
        start,
        f"The quote `{char_at(lines, start)}` that opens here is never closed.",
        "Close it at the end of the text. An apostrophe inside single quotes is written twice: `'the guest''s bag'`.",
    )


def unclosed_bracket(start: Place, at: Place, last: Any, lines: list[str]) -> Explained:
    """Explain a list or mapping in brackets that goes on where it cannot."""
    bracket = char_at(lines, start)
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    for number in range(start.line, at.line + 1):
        if cut := cut_text(number, lines):
            return cut
    if at.line == start.line and lines[at.line][at.column :].strip() and char_at(lines, at) not in "]}":
        style = getattr(last, "style", None)
        behind = char_at(lines, Place(at.line, at.column - 1))
        if (
            not (behind == " " and char_at(lines, at) in "'\"")
            and style in ("'", '"')
            and last.end_mark.line == at.line
        ):
            return after_quote(at, lines)
        if char_at(lines, at) == ":":
            return _colon_in_brackets(bracket, at, lines)
        shown = shorten(lines[at.line][at.column :], 20)
        return explained(
            at,
            f"A comma or `{closing}` is missing before “{shown}”.",
            f"Inside `{bracket}{closing}` a comma stands between entries; text that holds a comma, a colon or a "
            "bracket goes in quotes.",
        )
    return explained(
        start,
        f"The bracket `{bracket}` that opens here is not closed by a `{closing}`.",
        f"Close it, or put the text in quotes if the bracket is part of it. Noticed in line {at.line + 1}.",
    )


def _colon_in_brackets(bracket: str, at: Place, lines: list[str]) -> Explained:
    """Explain a second colon in one entry: in the text, or of the next entry, to which the comma is missing."""
    before = re.search(r"([\w-]*)\s*$", lines[at.line][: at.column])
    assert before is not None
    if is_key(before[1], lines):
        first = Place(at.line, before.start())
        message = f"A comma is missing before `{before[1]}:`."
        return explained(first, message, "Inside brackets a comma stands between entries.", length=len(before[1]) + 1)
    return explained(
        at,
        "A text inside brackets holds a colon and a space, which to YAML starts a value.",
        f"Put the text in quotes, or the entries of `{bracket}` into lines of their own.",
        repair=at,
    )


def stray_mark(at: Place, lines: list[str]) -> Explained:
    """Explain a bracket or comma where a value should start, or the end of the file there."""
    mark = char_at(lines, at)
    if not mark:
        return explained(at, "The file ends in the middle of an entry.", "Complete it, or delete it.")
    if mark == ":":
        return explained(at, "There is no key before this colon.", "Every entry of a mapping is written `key: value`.")
    key, text, start = text_of(lines, at)
    whose = f"The text of `{shorten(key, 20)}`" if key else "A text"
    if start == at.column:
        help = f"Put the text in quotes: `{quote(shorten(text, 60))}`."
    else:
        help = "Delete it, or put the text that it belongs to in quotes."
    return explained(
        at, f"{whose} cannot start with `{mark}`." if start == at.column else f"`{mark}` is not expected here.", help
    )
