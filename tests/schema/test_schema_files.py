"""The shipped schemas: an editor's hover is the manual, and its verdict is bp's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from blueprint_cli.document.schema_files import load_schema, schema_text
from blueprint_cli.document.schema_places import options
from blueprint_cli.document.schema_words import COMMON, EXECUTION, HOMES, INSTEAD, NOUNS, ONLY, plain_key

#: The schemas of what people write; the others describe what bp writes.
NAMES = ("blueprint", "catalog", "theme")
BLUEPRINT, CATALOG = load_schema("blueprint"), load_schema("catalog")


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of the file and of each kind of mapping: `customerCard.does` and what describes it."""
    for kind, form in {"": schema, **schema["$defs"]}.items():
        for key, field in form.get("properties", {}).items():
            yield f"{kind}.{key}", field


ALL = [(name, path, field) for name in NAMES for path, field in fields(load_schema(name))]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:")
    assert json.loads(schema_text(name)) == schema


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(LookupError):
        schema_text("../pyproject")


@pytest.mark.parametrize(("name", "path", "field"), ALL, ids=[f"{name}:{path}" for name, path, _ in ALL])
def test_every_field_is_described(name: str, path: str, field: dict[str, Any]) -> None:
    assert field["title"].strip()
    assert re.search(r"[a-z]{3}.*[.]$", field["description"]), "a full sentence"
    assert field["examples"]
    validator = Draft202012Validator({**load_schema(name), **_alone(field)})
    for example in field["examples"]:
        validator.validate(example)


def _alone(field: dict[str, Any]) -> dict[str, Any]:
    """Return what takes the place of the root, so that the field's references still find the `$defs`."""
    keep = {
        "properties": {},
        "required": [],
        "additionalProperties": True,
        "type": ["object", "string", "number", "boolean", "null", "array"],
    }
    return {**keep, "allOf": [field]}


def test_both_schemas_describe_what_is_declared_in_the_same_words() -> None:
    assert CATALOG["$defs"].items() <= BLUEPRINT["$defs"].items()
    for key in ("actors", "systems", "policies", "processes"):
        assert CATALOG["properties"][key] == BLUEPRINT["properties"][key]


@pytest.mark.parametrize("name", NAMES)
def test_every_definition_is_used(name: str) -> None:
    text = schema_text(name)
    assert [key for key in load_schema(name)["$defs"] if f'"#/$defs/{key}"' not in text] == []


def test_every_mapping_refuses_what_it_does_not_know() -> None:
    forms = [BLUEPRINT, CATALOG, *BLUEPRINT["$defs"].values()]
    assert all(form["additionalProperties"] is False for form in forms if "properties" in form)


@pytest.mark.parametrize("name", NAMES)
def test_the_forms_of_a_value_differ_in_type(name: str) -> None:
    """What its author meant is then told by its type alone, and a message can be about that form."""
    schema = load_schema(name)
    for _, form in [("", schema), *schema["$defs"].items()]:
        branches = form.get("anyOf", ())
        if any("required" in branch for branch in branches):
            for branch in branches:
                (field,) = branch["required"]
                assert branch == {"required": [field], "properties": {field: {"not": {"type": "null"}}}}
            continue
        types = [
            {
                t
                for _, part in options(branch, schema)
                for t in ([part["type"]] if isinstance(part.get("type"), str) else part.get("type", ()))
            }
            for branch in branches
        ]
        assert sum(map(len, types)) == len(set().union(*types))


def test_text_may_look_like_something_else_to_an_editor() -> None:
    """Editors read YAML 1.2: `version: 1.10` is a number to them, `now: 12` too, `note: true` is none of ours."""
    data = {"blueprint": 1, "service": 12, "version": 1.10, "note": True, "owner": None,
            "goals": {"name": "Contacts", "now": 12, "target": 5.5},
            "steps": [{"name": 2026, "customer": [{"does": True, "takes": 5, "moment": "yes"}, 12]}]}  # fmt: skip
    Draft202012Validator(BLUEPRINT).validate(data)


@pytest.mark.parametrize("field", ["service", "blueprint", "steps"])
def test_what_is_required_is_not_empty(field: str) -> None:
    data = {"blueprint": 1, "service": "Return", "steps": [{"name": "Ask"}], field: None}
    assert not Draft202012Validator(BLUEPRINT).is_valid(data)


@pytest.mark.parametrize("name", ["größe", "確認", "a-1", "v1.2_x", "7"])
def test_ids(name: str) -> None:
    data = {"blueprint": 1, "service": "Return", "steps": [{"id": name}]}
    assert Draft202012Validator(BLUEPRINT).is_valid(data)


@pytest.mark.parametrize("name", ["a b", "a/b", "a\n", "", "a#b", "a:b", "(a)", "a,b", " "])
def test_no_ids(name: str) -> None:
    data = {"blueprint": 1, "service": "Return", "steps": [{"id": name}]}
    assert not Draft202012Validator(BLUEPRINT).is_valid(data)


def test_the_tables_of_words_speak_of_fields_that_exist() -> None:
    known = {path.rpartition(".")[2] for _, path, _ in ALL}
    assert {name for names in INSTEAD.values() for name in names} <= known
    assert ONLY.keys() <= known
    assert known >= COMMON
    kinds = {name for name, form in BLUEPRINT["$defs"].items() if "properties" in form} | {""}
    assert NOUNS.keys() == HOMES.keys() == kinds
    assert all(plain_key(word) == word for word in (*INSTEAD, *EXECUTION))


def test_no_word_of_execution_logic_is_a_field() -> None:
    known = {plain_key(path.rpartition(".")[2]) for _, path, _ in ALL}
    assert not known & EXECUTION.keys()
