"""Where a path of keys and positions leads: to a place in the text, and to the part of the schema that describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map, Seq

#: Keys and positions (from 0) from the root of a document to a value.
Path = tuple[str | int, ...]


def value_at(data: Map, path: Path) -> Any:
    """Return the value that a path leads to; None for an empty one."""
    value: Any = data
    for part in path:
        value = value.get(part) if isinstance(part, str) else value[part]
    return value


def key_span(data: Map, path: Path) -> Span:
    """Return the place of the key that a path ends with; of a list's item, or the whole: its first key."""
    last = path[-1] if path else None
    if isinstance(last, str):
        parent = value_at(data, path[:-1])
        spans: dict[str, Span] = parent.empty | parent.key_spans
        return spans[last]
    value = value_at(data, path)
    if isinstance(value, Map):
        return min([*value.empty.values(), *value.key_spans.values()], default=value.span)
    return value_span(data, path)


def value_span(data: Map, path: Path) -> Span:
    """Return the place of a value; of a list, a mapping or nothing: that of its key."""
    last = path[-1] if path else None
    value = value_at(data, path)
    if last is None or (isinstance(last, str) and (value is None or isinstance(value, Map | Seq))):
        return key_span(data, path)
    parent = value_at(data, path[:-1])
    place: Span = parent.value_spans[last] if isinstance(last, str) else parent.item_spans[last]
    return place


def plain_data(value: Any) -> Any:
    """Return a tree as dicts and lists in which empty values are None, as an editor's YAML reader gives them."""
    if isinstance(value, Map):
        return {key: plain_data(item) for key, item in value.items()} | dict.fromkeys(value.empty)
    if isinstance(value, Seq):
        return [plain_data(item) for item in value]
    return value


def options(schema: dict[str, Any], root: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the forms that a value may have, each with the name of its `$defs` entry: references and anyOf resolved."""
    yield name, schema
    if "$ref" in schema:
        target = schema["$ref"].removeprefix("#/$defs/")
        yield from options(root["$defs"][target], root, target)
    for branch in schema.get("anyOf", ()):
        yield from options(branch, root, name)


def schema_at(root: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the part of the schema `root` that describes the value at `path`; {} where none does."""
    schema = root
    for part in path:
        schema = next(_inside(schema, root, part), {})
    return schema


def _inside(schema: dict[str, Any], root: dict[str, Any], part: str | int) -> Iterator[dict[str, Any]]:
    for _, form in options(schema, root):
        if isinstance(part, int):
            inner = form.get("items")
        else:
            inner = form.get("properties", {}).get(part, form.get("additionalProperties"))
        if isinstance(inner, dict):
            yield inner


def mapping_at(root: dict[str, Any], path: Path) -> tuple[str, dict[str, Any]]:
    """Return the kind (`customerCard`, `""` for the file) and the fields of the mapping at `path`."""
    for name, form in options(schema_at(root, path), root):
        if "properties" in form:
            return name, form["properties"]
    return "", {}


def types_at(root: dict[str, Any], path: Path) -> set[str]:
    """Return the JSON types that a value at `path` may have."""
    found: set[str] = set()
    for _, form in options(schema_at(root, path), root):
        names = form.get("type", [])
        found.update([names] if isinstance(names, str) else names)
    return found
