"""Text in Markdown: what an author wrote is shown and never obeyed, whatever it looks like."""

from __future__ import annotations

import html
import re

from blueprint_cli.report.excerpt import printable

#: Markdown's own characters, taken as they are after a backslash.
_MARKUP = re.compile(r"[\\`*_\[\]~|$#]")
#: What services make mentions, references and links of: an invisible space after it keeps them from that.
_CALLS = re.compile(r"@|\\#(?=\d)|\bGH(?=-\d)|:(?=//|\w+:)|\bwww(?=\.)", re.I)
_CODE = re.compile(r"`([^`\n]+)`")
_LINKS = re.compile(r"://|\bwww\.", re.I)


def escape(text: str) -> str:
    """Return words for a cell of a table; a stretch between backticks is shown as code."""
    parts = _CODE.split(printable(text))
    return "".join(code(part) if number % 2 else _words(part) for number, part in enumerate(parts))


def _words(text: str) -> str:
    return _CALLS.sub("\\g<0>\u200b", _MARKUP.sub(r"\\\g<0>", html.escape(text, quote=False)))


def code(text: str) -> str:
    """Return text as code, in which services look for no mention and no reference; it can be copied as it is."""
    shown = _MARKUP.sub(_entity, html.escape(printable(text), quote=False))
    return f"<code>{_LINKS.sub(lambda found: found[0][:-1] + _entity(found[0][-1]), shown)}</code>"


def _entity(found: re.Match[str] | str) -> str:
    return f"&#{ord(found[0])};"
