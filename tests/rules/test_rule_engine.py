"""The engine with rules made for the purpose: nothing here depends on what the real rules find."""

from __future__ import annotations

from datetime import date

import pytest

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.blueprint.model import Card, Pain, Step
from blueprint_cli.document import Problem, Span
from blueprint_cli.rules.engine import judge, run_rules
from blueprint_cli.rules.rule import Rule, Skipped, on_card, on_file

TODAY = date(2026, 11, 21)


def blueprint(**more: object) -> Blueprint:
    step = Step(id="arrive", index=0)
    for position, does in enumerate(("Parks", "Walks"), 1):
        card = Card(does=does, layer="customer", step=step, position=position, span=Span(position, 1, position, 9))
        card.address = card.anchor = f"arrive/customer/{position}"
        step.layers["customer"].append(card)
    return Blueprint(path="x.yaml", steps=[step], **more)  # type: ignore[arg-type]


def each_card(name: str, **more: object) -> Rule:
    def check(bp, context):
        for card in bp.cards:
            yield on_card(name, card, f"{name} on {card.does}", "help")

    return Rule(name, "layers", check, **more)  # type: ignore[arg-type]


def whole_file(name: str, **more: object) -> Rule:
    def check(bp, context):
        yield on_file(name, bp, f"{name} here", "help")

    return Rule(name, "layers", check, **more)  # type: ignore[arg-type]


def run(*rules: Rule, bp: Blueprint | None = None, structural: tuple[Problem, ...] = (), **levels: str):
    chosen = {rule.name: "warning" for rule in rules} | {name.replace("_", "-"): v for name, v in levels.items()}
    return run_rules(bp or blueprint(), structural, chosen, TODAY, rules)  # type: ignore[arg-type]


def names(problems):
    return [problem.rule for problem in problems]


def test_a_rule_that_is_off_is_never_called():
    def check(bp, context):
        raise AssertionError("called")
        yield

    assert run(Rule("loud", "layers", check), loud="off").problems == []


def test_a_crash_is_a_problem_and_the_others_go_on():
    def check(bp, context):
        yield on_file("broken", bp, "never told", "")
        raise KeyError("nothing a reader should see")

    outcome = run(Rule("broken", "layers", check), each_card("fine"))
    assert names(outcome.problems) == ["rule-crashed", "fine", "fine"]
    assert "nothing a reader should see" not in outcome.problems[0].message + outcome.problems[0].help


def test_what_a_rule_cannot_judge_is_said():
    def check(bp, context):
        yield Skipped("no durations")

    assert run(Rule("timed", "time", check)).skipped == [("timed", "no durations")]


def test_rules_that_read_words_wait_for_the_word_lists_of_the_language():
    outcome = run(each_card("wordy", reads_words=True), bp=blueprint(language="tlh"))
    assert outcome.problems == []
    assert outcome.skipped == [("wordy", "no word lists for the language “tlh”")]


def test_rules_of_what_is_missing_wait_while_the_file_has_errors():
    error = Problem("schema", Span(1, 1, 1, 2), "wrong")
    outcome = run(whole_file("nothing-there", whole=True), each_card("fine"), structural=(error,))
    assert names(outcome.problems) == ["schema", "fine", "fine"]
    assert [name for name, _ in outcome.skipped] == ["nothing-there"]
    warning = Problem("yaml-syntax", Span(1, 1, 1, 2), "odd", severity="warning")
    assert run(whole_file("nothing-there", whole=True), structural=(warning,)).skipped == []


@pytest.mark.parametrize("turned", [False, True])
def test_the_larger_finding_tells_the_cause_whatever_the_order_of_rules(turned):
    rules = [
        whole_file("journey", covers={"flat": "file"}),
        whole_file("flat", covers={"card-by-card": "file"}),
        each_card("card-by-card"),
    ]
    outcome = run(*(reversed(rules) if turned else rules))
    assert names(outcome.problems) == ["journey"]
    assert sorted(names(outcome.covered)) == ["card-by-card", "card-by-card", "flat"]


def test_covering_on_a_card_leaves_other_cards_alone():
    def first(bp, context):
        yield on_card("exact", bp.cards[0], "here", "")

    outcome = run(Rule("exact", "layers", first, covers={"rough": "card"}), each_card("rough"))
    assert [(p.rule, p.card) for p in outcome.problems] == [
        ("exact", "arrive/customer/1"),
        ("rough", "arrive/customer/2"),
    ]


def test_covering_at_a_place_keeps_the_severity_of_an_error():
    def check(bp, context):
        yield on_card("unfinished", bp.cards[0], "TBD", "")

    error = Problem("bad-duration", Span(1, 3, 1, 6), "no duration")
    elsewhere = Problem("bad-duration", Span(7, 3, 7, 6), "no duration")
    rule = Rule("unfinished", "governance", check, covers={"*": "place"})
    outcome = run(rule, structural=(error, elsewhere))
    assert [(p.rule, p.severity) for p in outcome.problems] == [("bad-duration", None), ("unfinished", "error")]


def test_a_mark_on_the_name_of_the_service_hides_neither_crashes_nor_what_the_whole_file_lacks():
    def crash(bp, context):
        raise KeyError
        yield

    unfinished = whole_file("unfinished", covers={"*": "place"})
    outcome = run(unfinished, whole_file("nothing-there"), Rule("broken", "layers", crash))
    assert sorted(names(outcome.problems)) == ["nothing-there", "rule-crashed", "unfinished"]


@pytest.mark.parametrize(
    ("marked", "target", "level", "expected"),
    [
        (False, False, "error", ("warning", False)),
        (False, False, "info", ("info", False)),
        (True, False, "error", ("info", True)),
        (True, True, "error", ("error", False)),
        (False, True, "error", ("error", False)),
    ],
)
def test_an_honest_picture_of_a_poor_service_is_not_punished(marked, target, level, expected):
    bp = blueprint()
    if marked:
        bp.cards[1].pains.append(Pain(what="Far"))
    rule = each_card("poor", service=True)
    problem = next(iter(rule.check(bp, None)))  # type: ignore[arg-type]
    assert judge(problem, rule, {"poor": level}, target=target) == expected  # type: ignore[dict-item]


def test_a_wrong_drawing_is_never_acknowledged():
    rule = each_card("wrong")
    problem = Problem("wrong", Span(1, 1, 1, 2), "x", marked=True)
    assert judge(problem, rule, {"wrong": "error"}, target=False) == ("error", False)
