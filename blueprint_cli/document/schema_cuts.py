"""Text that YAML took for a key: the rest of a sentence after a comma or before a colon, the heading of a step."""

from __future__ import annotations

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.rewriting import put_in_quotes
from blueprint_cli.document.schema_mapping import Mapping
from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map
from blueprint_cli.document.wording import shorten


def is_cut_by_comma(mapping: Mapping, key: str, text: str) -> bool:
    """Whether `key` is the rest of a sentence: it has blanks, or no value, and follows on others in braces."""
    span = mapping.data.span
    lines = text.splitlines()
    if span.line > len(lines) or lines[span.line - 1][span.column - 1 : span.column] != "{":
        return False
    if mapping.known_as(key) or _before(mapping, key) is None:
        return False
    return " " in key.strip() or (key in mapping.data.empty and not mapping.near(key))


def comma(mapping: Mapping, key: str) -> Problem:
    """Return the problem of a sentence in braces that a comma cut."""
    before = _before(mapping, key)
    value = mapping.data.get(before) if before else None
    whole = f"{value}, {key}" if isinstance(value, str) else f"…, {key}"
    return Problem(
        "unknown-field",
        mapping.at(key),
        f"A comma cut the sentence “{shorten(whole, 60)}”: inside {{ }} a comma starts a new field.",
        f"Put the sentence in quotes, or write one field a line without braces:\n\n  {before}: {_quote(whole)}",
        detail=key,
    )


def _before(mapping: Mapping, key: str) -> str | None:
    """Return the key that stands before another one."""
    place = mapping.at(key)
    return max(((span, name) for name, span in mapping.data.key_spans.items() if span < place), default=(place, None))[
        1
    ]


def is_cut_by_colon(mapping: Mapping, key: str) -> bool:
    """Whether `- Packs the item: all of it` was meant as one text: a lone key of several words or in capitals."""
    alone = len(mapping.data) + len(mapping.data.empty) == 1
    is_text = key in mapping.data.empty or isinstance(mapping.data.get(key), str)
    return alone and is_text and (" " in key.strip() or key[:1].isupper())


def colon(mapping: Mapping, key: str, meant: str) -> Problem:
    """Return the problem of a sentence whose colon made a field of its first words, and read it as field `meant`."""
    place = mapping.at(key)
    rest = mapping.data.get(key, "")
    whole = f"{key}: {rest}" if rest else key
    written = Span(*place[:2], *mapping.data.value_spans.get(key, place)[2:])
    problem = Problem(
        "unknown-field",
        place,
        f"The colon makes a field of “{shorten(key, 30)}” where a sentence was meant: “{shorten(whole, 50)}”.",
        "A colon with a blank after it, or at the end of a line, ends the name of a field. "
        f"Put the whole sentence in quotes:\n\n  {_quote(whole)}",
        detail=key,
        fix=put_in_quotes(whole, written) if written.line == written.end_line and rest else None,
    )
    mapping.rename(key, meant)
    mapping.data.empty.pop(meant, None)
    mapping.data[meant] = whole
    mapping.data.value_spans[meant] = Span(*place[:2], *mapping.data.value_spans.get(meant, place)[2:])
    return problem


def is_heading(mapping: Mapping, key: str) -> bool:
    """Whether a step was headed `- Request:` instead of `- name: Request`."""
    if mapping.kind != "step":
        return False
    return key in mapping.data.empty or isinstance(mapping.data[key], Map)


def heading(mapping: Mapping, key: str) -> Problem:
    """Return the problem of a step that is headed by a key, and read that as its name."""
    place = mapping.at(key)
    inside = mapping.data.get(key)
    problem = Problem(
        "unknown-field",
        place,
        f"“{shorten(key)}” is no field of a step; if it is the heading, it goes into `name`.",
        f"The name is a field like the others, and the layers line up with it:\n\n  - name: {key}\n    customer: …",
        detail=key,
    )
    mapping.rename(key, "name")
    mapping.data.empty.pop("name", None)
    mapping.data["name"] = key
    mapping.data.value_spans["name"] = place
    if isinstance(inside, Map):
        for name, value in inside.items():
            if name not in mapping.data.key_spans:
                mapping.data[name] = value
                mapping.data.key_spans[name] = inside.key_spans[name]
                mapping.data.value_spans[name] = inside.value_spans[name]
    return problem


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
