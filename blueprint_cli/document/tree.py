"""The parsed document: plain mappings and lists that know where each key and value stands.

`Map` and `Seq` are a `dict` and a `list`, so a schema check reads them as they are; the spans ride beside the data.
Values are `str` (the source text of the scalar: `1.10`, `012` and `yes` stay what was typed), `int` and `bool` for
the four fields that the language reads as such, `Map` and `Seq`. An empty value counts as absent: it is in `empty`
and not in the data.
"""

from __future__ import annotations

from typing import Any

from blueprint_cli.document.span import START, Span


class Map(dict[str, Any]):
    """A mapping with the span of each key and each value."""

    __slots__ = ("empty", "key_spans", "span", "value_spans")

    def __init__(self, span: Span = START) -> None:
        super().__init__()
        self.span = span
        self.key_spans: dict[str, Span] = {}
        self.value_spans: dict[str, Span] = {}
        #: Keys that were given no value, with the span of the key.
        self.empty: dict[str, Span] = {}


class Seq(list[Any]):
    """A list with the span of each item; empty items are left out."""

    __slots__ = ("item_spans", "span")

    def __init__(self, span: Span = START) -> None:
        super().__init__()
        self.span = span
        self.item_spans: list[Span] = []
