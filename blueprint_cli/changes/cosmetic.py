"""Changes that say nothing new: comments, the order of keys, the layout of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from blueprint_cli.changes.change import Change, Side
from blueprint_cli.changes.making import About
from blueprint_cli.document import Document, Map, Span, read_document


def cosmetic_changes(old: Side, new: Side, *, only: bool) -> Iterator[Change]:
    """Yield at most one change of each kind; that of the layout where nothing else has changed (`only`).

    The order of keys is compared in what stands in the same place of both trees.
    """
    if old.text == new.text:
        return
    about = About("file", old.blueprint, new.blueprint)
    before, after = (_comments(side) for side in (old, new))
    found = False
    if Counter(before) != Counter(after):
        found = True
        gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
        words = (_count(sum(counter.values())) for counter in (gone, come))
        spans = [
            next((span for text, span in side if text in counter), None)
            for side, counter in ((_placed(old), gone), (_placed(new), come))
        ]
        yield about.change("comments-changed", "", *words, old_span=spans[0], new_span=spans[1])
    if _other_order(old.blueprint.written, new.blueprint.written):
        found = True
        yield about.change("keys-reordered")
    if only and not found:
        yield about.change("layout-changed")


def _count(number: int) -> str | None:
    return f"{number} comment{'s' if number > 1 else ''}" if number else None


def _comments(side: Side) -> list[str]:
    return [text for text, _ in _placed(side)]


def _placed(side: Side) -> list[tuple[str, Span]]:
    document: Document = read_document(side.path, side.text.encode("utf-8", "surrogatepass"))
    lines = document.text.split("\n")
    return [
        (lines[span.line - 1][span.column - 1 :].strip(), span) for span in document.comments if span.line <= len(lines)
    ]


def _other_order(old: Any, new: Any) -> bool:
    if isinstance(old, Map) and isinstance(new, Map):
        keys = [key for key in old if key in new]
        return keys != [key for key in new if key in old] or any(_other_order(old[key], new[key]) for key in keys)
    if isinstance(old, list) and isinstance(new, list):
        return any(_other_order(one, other) for one, other in zip_longest(old, new))
    return False
