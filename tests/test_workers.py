from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import blueprint_cli.lint
from blueprint_cli.check import check_files
from blueprint_cli.findings.run import Run
from blueprint_cli.settings import Settings
from blueprint_cli.starters import starter_text
from blueprint_cli.workers import how_many, share_out

TODAY = Settings(date(2026, 11, 22))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process is all there is")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    text = starter_text("returns")
    names = [f"für {number}.blueprint.yaml" for number in range(9)]
    for number, name in enumerate(names):
        changed = text.replace("by: website", f"by: webseite{number}") if number % 2 else text
        Path(name).write_text(changed, encoding="utf-8")
    Path(names[4]).write_text("blueprint: [", encoding="utf-8")
    return [*names, "none.blueprint.yaml", "-"]


def run(files: list[str], jobs: int | None, **more: Any) -> Run:
    return check_files(files, TODAY, stdin=b"blueprint: 1\nservis: X\n", jobs=jobs, **more)


def facts(run: Run) -> list[Any]:
    return [(f.path, f.findings, f.ignored, f.skipped, f.refused, f.text) for f in run.files]


@pytest.mark.parametrize("jobs", [2, 5, 50])
def test_findings_and_progress_are_those_of_one_process(files: list[str], jobs: int) -> None:
    heard: list[tuple[int, int]] = []
    assert facts(run(files, jobs, on_file=lambda done, of: heard.append((done, of)))) == facts(run(files, 1))
    assert heard == [(number, len(files)) for number in range(1, len(files) + 1)]


def test_a_process_that_dies_is_told_and_the_others_are_checked(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {file.path: file for file in run(files, 1).files}
    really = blueprint_cli.lint.lint_or_tell

    def die(path: str, *rest: Any) -> Any:
        if path in ("für 0.blueprint.yaml", "für 3.blueprint.yaml"):
            os.kill(os.getpid(), signal.SIGKILL)
        return really(path, *rest)

    monkeypatch.setattr("blueprint_cli.lint.lint_or_tell", die)
    after = run(files, 2)
    assert [file.path for file in after.files] == sorted(whole)
    for file in after.files:
        if file.path in ("für 0.blueprint.yaml", "für 3.blueprint.yaml"):
            (crash,) = file.findings
            assert (crash.rule, crash.message) == (
                "rule-crashed",
                "bp broke off on this file (killed by signal 9), and nothing more is known of it.",
            )
        else:
            assert file.findings == whole[file.path].findings
    assert after.exit_code == 3


def test_an_interrupt_leaves_no_process_behind(files: list[str]) -> None:
    def interrupt(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(files, 3, on_file=interrupt)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_interrupted_command_is_130_and_silent(files: list[str], tmp_path: Path) -> None:
    text = starter_text("returns")
    for number in range(400):
        (tmp_path / f"more {number}.blueprint.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "blueprint_cli", "lint", "--no-cache", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, error = process.communicate(timeout=60)
    # It may have been done already, on a machine that is faster than that.
    assert process.returncode in (130, 1, 0)
    assert error == b""
    assert process.returncode != 130 or out == b""


def test_answers_come_whole_however_long_they_are() -> None:
    def answer(number: int) -> list[Any]:
        return ["ü" * 300_000, number, None, 1.5]

    found = dict(share_out(7, answer, 3, lambda number, how: how))
    assert found == {number: answer(number) for number in range(7)}


def test_how_many_processes_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BP_DEBUG", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert [how_many(None, files) for files in (0, 1, 7, 8, 1000)] == [1, 1, 1, 2, 2]
    assert [how_many(3, files) for files in (0, 1, 2, 1000)] == [1, 1, 2, 3]
    monkeypatch.setenv("BP_DEBUG", "1")
    assert how_many(3, 1000) == 1
