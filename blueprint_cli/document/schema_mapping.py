"""A mapping of the document beside what the schema knows of it: what it is called, what it lacks, what fits a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from blueprint_cli.document.schema_places import Path, key_span, mapping_at, value_at
from blueprint_cli.document.schema_words import HOMES, INSTEAD, LAYERS, NOUNS, SAME_WORDS, plain_key
from blueprint_cli.document.span import Span
from blueprint_cli.document.suggest import closest, guess
from blueprint_cli.document.tree import Map
from blueprint_cli.document.walk import TYPED_KEYS, typed_value


@dataclass(frozen=True, slots=True)
class Mapping:
    """The mapping at `path` of the document `root`, its kind and fields by `schema`, the required ones it lacks."""

    root: Map
    schema: dict[str, Any]
    path: Path
    data: Map
    kind: str
    fields: dict[str, Any]
    missing: tuple[str, ...]

    @property
    def noun(self) -> str:
        """What the mapping is called: `a backstage card`."""
        layer = next((part for part in reversed(self.path) if part in LAYERS), "")
        if not self.kind:
            return NOUNS[""] if "steps" in self.fields else "a catalog"
        return NOUNS[self.kind].format(layer=layer)

    @property
    def free(self) -> list[str]:
        """The fields that it could have and has not: first those that it must have."""
        used = self.data.keys() | self.data.empty.keys()
        first = [key for key in self.missing if key not in used]
        return [*first, *(key for key in self.fields if key not in used and key not in first)]

    @property
    def span(self) -> Span:
        """The place of its heading: the key that it stands under, or its own first key."""
        return key_span(self.root, self.path)

    def at(self, key: str) -> Span:
        """Return the place of one of its keys."""
        return key_span(self.root, (*self.path, key))

    def homes(self, key: str) -> list[str]:
        """Return the other kinds of mapping that have a field of this name, the likeliest first."""
        defs = self.schema["$defs"]
        forms = {kind: defs[kind] if kind else self.schema for kind in HOMES if not kind or kind in defs}
        return [kind for kind, form in forms.items() if key in form.get("properties", {}) and kind != self.kind]

    def known_as(self, key: str) -> str | None:
        """Return the free field that people often write as `key`: in capitals, in the plural, by another word."""
        free, plain = self.free, plain_key(key)
        same = next((name for name in free if plain_key(name) in (plain, plain + "s", plain.removesuffix("s"))), None)
        return same or next((name for name in INSTEAD.get(plain, ()) if name in free), None)

    def near(self, key: str) -> str | None:
        """Return the free field that `key`, or a word that stands for it, is a slip of."""
        if plain_key(key) in INSTEAD or self.homes(key):
            return None
        slip = closest(key, self.free)
        if slip is None and len(key) > 4 and (word := closest(key, INSTEAD)):
            slip = self.known_as(word)
        return slip

    def is_surely(self, key: str, meant: str) -> bool:
        """Whether `key` can be nothing but another spelling of the field `meant`, or another word for it."""
        plain = plain_key(key)
        if plain_key(meant) in (plain, plain + "s", plain.removesuffix("s")):
            return True
        if plain in INSTEAD:
            return plain in SAME_WORDS and meant == next(name for name in INSTEAD[plain] if name in self.fields)
        found = guess(key, {name: name for name in self.fields}, closed=True)
        return found is not None and found == (meant, True)

    def rename(self, key: str, meant: str) -> None:
        """Read the value of an unknown key as that of the field that was meant.

        Its mistake has been told. What refers to it need not be told too, and what is wrong inside it still is.
        """
        self.data.key_spans[meant] = self.at(key)
        self.data.key_spans.pop(key, None)
        if key in self.data.empty:
            self.data.empty[meant] = self.data.empty.pop(key)
        else:
            value = self.data.pop(key)
            self.data[meant] = typed_value(meant, value) if meant in TYPED_KEYS and isinstance(value, str) else value
            self.data.value_spans[meant] = self.data.value_spans.pop(key)


def read_mapping(root: Map, schema: dict[str, Any], path: Path, missing: list[str]) -> Mapping:
    """Return the mapping at `path`, which lacks the fields `missing`.

    Some of these it may have got since, on another way to it (`*name`), from a field that stood for them.
    """
    kind, fields = mapping_at(schema, path)
    data: Map = value_at(root, path)
    lacking = tuple(key for key in missing if key not in data and key not in data.empty)
    return Mapping(root, schema, path, data, kind, fields, lacking)
