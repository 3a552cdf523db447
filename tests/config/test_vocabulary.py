"""Words that are fine in a house: no finding that rests on them is told, and none comes by them."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from config_files import Put, Run

from blueprint_cli.findings.finding import Finding
from blueprint_cli.in_force import InForce
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import chosen_levels
from blueprint_cli.rules.vocabulary import compile_vocabulary

SAMPLES = Path(__file__).parents[2] / "samples"
STRICT = chosen_levels("strict")
HEAD = "blueprint: 1\nservice: Example\nsteps:\n  - name: One\n"


def lint(text: str, *vocabulary: str, path: str = "a.blueprint.yaml") -> list[Finding]:
    in_force = InForce(STRICT, vocabulary=vocabulary)
    return lint_document(path, text.encode(), Settings(date(2026, 11, 22)), in_force).findings


def rules(text: str, *vocabulary: str) -> set[str]:
    return {finding.rule for finding in lint(text, *vocabulary)}


#: The rule that speaks, what it speaks of, and the word that is fine.
FINE = [
    ("screen-detail", HEAD + "    customer: Clicks the Save Button\n", "save button"),
    ("execution-logic", HEAD + "    backstage: Asks the XOR gateway crew\n", "XOR gateway"),
    ("thing-as-card", HEAD + "    backstage: Asset database\n", "Asset database"),
    ("person-as-owner", "owner: Jane Smith\n" + HEAD + "    customer: Asks\n", "Jane Smith"),
    ("person-as-owner", "owner: desk@example.org\n" + HEAD + "    customer: Asks\n", "desk@example.org"),
    ("placeholder", HEAD + "    backstage: TBD packs the box\n", "TBD"),
    ("placeholder", HEAD + "    backstage: {does: Packs, by: TBD}\n", "TBD"),
    ("placeholder", "accepts: {wait: TODO}\n" + HEAD + "    customer: Asks\n", "todo"),
    ("compound-card", HEAD + "    backstage: Opens the letter; checks the form\n", "checks the form"),
    ("exception-path", HEAD + "    backstage: Retry job after timeout\n", "retry job after timeout"),
    ("handoff-by-inbox", HEAD + "    backstage: Forwards the case to the Sales Ops inbox\n", "Sales Ops inbox"),
    ("spreadsheet-of-record", HEAD + "    backstage: Records the case in the spreadsheet\n", "spreadsheet"),
    (
        "inconsistent-names",
        "actors:\n  a: {name: Pick Desk}\n  b: {name: Pick Desks}\n"
        + HEAD
        + "    backstage: [{does: Packs, by: a}, {does: Ships, by: b}]\n",
        "Pick Desks",
    ),
    ("evidence-below-the-line", HEAD + "    evidence: Internal routing note\n", "internal routing note"),
    ("wait-without-time", HEAD + "    customer: Waits for the call\n    frontstage: Calls\n", "waits"),
    ("manual-repetition", HEAD + "    backstage: Copies the orders by hand\n", "by hand"),
]


@pytest.mark.parametrize(("rule", "text", "word"), FINE)
def test_a_finding_that_rests_on_a_word_is_not_told(rule: str, text: str, word: str) -> None:
    assert rule in rules(text)
    assert rule not in rules(text, word)
    # Another word changes nothing.
    assert rule in rules(text, "Elsewhere")


def test_fields_are_no_words() -> None:
    text = "systems:\n  list: {name: Case list, kind: spreadsheet}\n" + HEAD
    text += "    backstage: {does: Records the case, uses: list}\n"
    assert "spreadsheet-of-record" in rules(text)
    assert "spreadsheet-of-record" in rules(text, "spreadsheet")


def test_a_smaller_finding_is_told_where_the_larger_one_goes() -> None:
    long = "Asks the XOR gateway crew of the third floor whether the letter of this morning has come in yet"
    text = HEAD + f"    backstage: {long}\n"
    assert "execution-logic" in rules(text)
    assert "long-card" not in rules(text)
    assert "execution-logic" not in rules(text, "XOR gateway")
    assert "long-card" in rules(text, "XOR gateway")


def test_the_words_of_a_finding_are_those_of_the_card() -> None:
    text = HEAD + "    backstage: Asks the Gateway Desk if the sum is over 500\n"
    (finding,) = [one for one in lint(text, "gateway desk") if one.rule == "execution-logic"]
    assert "“Asks the Gateway Desk if the sum is over 500”" in finding.message
    assert [one for one in lint(text) if one.rule == "execution-logic"] == [finding]


def test_an_ignore_that_is_no_longer_needed_is_told() -> None:
    text = HEAD + "    backstage: Asset database # bp: ignore[thing-as-card] that is its name\n"
    assert "unused-ignore" not in rules(text)
    assert "unused-ignore" in rules(text, "asset database")


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.blueprint.yaml")), ids=lambda path: path.name)
def test_a_vocabulary_only_takes_findings_away(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLES)
    text = sample.read_text("utf-8")
    known = {(one.rule, one.span, one.message) for one in lint(text, path=sample.name)}
    words = sorted(set(re.findall(r"[^\W\d_]{3,}(?: [^\W\d_]{3,})?", text)))
    pick = random.Random(sample.name)
    for _ in range(3):
        found = lint(text, *pick.sample(words, 40), path=sample.name)
        new = {(one.rule, one.span, one.message) for one in found} - known
        # What is not told may have covered a smaller finding of the same place, and needed an ignore.
        covered = {"long-card", "compound-card", "branching", "unused-ignore", "unowned-card", "execution-logic"}
        assert {rule for rule, _, _ in new} <= covered


def test_whole_words_are_hidden_whatever_their_capitals_blanks_and_umlauts() -> None:
    hide = compile_vocabulary(("Gateway  Desk", "Desk", "Gärtnerei", "C++", "@team/returns"))
    text = "Asks the GATEWAY\n desk, the desk, not the desks"
    hidden = hide(text)
    assert "desks" in hidden
    assert "gateway" not in hidden.lower()
    assert len(set(re.findall(r"qux\w+", hidden))) == 2
    assert "rtnerei" not in hide(unicodedata.normalize("NFD", "Ruft die Gärtnerei an"))
    assert "++" not in hide("Compiles C++ by hand")
    assert "@" not in hide("Owner: @team/returns")
    untouched = unicodedata.normalize("NFD", "Grüßt den Gast")
    assert hide(untouched) is untouched


def test_it_comes_from_the_configuration_and_its_overrides(put: Put, bp: Run) -> None:
    text = HEAD + "    backstage: Asset database\n"
    put("base.yaml", "vocabulary: Paper ledger\n")
    put("bp.yaml", "extends: base.yaml\noverrides: [{files: fine/, vocabulary: [asset database]}]\n")
    put("a.blueprint.yaml", text)
    put("fine/b.blueprint.yaml", text.replace("Asset", "ASSET"))
    put("fine/c.blueprint.yaml", text.replace("Asset database", "Paper ledger"))
    _, out, _ = bp("lint", "--select", "thing-as-card", "--fail-on", "never")
    assert "a.blueprint.yaml:5:16" in out
    assert "fine/" not in out
