"""The sentences for values that the schema refuses: empty, of the wrong type, out of range, not one of the words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from blueprint_cli.document.problem import Meant, Problem
from blueprint_cli.document.schema_places import (
    Path,
    key_span,
    options,
    schema_at,
    types_at,
    value_at,
    value_span,
)
from blueprint_cli.document.schema_words import INSTEAD_OF_VALUE, SAME_VALUES, plain_key
from blueprint_cli.document.suggest import closest, guess
from blueprint_cli.document.tree import Map, Seq
from blueprint_cli.document.wording import shorten
from blueprint_cli.document.yaml_example import write_example

#: What a field takes, by the `$defs` entry that describes it; other fields are told by type.
_TAKES = {
    "texts": "one text or a list of texts",
    "duration": "a duration such as `20 min`",
    "requiredDuration": "a duration such as `20 min`",
    "promise": "a duration such as `5 d`, or a mapping with `within`",
    "customerCards": "a card or a list of cards",
    "providerCards": "a card or a list of cards",
    "evidenceCards": "a text or a list of texts",
    "links": "an address, a mapping with `card`, or a list of them",
    "actors": "a mapping from ids to actors",
    "systems": "a mapping from ids to systems",
    "policies": "a mapping from ids to policies",
    "processes": "a mapping from ids to processes",
}
_DAY = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*")
_SLUG = re.compile(r"[^\w.-]+")
_ID_HELP = "An id is part of addresses such as STEP/CARD, so it holds letters, digits, `-`, `_` and `.` only"


def word_value(data: Map, schema: dict[str, Any], path: Path, keyword: str) -> Problem:
    """Return the problem of the value at `path`, which the schema's `keyword` refused."""
    value, form = value_at(data, path), schema_at(schema, path)
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    is_item = isinstance(path[-1], int)
    enum = next((found["enum"] for _, found in options(form, schema) if "enum" in found), None)
    meant = _meant(field, value, enum, form) if isinstance(value, str) else None
    types = types_at(schema, path)
    if (value is None or (isinstance(value, str) and not value.strip())) and not is_item:
        message, help = f"`{shorten(field)}` is empty.", _say(field, form)
    elif is_item and isinstance(value, str) and not value.strip():
        message, help = f"An entry of `{field}` is empty.", "Write the text, or delete the entry."
    elif field == "blueprint":
        message, help = _version(value)
    elif enum:
        message, help = _choice(field, value, enum, form, meant)
    elif "integer" in types:
        message, help = _scale(field, value, form)
    elif keyword in ("pattern", "maxLength"):
        message, help = _pattern(field, str(value), form)
    elif keyword == "minItems":
        message, help = f"`{field}` has no entry.", _say(field, form)
    else:
        message, help = _type(field, value, form, schema, path)
    return Problem("schema", value_span(data, path), message, help, detail=field, meant=meant)


def word_name(data: Map, path: Path, key: str, keyword: str) -> Problem:
    """Return the problem of a key that cannot be the id of what it declares."""
    shown = shorten(key)
    group = str(path[-1])
    if keyword == "not":
        one = "an actor" if group == "actors" else "a system"
        message = f"“{shown}” is the name of a layer, so {one} can't have it as id."
        help = f"Addresses such as refund/{shown} would mean two things. Choose another id; the `name` may be anything."
    else:
        message = f"“{shown}” can't be an id: {_what_is_wrong(key)}."
        help = f"{_ID_HELP}: for example `{_slug(key)}`. The `name` may be anything."
    return Problem("schema", key_span(data, (*path, key)), message, help, detail=key)


def _say(field: str, form: dict[str, Any], example: Any = None) -> str:
    """Say what a field is for, in the schema's words, with an example: the schema's, unless there is a better one."""
    description = str(form["description"])
    # Of a field with a few fixed values all that is said of them is wanted; of others the first sentence will do.
    said = description if "enum" in form else description.split(". ")[0].rstrip(".") + "."
    return f"`{field}`: {said}\n\n{write_example(field, example or form['examples'][0])}"


def _show(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Map):
        return "a mapping"
    if isinstance(value, Seq):
        return "a list"
    return f"“{shorten(value)}”" if isinstance(value, str) else str(value)


def _version(value: Any) -> tuple[str, str]:
    help = "The first line says in which version of the language the file is written:\n\n  blueprint: 1"
    if value == "1":
        return "`blueprint` is the text “1”; the version is the number 1, without quotes.", help
    if isinstance(value, int):
        return f"`blueprint` is {value}, and this bp reads version 1 of the language.", help
    return f"`blueprint` is {_show(value)}; it must be 1, the version of the language.", help


def _meant(field: str, value: str, enum: list[Any] | None, form: dict[str, Any]) -> Meant | None:
    """Return what was probably meant by a text that the schema refuses."""
    known = INSTEAD_OF_VALUE.get(field, {}).get(plain_key(value.strip()))
    if enum:
        words = ["true", "false"] if True in enum else [word for word in enum if isinstance(word, str)]
        found = guess(value.strip(), {word: word for word in words}, closed=True)
        if known in words:
            return Meant(str(known), plain_key(value.strip()) in SAME_VALUES)
        return Meant(found.value == "true", found.sure) if found and True in enum else found
    if field == "blueprint":
        return Meant(1) if value.strip() in ("1", "1.0") else None
    if field == "language":
        return Meant(known, plain_key(value.strip()) in SAME_VALUES) if known else None
    if field == "date" and (day := _DAY.fullmatch(value)):
        try:
            return Meant(date(*map(int, day.groups())).isoformat())
        except ValueError:
            return None
    if "minimum" in form and re.fullmatch(r"\s*[-+]?[0-9]{1,3}\s*", value):
        return Meant(int(value)) if form["minimum"] <= int(value) <= form["maximum"] else None
    return None


def _choice(field: str, value: Any, enum: list[Any], form: dict[str, Any], meant: Meant | None) -> tuple[str, str]:
    words = ["true", "false"] if True in enum else [word for word in enum if isinstance(word, str)]
    shown = [f"`{word}`" for word in words if word != "future"]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
    near = None
    if isinstance(value, str) and True in enum and (word := value.strip().casefold()) in words:
        return f"`{field}` is the text “{shorten(value)}”; write {word} without quotes.", _say(field, form)
    if isinstance(value, str):
        near = _show(meant.value) if meant and isinstance(meant.value, bool) else meant.value if meant else None
        near = near or closest(value, words)
    hint = f" Did you mean `{near}`?" if near else ""
    return f"`{field}` is {_show(value)}; it can be {listed}.{hint}", _say(field, form, near)


def _scale(field: str, value: Any, form: dict[str, Any]) -> tuple[str, str]:
    low, high = form["minimum"], form["maximum"]
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?[0-9]{1,3}\s*", value) and low <= int(value) <= high:
        return f"`{field}` is text; write the number {int(value)} without quotes.", _say(field, form)
    return f"`{field}` is {_show(value)}; it is a whole number from {low} to {high}.", _say(field, form)


def _pattern(field: str, value: str, form: dict[str, Any]) -> tuple[str, str]:
    shown = shorten(value)
    if field == "date":
        return f"The review date “{shown}” is not written as year-month-day.", _say(field, form)
    if field == "language":
        known = INSTEAD_OF_VALUE["language"].get(plain_key(value))
        meant = f" Did you mean `{known}`?" if known else ""
        return f"`language` is “{shown}”; it takes a code such as `en`, `de` or `nl`.{meant}", _say(field, form)
    return f"“{shown}” can't be an id: {_what_is_wrong(value)}.", f"{_ID_HELP}: for example `{_slug(value)}`."


def _what_is_wrong(name: str) -> str:
    if re.search(r"\s", name):
        return "it has a blank in it"
    mark = re.search(r"[^\w.-]", name)
    return f"it has a `{mark[0]}` in it" if mark else "it is empty"


def _slug(name: str) -> str:
    return _SLUG.sub("-", name.strip()).strip("-.").casefold() or "my-id"


def _type(field: str, value: Any, form: dict[str, Any], schema: dict[str, Any], path: Path) -> tuple[str, str]:
    is_item = isinstance(path[-1], int)
    if field == "steps":
        return _steps(value, is_item)
    types = types_at(schema, path)
    names = [_TAKES[name] for name, _ in options(form, schema) if name in _TAKES]
    takes = names[0] if names else _by_type(types)
    given = _show(value) if isinstance(value, Map | Seq) else "text"
    message = f"{f'An entry of `{field}`' if is_item else f'`{shorten(field)}`'} must be {takes}, not {given}."
    described = schema_at(schema, path[:-1]) if "description" not in form else form
    help = _say(field, described) if "description" in described else ""
    if isinstance(value, Map) and "object" not in types:
        help = f"If the braces or the colon belong to the text, put the whole text in quotes. {help}"
    return message, help.strip()


def _steps(value: Any, is_item: bool) -> tuple[str, str]:
    help = "Each step starts with a hyphen and has a `name`:\n\n  steps:\n    - name: Request\n      customer: Asks"
    if is_item and isinstance(value, Seq):
        return "This step is a list; a step is a mapping with a `name`.", help
    if is_item:
        return f"The step {_show(value)} is only text; a step is a mapping with a `name`.", help
    return f"`steps` is {_show(value)}; it must be a list of steps.", help


def _by_type(types: set[str]) -> str:
    words = {"string": "text", "object": "a mapping", "array": "a list"}
    said = [word for name, word in words.items() if name in types]
    return " or ".join(["one text" if word == "text" and len(said) == 1 else word for word in said])
