"""The rules, their names and the profiles fit together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blueprint_cli.rules as package
from blueprint_cli.rules.engine import ALWAYS_ERRORS
from blueprint_cli.rules.file_rules import FILE_RULES
from blueprint_cli.rules.levels import PROFILES, profile_levels
from blueprint_cli.rules.registry import RULES

NAMES = [rule.name for rule in RULES]
IGNORE_RULES = {"unused-ignore", "unknown-ignore", "expired-ignore"}
ORDER = ("off", "info", "warning", "error")


def test_names_are_unique():
    assert len(set(NAMES)) == len(NAMES)
    assert not set(NAMES) & {rule.name for rule in FILE_RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_named_as_its_module(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.check.__module__ == f"blueprint_cli.rules.{rule.name.replace('-', '_')}"


def test_every_module_with_a_rule_is_registered():
    folder = Path(package.__file__).parent
    holding = {file.stem for file in folder.glob("*.py") if re.search(r"^RULE = ", file.read_text("utf-8"), re.M)}
    assert {name.replace("-", "_") for name in NAMES} == holding


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_names_every_rule_and_no_other(profile):
    levels = profile_levels(profile)
    assert set(levels) == {*NAMES, *IGNORE_RULES}
    assert set(levels.values()) <= set(ORDER)


@pytest.mark.parametrize("name", [*NAMES, *sorted(IGNORE_RULES)])
def test_a_stricter_profile_is_never_milder(name):
    ranks = [ORDER.index(profile_levels(profile)[name]) for profile in PROFILES]
    assert ranks == sorted(ranks)
    assert ranks[-1] > 0, "a rule that is off everywhere is no rule"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_covers_only_rules_that_exist(rule):
    assert set(rule.covers) <= {*NAMES, "*"}
    assert rule.name not in rule.covers


def test_every_file_rule_is_documented():
    assert {rule.name for rule in FILE_RULES} == {*ALWAYS_ERRORS, *IGNORE_RULES}
    for rule in FILE_RULES:
        assert rule.severity == ("error" if rule.name in ALWAYS_ERRORS else "warning")
