"""`bp lint --format` and `--output`: which report goes where."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from blueprint_cli.cli import main, reporting
from blueprint_cli.report.formats import FORMATS
from blueprint_cli.starters import starter_text

TEXT = starter_text("returns").replace("owner: Returns service owner", "bogus: 1")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def blueprint(repository: Path) -> Path:
    file = repository / "a.blueprint.yaml"
    file.write_text(TEXT, "utf-8")
    return file


def lint(*args: str) -> int:
    return main(["lint", "--today", "2026-11-21", *args])


def outputs(*words: str) -> list[str]:
    return [part for word in words for part in ("--output", word)]


def test_several_at_once_and_the_screen_as_ever(capsys: Capture) -> None:
    assert lint() == 1
    screen = capsys.readouterr().out
    assert lint(*outputs(*(f"{name}=reports/ö {name}.out" for name in FORMATS))) == 1
    assert capsys.readouterr().out == screen
    written = {name: Path(f"reports/ö {name}.out").read_bytes().decode("utf-8") for name in FORMATS}
    assert written["text"] == screen
    for name in FORMATS:
        lint("--format", name)
        assert capsys.readouterr().out == written[name]
    assert json.loads(written["sarif"])["runs"][0]["results"]
    assert ElementTree.fromstring(written["junit"]).tag == "testsuites"
    assert len({written[name] for name in FORMATS}) == len(FORMATS)


def test_the_same_bytes_again(capsys: Capture) -> None:
    for name in FORMATS:
        lint(*outputs(f"{name}=one", f"{name}=two"))
        assert Path("one").read_bytes() == Path("two").read_bytes()


def test_a_dash_is_the_screen(capsys: Capture) -> None:
    assert lint(*outputs("json=-", "markdown=x.md")) == 1
    assert json.loads(capsys.readouterr().out)["version"] == 1
    assert Path("x.md").read_text("utf-8").startswith("### ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--output", "sarif"], "needs a format and a file such as markdown=report.md, and “sarif” is not that"),
        (["--output", "sarif="], "needs a format and a file"),
        (["--output", "sarfi=x"], "there is no format “sarfi”. Did you mean “sarif”?"),
        (["--output", "=x"], "There are text, json, sarif, github, gitlab, junit, markdown."),
        (["--output", "json=x", "--output", "sarif=./x"], "./x would replace another report"),
        (["--output", "json=x", "--output", "sarif=link"], "link would replace another report"),
        (["--output", "json=a.blueprint.yaml"], "would replace a.blueprint.yaml, which is to be checked"),
        (["--output", "json=folder"], "folder is a folder"),
        (["--output", "json=-", "--output", "sarif=-"], "Standard output takes one report"),
        (["--output", "json=-", "--format", "text"], "Standard output takes one report"),
        (["--statistics", "--format", "sarif"], "--statistics goes with the formats text and json"),
    ],
)
def test_what_makes_no_sense_is_2(args: list[str], said: str, blueprint: Path, capsys: Capture) -> None:
    os.symlink("x", "link")
    Path("folder").mkdir()
    assert lint(*args) == 2
    told = capsys.readouterr()
    assert told.err.startswith("bp: ")
    assert said in told.err
    assert told.out == ""
    assert not Path("x").exists()
    assert blueprint.read_text("utf-8") == TEXT


def test_statistics_beside_other_formats(capsys: Capture) -> None:
    assert lint("--statistics", *outputs("sarif=x.sarif", "json=x.json")) == 1
    assert capsys.readouterr().out.splitlines()[0].endswith("rule")
    assert json.loads(Path("x.json").read_bytes())["statistics"]
    assert "statistics" not in Path("x.sarif").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_3_and_the_others_are(capsys: Capture) -> None:
    Path("file").write_text("", "utf-8")
    assert lint(*outputs("json=file/x.json", "sarif=x.sarif")) == 3
    told = capsys.readouterr()
    assert "Not a" in told.err
    assert "Traceback" not in told.err
    assert "exit 1" in told.out
    assert Path("x.sarif").exists()


@pytest.fixture
def workflow(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set what GitHub sets, and return the summary of the job."""
    summary = repository.parent / "step summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    return summary


def test_a_workflow_gets_annotations_and_a_summary(workflow: Path, capsys: Capture) -> None:
    assert lint("--fail-on", "warning") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("::error file=a.blueprint.yaml,line=")
    assert out[-1].endswith("exit 1")
    lint("--format", "markdown", "--fail-on", "warning")
    markdown = capsys.readouterr().out
    assert workflow.read_text("utf-8") == markdown
    lint("--fail-on", "warning")
    assert workflow.read_text("utf-8") == f"{markdown}\n{markdown}"


def test_code_scanning_gets_nothing_that_is_held_back(workflow: Path, capsys: Capture) -> None:
    def held_back(*args: str) -> int:
        lint("--format", "sarif", *args)
        results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        assert "unknown-field" in [result["ruleId"] for result in results]
        return sum(result["suppressions"] != [] for result in results)

    # The starter marks four problems of its service.
    assert held_back() == 0
    assert held_back("--verbose") == 4


def test_an_explicit_format_wins(workflow: Path, capsys: Capture) -> None:
    for args in (["--format", "text"], outputs("text=-"), ["--statistics"]):
        lint(*args)
        assert "::" not in capsys.readouterr().out
    assert not workflow.exists()
    lint(*outputs("sarif=x.sarif"))
    assert capsys.readouterr().out.startswith("::error")


def test_a_summary_stays_below_what_github_takes(
    workflow: Path, blueprint: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert reporting.SUMMARY_LIMIT == 1024 * 1024
    monkeypatch.setattr(reporting, "SUMMARY_LIMIT", 4000)
    blueprint.write_text(TEXT + "".join(f"bogus{n}: 1\n" for n in range(20)), "utf-8")
    workflow.write_bytes(b"x" * 1000)
    assert lint() == 1
    size = workflow.stat().st_size
    assert 2500 < size <= 4000
    assert "more rows are left out here" in workflow.read_text("utf-8")
    for _ in range(20):
        lint()
    assert size <= workflow.stat().st_size <= 4000


def test_a_summary_that_cannot_be_written_is_3(
    workflow: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(workflow / "no" / "folder"))
    assert lint() == 3
    assert "Traceback" not in capsys.readouterr().err
