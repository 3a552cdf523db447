"""Whether a document fits a schema: yes or no, in a fraction of the time that a full validator needs.

A schema becomes a tree of small functions, one for each part of it and each type of value that it meets, made when
first met: a choice between text, mapping and list is then decided by the type alone. Only the keywords that bp's own
schemas use are known; any other is refused when the schema is compiled, so that nothing is ever left unchecked.
Who wants to know *why* a document does not fit asks `blueprint_cli.document.schema_errors`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from blueprint_cli.document.tree import Map

Test = Callable[[Any], bool]

#: What a completion inserts, and what an allowed value means.
_FOR_EDITORS = ("default", "defaultSnippets", "enumDescriptions")
_ANNOTATIONS = frozenset(
    ("$schema", "$id", "$comment", "$defs", "title", "description", "examples", *_FOR_EDITORS),
)
_LOCAL = "#/$defs/"


class UnsupportedSchemaError(Exception):
    """A schema that uses a keyword, or a form of one, that the fast check does not know."""


def compile_schema(schema: dict[str, Any]) -> Test:
    """Return a function that tells whether a value fits `schema` (JSON Schema 2020-12).

    A key in `Map.empty` is checked as null, so an empty value is refused exactly where the schema wants one. Raises
    UnsupportedSchemaError for a schema that uses more than this module knows.
    """
    defs = schema.get("$defs", {})
    for part in _parts(schema):
        if unknown := part.keys() - _ANNOTATIONS - _KEYWORDS.keys():
            raise UnsupportedSchemaError(f"the fast check knows no {', '.join(sorted(unknown))}")
    tests = _Tests(schema, defs, {})

    def check(value: Any) -> bool:
        return tests[type(value)](value)

    return check


def _parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schema and every schema inside it."""
    yield schema
    for keyword, value in schema.items():
        if keyword in ("properties", "$defs"):
            inner = list(value.values())
        elif keyword == "anyOf":
            inner = value
        elif keyword in ("items", "not", "propertyNames", "additionalProperties") and isinstance(value, dict):
            inner = [value]
        else:
            inner = []
        for part in inner:
            yield from _parts(part)


class _Tests(dict[type, Test]):
    """The tests of one schema by type of value, each made when a value of the type first comes along."""

    __slots__ = ("cache", "defs", "schema")

    def __init__(self, schema: dict[str, Any], defs: dict[str, Any], cache: dict[str, _Tests]) -> None:
        super().__init__()
        self.schema, self.defs, self.cache = schema, defs, cache

    def __missing__(self, type_: type) -> Test:
        made = (_KEYWORDS[k](self, v, type_) for k, v in self.schema.items() if k not in _ANNOTATIONS)
        self[type_] = test = _all([test for test in made if test is not _fits])
        return test

    def of(self, schema: dict[str, Any]) -> _Tests:
        """Return the tests of a schema inside this one."""
        return _Tests(schema, self.defs, self.cache)


def _fits(_value: Any) -> bool:
    return True


def _fails(_value: Any) -> bool:
    return False


def _all(tests: list[Test]) -> Test:
    if not tests:
        return _fits
    if len(tests) == 1:
        return tests[0]
    if _fails in tests:
        return _fails
    return lambda value: all(test(value) for test in tests)


def _is_number(type_: type) -> bool:
    return issubclass(type_, int | float) and not issubclass(type_, bool)


def _ref(tests: _Tests, name: str, type_: type) -> Test:
    if not name.startswith(_LOCAL):
        raise UnsupportedSchemaError(f"the fast check follows no reference such as {name}")
    name = name.removeprefix(_LOCAL)
    if name not in tests.cache:
        tests.cache[name] = tests.of(tests.defs[name])
    return tests.cache[name][type_]


def _type(_: _Tests, names: str | list[str], type_: type) -> Test:
    allowed = {names} if isinstance(names, str) else set(names)
    if issubclass(type_, float) and "integer" in allowed and "number" not in allowed:
        return lambda value: value.is_integer()
    if type_ is bool:
        fits = "boolean" in allowed
    elif issubclass(type_, int):
        fits = bool(allowed & {"integer", "number"})
    else:
        kinds = {str: "string", dict: "object", list: "array", float: "number", type(None): "null"}
        fits = any(issubclass(type_, kind) and name in allowed for kind, name in kinds.items())
    return _fits if fits else _fails


def _enum(_: _Tests, members: list[Any], type_: type) -> Test:
    if any(isinstance(member, dict | list) for member in members):
        raise UnsupportedSchemaError("the fast check compares scalars only")
    # True == 1 in Python, but not in JSON.
    same = [m for m in members if isinstance(m, type_) or (_is_number(type_) and _is_number(type(m)))]
    chosen = frozenset(m for m in same if isinstance(m, bool) is (type_ is bool))
    return chosen.__contains__ if chosen else _fails


def _const(tests: _Tests, member: Any, type_: type) -> Test:
    return _enum(tests, [member], type_)


def _pattern(_: _Tests, pattern: str, type_: type) -> Test:
    search = re.compile(pattern).search
    return (lambda value: search(value) is not None) if issubclass(type_, str) else _fits


def _max_length(_: _Tests, limit: int, type_: type) -> Test:
    return (lambda value: len(value) <= limit) if issubclass(type_, str) else _fits


def _minimum(_: _Tests, limit: float, type_: type) -> Test:
    return (lambda value: value >= limit) if _is_number(type_) else _fits


def _maximum(_: _Tests, limit: float, type_: type) -> Test:
    return (lambda value: value <= limit) if _is_number(type_) else _fits


def _any_of(tests: _Tests, branches: list[dict[str, Any]], type_: type) -> Test:
    made = [test for test in (tests.of(branch)[type_] for branch in branches) if test is not _fails]
    if _fits in made:
        return _fits
    if len(made) < 2:
        return made[0] if made else _fails
    return lambda value: any(test(value) for test in made)


def _not(tests: _Tests, schema: dict[str, Any], type_: type) -> Test:
    test = tests.of(schema)[type_]
    return lambda value: not test(value)


def _items(tests: _Tests, schema: dict[str, Any], type_: type) -> Test:
    if not issubclass(type_, list):
        return _fits
    inner = tests.of(schema)

    def check(items: list[Any]) -> bool:
        for item in items:  # noqa: SIM110 - all() over a generator takes twice as long
            if not inner[type(item)](item):
                return False
        return True

    return check


def _min_items(_: _Tests, limit: int, type_: type) -> Test:
    return (lambda value: len(value) >= limit) if issubclass(type_, list) else _fits


def _required(_: _Tests, keys: list[str], type_: type) -> Test:
    if not issubclass(type_, dict):
        return _fits
    return lambda value: all(key in value or key in _empty(value) for key in keys)


def _property_names(tests: _Tests, schema: dict[str, Any], type_: type) -> Test:
    if not issubclass(type_, dict):
        return _fits
    test = tests.of(schema)[str]
    return lambda value: all(map(test, value)) and all(map(test, _empty(value)))


def _properties(tests: _Tests, properties: dict[str, Any], type_: type) -> Test:
    """Check the values of the known keys; unknown ones go the way of `additionalProperties` of the same schema."""
    if not issubclass(type_, dict):
        return _fits
    known = {key: tests.of(schema) for key, schema in properties.items()}
    additional = tests.schema.get("additionalProperties", {})
    others = tests.of(additional) if isinstance(additional, dict) else None
    null = type(None)

    def check(value: dict[str, Any]) -> bool:
        for key, item in value.items():
            inner = known.get(key, others)
            if inner is None or not inner[type(item)](item):
                return False
        for key in _empty(value):
            inner = known.get(key, others)
            if inner is None or not inner[null](None):
                return False
        return True

    return check


def _additional_properties(tests: _Tests, _value: object, type_: type) -> Test:
    return _fits if "properties" in tests.schema else _properties(tests, {}, type_)


def _empty(value: dict[str, Any]) -> dict[str, Any]:
    return value.empty if isinstance(value, Map) else {}


_KEYWORDS: dict[str, Callable[[_Tests, Any, type], Test]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "maxLength": _max_length,
    "minimum": _minimum,
    "maximum": _maximum,
    "anyOf": _any_of,
    "not": _not,
    "items": _items,
    "minItems": _min_items,
    "required": _required,
    "propertyNames": _property_names,
    "properties": _properties,
    "additionalProperties": _additional_properties,
}
