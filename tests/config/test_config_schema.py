"""The JSON Schema for editors says of bp.yaml what bp itself says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from config_files import Put
from jsonschema import Draft202012Validator
from rules_in_schema import FILE, complete, write

from blueprint_cli.config.configs import ConfigProblem
from blueprint_cli.config.read import DIFF_KEYS, KEYS, OVERRIDE_KEYS, read_config
from blueprint_cli.config.rules import LEVELS, SETTABLE, options_of
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.rules.levels import PROFILES
from blueprint_cli.rules.registry import RULES

SCHEMA = load_schema("config")
VALIDATOR = Draft202012Validator(SCHEMA)


def test_rules_options_and_kinds_of_change_are_current() -> None:
    text = FILE.read_text("utf-8")
    assert text == write(complete(json.loads(text))), "run `python tests/config/rules_in_schema.py`"


def test_it_is_a_schema_and_every_key_is_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    bare = [path for path, form in forms(SCHEMA, "") if not form.get("description")]
    # What is referred to is described where it is defined.
    assert [path for path in bare if not path.endswith("/severity")] == []


def forms(schema: Any, path: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(schema, dict):
        for name, form in (schema.get("properties") or {}).items():
            found.append((f"{path}/{name}", form))
        for key, inner in schema.items():
            if key != "examples":
                found += forms(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for inner in schema:
            found += forms(inner, path)
    return found


def test_it_knows_what_the_reader_knows() -> None:
    assert set(SCHEMA["properties"]) == {*KEYS, "$schema"}
    assert set(SCHEMA["properties"]["overrides"]["items"]["properties"]) == set(OVERRIDE_KEYS)
    assert set(SCHEMA["properties"]["diff"]["properties"]) == set(DIFF_KEYS)
    assert set(SCHEMA["$defs"]["rules"]["properties"]) == set(SETTABLE)
    assert SCHEMA["$defs"]["severity"]["enum"] == list(LEVELS)
    assert SCHEMA["$defs"]["profile"]["enum"] == list(PROFILES)


def test_the_options_of_a_rule_are_found_by_its_name() -> None:
    for rule in RULES:
        assert tuple(options_of(rule.name).values()) == rule.options
    assert options_of("unused-ignore") == {}


def test_its_examples_fit_it() -> None:
    examples = {key: form["examples"][0] for key, form in SCHEMA["properties"].items()}
    VALIDATOR.validate(examples)
    for key, form in SCHEMA["properties"]["overrides"]["items"]["properties"].items():
        VALIDATOR.validate({"overrides": [{"files": "a", key: form["examples"][0]}]})
    for rule in RULES:
        VALIDATOR.validate({"rules": {rule.name: {option.name: option.default for option in rule.options}}})


GOOD: list[dict[str, Any] | None] = [
    None,
    {},
    {"profile": "strict", "rules": {"long-card": "off", "unused-ignore": "error"}},
    {"rules": {"long-card": {"severity": "info", "words": 20, "warning-from": 30}, "stale-review": {"every": "5 wd"}}},
    {"rules": None, "overrides": None, "exclude": None, "vocabulary": None, "extends": None, "diff": None},
    {"overrides": [{"files": ["a", "b/**"], "profile": "draft", "vocabulary": "x", "rules": {"too-fine": "off"}}]},
    {"exclude": ["a", "b"], "vocabulary": ["Save Button", "Dr. Best"]},
    {"diff": {"levels": {"evidence-removed": "info"}, "approve": [{"change": "x", "reason": "y"}]}},
    {"diff": {"approve": [{"change": "x", "reason": "y", "until": "2027-01-31"}]}},
]
BAD: list[Any] = [
    [],
    {"profil": "strict"},
    {"profile": "loose"},
    {"profile": None},
    {"rules": ["long-card"]},
    {"rules": {"long-cards": "off"}},
    {"rules": {"schema": "off"}},
    {"rules": {"long-card": "warn"}},
    {"rules": {"long-card": None}},
    {"rules": {"long-card": {"words": 0}}},
    {"rules": {"long-card": {"words": "many"}}},
    {"rules": {"long-card": {"limit": 5}}},
    {"rules": {"stale-review": {"every": "often"}}},
    {"rules": {"empty-step": {"words": 5}}},
    {"overrides": {"files": "a"}},
    {"overrides": [{"profile": "draft"}]},
    {"overrides": [{"files": "a", "exclude": "b"}]},
    {"overrides": ["a"]},
    {"exclude": {"a": "b"}},
    {"exclude": " "},
    {"vocabulary": [["a"]]},
    {"diff": {"levels": {"nothing": "risky"}}},
    {"diff": {"levels": {"evidence-removed": "grave"}}},
    {"diff": {"approve": [{"change": "x"}]}},
    {"diff": {"approve": [{"change": "x", "reason": "y", "until": "soon"}]}},
    {"diff": "strict"},
]


@pytest.mark.parametrize("content", GOOD, ids=json.dumps)
def test_both_take_it(content: Any, put: Put) -> None:
    put("bp.yaml", json.dumps(content) if content is not None else "")
    assert VALIDATOR.is_valid(content)
    assert read_config("bp.yaml").path == "bp.yaml"


@pytest.mark.parametrize("content", BAD, ids=json.dumps)
def test_both_refuse_it(content: Any, put: Put) -> None:
    put("bp.yaml", json.dumps(content))
    assert not VALIDATOR.is_valid(content)
    with pytest.raises(ConfigProblem):
        read_config("bp.yaml")


def test_it_ships_and_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from blueprint_cli.cli import main

    assert main(["schema", "config"]) == 0
    assert capsys.readouterr().out == Path(FILE).read_text("utf-8")
