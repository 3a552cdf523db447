"""Every file below `tests/rules/RULE/` is a case: a new one needs no code.

`bad-*.yaml` gets exactly the findings that its comments expect, `good-*.yaml` none of the rule. Comments:

    # expect: RULE [error|warning|info|acknowledged]     at the end of the line where the finding is to stand
    # skipped: RULE [reason]                             the rule says that it cannot judge, and why
    # profile: draft                                     instead of strict
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from blueprint_cli.findings.finding import Finding
from blueprint_cli.rules.registry import RULES

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))
EXPECT = re.compile(r"# expect: (?P<rule>[a-z-]+)(?: (?P<how>error|warning|info|acknowledged))?\s*$")
SKIPPED = re.compile(r"^# skipped: (?P<rule>[a-z-]+)(?: (?P<reason>.+))?$", re.M)
PROFILE = re.compile(r"^# profile: (\w+)$", re.M)


def how(finding: Finding) -> str:
    return "acknowledged" if finding.acknowledged else finding.severity


@pytest.fixture
def linted(path, lint_text):
    """The text of a fixture and what the linter says of it."""
    text = path.read_text("utf-8")
    profile = PROFILE.search(text)
    return text, lint_text(text, profile=profile[1] if profile else "strict", path=str(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_gets_what_it_expects(path, linted):
    rule = path.parent.name
    text, result = linted
    expected = [
        (number, match["rule"], match["how"])
        for number, line in enumerate(text.splitlines(), 1)
        if (match := EXPECT.search(line))
    ]
    assert bool(expected) == path.name.startswith("bad-"), "bad-* files expect findings, good-* files none"
    spoken_of = {rule, *(name for _, name, _ in expected)}
    found = [finding for finding in result.findings if finding.rule in spoken_of]
    assert Counter((f.span.line, f.rule) for f in found) == Counter((line, name) for line, name, _ in expected)
    for line, name, severity in expected:
        if severity:
            assert [how(f) for f in found if (f.span.line, f.rule) == (line, name)] == [severity]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fixture_is_a_valid_blueprint_and_skips_what_it_says(path, linted):
    text, result = linted
    skipped = {skip.rule: skip.reason for skip in result.skipped}
    expected = {match["rule"]: match["reason"] for match in SKIPPED.finditer(text)}
    for rule, reason in expected.items():
        assert rule in skipped
        assert reason is None or skipped[rule] == reason
    assert (path.parent.name in skipped) == (path.parent.name in expected)
    assert not [
        f for f in result.findings if f.rule in ("schema", "unknown-field", "unknown-reference", "rule-crashed")
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_bad_and_a_good_fixture(rule):
    kinds = Counter(path.name.partition("-")[0] for path in FILES if path.parent.name == rule.name)
    assert kinds["bad"] >= 1
    assert kinds["good"] >= 2, "a good one and a near-miss"
    assert set(kinds) == {"bad", "good"}


def test_every_folder_is_a_rule():
    names = {rule.name for rule in RULES}
    assert {path.parent.name for path in FILES} <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_messages_are_short_sentences_for_people(path, linted):
    _, result = linted
    for finding in result.findings:
        assert len(finding.message) <= 160, finding.message
        assert finding.message[-1] in ".?!”", finding.message
        assert finding.help, finding.rule
        assert not re.search(r"\bNone\b|<[\w.]+ object|\['|Duration\(", finding.message + finding.help)
        for related in finding.related:
            assert related.message
