"""Tolerant access to the parsed tree: what has the wrong type counts as absent; the schema check has said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from blueprint_cli.document import Map, Seq, Span


def text_of(node: Map, key: str) -> str | None:
    """Return the text under `key`, outer blanks removed; None where there is none."""
    value = node.get(key)
    return None if value is None else as_text(value)


def as_text(value: Any) -> str | None:
    """Return a scalar as text; None for anything else and for blank text."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else None


def items_of(node: Map, key: str) -> Iterable[tuple[Any, Span]]:
    """Return the value under `key` with its place, or each item of the list that it is."""
    value = node.get(key)
    if value is None:
        return ()
    if isinstance(value, Seq):
        return zip(value, value.item_spans, strict=True)
    return ((value, node.value_spans[key]),)


def described(node: Map, key: str, word: str) -> Iterator[tuple[str, Map, Span]]:
    """Yield what stands under `key`, one or a list: its words, its fields, and the place of the words.

    An item is a bare text, or a mapping that has its words under `word`; one without words is left out.
    """
    if key not in node:
        return
    for value, span in items_of(node, key):
        fields = value if isinstance(value, Map) else Map(span)
        text = text_of(value, word) if isinstance(value, Map) else as_text(value)
        if text:
            yield text, fields, fields.value_spans.get(word, span)


def texts_of(node: Map, key: str) -> list[str]:
    """Return one text or a list of texts as a list."""
    return [text for value, _ in items_of(node, key) if (text := as_text(value))]


def map_of(node: Map, key: str) -> Map:
    """Return the mapping under `key`, an empty one where there is none."""
    value = node.get(key)
    return value if isinstance(value, Map) else Map(node.span)
