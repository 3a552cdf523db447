"""The fast check says what a full validator says, whatever the document."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mutations import BLUEPRINT, CATALOG, as_tree, spoil

from blueprint_cli.document import read_document
from blueprint_cli.document.fast_check import UnsupportedSchemaError, compile_schema
from blueprint_cli.document.schema import check_schema
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.document.schema_places import plain_data

WHOLE = {"blueprint": BLUEPRINT, "catalog": CATALOG}
FITS: dict[str, Callable[[Any], bool]] = {name: compile_schema(load_schema(name)) for name in WHOLE}
VALIDATORS = {name: Draft202012Validator(load_schema(name)) for name in WHOLE}


@pytest.mark.parametrize("name", WHOLE)
def test_a_document_with_every_field_fits(name: str) -> None:
    assert VALIDATORS[name].is_valid(WHOLE[name])
    assert FITS[name](as_tree(WHOLE[name]))


@pytest.mark.parametrize("name", WHOLE)
def test_every_field_is_in_it(name: str) -> None:
    """So that the mutations reach every part of the schema."""

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(keys(item) for item in value.values()))
        return set().union(*(keys(item) for item in value)) if isinstance(value, list) else set()

    schema = load_schema(name)
    fields = {key for form in (schema, *schema["$defs"].values()) for key in form.get("properties", {})}
    assert fields <= keys(WHOLE[name])


def compare(name: str, seed: int, count: int) -> int:
    """Hold `count` spoilt documents against both checks; return how many of them fit."""
    r = random.Random(seed)
    fitting = 0
    for number in range(count):
        data = spoil(WHOLE[name], r)
        expected = VALIDATORS[name].is_valid(data)
        assert FITS[name](as_tree(data)) is expected, json.dumps(data)
        fitting += expected
        if number % 5:
            continue
        # The reader makes text of most scalars, so that is another document.
        document = read_document("x.json", json.dumps(data).encode())
        if document.data is not None and not document.problems:
            expected = VALIDATORS[name].is_valid(plain_data(document.data))
            assert FITS[name](document.data) is expected, document.text
            assert bool(check_schema(document, name)) is not expected
    return fitting


@pytest.mark.parametrize("seed", range(10))
def test_spoilt_blueprints(seed: int) -> None:
    assert 20 < compare("blueprint", seed, 200) < 180


def test_spoilt_catalogs() -> None:
    assert 20 < compare("catalog", 7, 300) < 280


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_spoilt_blueprints(seed: int) -> None:
    assert compare("blueprint", seed, 1000)


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "object", "properties": {"a": {"oneOf": []}}}, "oneOf"),
        ({"$defs": {"unused": {"format": "date"}}}, "format"),
        ({"anyOf": [{"items": {"minLength": 3}}]}, "minLength"),
        ({"properties": {"a": {"type": "string"}}, "patternProperties": {}}, "patternProperties"),
        ({"additionalProperties": {"not": {"propertyNames": {"uniqueItems": True}}}}, "uniqueItems"),
    ],
)
def test_a_schema_with_more_than_it_knows_is_refused(schema: dict[str, Any], message: str) -> None:
    with pytest.raises(UnsupportedSchemaError, match=message):
        compile_schema(schema)


@pytest.mark.parametrize("schema", [{"$ref": "other.json"}, {"enum": [[1]]}, {"const": {"a": 1}}])
def test_forms_that_it_does_not_know_are_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedSchemaError):
        compile_schema(schema)("text")


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"const": 1}, [1, 1.0, True, "1", None]),
        ({"enum": [True, 0, None, "a"]}, [True, False, 1, 0, 0.0, None, "a", "b", [], {}]),
        ({"type": "integer"}, [1, 1.0, 1.5, True, "1", None]),
        ({"type": ["number", "null"], "minimum": 2, "maximum": 3}, [1, 2, 2.5, 4, None, True, "3"]),
        ({"type": "string", "pattern": "^a+$", "maxLength": 3}, ["a", "aaa", "aaaa", "b", "a\n", 1]),
        ({"not": {"type": "string"}}, ["a", 1, None, [], {}]),
        ({"items": {"type": "string"}, "minItems": 1}, [[], ["a"], ["a", 1], "a", {}]),
        ({"required": ["a"]}, [{"a": 1}, {"b": 1}, {"a": None}, "a", ["a"]]),
        ({"propertyNames": {"pattern": "^a"}}, [{"ab": 1}, {"b": None}, {}, "b"]),
        ({"properties": {"a": {"type": "null"}}, "additionalProperties": {"type": "string"}},
         [{"a": None}, {"a": 1}, {"b": "x"}, {"b": 1}, {"b": None}, {}]),
        ({"additionalProperties": False}, [{}, {"a": 1}, {"a": None}, [1]]),
        ({"anyOf": [{"type": "string"}, {"required": ["a"], "type": "object"}, {"type": "object", "minItems": 1}]},
         ["a", {"a": 1}, {"b": 1}, 1, []]),
    ],
)  # fmt: skip
def test_each_keyword(schema: dict[str, Any], values: list[Any]) -> None:
    validator, fits = Draft202012Validator(schema), compile_schema(schema)
    answers = [validator.is_valid(value) for value in values]
    assert [fits(value) for value in values] == answers
    assert [fits(as_tree(value)) for value in values] == answers
    assert len(set(answers)) == 2
