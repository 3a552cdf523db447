"""Sentences that YAML cut in two: at a comma inside braces, at a colon inside a list."""

from __future__ import annotations

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.schema_mapping import Mapping
from blueprint_cli.document.wording import shorten


def is_cut_by_comma(mapping: Mapping, key: str, text: str) -> bool:
    """Whether `key` is the rest of a sentence: it has blanks, or no value, in a mapping in braces."""
    span = mapping.data.span
    lines = text.splitlines()
    if span.line > len(lines) or lines[span.line - 1][span.column - 1 : span.column] != "{":
        return False
    if mapping.known_as(key):
        return False
    return " " in key.strip() or (key in mapping.data.empty and not mapping.near(key))


def comma(mapping: Mapping, key: str) -> Problem:
    """Return the problem of a sentence in braces that a comma cut."""
    place = mapping.at(key)
    spans = mapping.data.key_spans | mapping.data.empty
    before = max(((span, name) for name, span in spans.items() if span < place), default=(place, ""))[1]
    value = mapping.data.get(before)
    whole = f"{value}, {key}" if isinstance(value, str) else f"…, {key}"
    return Problem(
        "unknown-field",
        place,
        f"A comma cut the sentence “{shorten(whole, 60)}”: inside {{ }} a comma starts a new field.",
        "Put the sentence in quotes, or write one field a line without braces:"
        f"\n\n  {before or 'note'}: {_quote(whole)}",
        detail=key,
    )


def is_cut_by_colon(mapping: Mapping, key: str) -> bool:
    """Whether `- Packs the item: all of it` was meant as one text: a lone key of several words or in capitals."""
    alone = len(mapping.data) + len(mapping.data.empty) == 1
    return alone and isinstance(mapping.data.get(key), str) and (" " in key.strip() or key[:1].isupper())


def colon(mapping: Mapping, key: str) -> Problem:
    """Return the problem of a sentence whose colon made a field of its first words."""
    whole = f"{key}: {mapping.data[key]}"
    return Problem(
        "unknown-field",
        mapping.at(key),
        f"The colon makes a field of “{shorten(key, 30)}” where a sentence was meant: “{shorten(whole, 50)}”.",
        f"A colon with a blank after it ends a field's name. Put the whole sentence in quotes:\n\n  {_quote(whole)}",
        detail=key,
    )


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
