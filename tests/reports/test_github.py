"""GitHub annotations: what GitHub's runner would read from them, and how many it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from report_runs import PATH, finding, hostile_run, rich_run

from blueprint_cli.cli import main
from blueprint_cli.document import Span
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.github import write_github


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescape(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def read(text: str) -> tuple[list[Command], list[str]]:
    """Read as the runner does: a command is `::name key=value,…::message`, blanks before it do not matter."""
    commands, rest = [], []
    for line in text.splitlines():
        match = re.fullmatch(r"\s*::(\w+) ?(.*?)::(.*)", line)
        if not match:
            rest.append(line)
            continue
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        commands.append(Command(match[1], {key: unescape(value) for key, value in pairs}, unescape(match[3])))
    return commands, rest


def of(*findings: Finding) -> Run:
    return Run([FileResult(PATH, "", list(findings))])


def test_an_annotation_says_where_and_what() -> None:
    (command,), rest = read(write_github(of(finding())))
    assert command.name == "error"
    assert command.properties == {
        "file": PATH, "line": "3", "endLine": "3", "col": "10", "endColumn": "13", "title": "no-owner",
    }  # fmt: skip
    assert command.message == (
        f"{PATH}:3:10: Something is wrong with no-owner. [no-owner]\nWhy it matters.\n\n  indented: example"
    )
    assert rest == ["1 file: 1 error. 1 error: exit 1"]


def test_a_stretch_of_lines_has_no_columns() -> None:
    (command,), _ = read(write_github(of(finding(span=Span(5, 1, 7, 3)))))
    assert {"line", "endLine"} <= set(command.properties)
    assert not {"col", "endColumn"} & set(command.properties)


def test_the_worst_comes_first_and_what_is_held_back_not_at_all() -> None:
    commands, rest = read(write_github(rich_run()))
    assert [(c.name, c.properties["title"]) for c in commands] == [
        ("error", "bp lint"),
        ("error", "bp lint"),
        ("error", "broken-promise"),
        ("warning", "unknown-reference"),
        ("notice", "too-coarse"),
    ]
    assert commands[0].message == "nowhere.yaml: This path does not exist. Check its spelling and folder."
    assert commands[1].properties["file"] == "locked.blueprint.yaml"
    assert commands[3].message.endswith("fix: `bp lint --fix` would write “finance” for “finanse”")
    assert rest[-1] == "2 entries of the baseline are stale."


@pytest.mark.parametrize(
    ("numbers", "shown", "more"),
    [
        ((10, 10, 10), (10, 10, 10), None),
        ((11, 0, 0), (10, 0, 1), "1 error more: "),
        ((13, 12, 12), (10, 10, 10), "3 errors, 2 warnings, 3 infos more: "),
        ((0, 11, 10), (0, 10, 10), "1 warning, 1 info more: "),
        ((0, 0, 11), (0, 0, 10), "2 infos more: "),
    ],
)
def test_no_more_than_ten_of_a_kind(numbers: tuple[int, ...], shown: tuple[int, ...], more: str | None) -> None:
    found = [
        finding(severity=s) for s, n in zip(("info", "warning", "error"), numbers[::-1], strict=True) for _ in range(n)
    ]
    commands, rest = read(write_github(of(*found)))
    assert tuple(sum(c.name == name for c in commands) for name in ("error", "warning", "notice")) == shown
    assert [c.name for c in commands] == sorted((c.name for c in commands), key=["error", "warning", "notice"].index)
    if more:
        assert commands[-1].message.startswith(more)
        assert "The summary of the job lists them all" in commands[-1].message
    assert len(rest) == 1


def test_hostile_words_give_no_command() -> None:
    text = write_github(hostile_run())
    commands, rest = read(text)
    assert [c.name for c in commands] == ["error"] * 3
    assert {c.properties["title"] for c in commands} == {"bp lint", "no-owner"}
    assert all(set(c.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"} for c in commands)
    assert "%0A ::error::boom" in commands[-1].message
    assert not [line for line in rest if "::" in line or "##[" in line]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert text.encode("utf-8")


def test_a_mistake_in_the_configuration_is_shown_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (tmp_path / "a.blueprint.yaml").write_text("blueprint: 1\n", "utf-8")
    (tmp_path / "bp.yaml").write_text("profile: standard\nrules:\n  mising-support: off\n", "utf-8")
    assert main(["lint"]) == 2
    out = capsys.readouterr().out
    assert out.startswith("::error file=bp.yaml,line=3,col=3,title=bp::There is no rule “mising-support”.")
    assert out.count("\n") == 1
