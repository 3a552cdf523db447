from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import blueprint_cli.lint
from blueprint_cli.cache import facts, open_cache
from blueprint_cli.check import check_files
from blueprint_cli.cli import main
from blueprint_cli.findings import fingerprint
from blueprint_cli.settings import Settings

TODAY = Settings(date(2026, 11, 22))
FILE = "services/grün & blau.blueprint.yaml"

CURRENT = """\
blueprint: 1
service: Return
state: current
owner: Returns service owner
pain:
  - id: slow
    what: Nobody keeps the five days
steps:
  - name: Ask
    customer: Asks for a label
"""
TEXT = """\
blueprint: 1
service: Return
state: target
owner: Returns service owner
from: now.blueprint.yaml
catalog: ../all.catalog.yaml
review: {date: 2026-11-01, by: Head of returns}
actors: {clerk: {name: Clerk}}
processes:
  look: {name: Look at it, model: look.bpmn#Look, owner: Warehouse}
steps:
  - name: Ask
    customer: Asks for a label
    frontstage: {does: Prints the label, by: clerk, uses: printer, process: look}
"""
CATALOG = "systems:\n  printer: {name: Printer, kind: hardware, owner: IT, status: retired}\n"
BPMN = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Look"><task id="Weigh"/></process>'
    "</definitions>"
)

Found = list[tuple[Any, ...]]


@pytest.fixture(params=["marks", "hashes"])
def project(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """A folder with a blueprint and all that it may refer to; a call lints it, and is compared with a lint of all."""
    work = tmp_path / "Projekt für uns"
    (work / "services").mkdir(parents=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("BP_CACHE_DIR", str(tmp_path / "cache"))
    # Either all files are old enough to be known by their marks, or none is.
    monkeypatch.setattr(facts, "YOUNG", -(10**18) if request.param == "marks" else 10**18)
    put(FILE, TEXT)
    put("services/now.blueprint.yaml", CURRENT)
    put("services/look.bpmn", BPMN)
    put("all.catalog.yaml", CATALOG)

    def lint(settings: Settings = TODAY, files: tuple[str, ...] = (FILE,), fresh: bool = False) -> Found:
        fingerprint._root.cache_clear()  # As in a process of its own.
        cache = None if fresh else open_cache(settings, os.environ)
        run = check_files(files, settings, cache=cache)
        return [
            (f.path, f.span, f.rule, f.severity, f.message, f.fingerprint, f.acknowledged, f.related, f.fix)
            for f in run.findings
        ] + [(skip.path, skip.rule, skip.reason) for file in run.files for skip in file.skipped]

    return lint


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def swap(name: str, old: str, new: str) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    put(name, text.replace(old, new))


def swap_unseen(name: str, old: str, new: str) -> None:
    """Change a file so that its size and the time of its last change stay the same."""
    assert len(old.encode()) == len(new.encode())
    before = Path(name).stat()
    swap(name, old, new)
    os.utime(name, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Path(name).stat().st_size == before.st_size


EDITS = {
    "the file itself": lambda: swap(FILE, "by: clerk", "by: nobody-known"),
    "the file itself, size and time kept": lambda: swap_unseen(FILE, "by: clerk", "by: klerk"),
    "the catalog": lambda: swap("all.catalog.yaml", ", status: retired", ""),
    "the catalog, size and time kept": lambda: swap_unseen("all.catalog.yaml", "status", "vendor"),
    "the catalog is gone": lambda: os.unlink("all.catalog.yaml"),
    "the current state": lambda: swap("services/now.blueprint.yaml", "id: slow", "id: late"),
    "the current state is gone": lambda: os.unlink("services/now.blueprint.yaml"),
    "the model": lambda: swap("services/look.bpmn", 'id="Look"', 'id="Peek"'),
    "the model is gone": lambda: os.unlink("services/look.bpmn"),
    "a configuration appears": lambda: put("bp.yaml", "profile: strict\n"),
    "a nearer configuration appears": lambda: put("services/bp.yaml", "rules: {unanswered-pain: off}\n"),
    "a repository begins": lambda: Path(".git").mkdir(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_is_seen(project: Callable[..., Found], edit: Callable[[], object]) -> None:
    before = project()
    assert project() == before
    edit()
    after = project()
    assert after != before or edit is EDITS["a repository begins"]
    assert after == project(fresh=True)


APPEAR = {
    "all.catalog.yaml": CATALOG,
    "services/now.blueprint.yaml": CURRENT,
    "services/look.bpmn": BPMN,
}


@pytest.mark.parametrize("name", APPEAR)
def test_a_file_that_appears_is_seen(project: Callable[..., Found], name: str) -> None:
    os.unlink(name)
    before = project()
    put(name, APPEAR[name])
    assert project() == project(fresh=True) != before


@pytest.mark.parametrize("name", ["all.catalog.yaml", "services/look.bpmn", "services/now.blueprint.yaml"])
def test_a_shared_file_that_was_seen_changed_in_another_run_is_seen(project: Callable[..., Found], name: str) -> None:
    other = "services/other.blueprint.yaml"
    put(other, TEXT)
    before = project(files=(other, FILE))
    put(name, CURRENT.replace("slow", "late") if name.startswith("services/now") else "nothing: here")
    project(files=(other,))
    after = project()
    assert after == project(fresh=True)
    assert not set(after) <= set(before)


def test_a_changed_configuration_and_what_it_extends_are_seen(project: Callable[..., Found]) -> None:
    put("base.yaml", "rules: {unanswered-pain: info}\n")
    put("bp.yaml", "extends: base.yaml\n")
    first = project()
    put("base.yaml", "rules: {unanswered-pain: error}\n")
    second = project()
    assert second == project(fresh=True) != first
    put("bp.yaml", "profile: draft\n")
    assert project() == project(fresh=True) != second


def test_a_repository_begins_above_and_fingerprints_follow(project: Callable[..., Found]) -> None:
    Path("services/.git").mkdir()
    before = project()
    os.rmdir("services/.git")
    assert project() == project(fresh=True) != before


@pytest.mark.parametrize(
    "other",
    [
        {"today": date(2028, 1, 1)},
        {"profile": "strict"},
        {"select": ("unanswered-pain",)},
        {"ignore": ("unanswered-pain",)},
        {"config": "other.yaml"},
    ],
    ids=str,
)
def test_other_options_are_other_circumstances(project: Callable[..., Found], other: dict[str, Any]) -> None:
    swap(FILE, "by: Head of returns", "by: Head of returns, every: 300 d")
    put("other.yaml", "rules: {unanswered-pain: error}\n")
    settings = replace(TODAY, **other)
    before = project()
    assert project(settings) == project(settings, fresh=True) != before
    assert project() == before


def git(*words: str, day: str = "2026-10-01") -> None:
    when = f"{day}T12:00:00Z"
    names = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    options = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *options, *words], check=True, capture_output=True, env=os.environ | names)


def test_a_commit_of_a_linked_file_is_seen(project: Callable[..., Found]) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "All")
    before = project()
    assert "stale-review" not in {found[2] for found in before}
    # The file is as it was: only the history says that it has changed since the review.
    git("rm", "-q", "--cached", "services/look.bpmn")
    git("commit", "-q", "-m", "Without", day="2026-11-10")
    git("add", ".")
    git("commit", "-q", "-m", "With", day="2026-11-11")
    after = project()
    assert "stale-review" in {found[2] for found in after}
    assert after == project(fresh=True)
    git("reset", "-q", "--soft", "HEAD~2")
    assert project() == before
    git("pack-refs", "--all")
    assert project() == before


def test_what_has_not_changed_is_not_linted(project: Callable[..., Found], monkeypatch: pytest.MonkeyPatch) -> None:
    files = (FILE, "services/now.blueprint.yaml")
    before = project(files=files)
    linted = []
    really = blueprint_cli.lint.lint_or_tell

    def listen(path: str, *rest: Any) -> Any:
        linted.append(path)
        return really(path, *rest)

    monkeypatch.setattr("blueprint_cli.lint.lint_or_tell", listen)
    assert project(files=files) == before
    assert linted == []
    # Touched, and the same all the same.
    os.utime(FILE, ns=(1, 1))
    assert project(files=files) == before
    assert linted == []
    # A file that the blueprint does not refer to.
    put("services/other.bpmn", BPMN)
    assert project(files=files) == before
    assert linted == []
    swap("services/now.blueprint.yaml", "Asks", "Begs")
    project(files=files)
    assert linted == [FILE, "services/now.blueprint.yaml"]


def stored() -> Path:
    (file,) = Path(os.environ["BP_CACHE_DIR"]).rglob("*.json")
    return file


SPOILED = {
    "empty": lambda data: b"",
    "foreign": lambda data: b"\x80\x04\x95 pickle or what \xff",
    "cut": lambda data: data[: len(data) // 2],
    "one letter": lambda data: data.replace(b"Nobody", b"Anybody"),
    "zeros": lambda data: b"\0" * len(data),
    "another format": lambda data: data.replace(b"bp cache 1", b"bp cache 9"),
    "deep": lambda data: data.split(b"\n")[0] + b"\n" + b"00000000" + b"[" * 200_000 + b"\n",
    "shape": lambda data: data.split(b"\n")[0] + b"\n" + b"00000000[]\n",
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_cache_is_none(project: Callable[..., Found], spoil: Callable[[bytes], bytes]) -> None:
    before = project()
    stored().write_bytes(spoil(stored().read_bytes()))
    assert project() == before
    assert project() == before


def test_a_place_that_cannot_be_written_to_is_no_error(
    project: Callable[..., Found], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("BP_CACHE_DIR", str(tmp_path / "a file" / "cache"))
    assert project() == project(fresh=True)


def test_the_last_of_two_runs_at_once_counts_and_neither_is_mixed_up(project: Callable[..., Found]) -> None:
    one, other = open_cache(TODAY, os.environ), open_cache(TODAY, os.environ)
    files = [FILE, "services/now.blueprint.yaml"]
    check_files(files[:1], TODAY, cache=one)
    check_files(files[1:], TODAY, cache=other)
    assert project(files=tuple(files)) == project(files=tuple(files), fresh=True)
    assert [file.name for file in stored().parent.iterdir()] == [stored().name]


def test_it_does_not_grow(project: Callable[..., Found]) -> None:
    put("services/gone.blueprint.yaml", CURRENT)
    project(files=(FILE, "services/gone.blueprint.yaml"))
    os.unlink("services/gone.blueprint.yaml")
    for day in range(1, 9):
        project(replace(TODAY, today=date(2026, 11, day)))
    assert len(stored().read_text("utf-8").splitlines()) == 5
    swap(FILE, "by: clerk", "by: klerk")
    project()
    assert "gone.blueprint" not in stored().read_text("utf-8")


def test_reports_are_the_same_bytes_from_the_cache(
    project: Callable[..., Found], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    swap(FILE, "by: clerk", "bi: clerk")
    put("services/ohne Rückgabe.blueprint.yaml", "blueprint: 1\nservice: [\n")

    def output(*words: str) -> tuple[int, bytes]:
        code = main(["lint", "--today", "2026-11-22", *words])
        return code, capfdbinary.readouterr().out

    for words in (("--format", "json"), ("--format", "sarif"), ("--verbose",), ("--statistics",)):
        fresh = output("--no-cache", *words)
        assert fresh == output(*words) == output(*words)
    monkeypatch.setenv("FORCE_COLOR", "1")
    fresh = output("--no-cache")
    assert b"bi: clerk" in fresh[1]
    assert fresh == output() == output()


def test_no_cache_leaves_nothing_behind(project: Callable[..., Found]) -> None:
    main(["lint", "--no-cache", FILE])
    assert not Path(os.environ["BP_CACHE_DIR"]).exists()


def test_a_baseline_counts_after_the_cache(project: Callable[..., Found], capsys: pytest.CaptureFixture[str]) -> None:
    swap(FILE, "by: clerk", "by: klerk")
    words = ["lint", "--today", "2026-11-22", "--fail-on", "warning", FILE]
    assert main(words) == main(words) == 1
    main([*words, "--update-baseline"])
    told = capsys.readouterr().out
    assert "Wrote .bp-baseline.yaml" in told
    main(words)
    assert "unanswered-pain" not in capsys.readouterr().out
    os.unlink(".bp-baseline.yaml")
    assert main(words) == 1
