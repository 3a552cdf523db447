"""What a review has seen: a fingerprint of all that a blueprint says, whatever its layout and its comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any

from blueprint_cli.blueprint.model import Actor, Blueprint, Element, Policy, Process, System

#: Where an entry stands and whose it is says nothing of what it says.
_NOT_CONTENT = frozenset({"span", "fields", "declared", "own", "declared_in"})


def content_hash(blueprint: Blueprint) -> str:
    """Return `sha256:` and 16 hex digits over what the file says without `review`.

    The catalog entries that its cards refer to are part of it; the others, comments, layout and the order of keys
    are not. An empty value counts as absent.
    """
    said: dict[str, Any] = {key: value for key, value in blueprint.written.items() if key != "review"}
    content = {"blueprint": said, "catalog": dict(_from_catalogs(blueprint))}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _from_catalogs(blueprint: Blueprint) -> Iterator[tuple[str, Any]]:
    found: dict[Actor | System | Policy | Process, None] = {}
    for card in blueprint.cards:
        entries = [*card.by, *card.uses, *card.follows, *([card.process] if card.process else [])]
        found |= {entry: None for entry in entries if entry.declared and not entry.own}
    for entry in found:
        yield f"{type(entry).__name__.lower()} {entry.id}", _plain(entry)


def _plain(value: Any) -> Any:
    """Return an entry as plain data, without what is not given."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Element) and is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(given) for name, given in pairs if name not in _NOT_CONTENT and given not in (None, [])}
    return value
