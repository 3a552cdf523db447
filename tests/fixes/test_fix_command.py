"""`bp lint --fix`, `--diff` and `--unsafe` on the command line: what is written, shown, counted and refused."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fixes.fixing import blueprint

from blueprint_cli import fixes
from blueprint_cli.cli import main

BEFORE = blueprint("automation: Manual  # größer\ntaks: 5 min").replace(b"\n", b"\r\n")
AFTER = blueprint("automation: manual  # größer\ntakes: 5 min").replace(b"\n", b"\r\n")
NAME = "Rück gabe.blueprint.yaml"
QUIET = ("--select", "schema", "--today", "2026-11-21")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "Ein Ordner" / NAME
    path.parent.mkdir()
    path.write_bytes(BEFORE)
    return path


def test_fix_writes_and_reports_what_remains(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--fix", *QUIET]) == 0
    assert file.read_bytes() == AFTER
    assert "1 file: no findings, 2 fixed. Clean: exit 0" in capsys.readouterr().out
    assert main(["lint", "--fix", *QUIET]) == 0
    assert "fixed" not in capsys.readouterr().out


def test_the_exit_code_judges_what_remains(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(BEFORE.replace(b"id: record", b"id: re cord"))
    assert main(["lint", "--fix", *QUIET]) == 1
    out = capsys.readouterr().out
    assert "can't be an id" in out
    assert "1 error, 2 fixed" in out


def test_json_counts_what_was_fixed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--fix", "--format", "json", *QUIET])
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["fixed"] == 2
    assert report["findings"] == []


def test_verbose_tells_each_fix(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--fix", "-v", *QUIET])
    line = BEFORE[: BEFORE.index(b"Manual")].count(b"\r\n") + 1
    assert f"{NAME}:{line}: fixed (write “manual” for “Manual”) [schema]" in capsys.readouterr().out


def test_diff_shows_and_writes_nothing(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["lint", "--diff", *QUIET]) == 1
    shown = capfdbinary.readouterr()
    assert file.read_bytes() == BEFORE
    assert b"-        automation: Manual  # gr\xc3\xb6\xc3\x9fer\r\n" in shown.out
    assert b"+        takes: 5 min\r\n" in shown.out
    assert shown.err == b"bp: --fix would mend 2 findings in 1 file.\n"
    file.write_bytes(AFTER)
    assert main(["lint", "--diff", *QUIET]) == 0
    assert capfdbinary.readouterr().out == b""


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_git_applies_the_diff(file: Path, capfdbinary: pytest.CaptureFixture[bytes], end: bytes) -> None:
    file.write_bytes(BEFORE.rstrip() + end)
    main(["lint", "--diff", *QUIET])
    patch = capfdbinary.readouterr().out
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "apply", "-"], input=patch, cwd=file.parents[1], env=environ, check=True)
    assert file.read_bytes() == AFTER.rstrip() + end


def test_standard_input_goes_through(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for data, result in ((BEFORE, AFTER), (AFTER, AFTER), (b"a: {", b"a: {")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        main(["lint", "--fix", "-", *QUIET])
        shown = capfdbinary.readouterr()
        assert shown.out == result
        assert b"1 file: " in shown.err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BEFORE)))
    assert main(["lint", "--diff", "-", "--stdin-filename", "a b.blueprint.yaml", *QUIET]) == 1
    assert capfdbinary.readouterr().out.startswith(b"--- a/a b.blueprint.yaml\t\n+++ b/a b.blueprint.yaml\t\n@@")


def test_a_catalog_that_a_blueprint_uses_or_that_is_named_is_never_touched(file: Path) -> None:
    catalog = file.parent / "company.catalog.yaml"
    words = b"actors:\n  sales: {naem: Sales, kind: Team}\n"
    catalog.write_bytes(words)
    file.write_bytes(BEFORE.replace(b"blueprint: 1\r\n", b"blueprint: 1\r\ncatalog: company.catalog.yaml\r\n"))
    main(["lint", "--fix", str(file), str(catalog), *QUIET])
    assert catalog.read_bytes() == words
    assert b"takes: 5 min" in file.read_bytes()


def test_a_file_that_changes_meanwhile_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fix_files = fixes.fix_files

    def and_somebody_saves(*args: object, **options: object) -> object:
        result = fix_files(*args, **options)  # type: ignore[arg-type]
        file.write_bytes(BEFORE + b"note: Mine\r\n")
        return result

    monkeypatch.setattr(fixes, "fix_files", and_somebody_saves)
    assert main(["lint", "--fix", *QUIET]) == 3
    assert file.read_bytes() == BEFORE + b"note: Mine\r\n"
    out = capsys.readouterr().out
    assert "was not written, and is as it was: it was changed by something else meanwhile" in out
    assert "1 file could not be written: exit 3" in out


def test_a_file_that_cannot_be_written_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(fixes, "replace_file", refuse)
    assert main(["lint", "--fix", *QUIET]) == 3
    assert file.read_bytes() == BEFORE
    out = capsys.readouterr().out
    assert "Permission denied" in out
    assert "fixed" not in out


def test_a_link_stays_one_and_permissions_stay(file: Path) -> None:
    link = file.with_name("link.blueprint.yaml")
    link.symlink_to(file.name)
    file.chmod(0o640)
    assert main(["lint", "--fix", str(link), *QUIET]) == 0
    assert link.is_symlink()
    assert file.read_bytes() == AFTER
    assert file.stat().st_mode & 0o777 == 0o640


def test_only_what_is_selected_is_fixed(file: Path) -> None:
    file.write_bytes(BEFORE.replace(b"# gr\xc3\xb6\xc3\x9fer", b"# bp: ignore[long-card] is so"))
    main(["lint", "--fix", "--select", "schema"])
    assert b"bp: ignore" in file.read_bytes()
    main(["lint", "--fix"])
    assert b"bp: ignore" not in file.read_bytes()


def test_unsafe_fixes_are_made_on_demand(file: Path) -> None:
    data = blueprint("pain: {what: Slow, severity: critical}")
    file.write_bytes(data)
    main(["lint", "--fix"])
    assert file.read_bytes() == data
    main(["lint", "--fix", "--unsafe", "unknown-field,schema"])
    assert b"severity: high" in file.read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unsafe", "schema"], "--fix or --diff"),
        (["--fix", "--unsafe", ""], "--unsafe names the rules"),
        (["--fix", "--unsafe", "shema"], "Did you mean “schema”?"),
        (["--fix", "--unsafe", "no-owner"], "there is no fix for findings of “no-owner”"),
        (["--diff", "--format", "json"], "leave out --format"),
        (["--diff", "--statistics"], "leave out --format, --output and --statistics"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    file: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert main(["lint", *options]) == 2
    assert words in capsys.readouterr().err
    assert file.read_bytes() == BEFORE


def test_diff_tells_missing_paths(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--diff", "nowhere.yaml", str(file), *QUIET]) == 2
    assert "nowhere.yaml: This path does not exist" in capsys.readouterr().err
