"""What git tells of linked files, and what `stale-review` makes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from blueprint_cli.check import check_files
from blueprint_cli.history import committed_after
from blueprint_cli.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 21)
MODEL = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Lend"/></definitions>'
TEXT = """blueprint: 1
service: Loan
state: target
from: loan.yaml
catalog: shared.catalog.yaml
review:
  date: 2026-11-01
  by: Head of lending
processes:
  lending:
    name: Lend
    owner: Desk
    model: models/lend.bpmn
steps:
  - name: Borrow
    frontstage:
      does: Lends the book
      by: desk
      process: lending
"""
NOW = "blueprint: 1\nservice: Loan\nsteps:\n  - name: Borrow\n    customer: Brings a book\n"


def git(folder: Path, *args: str, day: str = "2026-10-01") -> None:
    when = f"{day}T12:00:00+00:00"
    environment = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": "2020-01-01T12:00:00+00:00"}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *args], cwd=folder, env=environment, check=True, capture_output=True)


def commit(folder: Path, name: str, text: str, day: str) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", f"Change {name}", day=day)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, "models/lend.bpmn", MODEL, "2026-10-01")
    commit(folder, "shared.catalog.yaml", "actors:\n  desk: Desk\n", "2026-10-02")
    commit(folder, "loan.yaml", NOW, "2026-10-03")
    commit(folder, "next.yaml", TEXT, "2026-11-20")
    monkeypatch.chdir(folder)
    return folder


def stale(today: date = LAST) -> list[str]:
    run = check_files(["next.yaml"], Settings(today=today, select=("stale-review",)))
    return [finding.message for finding in run.findings]


def test_files_that_have_rested_are_not_told(folder: Path) -> None:
    assert stale() == []
    assert committed_after(["loan.yaml", "next.yaml", "nowhere"], FIRST, LAST) == {"next.yaml": date(2026, 11, 20)}


def test_a_model_that_changed_after_the_review_is_told(folder: Path) -> None:
    commit(folder, "models/lend.bpmn", MODEL + "\n", "2026-11-10")
    assert stale() == ["“lend.bpmn” changed on 2026-11-10, after the last review on 2026-11-01."]
    assert stale(today=date(2026, 11, 9)) == []


def test_a_change_on_the_day_of_the_review_is_no_later_one(folder: Path) -> None:
    commit(folder, "models/lend.bpmn", MODEL + "\n", "2026-11-01")
    assert stale() == []


def test_several_files_are_one_finding(folder: Path) -> None:
    commit(folder, "models/lend.bpmn", MODEL + "\n", "2026-11-10")
    commit(folder, "loan.yaml", NOW + "\n", "2026-11-11")
    commit(folder, "shared.catalog.yaml", "actors:\n  desk: Lending desk\n", "2026-11-12")
    message = "“lend.bpmn” and 2 more linked files changed on 2026-11-10, after the last review on 2026-11-01."
    assert stale() == [message]


def test_a_fingerprint_vouches_for_the_catalog(folder: Path) -> None:
    commit(folder, "shared.catalog.yaml", "actors:\n  desk: Desk\n  cellar: Cellar\n", "2026-11-12")
    assert len(stale()) == 1
    text = TEXT.replace("lending\nprocesses", "lending\n  content: sha256:0123456789abcdef\nprocesses")
    (folder / "next.yaml").write_text(text, "utf-8")
    assert stale() == []


def test_a_shallow_clone_says_nothing_of_its_oldest_commit(folder: Path, tmp_path: Path) -> None:
    commit(folder, "other.txt", "x", "2026-11-15")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")
    assert committed_after([str(tmp_path / "clone/loan.yaml")], FIRST, LAST) == {}


def test_odd_names_and_other_repositories(folder: Path, tmp_path: Path) -> None:
    commit(folder, "ä b*.yaml", NOW, "2026-11-10")
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    commit(other, "x.yaml", NOW, "2026-11-11")
    names = ["ä b*.yaml", str(other / "x.yaml"), str(tmp_path / "none.yaml")]
    assert committed_after(names, FIRST, LAST) == {names[0]: date(2026, 11, 10), names[1]: date(2026, 11, 11)}


def test_without_git_it_is_silent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(folder, "loan.yaml", NOW + "\n", "2026-11-11")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert len(stale()) == 1, "the variables of a hook do not count"
    monkeypatch.setenv("PATH", "")
    assert stale() == []


def test_git_is_called_once_for_a_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **more: (calls.append(args), run(*args, **more))[1])
    stale()
    assert len(calls) == 1
