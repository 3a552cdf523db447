"""Recall of the rules, on pitfalls planted in clean blueprints (README.md here says how)."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from edits import write
from planting import REGISTERED, TODAY, Plant, base_tree, findings_before, grow, lint_text, read_plants

import blueprint_cli.lint as lint
from blueprint_cli.load import load_blueprint
from blueprint_cli.rules.registry import RULES

LEAST_RECALL, LEAST_PLANTS = 0.95, 5
BASES = ("theatre", "parcel", "return", "laundry", "blank", "museum-8")


@pytest.fixture(scope="module")
def plants() -> list[Plant]:
    return [grow(plant) for plant in read_plants() if plant.rule in REGISTERED]


def _told(plants: list[Plant]) -> str:
    missed = [plant for plant in plants if not plant.found]
    share = 1 - len(missed) / len(plants)
    lines = [f"{len(plants) - len(missed)} of {len(plants)} found ({share:.1%})"]
    for plant in missed:
        said = sorted({finding.rule for finding in plant.new})
        lines.append(f"  {plant.label}: {plant.data.get('missed', 'no reason given')}; found instead: {said}")
    return "\n".join(lines)


@pytest.mark.parametrize("base", BASES)
def test_the_blueprints_planted_in_are_clean(base):
    assert [(finding.rule, finding.card) for finding in findings_before(base)] == []


def test_every_rule_has_plants():
    number: dict[str, int] = defaultdict(int)
    for plant in read_plants():
        number[plant.rule] += 1
    print("not built yet:", ", ".join(sorted(number.keys() - REGISTERED)) or "none")
    assert {rule: number[rule] for rule in sorted(REGISTERED) if number[rule] < LEAST_PLANTS} == {}


def test_a_third_of_the_plants_is_kept(plants):
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for plant in plants:
        by_rule[plant.rule].append(plant.kept)
    assert [rule for rule, kept in by_rule.items() if not any(kept)] == []


def test_planted_pitfalls_are_found(plants):
    kept = [plant for plant in plants if plant.kept]
    told = f"all: {_told(plants)}\nthe kept third: {_told(kept)}"
    print(told)
    assert sum(plant.found for plant in plants) >= LEAST_RECALL * len(plants), told


def test_known_misses_are_missed_still(plants):
    assert [plant.label for plant in plants if plant.found and "missed" in plant.data] == []


def test_one_cause_has_one_finding(plants):
    """No plant is told twice by its own rule on the same card, and none breaks the schema."""
    doubled, broken = [], []
    for plant in plants:
        told = [(f.rule, f.card, f.span.line) for f in plant.new]
        doubled += [(plant.label, one) for one in sorted(set(told)) if told.count(one) > 1]
        broken += [(plant.label, f.message) for f in plant.new if f.rule in ("schema", "unknown-field")]
    assert (doubled, broken) == ([], [])


def test_other_new_findings_are_second_causes(plants):
    """What a plant also brings about is announced by it (`also`), so that a doubled finding is noticed."""
    assert [(plant.label, sorted({f.rule for f in plant.extra})) for plant in plants if plant.extra] == []


def test_findings_stand_inside_the_file_and_their_card(plants):
    outside = []
    for plant in plants:
        lines = plant.text.count("\n")
        blueprint = load_blueprint("planted.yaml", plant.text.encode()).blueprint
        starts = sorted({card.span.line for card in blueprint.cards} | {step.span.line for step in blueprint.steps})
        cards = {card.address: card for card in blueprint.cards}
        for finding in plant.new:
            inside = 1 <= finding.span.line <= lines
            card = cards.get(finding.card)
            if card is not None and inside:
                following = next((line for line in starts if line > card.span.line), lines + 1)
                inside = card.span.line <= finding.span.line < following
            if not inside:
                outside.append((plant.label, finding.rule, finding.card, finding.span.line))
    assert outside == []


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_findings_is_not_that_of_the_rules(plants, seed, monkeypatch):
    some = [plant for plant in plants if len(plant.new) > 2][seed::8]
    before = [lint_text(plant.data["in"], plant.text, TODAY) for plant in some]
    shuffled = list(RULES)
    random.Random(seed).shuffle(shuffled)
    monkeypatch.setattr(lint, "RULES", tuple(shuffled))
    assert [lint_text(plant.data["in"], plant.text, TODAY) for plant in some] == before


def test_disabled_rules_are_never_called(monkeypatch):
    called: list[str] = []

    def recorded(rule):
        def check(blueprint, context):
            called.append(rule.name)
            yield from rule.check(blueprint, context)

        return replace(rule, check=check)

    monkeypatch.setattr(lint, "RULES", tuple(recorded(rule) for rule in RULES))
    text = write(base_tree("parcel"))[0].encode()
    chosen = {rule.name for rule in RULES[::7]}
    levels = {rule.name: "warning" if rule.name in chosen else "off" for rule in RULES}
    lint.lint_document("planted.yaml", text, lint.Settings(TODAY), levels)
    assert set(called) == chosen
