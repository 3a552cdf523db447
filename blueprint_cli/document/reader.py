"""Reading a file: from bytes to a document that knows where everything stands."""

from __future__ import annotations

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.source import Document
from blueprint_cli.document.span import START, Span
from blueprint_cli.document.tree import Map
from blueprint_cli.document.walk import Walk


def read_document(path: str, data: bytes) -> Document:
    """Read UTF-8 YAML or JSON.

    Never raises on content: what is wrong is in `problems`, sorted by place, and `data` is None where the text holds
    no mapping. `path` is only the name that findings carry.
    """
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    hashes = frozenset(n for n, line in enumerate(lines) if "#" in line)
    parsed = Walk(text, lines, hashes).run()
    document = Document(path, text, problems=parsed.problems)
    if parsed.error is not None:
        mark = getattr(parsed.error, "problem_mark", None)
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else START
        document.problems.append(Problem("yaml-syntax", span, "The file cannot be read from here on.", ""))
    elif isinstance(parsed.root, Map) and not parsed.refused:
        document.data = parsed.root
    return document
