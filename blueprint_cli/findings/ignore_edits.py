"""Taking ignore comments out of a file: whole ones, or the names of single rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blueprint_cli.document import Fix, Span

_GAP = re.compile(r"[\s,]*")


def delete_comment(lines: Sequence[str], comment: Span, why: str) -> Fix:
    """Return the fix that deletes a comment: with its line where it has one of its own, else with the blanks before."""
    line = comment.line
    before = lines[line - 1][: comment.column - 1]
    if before.strip():
        start = len(before.rstrip()) + 1
        place = Span(line, start, line, len(lines[line - 1]) + 1)
    elif line < len(lines):
        place = Span(line, 1, line + 1, 1)
    else:
        # The last line has no end of its own.
        place = Span(line - 1, len(lines[line - 2]) + 1, line, len(lines[line - 1]) + 1)
    return Fix(f"delete this comment, which {why}", ((place, ""),))


def take_out(lines: Sequence[str], name: Span) -> Fix:
    """Return the fix that takes one of several names out of the list of a comment, with one of the commas beside it."""
    text = lines[name.line - 1]
    start, end = name.column - 1, name.end_column - 1
    after = _GAP.match(text, end)
    gap = after.end() if after else end
    if text[gap : gap + 1] != "]":
        end = gap
    else:
        # The last one goes with the comma before it.
        end = gap
        start = len(text[:start].rstrip(" ,\t"))
    shown = text[name.column - 1 : name.end_column - 1]
    return Fix(f"take “{shown}” out of this comment", ((Span(name.line, start + 1, name.line, end + 1), ""),))


def rename(span: Span, old: str, new: str, *, safe: bool) -> Fix:
    """Return the fix of a mistyped rule."""
    return Fix(f"write “{new}” for “{old}”", ((span, new),), safe)
