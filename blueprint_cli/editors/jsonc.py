"""JSON with comments, as editors keep their settings: read with places, and changed without losing a byte of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

#: What separates: blanks and comments of both kinds.
_GAP = re.compile(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_SCALAR = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_DEEPEST = 100


class UnclearJsonError(ValueError):
    """A text that cannot be changed with certainty; the words say why, for the person who has to do it by hand."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the offsets where it starts and ends; of an object, its members in their order."""

    start: int
    end: int
    data: Any
    members: dict[str, Value] | None = None
    #: Of an object with members: the offset after the last one's comma, where there is one.
    comma: int | None = None


def read_jsonc(text: str) -> Value:
    """Read JSON with comments and trailing commas. Raises UnclearJsonError, also for a key that stands twice."""
    start = _gap(text, 1 if text.startswith("\ufeff") else 0)
    value = _read(text, start, 0)
    if _gap(text, value.end) != len(text):
        raise _unclear(text, _gap(text, value.end), "something follows its end")
    return value


def put_member(text: str, path: tuple[str, ...], data: Any) -> str:
    """Return the text with the value at `path`, keys from the root on, set to `data`.

    Nothing but that value changes: comments, order and layout stay, and so does the text where it says so already.
    Raises UnclearJsonError where it cannot be read, something else than an object is on the way, or a comment stands
    within what would be replaced.
    """
    root = place = read_jsonc(text)
    for depth, key in enumerate(path):
        if place.members is None:
            raise _unclear(text, place.start, f"“{path[depth - 1]}” is no object" if depth else "it is no object")
        inner = place.members.get(key)
        if inner is None:
            for outer in reversed(path[depth + 1 :]):
                data = {outer: data}
            return _insert(text, root, place, key, data)
        place = inner
    if place.data == data:
        return text
    if re.search(r"//|/\*", _STRING.sub("", text[place.start : place.end])):
        raise _unclear(text, place.start, "a comment would be lost there")
    indent = _line_indent(text, place.start)
    return text[: place.start] + _dump(data, indent, _unit(text, root), _newline(text)) + text[place.end :]


def put_first(text: str, key: str, data: str) -> str:
    """Return the text with a member of the root set; a new one comes before all others. Raises as `put_member`."""
    root = read_jsonc(text)
    if not root.members or key in root.members:
        return put_member(text, (key,), data)
    place = _gap(text, root.start + 1)
    first = text.index('"', place)
    own_line = not text[text.rfind("\n", 0, first) + 1 : first].strip()
    between = _newline(text) + _line_indent(text, first) if own_line else " "
    return f"{text[:first]}{json.dumps(key)}: {json.dumps(data, ensure_ascii=False)},{between}{text[first:]}"


def _insert(text: str, root: Value, place: Value, key: str, data: Any) -> str:
    close = place.end - 1
    assert place.members is not None
    last = max((member.end for member in place.members.values()), default=None)
    newline, unit = _newline(text), _unit(text, root)
    comma = "" if last is None or place.comma else ","
    if last is not None and not re.search(r"[\r\n]", text[last:close]):
        # The whole object, or its end, is on one line.
        at = place.comma or last
        member = f" {json.dumps(key)}: {json.dumps(data, ensure_ascii=False)}"
        return f"{text[:at]}{comma}{member}{text[at:]}"
    outer = _line_indent(text, close)
    indent = _line_indent(text, max(m.start for m in place.members.values())) if last is not None else outer + unit
    member = f"{indent}{json.dumps(key)}: {_dump(data, indent, unit, newline)}{',' if place.comma else ''}"
    before = text[last:close] if last is not None else text[place.start + 1 : close]
    before = before.rstrip(" \t")
    if not before.endswith(("\n", "\r")):
        before += newline
    head = text[:last] if last is not None else text[: place.start + 1]
    return f"{head}{comma}{before}{member}{newline}{outer}{text[close:]}"


def _read(text: str, at: int, depth: int) -> Value:
    if depth > _DEEPEST:
        raise _unclear(text, at, "it is nested too deep")
    if text[at : at + 1] in ("{", "["):
        return _read_group(text, at, depth)
    found = _STRING.match(text, at) or _SCALAR.match(text, at)
    if not found:
        raise _unclear(text, at, "a value is expected there")
    try:
        return Value(at, found.end(), json.loads(found[0]))
    except ValueError as error:
        raise _unclear(text, at, "a value is expected there") from error


def _read_group(text: str, start: int, depth: int) -> Value:
    members: dict[str, Value] = {}
    items: list[Any] = []
    is_object = text[start] == "{"
    closing = "}" if is_object else "]"
    at, comma = _gap(text, start + 1), None
    while text[at : at + 1] != closing:
        if (members or items) and comma is None:
            raise _unclear(text, at, "a comma is missing")
        if is_object:
            key = _STRING.match(text, at)
            colon = _gap(text, key.end()) if key else at
            if not key or text[colon : colon + 1] != ":":
                raise _unclear(text, at, "a key in quotes, and a colon behind it, are expected there")
            name = json.loads(key[0])
            if name in members:
                raise _unclear(text, at, f"“{name}” stands there a second time")
            value = members[name] = _read(text, _gap(text, colon + 1), depth + 1)
        else:
            value = _read(text, at, depth + 1)
            items.append(value.data)
        at, comma = _gap(text, value.end), None
        if text[at : at + 1] == ",":
            comma = at + 1
            at = _gap(text, comma)
    data = {name: value.data for name, value in members.items()} if is_object else items
    return Value(start, at + 1, data, members if is_object else None, comma)


def _gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _unclear(text: str, at: int, why: str) -> UnclearJsonError:
    return UnclearJsonError(f"line {text.count(chr(10), 0, at) + 1}: {why}")


def _dump(data: Any, indent: str, unit: str, newline: str) -> str:
    return json.dumps(data, ensure_ascii=False, indent=unit).replace("\n", newline + indent)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_indent(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 :]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str, root: Value) -> str:
    first = next(iter((root.members or {}).values()), None)
    return (_line_indent(text, first.start) if first else "") or "    "
