"""Options are real: each changes what its rule finds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from blueprint_cli.blueprint.duration import parse_duration
from blueprint_cli.cli import main
from blueprint_cli.in_force import InForce
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.catalogue import list_rules
from blueprint_cli.rules.documentation import complete_example, document_rule
from blueprint_cli.rules.levels import chosen_levels
from blueprint_cli.rules.options import Length, Number, Option, Plain
from blueprint_cli.rules.registry import RULES

TODAY = date(2026, 11, 22)
ALL = [pytest.param(rule, option, id=f"{rule.name} {option.name}") for rule in RULES for option in rule.options]

_BAKERY = """\
steps:
  - name: Order
    customer: Orders a cake
    frontstage: [Takes the order, Checks the stock, Orders flour from the supplier]
    backstage: Bakes the cake
    support: Order book
  - name: Collect
    customer: Collects the cake
    frontstage: [Hands over the cake, Reconciles the payments, Says goodbye]
"""
_PAINS = """\
state: current
pain:
  - {id: silence, what: Nobody answers}
  - {id: weeks, what: It takes weeks}
  - {id: form, what: The form is long}
steps:
  - name: Ask
    customer: Asks about a permit
    frontstage: Answers
"""
#: Where the examples of a rule do not turn on an option: a blueprint that does, and a value that makes the difference.
OWN: dict[str, tuple[Plain, str]] = {
    "branching steps": (
        1,
        """\
steps:
  - name: Apply
    customer: Applies
    backstage: {does: Looks at the form, id: a, to: {card: b, carries: approved}}
  - name: Check
    backstage: {does: Checks the account, id: b, to: {card: c, carries: rejected}}
  - name: Decide
    backstage: {does: Decides, id: c}
  - name: Tell
    customer: Reads the letter
    frontstage: Sends the letter
""",
    ),
    "collapsed-channels share": (
        80,
        """\
steps:
  - name: Ask
    customer: {does: Asks, channel: [phone, web, branch]}
    frontstage: [Answers, Names the papers, {does: Calls back, channel: phone}, {does: Mails, channel: e-mail}]
""",
    ),
    "execution-logic cards": (
        2,
        """\
steps:
  - name: Decide
    customer: Asks for a loan
    backstage: [Calls the customer if papers are missing, Asks the bank if the sum is high]
""",
    ),
    "flattened-layers one-sided": (95, _BAKERY),
    "flattened-layers share": (90, _BAKERY),
    "inconsistent-names letters": (
        12,
        """\
actors:
  a: {name: Logistics}
  b: {name: Logitsics}
steps:
  - name: Pack
    backstage: [{does: Packs, by: a}, {does: Ships, by: b}]
""",
    ),
    "long-card warning-from": (
        13,
        """\
steps:
  - name: Claim
    backstage: Looks at the claim that came in by post during the night and decides
""",
    ),
    "pain-without-idea together": (5, _PAINS),
    "silent-wait gap": (
        "20 min",
        """\
steps:
  - name: Apply
    customer: Hands in the form
    frontstage: Takes the form
  - name: Check
    backstage: {does: Checks the form, takes: 30 min}
  - name: Learn
    customer: Reads the answer
    frontstage: Sends the answer
""",
    ),
    "silent-wait wait": (
        "1 min",
        """\
steps:
  - name: Check
    customer: {does: Looks around, waits: 3 min}
    backstage: Checks the form
""",
    ),
    "stale-review every": ("30 d", "review: {date: 2026-09-01}\nsteps:\n  - name: Check\n    customer: Looks around\n"),
    "unanswered-pain together": (5, "state: target\nfrom: now.yaml\nsteps:\n  - name: Ask\n    customer: Asks\n"),
    "unowned-card together": (5, "steps:\n  - name: Ask\n    frontstage: [Answers, Asks back, Says goodbye]\n"),
    "waste-before-value cards": (
        5,
        """\
steps:
  - name: Pack
    customer: Waits
    frontstage: {does: Greets, takes: 1 min}
    backstage: [{does: Packs, takes: 2 min}, {does: Wraps, takes: 2 min}, {does: Labels, takes: 1 min}]
""",
    ),
}


def found(rule: str, text: str, options: dict[str, Plain]) -> list[tuple[Any, ...]]:
    in_force = InForce(chosen_levels("standard", (rule,)), {rule: options})
    result = lint_document("next.yaml", text.encode(), Settings(TODAY), in_force)
    return [(one.span, one.message, one.severity) for one in result.findings if one.rule == rule]


@pytest.mark.parametrize(("rule", "option"), ALL)
def test_an_option_changes_what_is_found(
    rule: Any, option: Option[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("now.yaml").write_text(complete_example(_PAINS), "utf-8")
    if own := OWN.get(f"{rule.name} {option.name}"):
        cases = [(own[0], own[1])]
    else:
        page = document_rule(rule)
        values: tuple[Plain, ...] = ("1 s", "900 y")
        if isinstance(option, Number):
            values = (option.least, option.most)
        cases = [(value, fragment) for fragment in (page.bad, page.good) for value in values]
    different = []
    for value, fragment in cases:
        text = complete_example(fragment)
        assert option.accepts(value)
        if found(rule.name, text, {option.name: value}) != found(rule.name, text, {}):
            different.append(value)
        # The default, written down, is the default.
        assert found(rule.name, text, {option.name: option.default}) == found(rule.name, text, {})
    assert different


def test_no_blueprint_of_ours_is_left_over() -> None:
    assert set(OWN) <= {f"{rule.name} {option.name}" for rule in RULES for option in rule.options}


@pytest.mark.parametrize(("rule", "option"), ALL)
def test_an_option_says_what_it_is(rule: Any, option: Option[Any]) -> None:
    assert option.rule == rule.name
    assert option.name != "severity"
    assert option.accepts(option.default)
    assert option.description.endswith(".")
    assert option.description[0].isupper()
    if isinstance(option, Number):
        assert not option.accepts(option.least - 1)
        assert not option.accepts(option.most + 1)
        assert not option.accepts(str(option.default))
    if isinstance(option, Length):
        assert option.read(option.default) == parse_duration(option.default)
        assert option.accepts("3 wd") is option.working
        assert not any(option.accepts(value) for value in ("soon", "0 d", "1-3 d", "m", 5))


def test_no_rule_has_two_options_of_one_name() -> None:
    for rule in RULES:
        names = [option.name for option in rule.options]
        assert len(set(names)) == len(names)


def test_explain_and_rules_list_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "crowded-step"]) == 0
    page = capsys.readouterr().out
    assert "Options\n  cards (8 unless said otherwise): So many front- and backstage cards" in page
    assert "In bp.yaml: rules: {crowded-step: {cards: 8}}" in page
    assert main(["rules", "--format", "json"]) == 0
    listed = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)["rules"]}
    assert listed["oversized"]["options"][0]["takes"] == "a whole number from 1 to 1000"
    assert listed["oversized"]["options"][0]["default"] == 30
    assert listed["empty-step"]["options"] == []
    assert sum(len(entry.options) for entry in list_rules()) == len(ALL)
