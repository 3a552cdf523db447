"""`bp diff` where the blueprint stays and what it refers to changes, and where files cannot be read or written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from scratch_repository import Scratch

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.cli import main
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Capture = pytest.CaptureFixture[str]

CURRENT = """\
blueprint: 1
service: Loan
state: current
customer: Reader
steps:
  - name: Ask
    customer:
      does: Asks for a book
      pain: {id: queue, what: The queue is long}
    backstage: {does: Looks it up, process: look-up}
processes:
  look-up: {name: Look up, model: models/look up.bpmn#Task_1}
"""
TARGET = """\
blueprint: 1
service: Loan
state: target
from: loan.blueprint.yaml
customer: Reader
steps:
  - name: Ask
    customer: Asks for a book
    frontstage: {does: Answers at once, by: desk, answers: queue}
actors: {desk: Desk}
"""
MODEL = """\
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="p"><task id="Task_1"/></process>
</definitions>
"""


@pytest.fixture
def loans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """Return a repository with a current state, its target and a process model, all of it committed."""
    scratch = Scratch(tmp_path / "Büch er")
    scratch.write("loan.blueprint.yaml", CURRENT)
    scratch.write("target.blueprint.yaml", TARGET)
    scratch.write("models/look up.bpmn", MODEL)
    scratch.commit()
    monkeypatch.chdir(scratch.folder)
    return scratch


def diff(capsys: Capture, *args: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["diff", "--today", "2026-11-22", *args])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    return code, told.out, told.err


def findings(capsys: Capture, *args: str) -> dict[str, list[tuple[str, str]]]:
    told = json.loads(diff(capsys, *args, "--format", "json")[1])
    return {
        file["path"]: [(finding["rule"], finding["severity"]) for finding in file["findings"]["new"]]
        for file in told["blueprints"]
    }


def test_a_process_model_alone(loans: Scratch, capsys: Capture) -> None:
    assert diff(capsys)[:2] == (0, "2 blueprints: no changes since HEAD. exit 0\n")
    loans.write("models/look up.bpmn", MODEL.replace("Task_1", "Task_2"))
    found = findings(capsys)
    assert list(found) == ["loan.blueprint.yaml"]
    assert [severity for _, severity in found["loan.blueprint.yaml"]] == ["error"]
    code, out, _ = diff(capsys)
    assert code == 1
    assert "Task_1" in out
    loans.write("models/look up.bpmn", MODEL + "<!-- drawn anew -->\n")
    assert diff(capsys)[0] == 0
    loans.write("models/look up.bpmn", MODEL)
    assert diff(capsys)[1] == "2 blueprints: no changes since HEAD. exit 0\n"


def test_a_current_state_alone(loans: Scratch, capsys: Capture) -> None:
    loans.write("loan.blueprint.yaml", CURRENT.replace("id: queue", "id: line"))
    found = findings(capsys)
    assert sorted(found) == ["loan.blueprint.yaml", "target.blueprint.yaml"]
    assert "error" in [severity for _, severity in found["target.blueprint.yaml"]]
    assert diff(capsys, "target.blueprint.yaml", "--fail-on", "new-error")[0] == 1


def test_a_pain_is_named_in_the_words_of_the_current_state(loans: Scratch, capsys: Capture) -> None:
    loans.write("target.blueprint.yaml", TARGET.replace(", answers: queue", ""))
    assert "Pain no longer answered: “The queue is long”" in diff(capsys)[1]


def test_thresholds_of_new_findings(loans: Scratch, capsys: Capture) -> None:
    path = "loan.blueprint.yaml"
    worst = {
        "new-error": CURRENT.replace("customer: Reader", "custmer: Reader"),
        "new-warning": CURRENT.replace("does: Looks it up,", "does: Enters the title again, enters: [title], ")
        + "promise: {within: 1 h}\ntakes: 2 h\n",
        "new-info": CURRENT.replace("does: Looks it up,", "does: Looks it up, question: Who is asked?, "),
    }
    scale = ["new-error", "new-warning", "new-info"]
    for level, text in worst.items():
        loans.write(path, text)
        severities = {f"new-{severity}" for _, severity in findings(capsys)[path]}
        assert min(severities, key=scale.index) == level
        for threshold in scale:
            expected = int(scale.index(level) <= scale.index(threshold))
            assert diff(capsys, "--fail-on", threshold)[0] == expected, (level, threshold)
        assert diff(capsys, "--fail-on", "never")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_what_cannot_be_read(loans: Scratch, capsys: Capture) -> None:
    file = loans.folder / "target.blueprint.yaml"
    file.unlink()
    file.symlink_to(file.name)
    for format in ("text", "markdown", "json", "github"):
        code, out, _ = diff(capsys, "--format", format)
        assert code == 3, format
        assert "target.blueprint.yaml" in out
    assert diff(capsys)[1].splitlines()[-1].endswith("1 path could not be read: exit 3")


def test_a_report_that_cannot_be_written(loans: Scratch, capsys: Capture) -> None:
    loans.write("a file", "")
    code, out, err = diff(capsys, "--output", "json=a file/report.json")
    assert code == 3
    assert "a file: Not a folder" in err
    assert out.endswith("exit 0\n")


def test_a_rule_that_crashes(loans: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(blueprint: Blueprint, context: Context) -> Iterator[Problem]:
        raise RuntimeError("boom")

    loans.write("loan.blueprint.yaml", CURRENT.replace("Asks for a book", "Asks for two books"))
    assert diff(capsys)[0] == 0
    monkeypatch.setattr("blueprint_cli.lint.RULES", (Rule("no-owner", "governance", crash),))
    code, out, _ = diff(capsys)
    # It crashes on both sides, so that nothing is new.
    assert (code, out.splitlines()[-1].endswith("A rule crashed: exit 3")) == (3, True)


def test_newlines_in_names(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = r'"Asks\n::error::for | a\r\nbook\u2028now\u0085then\t"'
    one = CURRENT.replace("does: Asks for a book", f"does: {odd}").replace("name: Ask\n", 'name: "Ask\\n| it"\n')
    (tmp_path / "old.blueprint.yaml").write_text(one, "utf-8")
    (tmp_path / "new.blueprint.yaml").write_text(
        one.replace("queue is long", "queue\n        is short").replace("      pain:", "      feels: -1\n      pain:"),
        "utf-8",
    )
    sides = ("old.blueprint.yaml", "new.blueprint.yaml")
    out = diff(capsys, *sides)[1]
    assert "“Asks ::error::for | a book now then” (ask-it/customer)" in out
    rows = [row for row in diff(capsys, *sides, "--format", "markdown")[1].splitlines() if row.startswith("|")]
    assert rows
    assert all(len(row.replace("\\|", "").split("|")) in (5, 6) for row in rows)
    told = diff(capsys, *sides, "--format", "github")[1]
    assert all(line.startswith("::notice file=") for line in told.splitlines() if line.startswith("::"))
    assert len({"".join(line.split()) for line in told.splitlines()}) == len(told.splitlines())
