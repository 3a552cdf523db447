"""The run from bytes to findings, where several parts meet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from blueprint_cli.check import check_files
from blueprint_cli.settings import Settings

TODAY = Settings(today=date(2026, 11, 21), select=("placeholder",))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(text: str, settings: Settings = TODAY, name: str = "x.blueprint.yaml"):
    Path(name).write_text(text, encoding="utf-8")
    (file,) = check_files([name], settings).files
    return file


def told(file):
    return [(finding.rule, finding.span.line, finding.card) for finding in file.findings]


def test_a_card_that_an_alias_repeats_is_told_once(folder):
    text = "blueprint: 1\nservice: A\nsteps:\n- {name: a, customer: &c [TBD]}\n- {name: b, customer: *c}\n"
    assert told(lint(text)) == [("placeholder", 4, "a/customer")]


def test_a_problem_of_the_schema_says_in_which_card_it_stands(folder):
    text = (
        "blueprint: 1\nservice: A\nsteps:\n"
        "- {name: a, customer: [{does: Asks}, {does: Pays, id: pays, felt: 1}]}\n"
        "- {name: b, takes: soon}\n"
    )
    file = lint(text)
    assert told(file) == [("unknown-field", 4, "pays"), ("bad-duration", 5, "")]
    assert len({finding.fingerprint for finding in file.findings}) == 2


def test_a_broken_catalog_is_told_once_at_its_name(folder):
    Path("shared.yaml").write_text("actors: {a: {nme: Ann, kindd: person}}\n", encoding="utf-8")
    file = lint("blueprint: 1\nservice: A\ncatalog: shared.yaml\nsteps: [{name: a, backstage: {does: b, by: a}}]\n")
    assert told(file) == [("unknown-field", 3, "")]
    (related,) = file.findings[0].related
    assert (related.path, related.span.line) == ("shared.yaml", 1)


def test_a_catalog_in_another_folder_is_found_from_the_file(folder):
    Path("shared").mkdir()
    Path("shared/people.yaml").write_text("actors: {ann: {name: Ann}}\n", encoding="utf-8")
    Path("deep").mkdir()
    text = "blueprint: 1\nservice: A\ncatalog: ../shared/people.yaml\n"
    text += "steps: [{name: a, backstage: {does: b, by: %s}}]\n"
    assert told(lint(text % "ann", name="deep/x.blueprint.yaml")) == []
    assert told(lint(text % "bob", name="deep/x.blueprint.yaml")) == [("unknown-reference", 4, "a/backstage")]


def test_fingerprints_survive_what_happens_elsewhere_in_the_file(folder):
    card = "- name: Ask\n  customer: Asks\n  backstage:\n    does: TBD\n"
    before = lint("blueprint: 1\nservice: A\nsteps:\n" + card).findings[0].fingerprint
    text = "# a comment above\nservice: A\nblueprint: 1\nsteps:\n- name: Knock\n  customer: Knocks\n" + card
    after = lint(text).findings[0]
    assert after.span.line == 10
    assert after.fingerprint == before
    windows = lint(text.replace("\n", "\r\n").replace("    does", "       does").replace("TBD", "'TBD'")).findings[0]
    assert windows.fingerprint == before


def test_fingerprints_count_from_the_root_of_the_repository(folder, monkeypatch):
    text = "blueprint: 1\nservice: TBD\nsteps: [{name: a, customer: b}]\n"
    Path(".git").mkdir()
    Path("deep").mkdir()
    from_root = lint(text, name="deep/x.blueprint.yaml").findings[0].fingerprint
    monkeypatch.chdir(folder / "deep")
    assert lint(text).findings[0].fingerprint == from_root


def test_a_file_that_is_refused_does_not_stop_the_others(folder):
    Path("b.blueprint.yaml").write_text("blueprint: 1\nservice: TBD\nsteps: [{name: a, customer: b}]\n")
    run = check_files(["a.blueprint.yaml", "b.blueprint.yaml"], TODAY)
    assert [(file.path, bool(file.refused), len(file.findings)) for file in run.files] == [
        ("a.blueprint.yaml", True, 0),
        ("b.blueprint.yaml", False, 1),
    ]
    assert run.exit_code == 3


def test_a_selected_rule_that_the_profile_turns_off_is_on(folder):
    text = "blueprint: 1\nservice: A\nsteps: [{name: a, customer: b}]\n"
    draft = Settings(today=TODAY.today, profile="draft", select=("no-customer-goal",))
    assert [(finding.rule, finding.severity) for finding in lint(text, draft).findings] == [
        ("no-customer-goal", "warning")
    ]
