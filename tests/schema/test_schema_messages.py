"""What is said of a document that is not written in the language, beside the planted mistakes."""

from __future__ import annotations

import json
import random
import re
from textwrap import dedent
from typing import Any

import pytest
from mutations import BLUEPRINT, CATALOG, spoil

from blueprint_cli.document import Problem, read_document
from blueprint_cli.document.schema import check_schema
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.document.yaml_example import write_example
from blueprint_cli.load import load_blueprint

JARGON = re.compile(
    r"\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\{'|\['|not valid under|is a required|is not of type|does not match"
)


def check(text: str, name: str = "blueprint") -> list[Problem]:
    document = read_document("x.blueprint.yaml", dedent(text).encode())
    assert not document.problems
    return check_schema(document, name)


def card(text: str, layer: str = "backstage") -> list[Problem]:
    """Check a card, given as one line of flow YAML."""
    return check(f"blueprint: 1\nservice: Return\nsteps:\n  - name: Ask\n    {layer}: {text}\n")


def messages(found: list[Problem]) -> list[str]:
    return [problem.message for problem in found]


@pytest.mark.parametrize(("name", "whole"), [("blueprint", BLUEPRINT), ("catalog", CATALOG)])
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_wrong_is_said_in_words(name: str, whole: dict[str, Any], seed: int) -> None:
    r = random.Random(seed)
    for _ in range(100):
        document = read_document("x.json", json.dumps(spoil(whole, r)).encode())
        for problem in check_schema(document, name):
            assert problem.rule in ("schema", "unknown-field", "execution-field")
            assert len(problem.message) <= 160
            assert problem.help
            assert not JARGON.search(problem.message), problem.message
            line = document.text.splitlines()[problem.span.line - 1]
            assert 1 <= problem.span.column <= len(line)


def test_a_document_without_data_has_no_problems_of_its_own() -> None:
    document = read_document("x.yaml", b"- a list\n")
    assert document.problems
    assert check_schema(document) == []


def test_problems_stand_in_the_order_of_the_text() -> None:
    found = check("""\
        blueprint: 1
        stat: current
        service: Return
        state: now
        steps:
          - name: Ask
            onstage: Answers
            customer: {does: Asks, feels: 9}
    """)
    assert [p.span.line for p in found] == [2, 4, 7, 8]
    assert [p.rule for p in found] == ["unknown-field", "schema", "unknown-field", "schema"]


def test_what_is_referred_to_twice_is_wrong_once() -> None:
    found = check("""\
        blueprint: 1
        service: Return
        steps:
          - name: Ask
            backstage: &card {does: Packs, colour: red}
          - name: Pay
            backstage: *card
    """)
    assert messages(found) == ["A backstage card has no field `colour`."]


def test_a_catalog_is_called_one() -> None:
    found = check("actors: {clerk: {titel: Clerk}}\nsteps: []\n", "catalog")
    assert messages(found) == ["An actor has no field `titel`: did you mean `name`?", "A catalog has no field `steps`."]


def test_an_unknown_key_takes_the_missing_one_along() -> None:
    assert messages(card("{label: Packs}")) == ["A backstage card has no field `label`: did you mean `does`?"]
    assert messages(card("{to: {target: x}}")) == [
        "This backstage card has no `does`.",
        "A link has no field `target`: did you mean `card`?",
    ]


def test_an_unknown_key_that_stands_for_nothing_leaves_the_missing_one() -> None:
    assert messages(card("{colour: red}")) == [
        "This backstage card has no `does`.",
        "A backstage card has no field `colour`.",
    ]


def test_the_help_shows_what_the_author_wrote() -> None:
    assert card("{label: 'Packs: all of it'}")[0].help.endswith("  does: 'Packs: all of it'")


@pytest.mark.parametrize(
    ("text", "layer", "words"),
    [
        ("{does: Packs, emotion: 1}", "customer", "did you mean `feels`"),
        ("{does: Packs, emotion: 1}", "support", "only customer cards have feelings"),
        ("{does: Page}", "evidence", "did you mean `name`"),
        ("{name: Page, by: web}", "evidence", "`by` does not belong to a piece of evidence: it is a field of a card"),
        ("{does: Packs, to: {card: x, label: y}}", "support", "did you mean `carries`"),
        ("{does: Packs, fails: {what: x, fallback: y}}", "support", "did you mean `recovery`"),
        ("{does: Packs, fails: {what: x, id: y}}", "support", "A fail point has no field `id`"),
        ("{does: Packs, pain: {text: x}}", "support", "did you mean `what`"),
        ("{does: Packs, measures: {name: x, baseline: y}}", "support", "did you mean `now`"),
        ("{does: Packs, medium: phone}", "frontstage", "did you mean `channel`"),
        ("{does: Packs, to: {card: x, medium: phone}}", "frontstage", "did you mean `via`"),
        ("{does: Packs, supports: x}", "frontstage", "`supports`"),
        ("{does: Packs, lable: x}", "frontstage", "has no field `lable`"),
        ("{does: Packs, severity: high}", "frontstage", "it is a field of a pain point"),
        ("{does: Packs, recovery: x}", "frontstage", "it is a field of a fail point"),
        ("{does: Packs, automation: by hand}", "frontstage", "Did you mean `manual`?"),
        ("{does: Packs, automation: maual}", "frontstage", "Did you mean `manual`?"),
        ("{does: Packs, repeats: hourly}", "frontstage", "`daily`, `weekly` or `monthly`."),
        ("{does: Packs, to: {card: x, mutual: 1}}", "frontstage", "`mutual` is “1”; it can be `true` or `false`."),
        (
            "{does: Packs, takes: {low: 1 d}}",
            "frontstage",
            "`takes` must be a duration such as `20 min`, not a mapping",
        ),
    ],
)
def test_context(text: str, layer: str, words: str) -> None:
    found = card(text, layer)
    assert len(found) == 1, messages(found)
    assert words in found[0].message


def test_several_keys_of_one_condition_are_one_mistake() -> None:
    found = card("{if: unopened, then: refund, else: inspect, elif: ask}")
    assert messages(found) == [
        "`if`, `then` and `else` are execution logic, and a blueprint has none: that belongs in a BPMN process."
    ]
    assert "process: inspection" in found[0].help


def test_each_kind_of_logic_gets_its_own_advice() -> None:
    keys = ("if", "loop", "retry", "timeout", "parallel", "event", "script")
    assert len({card(f"{{does: x, {key}: y}}")[0].help for key in keys}) == len(keys)


def test_long_words_are_cut() -> None:
    found = card("{does: Packs, " + "x" * 300 + ": y, automation: " + "z" * 300 + "}")
    assert [len(message) <= 160 for message in messages(found)] == [True, True]
    assert "…" in found[0].message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain text", "key: plain text"),
        ("a: b", "key: 'a: b'"),
        ("it's #1", "key: 'it''s #1'"),
        ("- x", "key: '- x'"),
        ("-2", "key: '-2'"),
        (-2, "key: -2"),
        (True, "key: true"),
        (["a", {"b": "c", "d": ["e"]}], "key:\n  - a\n  - b: c\n    d:\n      - e"),
        ({"a": {"b": 1}}, "key:\n  a:\n    b: 1"),
    ],
)
def test_examples_as_yaml(value: Any, expected: str) -> None:
    assert write_example("key", value, "") == expected


def test_every_example_of_the_schema_is_yaml_that_says_the_same() -> None:
    from ruamel.yaml import YAML

    schema = load_schema("blueprint")
    for form in (schema, *schema["$defs"].values()):
        for key, field in form.get("properties", {}).items():
            for example in field["examples"]:
                read = YAML(typ="safe", pure=True).load(write_example(key, example))
                assert json.dumps(read, default=str) == json.dumps({key: example})


def test_a_quoted_yes_is_a_yes() -> None:
    """The schema has to accept it, because `moment: yes` is text to the YAML of editors."""
    text = 'blueprint: 1\nservice: Return\nsteps:\n  - {name: Ask, customer: {does: Asks, moment: "yes"}}\n'
    loaded = load_blueprint("x.blueprint.yaml", text.encode())
    assert not loaded.problems
    assert loaded.blueprint.cards[0].moment is True


def test_a_layer_or_name_without_a_value_counts_as_left_out() -> None:
    step = "{id: ask, name: , evidence: , customer: , frontstage: [Answers, ], backstage: , support: }"
    assert check(f"blueprint: 1\nservice: Return\nsteps:\n  - {step}\n") == []


def test_a_file_about_something_else_is_told_once() -> None:
    found = check("openapi: 3.0.0\ninfo: {title: Pets}\npaths: {}\n")
    assert messages(found) == ["This is no blueprint: it has no `blueprint`, `service` or `steps`."]
    assert "blueprint: 1" in found[0].help


def test_two_slips_do_not_claim_the_same_field() -> None:
    assert messages(card("{action: Packs, description: In the evening}")) == [
        "A backstage card has no field `action`: did you mean `does`?",
        "A backstage card has no field `description`: did you mean `note`?",
    ]


def test_what_stands_inside_a_misnamed_field_is_checked_too() -> None:
    found = check("""\
        blueprint: 1
        service: Return
        steps:
          - name: Ask
            onstage:
              - label: Answers
                automation: automatic
              - does: Waits
                feels: 2
    """)
    assert messages(found) == [
        "A step has no field `onstage`: did you mean `frontstage`?",
        "A frontstage card has no field `label`: did you mean `does`?",
        "`feels` does not belong to a frontstage card: only customer cards have feelings.",
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("{label: Packs, id: pack}", "did you mean `does`"),
        ("{does: Packs, ID: pack}", "did you mean `id`"),
        ("{Packs the box: tightly}", "where a sentence was meant: “Packs the box: tightly”"),
        ("{Packs the box: }", "where a sentence was meant: “Packs the box”"),
    ],
)
def test_a_slip_has_no_consequences(wrong: str, words: str) -> None:
    """The model is built as it was meant, so nothing that refers to the card is wrong."""
    text = f"""\
        blueprint: 1
        service: Return
        actor: {{clerk: Clerk}}
        steps:
          - title: Ask
            customer: Asks
            onstage: {wrong}
          - name: Pay
            support:
              does: Pays
              needs: [{"pack" if "pack" in wrong else "ask/frontstage"}, ask/customer]
              by: clerk
    """
    found = load_blueprint("x.blueprint.yaml", dedent(text).encode()).problems
    assert [p.rule for p in found] == ["unknown-field"] * 4
    assert words in found[-1].message


def test_a_step_that_is_headed_by_a_key() -> None:
    for text in ("- Ask:\n      customer: Asks", "- Ask:\n    customer: Asks"):
        loaded = load_blueprint("x.yaml", f"blueprint: 1\nservice: Return\nsteps:\n  {text}\n".encode())
        assert messages(loaded.problems) == ["“Ask” is no field of a step; if it is the heading, it goes into `name`."]
        assert [card.address for card in loaded.blueprint.cards] == ["ask/customer"]


def test_a_misnamed_card_that_is_referred_to_twice_is_wrong_once() -> None:
    found = check("""\
        blueprint: 1
        service: Return
        steps:
          - {name: Ask, backstage: &card {label: Packs}}
          - {name: Pay, backstage: *card}
    """)
    assert messages(found) == ["A backstage card has no field `label`: did you mean `does`?"]
