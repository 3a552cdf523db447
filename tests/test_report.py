"""The reports, on runs made by hand: text for a pipe, text for a terminal, JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from blueprint_cli.document import Fix, Related, Span
from blueprint_cli.findings.finding import Finding, Skip
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.json import write_json
from blueprint_cli.report.statistics import write_statistics
from blueprint_cli.report.summary import sum_up
from blueprint_cli.report.terminal import show_findings, write_terminal
from blueprint_cli.report.text import list_findings, write_text

SOURCE = """\
blueprint: 1
service: Product return
promise: 5 d
steps:
  - name: Approve
    backstage:
      - does: Reviews the spreadsheet
        waits: 7 d
"""
PATH = "returns/a.blueprint.yaml"


def finding(**changes: object) -> Finding:
    values: dict[str, object] = {
        "path": PATH,
        "span": Span(3, 10, 3, 13),
        "rule": "broken-promise",
        "severity": "error",
        "message": "The promise of 5 d cannot be kept: the best case takes 7 d.",
        "help": "People plan with what they were told. Shorten the wait, or promise what can be kept.",
        "card": "",
        "fingerprint": "1:abc",
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


PROMISE = finding(related=(Related(Span(8, 9, 8, 19), "“Reviews the spreadsheet” waits 7 d"),))
OWNER = finding(
    span=Span(2, 10, 2, 24),
    rule="no-owner",
    severity="warning",
    message="The blueprint has no owner.",
    help="",
)
MARKED = finding(
    span=Span(7, 9, 7, 38),
    rule="manual-repetition",
    severity="info",
    message="Every case is handled by hand.",
    card="approve/backstage",
    acknowledged=True,
)


def run_of(*findings: Finding, **changes: object) -> Run:
    file = FileResult(PATH, SOURCE, sorted(findings, key=lambda f: f.span))
    for name, value in changes.items():
        setattr(file, name, value)
    return Run([file])


def test_a_pipe_gets_one_line_a_finding() -> None:
    assert write_text(run_of(PROMISE, OWNER, MARKED)) == (
        "returns/a.blueprint.yaml:2:10: warning: The blueprint has no owner. [no-owner]\n"
        "returns/a.blueprint.yaml:3:10: error: The promise of 5 d cannot be kept: the best case takes 7 d. "
        "[broken-promise]\n"
        "    help: People plan with what they were told. Shorten the wait, or promise what can be kept.\n"
        "    returns/a.blueprint.yaml:8:9: “Reviews the spreadsheet” waits 7 d\n"
        "1 file: 1 error, 1 warning, 1 acknowledged. 1 error: exit 1 (--verbose shows 1 acknowledged)\n"
    )


def test_verbose_shows_what_is_held_back() -> None:
    held = run_of(MARKED, ignored=[OWNER], skipped=[Skip("stale-review", PATH, "no review date")])
    assert write_text(held, verbose=True) == (
        "returns/a.blueprint.yaml:7:9: acknowledged: Every case is handled by hand. [manual-repetition]\n"
        "    help: People plan with what they were told. Shorten the wait, or promise what can be kept.\n"
        "returns/a.blueprint.yaml:2:10: ignored: The blueprint has no owner. [no-owner]\n"
        "returns/a.blueprint.yaml: skipped: no review date [stale-review]\n"
        "1 file: no findings, 1 acknowledged, 1 ignored. Clean: exit 0\n"
    )
    assert write_text(held) == (
        "1 file: no findings, 1 acknowledged, 1 ignored. Clean: exit 0 "
        "(--verbose shows 1 acknowledged, 1 ignored, 1 skipped rule)\n"
    )


def test_a_terminal_gets_the_line_underlined() -> None:
    assert write_terminal(run_of(PROMISE, OWNER), colour=False, width=64) == (
        """\
returns/a.blueprint.yaml  1 error, 1 warning

warning no-owner returns/a.blueprint.yaml:2:10
  The blueprint has no owner.

    2 | service: Product return
      |          ^^^^^^^^^^^^^^

error broken-promise returns/a.blueprint.yaml:3:10
  The promise of 5 d cannot be kept: the best case takes 7 d.

    3 | promise: 5 d
      |          ^^^
    8 |         waits: 7 d
      |         ---------- “Reviews the spreadsheet” waits 7 d

  help: People plan with what they were told. Shorten the wait,
  or promise what can be kept.

1 file: 1 error, 1 warning. 1 error: exit 1
"""
    )


def test_colours_add_nothing_but_colours() -> None:
    held = run_of(PROMISE, OWNER, MARKED, ignored=[OWNER], skipped=[Skip("stale-review", PATH, "no review date")])
    held.missing.append("nowhere.yaml")
    coloured = write_terminal(held, colour=True, width=80, verbose=True)
    plain = write_terminal(held, colour=False, width=80, verbose=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert all(len(line) <= 80 for line in plain.splitlines()[:-1])


def test_a_related_place_in_another_file() -> None:
    elsewhere = Related(Span(1, 1, 1, 4), "the first one", path="b.yaml")
    run = run_of(finding(help="", related=(elsewhere,)))
    assert "    3 | promise: 5 d\n      |          ^^^\n      see b.yaml:1:1\n          the first one\n" in (
        write_terminal(run, colour=False, width=80)
    )
    run.files.append(FileResult("b.yaml", "abc: 1\n"))
    assert "      see b.yaml:1:1\n    1 | abc: 1\n      | --- the first one\n" in (
        write_terminal(run, colour=False, width=80)
    )


def test_an_example_in_the_help_keeps_its_lines() -> None:
    text = "Write it as a mapping, with a key for what goes wrong:\n\n  fails:\n    what: It jams"
    plain = write_text(run_of(finding(help=text)))
    assert f"\n    help: {text.splitlines()[0]}\n      fails:\n        what: It jams\n" in plain
    shown = write_terminal(run_of(finding(help=text)), colour=False, width=50)
    assert "for what\n  goes wrong:\n    fails:\n      what: It jams\n" in shown


def test_a_clean_run_is_one_line() -> None:
    for text in (write_text(run_of()), write_terminal(run_of(), colour=False, width=80)):
        assert text == "1 file: no findings. Clean: exit 0\n"


@pytest.mark.parametrize("colour", [True, False])
def test_nothing_in_a_file_steers_the_terminal(colour: bool) -> None:
    evil = "a\x1b[2Jb\u202ec\r\nd\x9b"
    attack = finding(
        path=f"{evil}.yaml", message=evil, help=evil, span=Span(1, 1, 1, 3), related=(Related(Span(1, 1, 1, 2), evil),)
    )
    run = Run([FileResult(attack.path, evil, [attack], refused=evil)], missing=[evil])
    for text in (write_text(run, verbose=True), write_terminal(run, colour=colour, width=70, verbose=True)):
        assert "\x1b[2J" not in text
        assert not re.search("[\u202e\x9b\r]", text)
    assert len(list_findings([attack]).splitlines()) == 4
    assert "\x1b[2J" not in show_findings([attack], evil, colour=colour, width=70)


@pytest.mark.parametrize(
    ("findings", "changes", "said"),
    [
        ([], {}, "no findings. Clean: exit 0"),
        ([OWNER], {}, '1 warning. Nothing at or over "error": exit 0'),
        ([OWNER, PROMISE], {"fail_on": "never"}, "1 error, 1 warning. Nothing fails with --fail-on never: exit 0"),
        ([OWNER, PROMISE], {"fail_on": "info"}, "1 error, 1 warning. 1 error, 1 warning: exit 1"),
        ([PROMISE, PROMISE], {}, "2 errors. 2 errors: exit 1"),
        ([MARKED], {"fail_on": "info"}, "no findings, 1 acknowledged. Clean: exit 0"),
        ([PROMISE], {"missing": ["x", "y"]}, "1 error. 2 paths do not exist: exit 2"),
        (
            [finding(rule="rule-crashed")],
            {"missing": ["x"]},
            "1 error. 1 rule crashed: exit 3",
        ),
    ],
)
def test_the_last_line_says_why(findings: list[Finding], changes: dict[str, object], said: str) -> None:
    run = run_of(*findings)
    for name, value in changes.items():
        setattr(run, name, value)
    last = sum_up(run, verbose=True)
    assert last == f"1 file: {said}"
    assert last.endswith(f"exit {run.exit_code}")


def test_a_refused_file_is_told() -> None:
    run = Run([FileResult("a.yaml", refused="Permission denied"), FileResult("b.yaml")])
    assert write_text(run) == (
        "a.yaml: error: This could not be read: Permission denied\n"
        "2 files: no findings. 1 path could not be read: exit 3\n"
    )
    assert "could not be read: Permission denied" in write_terminal(run, colour=False, width=80)


def test_json_keeps_its_schema(schema: Draft202012Validator) -> None:
    run = run_of(PROMISE, OWNER, MARKED, ignored=[OWNER], skipped=[Skip("stale-review", PATH, "no review date")])
    report = json.loads(write_json(run))
    assert [str(error) for error in schema.iter_errors(report)] == []
    assert report["summary"] == {
        "files": 1, "errors": 1, "warnings": 1, "infos": 0, "acknowledged": 1, "ignored": 1, "baselined": 0,
        "fixed": 0,
    }  # fmt: skip
    assert [f["rule"] for f in report["findings"]] == ["no-owner", "broken-promise", "manual-repetition"]
    assert report["findings"][1] == {
        "rule": "broken-promise",
        "severity": "error",
        "path": PATH,
        "line": 3,
        "column": 10,
        "endLine": 3,
        "endColumn": 13,
        "card": "",
        "message": PROMISE.message,
        "help": PROMISE.help,
        "fingerprint": "1:abc",
        "related": [{"path": PATH, "line": 8, "column": 9, "message": "“Reviews the spreadsheet” waits 7 d"}],
    }
    assert [f.get("acknowledged") for f in report["findings"]] == [None, None, True]
    assert report["skipped"] == [{"rule": "stale-review", "path": PATH, "reason": "no review date"}]


def test_json_says_what_was_not_read(schema: Draft202012Validator) -> None:
    run = Run([FileResult("a.yaml", refused="Permission denied")], missing=["b.yaml"])
    report = json.loads(write_json(run))
    assert [str(error) for error in schema.iter_errors(report)] == []
    assert report["refused"] == [{"path": "a.yaml", "reason": "Permission denied"}]
    assert report["missing"] == ["b.yaml"]


def test_the_schema_is_strict(schema: Draft202012Validator) -> None:
    good = json.loads(write_json(run_of(PROMISE)))
    for change in ({"version": 2}, {"extra": 1}, {"findings": [good["findings"][0] | {"line": 0}]}):
        assert not schema.is_valid(good | change)
    assert not schema.is_valid({key: value for key, value in good.items() if key != "skipped"})


@pytest.fixture
def schema() -> Draft202012Validator:
    text = Path(__file__).parent.parent.joinpath("schemas", "findings.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


FIX = Fix("write “finance” for “finanse”", ((Span(3, 10, 3, 13), "finance"), (Span(8, 1, 8, 1), "a\n")))


def test_a_fix_is_told() -> None:
    safe = write_text(run_of(finding(fix=FIX)))
    assert "\n    fix: `bp lint --fix` would write “finance” for “finanse”\n" in safe
    unsafe = finding(rule="unused-ignore", fix=Fix("delete “x”", FIX.edits, safe=False))
    assert "\n    fix: `bp lint --fix --unsafe unused-ignore` would delete “x”\n" in write_text(run_of(unsafe))
    shown = write_terminal(run_of(finding(fix=FIX)), colour=False, width=50)
    assert "can be kept.\n  fix: `bp lint --fix` would write “finance” for\n  “finanse”\n" in shown
    assert "---\n\n  fix: `bp" in write_terminal(run_of(finding(help="", fix=FIX)), colour=False, width=80).replace(
        "^", "-"
    )


def test_json_has_the_edits_of_a_fix(schema: Draft202012Validator) -> None:
    report = json.loads(write_json(run_of(finding(fix=FIX), OWNER)))
    assert [str(error) for error in schema.iter_errors(report)] == []
    assert "fix" not in report["findings"][0]
    assert report["findings"][1]["fix"] == {
        "description": "write “finance” for “finanse”",
        "safe": True,
        "edits": [
            {"line": 3, "column": 10, "endLine": 3, "endColumn": 13, "text": "finance"},
            {"line": 8, "column": 1, "endLine": 8, "endColumn": 1, "text": "a\n"},
        ],
    }


def test_what_the_baseline_knows_is_counted_and_shown_when_asked(schema: Draft202012Validator) -> None:
    run = run_of(OWNER, baselined=[PROMISE, MARKED])
    assert run.exit_code == 0
    said = '1 file: 1 warning, 2 baselined. Nothing at or over "error": exit 0'
    assert write_text(run).endswith(f"{said} (--verbose shows 2 baselined)\n")
    assert ":3:10: baselined: The promise" in write_text(run, verbose=True)
    for verbose, shown in ((False, 0), (True, 2)):
        assert write_terminal(run, colour=False, width=80, verbose=verbose).count("\nbaselined ") == shown
    report = json.loads(write_json(run, statistics=True))
    assert [str(error) for error in schema.iter_errors(report)] == []
    assert report["summary"]["baselined"] == 2
    assert len(report["findings"]) == 1
    assert {entry["rule"]: entry["baselined"] for entry in report["statistics"]} == {
        "broken-promise": 1, "manual-repetition": 1, "no-owner": 0,
    }  # fmt: skip


def test_notes_follow_the_summary(schema: Draft202012Validator) -> None:
    run = run_of()
    run.notes += ["One entry is stale.", "Another\nthing."]
    for text in (write_text(run), write_terminal(run, colour=False, width=80), write_statistics(run)):
        assert text.splitlines()[-3:] == ["1 file: no findings. Clean: exit 0", "One entry is stale.", "Another thing."]
    report = json.loads(write_json(run))
    assert [str(error) for error in schema.iter_errors(report)] == []
    assert report["notes"] == run.notes
    assert "notes" not in json.loads(write_json(run_of()))
