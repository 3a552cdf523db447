"""Under which edits a finding keeps its name, so that a baseline, `--since` and a comment on a pull request know it.

Kept: whatever changes the text and not what it says (comments, line breaks, indentation, quotes, order of keys); other
steps and cards coming, going or changing places; the words of a card that has an `id` or an actor of its own there;
another wording of the message; another path, where git knows of the move (`test_baseline.py`).

Lost, and why: the words of a card without a name of its own, because they are all there is to know it by; the name of
a step without an `id`, and an id itself, for the same reason; a card moved to another step or layer, which is another
statement about the service; whether an actor is declared, because only a declared one is a name. One of several
findings that are the same in all but their place keeps its name while there are as many: mending the first renames the
last.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from blueprint_cli.document import Problem, Span, read_document
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.fingerprint import fingerprints
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.documentation import complete_example, read_documentation
from blueprint_cli.rules.file_rules import FILE_RULES
from blueprint_cli.rules.levels import chosen_levels
from blueprint_cli.rules.registry import RULES

HERE = Path(__file__).parent
LEVELS = chosen_levels("strict")
TODAY = Settings(today=date(2026, 11, 21))
FIXTURES = sorted((HERE / "rules").glob("*/bad-*.yaml"))
FLAWED = sorted((HERE.parent / "samples/flawed").glob("*.yaml"))


def findings(text: str | bytes, path: str = "x.blueprint.yaml") -> list[Finding]:
    data = text if isinstance(text, bytes) else text.encode()
    return lint_document(path, data, TODAY, LEVELS).findings


def names(text: str | bytes, path: str = "x.blueprint.yaml") -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.fingerprint) for finding in findings(text, path))


def comment_above(text: str) -> str:
    """Comments at the top, and above each item of a list outside block scalars."""
    if re.search(r": [|>]", text):
        return f"# A note.\n\n{text}"
    return "# A note.\n\n" + re.sub(r"(?m)^( *)- ", r"\1# A note.\n\1- ", text)


def other_breaks(text: str) -> str:
    return text.replace("\n", "\r\n")


def indented_twice(text: str) -> str:
    return re.sub(r"(?m)^( *)((?:- )*)", lambda match: 2 * match[1] + match[2].replace("- ", "-   "), text)


def quoted_as_json(text: str) -> str:
    return json.dumps(read_document("x", text.encode()).data, ensure_ascii=False, indent=3)


def keys_in_another_order(text: str) -> str:
    return json.dumps(read_document("x", text.encode()).data, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("path", [*FIXTURES, *FLAWED], ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize(
    "edit",
    [comment_above, other_breaks, indented_twice, quoted_as_json, keys_in_another_order],
    ids=lambda f: f.__name__,
)
def test_every_finding_of_every_rule_keeps_its_name(path: Path, edit) -> None:
    text = path.read_text("utf-8")
    before = read_document("x", text.encode())
    assert not before.problems
    edited = edit(text)
    assert read_document("x", edited.encode()).data == before.data
    if "bp: ignore" in text and edit in (quoted_as_json, keys_in_another_order):
        # A comment cannot be quoted.
        return
    expected = names(text, str(path))
    assert expected
    assert names(edited, str(path)) == expected


def test_the_fixtures_speak_for_every_rule() -> None:
    spoken = {finding.rule for path in FIXTURES for finding in findings(path.read_bytes(), str(path))}
    assert spoken >= {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", [rule for rule in FILE_RULES if "Bad\n" in rule.text], ids=lambda rule: rule.name)
def test_problems_of_reading_keep_their_names_too(rule) -> None:
    text = complete_example(read_documentation(rule.name, rule.text).bad)
    expected = names(text)
    assert rule.name in {name for name, _ in expected}
    assert names(comment_above(text)) == expected
    assert names(other_breaks(text)) == expected


NEW_STEP = {"name": "A new step", "customer": [{"id": "new-card", "does": "Waves"}]}


@pytest.mark.parametrize("place", [0, 1, 99])
@pytest.mark.parametrize("path", [*FIXTURES, *FLAWED], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_new_step_renames_nothing(path: Path, place: int) -> None:
    """It may make findings come or go, and never the same finding under another name."""
    data = read_document("x", path.read_bytes()).data
    steps = [*data["steps"][:place], NEW_STEP, *data["steps"][place:]]
    before = names(quoted_as_json(path.read_text("utf-8")), str(path))
    after = names(json.dumps({**data, "steps": steps}, ensure_ascii=False), str(path))
    gone, come = before - after, after - before
    assert not {rule for rule, _ in gone} & {rule for rule, _ in come}


TEXT = """\
blueprint: 1
service: Tailor
actors:
  cutter: {name: Cutter}
  sewer: {name: Sewer}
steps:
  - name: Order
    customer: Chooses the cloth
    frontstage:
      - id: measure
        does: Measures, notes the figures, and then calls the workshop and asks for TBD
      - does: Writes TBD on the card
        by: cutter
      - does: Prints TBD
        by: sewer
  - name: Fitting
    customer:
      - Puts the suit on
      - Says what pinches, TBD
    backstage:
      does: Sews TBD
      by: sewer
    support:
      does: Stores TBD
"""


def placeholders(text: str) -> dict[str, str]:
    """The names of those findings by the words of their cards."""
    assert not read_document("x", text.encode()).problems
    found = [finding for finding in findings(text) if finding.rule == "placeholder"]
    assert len({finding.fingerprint for finding in found}) == len(found) == 6
    return {finding.card: finding.fingerprint for finding in found}


def edited(old: str, new: str) -> set[str]:
    """The cards whose finding has another name, or is gone, after an edit."""
    assert TEXT.count(old) == 1
    before, after = placeholders(TEXT), placeholders(TEXT.replace(old, new))
    return {card for card, name in before.items() if name not in after.values()}


def test_words_of_a_card_with_an_id_or_an_actor_of_its_own() -> None:
    assert edited("does: Measures, notes", "does: Takes measure, notes") == set()
    assert edited("does: Writes TBD on", "does: Puts TBD on") == set()
    assert edited("does: Sews TBD", "does: Makes TBD") == set()


def test_words_of_a_card_that_is_alone_in_its_layer() -> None:
    assert edited("does: Stores TBD", "does: Keeps TBD") == set()


def test_words_of_a_card_without_a_name_of_its_own_are_its_name() -> None:
    assert edited("Says what pinches", "Tells what pinches") == {"fitting/customer/2"}


def test_signs_and_case_of_those_words_are_not() -> None:
    assert edited("Says what pinches, TBD", "“says what  pinches”: TBD") == set()


def test_cards_may_change_places() -> None:
    cutter = "      - does: Writes TBD on the card\n        by: cutter\n"
    sewer = "      - does: Prints TBD\n        by: sewer\n"
    assert edited(cutter + sewer, sewer + cutter) == set()
    assert (
        edited(
            "      - Puts the suit on\n      - Says what pinches, TBD\n",
            "      - Says what pinches, TBD\n      - Puts the suit on\n",
        )
        == set()
    )


def test_steps_may_change_places() -> None:
    head, order, fitting = re.split(r"(?m)^(?=  - name)", TEXT)
    assert {*placeholders(head + fitting + order).values()} == {*placeholders(TEXT).values()}


def test_a_second_card_takes_the_name_of_a_lone_one() -> None:
    """`fitting/support` no longer says which: only an `id` outlasts that."""
    assert edited(
        "    support:\n      does: Stores TBD\n", "    support:\n      - does: Stores TBD\n      - Lends needles\n"
    ) == {"fitting/support"}


def test_the_name_of_a_step_is_part_of_the_names_in_it_unless_it_has_an_id() -> None:
    assert edited("name: Fitting", "name: Try on") == {"fitting/customer/2", "fitting/sewer", "fitting/support"}
    assert edited("name: Fitting", "name: Try on\n    id: fitting") == set()


def test_a_card_known_by_its_actor_needs_the_actor() -> None:
    assert edited("  cutter: {name: Cutter}\n", "  tailor: {name: Tailor}\n") == {"order/cutter"}


def test_another_wording_or_place_of_a_message_changes_nothing() -> None:
    problem = Problem(
        "a-rule", Span(3, 1, 3, 9), "One way to say it.", "Help.", card="a/b/2", anchor="a/b/x#1", detail="d"
    )
    other = replace(
        problem, message="Another.", help="", card="a/b/3", span=Span(9, 2, 9, 4), severity="info", marked=True
    )
    assert [*fingerprints("x", [problem])] == [*fingerprints("x", [other])] == [*fingerprints("./x", [problem])]
    different = [replace(problem, rule="b"), replace(problem, anchor="a/b/y#1"), replace(problem, detail="e")]
    told_apart = {*fingerprints("x", [problem, problem, *different]), *fingerprints("y", [problem])}
    assert len(told_apart) == 6


def test_no_detail_holds_a_line_or_a_number_of_others() -> None:
    """Lines and counts of a message change with every edit elsewhere; a rule's `detail` must not hold them."""
    for path in FIXTURES:
        text = path.read_text("utf-8")
        for finding in findings(text, str(path)):
            for number in re.findall(r"\d+", finding.detail):
                assert number in text, f"{finding.rule}: {finding.detail}"


def test_the_recipe_is_that_of_version_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another recipe would make every baseline stale: it needs another version, and a way for baselines to follow."""
    monkeypatch.chdir(tmp_path)
    problem = Problem("a-rule", Span(3, 1, 3, 9), "Words.", anchor="ask/desk", detail="takes")
    first, second = fingerprints("services/Rückgabe.blueprint.yaml", [problem, problem])
    assert (first, second) == ("1:18ffa76b4b18f3e06b14", "1:a7441b1a3f803dccf85a")
