"""`bp lint` from its arguments to its exit code."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.cli import main
from blueprint_cli.document import Problem
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.rules.rule import Context, Rule
from blueprint_cli.starters import starter_text

TODAY = ("--today", "2026-11-21")
CLEAN = starter_text("returns")
#: One warning in the profile standard, an error in strict.
UNOWNED = CLEAN.replace("owner: Returns service owner", "summary: How an item comes back and the money too")
BROKEN = CLEAN.replace("customer: Online shopper", "custmer: Online shopper")
LINE = 1 + BROKEN[: BROKEN.index("custmer")].count("\n")

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "BP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def put(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def lint(*args: str) -> int:
    return main(["lint", *TODAY, *args])


def test_a_clean_file_is_0(capsys: Capture) -> None:
    assert lint(put("a.blueprint.yaml", CLEAN)) == 0
    assert capsys.readouterr().out.startswith("1 file: no findings")


def test_findings_under_the_threshold_are_0(capsys: Capture) -> None:
    assert lint(put("a.blueprint.yaml", UNOWNED)) == 0
    out = capsys.readouterr().out
    assert re.match(r"a\.blueprint\.yaml:\d+:\d+: warning: ", out)
    assert "[no-owner]" in out
    assert 'Nothing at or over "error": exit 0' in out


@pytest.mark.parametrize(
    ("text", "args", "code"),
    [
        (BROKEN, (), 1),
        (BROKEN, ("--fail-on", "never"), 0),
        (UNOWNED, ("--fail-on", "error"), 0),
        (UNOWNED, ("--fail-on", "warning"), 1),
        (UNOWNED, ("--fail-on", "info"), 1),
        (UNOWNED, ("--profile", "strict"), 1),
        (UNOWNED, ("--fail-on", "warning", "--ignore", "no-owner"), 0),
        (UNOWNED, ("--fail-on", "warning", "--ignore", "stale-review,no-owner"), 0),
        (UNOWNED, ("--fail-on", "warning", "--ignore", "stale-review", "--ignore", "no-owner"), 0),
        (UNOWNED, ("--fail-on", "warning", "--select", "stale-review"), 0),
        (UNOWNED, ("--fail-on", "warning", "--select", "stale-review, no-owner"), 1),
        (CLEAN, ("--fail-on", "info"), 0),
    ],
)
def test_the_threshold_decides(text: str, args: tuple[str, ...], code: int, capsys: Capture) -> None:
    assert lint(put("a.blueprint.yaml", text), *args) == code
    assert f"exit {code}" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_2(option: str, capsys: Capture) -> None:
    assert lint(put("a.blueprint.yaml", CLEAN), option, "no-ownr") == 2
    said = capsys.readouterr()
    assert said.err == "bp: There is no rule “no-ownr”. Did you mean “no-owner”?\n"
    assert said.out == ""


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "20261121", "2026-W47-6", ""])
def test_a_day_that_is_none_is_2(day: str, capsys: Capture) -> None:
    assert main(["lint", "--today", day]) == 2
    assert capsys.readouterr().err == f"bp: --today needs a day such as 2026-11-21, and “{day}” is none.\n"


@pytest.mark.parametrize("words", ["lint --profile lax", "lint --nonsense", "lnt", "lint --format x"])
def test_what_is_not_understood_is_2(words: str, capsys: Capture) -> None:
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert said.err.startswith("Usage: bp")
    assert "Error: " in said.err
    assert said.out == ""


def test_a_selection_of_nothing_is_2(capsys: Capture) -> None:
    for words in ("", " , "):
        assert main(["lint", "--select", words]) == 2
        assert capsys.readouterr().err.startswith("bp: --select names no rule.")


def test_a_name_for_standard_input_without_it_is_2(capsys: Capture) -> None:
    put("a.blueprint.yaml", CLEAN)
    assert main(["lint", "--stdin-filename", "b.blueprint.yaml"]) == 2
    assert capsys.readouterr().err == (
        "bp: --stdin-filename is a name for standard input: give `-` as well, to read that.\n"
    )


def test_a_missing_path_is_2_and_the_others_are_checked(capsys: Capture) -> None:
    assert lint("nowhere.blueprint.yaml", put("a.blueprint.yaml", BROKEN)) == 2
    out = capsys.readouterr().out
    assert f"a.blueprint.yaml:{LINE}:1: error: " in out
    assert "nowhere.blueprint.yaml: error: This path does not exist. Check its spelling and folder.\n" in out
    assert "1 path does not exist: exit 2" in out.splitlines()[-1]


def test_no_file_is_2_unless_that_is_allowed(capsys: Capture) -> None:
    Path("empty").mkdir()
    put("notes.yaml", CLEAN)
    assert lint() == 2
    assert capsys.readouterr().err.startswith("bp: No file to check: there is no *.blueprint.yaml")
    assert lint("empty") == 2
    assert "in empty." in capsys.readouterr().err
    assert lint("--allow-empty") == 0
    assert capsys.readouterr().out == "0 files: no findings. Clean: exit 0\n"
    assert lint("--allow-empty", "nowhere") == 2


def test_a_file_that_the_system_refuses_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.blueprint.yaml", CLEAN)
    put("b.blueprint.yaml", BROKEN)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.blueprint.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert lint() == 3
    out = capsys.readouterr().out
    assert "a.blueprint.yaml: error: This could not be read: Permission denied\n" in out
    assert f"b.blueprint.yaml:{LINE}:1: error: " in out
    assert "1 path could not be read: exit 3" in out.splitlines()[-1]


def test_a_rule_that_crashes_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(blueprint: Blueprint, context: Context) -> Iterator[Problem]:
        raise KeyError("x")

    rule = Rule("no-owner", "governance", crash)
    monkeypatch.setattr("blueprint_cli.lint.RULES", (rule,))
    assert lint(put("a.blueprint.yaml", BROKEN), "nowhere.yaml") == 3
    out = capsys.readouterr().out
    assert "[rule-crashed]" in out
    assert "[unknown-field]" in out
    assert "1 rule crashed: exit 3" in out


def test_a_file_that_bp_breaks_off_on_is_3_and_the_others_are_checked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from blueprint_cli import lint as module

    load = module.load_blueprint

    def fail(path: str, data: bytes, *rest: Any) -> module.Loaded:
        if path == "a.blueprint.yaml":
            raise IndexError("list index out of range")
        return load(path, data, *rest)

    monkeypatch.setattr(module, "load_blueprint", fail)
    put("a.blueprint.yaml", CLEAN)
    put("b.blueprint.yaml", BROKEN)
    assert lint() == 3
    out = capsys.readouterr().out
    assert "a.blueprint.yaml:1:1: error: bp broke off on this file (IndexError)" in out
    assert f"b.blueprint.yaml:{LINE}:1: error: " in out
    assert "1 rule crashed: exit 3" in out


def test_an_error_inside_is_one_sentence_and_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("the sky\nis falling")

    monkeypatch.setattr("blueprint_cli.check.check_files", fail)
    put("a.blueprint.yaml", CLEAN)
    assert lint() == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("bp: Something went wrong inside bp (RuntimeError: the sky is falling). ")
    assert said.err.count("\n") == 1
    assert "BP_DEBUG=1" in said.err
    monkeypatch.setenv("BP_DEBUG", "1")
    with pytest.raises(RuntimeError):
        lint()


def test_an_interruption_is_130_and_quiet(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("blueprint_cli.check.check_files", interrupt)
    put("a.blueprint.yaml", CLEAN)
    assert lint() == 130
    assert capsys.readouterr() == ("", "")


def test_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BROKEN.encode())))
    assert lint("-", "--stdin-filename", "draft.yaml") == 1
    assert capsys.readouterr().out.startswith(f"draft.yaml:{LINE}:1: error: ")


def test_json_is_what_its_schema_says(capsys: Capture) -> None:
    from jsonschema import Draft202012Validator

    put("b/x.blueprint.yaml", BROKEN)
    put("a.blueprint.yaml", UNOWNED)
    assert lint("--format", "json", "nowhere.yaml", "b", "a.blueprint.yaml") == 2
    report = json.loads(capsys.readouterr().out)
    assert [str(error) for error in Draft202012Validator(load_schema("findings")).iter_errors(report)] == []
    found = report["findings"]
    assert found == sorted(found, key=lambda f: (f["path"], f["line"], f["column"], f["rule"]))
    assert {f["path"] for f in found} == {"a.blueprint.yaml", "b/x.blueprint.yaml"}
    assert report["summary"]["files"] == 2
    assert report["summary"]["errors"] == sum(f["severity"] == "error" for f in found) == 1
    assert report["summary"]["acknowledged"] == sum("acknowledged" in f for f in found) > 0
    assert report["missing"] == ["nowhere.yaml"]


def test_json_of_a_clean_file(capsys: Capture) -> None:
    assert lint("--format", "json", "--select", "no-owner", put("a.blueprint.yaml", CLEAN)) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_verbose_lists_what_is_acknowledged(capsys: Capture) -> None:
    put("a.blueprint.yaml", CLEAN)
    lint()
    assert "acknowledged: " not in capsys.readouterr().out
    lint("--verbose")
    assert ": acknowledged: " in capsys.readouterr().out


def test_colour_where_it_is_forced(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.blueprint.yaml", UNOWNED)
    monkeypatch.setenv("FORCE_COLOR", "1")
    lint()
    assert "\x1b[1;33mwarning\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    lint()
    assert "\x1b" not in capsys.readouterr().out


def test_the_same_bytes_whatever_the_order_of_the_paths(capsys: Capture) -> None:
    names = [put(name, UNOWNED) for name in ("b.blueprint.yaml", "a/c.blueprint.yaml", "a.blueprint.yaml")]
    lint(*names)
    first = capsys.readouterr().out
    lint(*reversed(names))
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(("name", "kind"), [("bp.yaml", "configuration"), ("company.catalog.yaml", "catalog")])
def test_another_kind_of_file_is_told_by_its_name_and_nothing_else_of_it(
    capsys: Capture, name: str, kind: str
) -> None:
    put(name, "systems:\n  website: {name: Website, kind: web, promise: strict}\nrules: {x: {severity: error}}\n")
    put("other.yaml", "rules: {x: {severity: error}}\npromise: strict\n")
    # In a folder of its own, so that the configuration is not in force.
    assert lint(name, "--config", put("empty.yaml", "profile: standard\n")) == 1
    out = capsys.readouterr().out
    assert f"This is no blueprint: by its name it is a {kind}." in out
    assert "1 file: 1 error." in out
    assert lint("other.yaml", "--config", "empty.yaml") == 1
    assert "1 file: 1 error." in capsys.readouterr().out


def test_a_baseline_of_unnamed_input_is_refused(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BROKEN.encode())))
    assert lint("-", "--update-baseline") == 2
    assert "--stdin-filename" in capsys.readouterr().err
    assert not Path(".bp-baseline.yaml").exists()
