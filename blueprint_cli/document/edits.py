"""Changing a file in place: each edit replaces one stretch of its bytes, and all others stay as they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from blueprint_cli.document.span import Span

_BREAK = re.compile(r"\r\n|\r|\n")


def line_break(data: bytes) -> str:
    r"""Return the line break of a file in UTF-8: that of its first line, or `\n`."""
    found = _BREAK.search(data.decode())
    return found[0] if found else "\n"


def apply_edits(data: bytes, edits: Sequence[tuple[Span, str]]) -> bytes:
    r"""Return the bytes of a file in UTF-8 with each span replaced by its text; an empty span inserts.

    The spans are those of its document and do not overlap; `\n` in a text becomes the line break of the file.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode()
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    newline = line_break(data)
    parts, last = [], len(text)
    for span, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        start, end = starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
        if not 0 <= start <= end <= last:
            raise ValueError("edits overlap, or are not of this file")
        parts += [text[end:last], new.replace("\n", newline)]
        last = start
    return mark + (text[:last] + "".join(reversed(parts))).encode()
