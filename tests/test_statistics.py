"""`bp lint --statistics`: how often each rule spoke; and what `bp rules` says of each rule."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from blueprint_cli.cli import main
from blueprint_cli.document.schema_files import schema_text
from blueprint_cli.rules.levels import PROFILES
from blueprint_cli.rules.registry import RULES

TODAY = ("--today", "2026-11-21")
TEXT = """blueprint: 1
service: Loan
steps:
  - name: Borrow
    customer: Brings a book
    frontstage:
      - does: Lends the book
        basis: observed
      - does: Wraps the book # bp: ignore[long-card] no reason at all
        basis: observed # bp: ignore[unsourced-observation] seen by everybody
      - does: Wishes a good read
        basis: observed
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.blueprint.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "b.blueprint.yaml").write_text(TEXT.replace("service: Loan", "service: Loan\nowner: Desk"), "utf-8")
    return tmp_path


SELECT = ("--select", "unsourced-observation,no-owner,unused-ignore")


def test_the_table_stands_in_place_of_the_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["lint", "--statistics", *SELECT, *TODAY])
    assert capsys.readouterr().out == (
        "warnings  infos  ignored  files  rule\n"
        "       0      4        2      2  unsourced-observation\n"
        "       1      0        0      1  no-owner\n"
        '2 files: 1 warning, 4 infos, 2 ignored. Nothing at or over "error": exit 0 (--verbose shows 2 ignored)\n'
    )
    assert code == 0
    assert main(["lint", "--statistics", "--fail-on", "warning", *SELECT, *TODAY]) == 1


def test_json_has_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--statistics", "--format", "json", *SELECT, *TODAY])
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, json.loads(schema_text("findings")))
    assert [entry["rule"] for entry in report["statistics"]] == ["unsourced-observation", "no-owner"]
    first = report["statistics"][0]
    assert (first["infos"], first["ignored"], first["files"]) == (4, 2, 2)
    for severity in ("errors", "warnings", "infos", "acknowledged", "ignored"):
        assert sum(entry[severity] for entry in report["statistics"]) == report["summary"][severity]
    main(["lint", "--format", "json", *SELECT, *TODAY])
    del report["statistics"]
    assert json.loads(capsys.readouterr().out) == report


def test_nothing_found_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "a.blueprint.yaml", "nowhere.yaml", "--statistics", "--select", "empty-step", *TODAY])
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "nowhere.yaml: error: This path does not exist. Check its spelling and folder."
    assert len(out) == 2


def test_bp_rules_says_kind_fixable_and_since(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    entries = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)["rules"]}
    assert {rule.name for rule in RULES} <= set(entries)
    for rule in RULES:
        entry = entries[rule.name]
        assert entry["kind"] == ("service" if rule.service else "artefact")
        assert (entry["fixable"], entry["since"]) == (rule.fixable, rule.since)
        assert set(entry["severity"]) == set(PROFILES)
    assert main(["rules", "--format", "markdown"]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head.endswith("| kind | fixable | since |")
    assert {row.count("|") - row.count("\\|") for row in rows} == {head.count("|")}
    assert main(["rules"]) == 0
    text = capsys.readouterr().out
    line = next(line for line in text.splitlines() if line.strip().startswith("silent-wait "))
    assert line.split()[1:6] == ["-", "W", "W", "§", "0.1.0"]
