"""GitLab code quality and JUnit XML, against what their readers ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from report_runs import PATH, finding, hostile_run, rich_run

from blueprint_cli.cli import main
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.gitlab import write_gitlab
from blueprint_cli.report.junit import write_junit
from blueprint_cli.starters import starter_text

#: What GitLab documents of the report, stricter than what it refuses.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
#: What may stand in what, and which attributes (with `!`: must be), as Jenkins' xUnit plugin has it (junit-10.xsd).
JUNIT = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testcase", "properties", "system-out", "system-err"},
        {"name!", "tests!", "failures!", "errors!", "skipped", "time", "timestamp", "hostname", "id", "package"},
    ),
    "testcase": ({"skipped", "error", "failure", "system-out"}, {"name!", "classname", "time", "group"}),
    "failure": (set[str](), {"type", "message"}),
    "error": (set[str](), {"type", "message"}),
    "skipped": (set[str](), {"type", "message"}),
    "system-out": (set[str](), set[str]()),
}


def issues_of(run: Run) -> list[dict[str, Any]]:
    return check_issues(write_gitlab(run))


def check_issues(text: str) -> list[dict[str, Any]]:
    issues = json.loads(text.encode("utf-8"))
    jsonschema.validate(issues, GITLAB)
    names = [issue["fingerprint"] for issue in issues]
    assert len(names) == len(set(names))
    return list(issues)


def suites_of(run: Run) -> ElementTree.Element:
    return check_suites(write_junit(run))


def check_suites(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text.encode("utf-8"))
    for element in root.iter():
        inside, attributes = JUNIT[element.tag]
        assert {child.tag for child in element} <= inside
        assert set(element.attrib) <= {name.rstrip("!") for name in attributes}
        assert {name[:-1] for name in attributes if name.endswith("!")} <= set(element.attrib)
        if element.tag == "testsuite":
            cases = element.findall("testcase")
            assert element.get("tests") == str(len(cases))
            for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
                assert element.get(count) == str(len(element.findall(f"testcase/{kind}")))
            names = [case.get("name") for case in cases]
            assert len(names) == len(set(names))
    for count in ("tests", "failures", "errors"):
        assert root.get(count) == str(sum(int(suite.get(count) or 0) for suite in root))
    return root


def test_gitlab_gets_what_is_not_held_back() -> None:
    issues = issues_of(rich_run())
    assert [(i["check_name"], i["severity"]) for i in issues] == [
        ("unread-file", "blocker"),
        ("unread-file", "blocker"),
        ("broken-promise", "major"),
        ("unknown-reference", "minor"),
        ("too-coarse", "info"),
    ]
    assert issues[2] == {
        "description": "Something is wrong with broken-promise.",
        "check_name": "broken-promise",
        "fingerprint": "1:broken-promise",
        "severity": "major",
        "location": {"path": PATH, "lines": {"begin": 3, "end": 3}},
    }


def test_junit_has_a_suite_a_file() -> None:
    missing, file, clean, refused, notes = suites_of(rich_run())
    assert missing.get("name") == "nowhere.yaml"
    assert missing[0][0].tag == "error"
    assert file.get("name") == PATH
    failed, skipped = file.findall("testcase")
    assert failed.attrib == {"classname": PATH, "name": "broken-promise approve/review"}
    assert failed[0].attrib == {"message": "Something is wrong with broken-promise.", "type": "broken-promise"}
    assert failed[0].text == (
        f"{PATH}:3:10: error: Something is wrong with broken-promise. [broken-promise]\nWhy it matters.\n\n  indented: "
        f"example\n{PATH}:8:9: waits 7 d\nc d.yaml:1:1: the catalog"
    )
    assert (skipped.get("name"), skipped[0].get("message")) == ("stale-review", "no review date")
    output = file.findtext("system-out") or ""
    assert [line.rsplit(" ", 1)[1] for line in output.splitlines() if ": Something" in line] == [
        "[unknown-reference]", "[too-coarse]",
    ]  # fmt: skip
    assert "`bp lint --fix` would write “finance”" in output
    assert [(case.get("name"), len(case)) for case in clean] == [("lint", 0)]
    assert refused[0][0].get("message") == "This could not be read: Permission denied"
    assert notes.findtext("system-out") == "2 entries of the baseline are stale."


def test_junit_goes_by_the_threshold() -> None:
    run = Run([FileResult(PATH, "", [finding(), finding(severity="warning"), finding("rule-crashed")])])
    for threshold, failures in (("never", 0), ("error", 1), ("warning", 2)):
        run.fail_on = threshold  # type: ignore[assignment]
        (suite,) = suites_of(run)
        assert (suite.get("failures"), suite.get("errors")) == (str(failures), "1")
    assert [case.get("name") for case in suite][:2] == ["no-owner approve/review", "no-owner approve/review (2)"]


def test_hostile_words() -> None:
    (issue, *_) = issues_of(hostile_run())
    assert issue["location"]["path"].startswith("m@team")
    text = write_junit(hostile_run())
    assert "<script>" not in text
    suites = suites_of(hostile_run())
    assert suites[1][0][0].tag == "failure"
    assert "<script>alert(1)</script>" in (suites[1][0][0].text or "")


def test_an_empty_run() -> None:
    assert issues_of(Run([])) == []
    assert len(suites_of(Run([]))) == 0


def test_real_findings_have_names_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    text = starter_text("returns").replace("owner:", "note:")
    for name in ("a", "b"):
        # Twice the same mistake in one place, and the same file twice.
        Path(f"{name}.blueprint.yaml").write_text(text + "bogus: 1\nbogus2: [1, 2]\n" * 2, "utf-8")
    command = ["lint", "--profile", "strict", "--today", "2026-11-21", "--format"]
    main([*command, "gitlab"])
    assert len(check_issues(capsys.readouterr().out)) > 10
    main([*command, "junit"])
    check_suites(capsys.readouterr().out)


@pytest.mark.parametrize("write", [write_gitlab, write_junit])
def test_paths_are_from_the_root_of_the_repository(
    write: Any, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "süb").mkdir()
    monkeypatch.chdir(repository / "süb")
    text = write(Run([FileResult("a b.yaml", "", [finding(path="a b.yaml")])]))
    assert "süb/a b.yaml" in text
    assert str(repository) not in text
