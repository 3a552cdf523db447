"""What a problem's meant key or value looks like in the text: in the quotes that stand there, or as it needs them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from blueprint_cli.document.problem import Fix, Problem
from blueprint_cli.document.span import Span
from blueprint_cli.document.wording import shorten

#: What needs no quotes in block and flow style.
_PLAIN = re.compile(r"\w(?:[\w ./&'()+–-]*[\w.)])?")
#: What other readers of YAML take for nothing, a truth or a number.
_OTHER = re.compile(r"~|null|true|false|yes|no|on|off|y|n|[-+]?[\d_.]+(?:e[-+]?\d+)?|0[xob][\da-f_]+", re.I)
_ANCHORS = "&*!|>"


def with_fix(problem: Problem, lines: Sequence[str]) -> Problem:
    """Give a problem the fix that puts what was meant in the place of what stands there.

    It stays as it is where nothing is meant, or where the text at its span is more than one word or text in one
    line: an alias, something with a name or a tag, a block of text.
    """
    if problem.meant is None or problem.fix is not None:
        return problem
    old = text_at(lines, problem.span)
    value, sure = problem.meant
    new = rewrite(old, value)
    if new is None or new == old:
        return problem
    said = f"“{shorten(value, 60)}”" if isinstance(value, str) else f"{new} without quotes"
    words = f"write {said} for “{shorten(_unquoted(old), 60)}”"
    return replace(problem, fix=Fix(words, ((problem.span, new),), sure))


def text_at(lines: Sequence[str], span: Span) -> str:
    """Return what stands at a span in one line; nothing where it runs over several."""
    if span.line != span.end_line or span.line > len(lines):
        return ""
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def rewrite(old: str, value: str | int | bool) -> str | None:
    """Return a value in the quotes of what it replaces; None where that is no key or text of its own."""
    if not old or old[0] in _ANCHORS or old != old.strip():
        return None
    if not isinstance(value, str):
        return json.dumps(value)
    if old[0] == old[-1] == '"' and len(old) > 1:
        return json.dumps(value, ensure_ascii=False)
    if old[0] == old[-1] == "'" and len(old) > 1:
        return "'" + value.replace("'", "''") + "'"
    if old[0] in "\"'[{#" or " #" in old:
        return None
    return value if _PLAIN.fullmatch(value) and not _OTHER.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def put_in_quotes(text: str, span: Span) -> Fix:
    """Return the fix that puts what was cut in pieces in quotes, as one text: unsafe, for it may be two things."""
    whole = " ".join(text.split())
    quoted = json.dumps(whole, ensure_ascii=False) if '"' not in whole else "'" + whole.replace("'", "''") + "'"
    return Fix(f"put “{shorten(whole, 60)}” in quotes", ((span, quoted),), safe=False)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
