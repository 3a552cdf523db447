"""Findings of both sides: new, fixed, carried, and the change that brought a new one."""

from __future__ import annotations

from datetime import date

import pytest
from edit_scripts import Data, Script, as_text, plain_data
from test_kinds import BASE, edited
from test_scripts import SAMPLES, load

from blueprint_cli.changes.causes import LOOKS_AT
from blueprint_cli.changes.change import Comparison, Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.changes.kinds import KINDS
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.load import load_blueprint
from blueprint_cli.rules.engine import ALWAYS_ERRORS
from blueprint_cli.rules.levels import chosen_levels
from blueprint_cli.rules.registry import RULES

SETTINGS = Settings(date(2026, 11, 22))
LEVELS = chosen_levels("strict")


def linted(text: str, path: str = "x.blueprint.yaml") -> Side:
    data = text.encode()
    findings = lint_document(path, data, SETTINGS, LEVELS).findings
    return Side(path, load_blueprint(path, data).blueprint, text, findings)


def compared(edits: list[list[str]], path: str = "x.blueprint.yaml", base: str = BASE) -> Comparison:
    return compare(linted(base), linted(edited(base, edits), path))


def causes(comparison: Comparison) -> dict[str, tuple[str, str] | None]:
    return {
        new.finding.rule: (new.cause.kind, new.cause.title) if new.cause else None for new in comparison.findings.new
    }


def test_findings_of_a_renamed_step_and_a_moved_file_are_carried():
    old = linted(BASE)
    assert old.findings
    found = compared([["name: Make", "name: Workshop"]], "y.blueprint.yaml").findings
    assert (found.new, found.fixed) == ([], [])
    assert [before.rule for before, _ in found.carried] == [finding.rule for finding in old.findings]


def test_a_finding_of_a_reworded_card_is_carried():
    bare = [["        by: cutter\n      - id: sort", "      - id: sort"]]
    base = edited(BASE, bare)
    assert "unowned-card" in {finding.rule for finding in linted(base).findings}
    found = compared([["- id: polish\n        does: Polishes the edges", "- does: Polishes all the edges"]], base=base)
    assert "unowned-card" not in {new.finding.rule for new in found.findings.new}


def test_what_is_gone_of_the_findings_is_fixed():
    found = compared([["        question: How many come without proof?\n", ""]]).findings
    assert [finding.rule for finding in found.fixed] == ["open-question"]


def test_a_removal_is_named_as_the_cause():
    assert causes(compared([["            recovery: Another blank is taken\n", ""]])) == {
        "fail-without-recovery": ("recovery-removed", "The blank breaks")
    }


def test_a_removed_card_is_the_cause_of_what_rested_on_it():
    found = causes(
        compared(
            [
                ["      - id: count\n        does: Counts the blanks that are left\n        by: book\n", ""],
                ["        uses: book\n", ""],
            ]
        )
    )
    assert found["unused-system"] in (
        ("support-card-removed", "Counts the blanks that are left"),
        ("system-used-removed", "Writes down the wish"),
    )


def test_removed_and_moved_evidence_is_the_cause_of_a_step_without_any():
    path = next(sample for sample in SAMPLES if "theatre" in sample)
    data = plain_data(path)
    old = _side(path, data)
    (mail,) = data["steps"][-1].pop("evidence")
    assert causes(compare(old, _side(path, data)))["missing-evidence"] == ("evidence-removed", mail["name"])
    data["steps"][0].setdefault("evidence", []).append(mail)
    assert causes(compare(old, _side(path, data)))["missing-evidence"] == ("evidence-moved", mail["name"])


def test_a_retired_system_is_the_cause_on_every_card_that_uses_it():
    found = compared(
        [["name: Cash register\n    kind: payments", "name: Cash register\n    kind: payments\n    status: retired"]]
    )
    assert causes(found)["retired-system"] == ("system-retired", "Cash register")


def test_all_findings_of_a_new_file_are_new_and_the_file_is_the_cause():
    found = compare(None, linted(BASE))
    assert {new.cause.kind for new in found.findings.new} == {"blueprint-added"}
    gone = compare(linted(BASE), None).findings
    assert (gone.new, gone.carried) == ([], [])
    assert gone.fixed


def test_the_table_of_causes_knows_its_rules_and_kinds():
    rules = {rule.name for rule in RULES} | set(ALWAYS_ERRORS)
    assert sorted(set(LOOKS_AT) - rules) == []
    for kinds in LOOKS_AT.values():
        for start in kinds:
            assert any(kind.startswith(start) for kind in KINDS), start


def count_right(seeds: range) -> tuple[int, list[str]]:
    """Return how many new findings name the edit that made them, and the others; four edits a script.

    The edit that made a finding is the one after which it is there for the first time.
    """
    right, wrong = 0, []
    for seed in seeds:
        path = SAMPLES[seed % len(SAMPLES)]
        data = plain_data(path)
        script = Script(data, seed)
        sides = [_side(path, data)]
        for count in range(1, 5):
            script.run(count, lambda data, path=path: load(data, path)[1])
            sides.append(_side(path, script.data))
        known = [
            {(new.finding.rule, new.finding.message) for new in compare(sides[0], after).findings.new}
            for after in sides[1:]
        ]
        for new in compare(sides[0], sides[-1]).findings.new:
            key = new.finding.rule, new.finding.message
            kind, words = script.told[next(number for number, found in enumerate(known) if key in found)]
            cause = new.cause and (new.cause.kind.replace("handoff-", "link-"), new.cause.title)
            if cause and cause[0] == kind and words in (None, cause[1]):
                right += 1
            else:
                wrong.append(f"{seed}: {key}: named {cause}, made by {kind}, {words}")
    return right, wrong


def _side(path: str, data: Data) -> Side:
    text = as_text(data)
    findings = lint_document(path, text.encode(), SETTINGS, LEVELS).findings
    return Side(path, load(data, path)[0], text, findings)


def test_the_cause_is_the_edit_that_made_the_finding():
    right, wrong = count_right(range(2000, 2010))
    assert right >= 8
    assert len(wrong) * 20 <= right, "\n".join(wrong)


@pytest.mark.long
def test_the_cause_is_the_edit_that_made_the_finding_in_many_scripts():
    right, wrong = count_right(range(1000, 1300))
    print(f"{right} right, {len(wrong)} wrong", *wrong, sep="\n")
    assert len(wrong) * 40 <= right, "\n".join(wrong)
