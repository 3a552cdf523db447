"""Where two readings of a text differ: the check that an edit changed what it was to change, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from blueprint_cli.document.source import Document
from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map, Seq
from blueprint_cli.document.walk import TYPED_KEYS, typed_value


def differences(old: Map, new: Map) -> Iterator[Span]:
    """Yield the places in `old` of the keys and values that are others in `new`; of a longer list, the whole."""
    return _of_maps(old, new, old.span)


def _of_maps(old: Map, new: Map, place: Span) -> Iterator[Span]:
    if len(old.key_spans) != len(new.key_spans):
        yield place
        return
    for before, after in zip(old.key_spans, new.key_spans, strict=True):
        if before != after:
            yield old.key_spans[before]
        value, there = old.get(before), old.value_spans.get(before, old.key_spans[before])
        if before != after and after in TYPED_KEYS and isinstance(value, str) and value != new.get(after):
            # Under its right name a field is read as what it is.
            value = typed_value(after, value)
        yield from _of_values(value, new.get(after), there)


def _of_values(old: Any, new: Any, place: Span) -> Iterator[Span]:
    if isinstance(old, Map) and isinstance(new, Map):
        yield from _of_maps(old, new, place)
    elif isinstance(old, Seq) and isinstance(new, Seq) and len(old) == len(new):
        for before, after, there in zip(old, new, old.item_spans, strict=True):
            yield from _of_values(before, after, there)
    elif type(old) is not type(new) or old != new:
        yield place


def keeps_comments(old: Document, new: Document, edited: Sequence[Span]) -> bool:
    """Whether `new` has every comment of `old` that none of the edits touches, and no other."""
    kept = Counter(text for span, text in _comments(old) if not any(touch(span, edit) for edit in edited))
    found = Counter(text for _, text in _comments(new))
    return not kept - found and len(new.comments) <= len(old.comments)


def _comments(document: Document) -> Iterator[tuple[Span, str]]:
    lines = document.text.split("\n")
    for span in document.comments:
        yield span, lines[span.line - 1][span.column - 1 : span.end_column - 1]


def touch(one: Span, other: Span) -> bool:
    """Whether two stretches overlap, or one is empty and stands in or beside the other."""
    if one[:2] == one[2:] or other[:2] == other[2:]:
        return one[:2] <= other[2:] and other[:2] <= one[2:]
    return one[:2] < other[2:] and other[:2] < one[2:]
