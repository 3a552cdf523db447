"""The baseline: its file, what a run makes of it, and a repository of forty flawed blueprints that adopts it."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_blueprints import make_blueprint
from scratch_repository import Scratch

from blueprint_cli.cli import main
from blueprint_cli.document import Problem, read_document
from blueprint_cli.findings.baseline import (
    BaselineError,
    Entry,
    format_baseline,
    read_baseline,
    usual_place,
    write_baseline,
)
from blueprint_cli.findings.baseline_file import NAME, find_baseline
from blueprint_cli.rules.registry import RULES
from blueprint_cli.rules.rule import Rule
from blueprint_cli.starters import starter_text

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Capture = pytest.CaptureFixture[str]

ENTRIES = [
    Entry("a.blueprint.yaml", "missing-support", "", "1:aa"),
    Entry("b.blueprint.yaml", "schema", "inspect/backstage", "1:bb"),
    Entry("b.blueprint.yaml", "schema", "inspect/backstage", "1:bc"),
    Entry("Ordner ä/日本 #1: 'x' \"y\" \\.yaml", "unknown-field", "a/b\u2028c\x85d\x7f", "1:cc"),
    Entry("latin-\udcfc\n.yaml", "no-owner", "- {x: *y}", "1:dd"),
]


# The file


def test_a_baseline_is_sorted_and_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / NAME
    write_baseline(str(file), [*reversed(ENTRIES), *ENTRIES])
    text = file.read_bytes().decode()
    assert read_baseline(str(file)) == sorted(ENTRIES)
    assert text == format_baseline(ENTRIES)
    assert len(text.splitlines()) == len(format_baseline([]).splitlines()) + len(ENTRIES)


@given(st.lists(st.builds(Entry, *[st.text(min_size=1)] * 4), max_size=5))
@settings(deadline=None, max_examples=200)
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    write_baseline(str(file), entries)
    assert read_baseline(str(file)) == sorted(set(entries))
    document = read_document(NAME, file.read_bytes())
    if not any("\ud800" <= sign <= "\udfff" for entry in entries for text in entry for sign in text):
        assert not document.problems
        read = [
            Entry(*(item[key] for key in ("path", "rule", "at", "fingerprint")))
            for item in document.data.get("findings", [])
        ]
        assert read == sorted(set(entries))


def test_it_is_yaml_for_every_other_reader(tmp_path: Path) -> None:
    # A lone surrogate is no character, so that such a name is for us alone.
    entries = sorted(ENTRIES[:4])
    document = read_document(NAME, format_baseline(entries).encode())
    assert not document.problems
    assert [item["path"] for item in document.data["findings"]] == [entry.path for entry in entries]
    assert [item.get("at", "") for item in document.data["findings"]] == [entry.at for entry in entries]
    assert not read_document(NAME, format_baseline([]).encode()).problems


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text + text.partition("findings:\n")[2],
        lambda text: "".join([*text.splitlines(True)[:5], *reversed(text.splitlines(True)[5:])]),
        lambda text: text.replace("  - {", "  # agreed with the desk\n\n- {"),
        lambda text: text.replace("  - {", "- {"),
        lambda text: text + text,
    ],
    ids=["CRLF", "BOM", "doubled", "out of order", "comments", "indented otherwise", "twice the file"],
)
def test_what_editors_and_merges_leave_is_read(tmp_path: Path, change: Any) -> None:
    file = tmp_path / NAME
    file.write_bytes(change(format_baseline(ENTRIES[:3])).encode())
    assert read_baseline(str(file)) == ENTRIES[:3]


def test_what_a_formatter_leaves_is_read(tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_text(
        "---\nfindings:\n  - fingerprint: '1:bb'\n    path: b.blueprint.yaml   # why\n    rule: schema\n"
        "    at: inspect/backstage\n  - {path: a.blueprint.yaml, rule: missing-support, fingerprint: 1:aa}\n"
        "baseline: 1\n",
        "utf-8",
    )
    assert read_baseline(str(file)) == ENTRIES[:2]
    file.write_text("baseline: 1\nfindings: []\n", "utf-8")
    assert read_baseline(str(file)) == []


HEAD = "baseline: 1\nfindings:\n"
LINE = '  - {"path": "a", "rule": "b", "fingerprint": "1:c"}\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{HEAD}<<<<<<< HEAD\n{LINE}=======\n>>>>>>> branch\n", "3: This is the mark of a merge conflict"),
        (f"{HEAD}{LINE}=======\n{LINE}", "4: This is the mark of a merge conflict"),
        (f'{HEAD}{LINE}  - {{"path": "a"\n', "4:"),
        (f"{HEAD}{LINE}  - just a text\n", "4:5: An entry of a baseline needs"),
        (f"{HEAD}  - {{path: a, rule: b}}\n", "3:5: An entry of a baseline needs"),
        (f"{HEAD}  - {{path: [a], rule: b, fingerprint: c}}\n", "3:5: An entry of a baseline needs"),
        ("baseline: 1\nfindings: none\n", "2:11: `findings` of a baseline is a list"),
        ("baseline: 2\nfindings:\n", "1:11: This is no baseline of version 1"),
        (LINE, "1:3: This is no baseline that bp can read"),
        ("", "1:1: This baseline is empty"),
        ("blueprint: 1\nservice: X\n", "1:1: This is no baseline of version 1"),
        (b"baseline: \xff\n", " This baseline is not UTF-8"),
    ],
)
def test_a_malformed_baseline_is_told_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, text: str | bytes, where: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my base.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BaselineError) as error:
        read_baseline("my base.yaml")
    assert str(error.value).startswith(f"my base.yaml:{where}")
    Path("x.blueprint.yaml").write_text(make_blueprint(1), "utf-8")
    assert main(["lint", "--baseline", "my base.yaml"]) == 2
    assert capsys.readouterr().err.startswith(f"bp: my base.yaml:{where}")


def test_it_is_looked_for_up_to_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "repository/services/loans"
    inner.mkdir(parents=True)
    (tmp_path / NAME).write_text(HEAD, "utf-8")
    monkeypatch.chdir(inner)
    assert find_baseline() == str(tmp_path / NAME)
    assert usual_place() == str(inner / NAME)
    (tmp_path / "repository/.git").mkdir()
    assert find_baseline() is None
    assert usual_place() == str(tmp_path / "repository" / NAME)
    (tmp_path / "repository/services" / NAME).write_text(HEAD, "utf-8")
    assert find_baseline() == str(tmp_path / "repository/services" / NAME)


# Forty old blueprints


def flawed(number: int) -> str:
    return make_blueprint(number, steps=2)


NAMES = [f"services/Dienst ä {number:02}.blueprint.yaml" for number in range(40)]
FLAW = '"service": "Random service'


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    scratch = Scratch(tmp_path / "our services")
    for number, name in enumerate(NAMES):
        scratch.write(name, flawed(number))
    scratch.commit()
    monkeypatch.chdir(scratch.folder)
    return scratch


def lint(*args: str) -> int:
    return main(["lint", "--today", "2026-11-21", *args])


def report(capsys: Capture, *args: str) -> dict[str, Any]:
    capsys.readouterr()
    code = lint("--format", "json", *args)
    return {"exit": code, **json.loads(capsys.readouterr().out)}


def new(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["rule"], f["path"]) for f in result["findings"] if not (f.get("baselined") or f.get("acknowledged"))]


def add(name: str, entry: str) -> None:
    """Add an entry to the mapping of a whole file."""
    file = Path(name)
    text = file.read_text("utf-8")
    assert text.count(FLAW) == 1
    file.write_text(text.replace(FLAW, f"{entry},\n {FLAW}"), "utf-8")


def break_file(name: str) -> None:
    """Add one error."""
    add(name, '"ownerx": "x"')


def blemish(name: str, field: str = "summary") -> None:
    """Add one warning: a placeholder."""
    add(name, f'"{field}": "TBD"')


def lines(file: str | Path = NAME) -> list[str]:
    return [line for line in Path(file).read_text("utf-8").splitlines() if line.startswith("  - ")]


@needs_git
def test_forty_flawed_blueprints(scratch: Scratch, capsys: Capture) -> None:
    red = report(capsys, "--fail-on", "info")
    assert red["exit"] == 1
    assert len(red["findings"]) > 100
    assert lint("--update-baseline") == 0
    known = len(lines())
    said = capsys.readouterr().out
    assert f"Wrote {NAME}: {known:,} findings added, 0 removed, {known:,} in all." in said
    scratch.commit()

    green = report(capsys, "--fail-on", "info")
    assert (green["exit"], green["summary"]["baselined"], new(green)) == (0, known, [])
    assert lint("--verbose") == 0
    assert ": baselined: " in capsys.readouterr().out

    break_file(NAMES[7])
    worse = report(capsys)
    assert (worse["exit"], new(worse)) == (1, [("unknown-field", NAMES[7])])
    # An error keeps some rules from speaking, and what they said before is not gone.
    assert "notes" not in worse or worse["notes"] == []
    Path(NAMES[7]).write_text(flawed(7), "utf-8")
    assert lint("--fail-on", "info") == 0


@needs_git
def test_what_is_mended_is_told_and_pruned(scratch: Scratch, capsys: Capture) -> None:
    for name in NAMES[3:6]:
        blemish(name)
    assert lint("--update-baseline") == 0
    before = lines()
    for number in (3, 4):
        Path(NAMES[number]).write_text(flawed(number), "utf-8")
    capsys.readouterr()
    assert lint() == 0
    said = capsys.readouterr().out
    assert "2 findings of the baseline are gone: `bp lint --prune-baseline` takes them out." in said
    assert "\nGone: " not in said
    assert lint("--verbose") == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("Gone: ")] == [
        f"Gone: {NAMES[number]} [placeholder]" for number in (3, 4)
    ]
    assert lines() == before
    blemish(NAMES[9])
    assert lint("--prune-baseline", "--fail-on", "warning") == 1
    assert f"Wrote {NAME}: 2 findings removed, {len(before) - 2:,} left." in capsys.readouterr().out
    assert set(lines()) < set(before)
    assert len(lines()) == len(before) - 2
    Path(NAMES[9]).write_text(flawed(9), "utf-8")
    Path(NAMES[5]).unlink()
    gone = sum("ä 05" in line for line in lines())
    assert lint("--update-baseline") == 0
    assert f"0 findings added, {gone} removed, {len(before) - 2 - gone:,} in all." in capsys.readouterr().out
    text = Path(NAME).read_bytes()
    assert lint("--update-baseline", "--prune-baseline") == 2
    assert lint("--update-baseline") == lint("--prune-baseline") == 0
    assert Path(NAME).read_bytes() == text


@needs_git
def test_a_part_of_the_run_judges_a_part_of_the_baseline(scratch: Scratch, capsys: Capture) -> None:
    for name in NAMES[:2]:
        blemish(name)
    assert lint("--update-baseline") == 0
    before = lines()
    for number in (0, 1):
        Path(NAMES[number]).write_text(flawed(number), "utf-8")
    capsys.readouterr()
    stale = "1 finding of the baseline is gone: `bp lint --prune-baseline` takes it out."
    assert lint(NAMES[0]) == 0
    assert stale in capsys.readouterr().out
    assert lint(NAMES[2]) == lint("--select", "no-owner") == lint("--ignore", "placeholder") == 0
    assert "gone" not in capsys.readouterr().out
    assert lint("--ignore", "schema", NAMES[1], "--prune-baseline") == 0
    assert [line for line in before if line not in lines()] == [
        line for line in before if "ä 01" in line and '"placeholder"' in line
    ]
    Path(NAMES[30]).unlink()
    (scratch.folder / "other").mkdir()
    (scratch.folder / "other/x.blueprint.yaml").write_text(flawed(99), "utf-8")
    kept = lines()
    # Another folder says nothing of a file that is gone.
    assert lint("other", "--prune-baseline", "--fail-on", "never") == 0
    assert lines() == kept
    assert lint("services", "--prune-baseline") == 0
    assert [line for line in lines() if "ä 30" in line] == []


@needs_git
def test_a_file_that_cannot_be_read_says_nothing_of_what_was_known_in_it(scratch: Scratch, capsys: Capture) -> None:
    assert lint("--update-baseline") == 0
    before = lines()
    Path(NAMES[8]).write_text("steps: [", "utf-8")
    assert lint("--prune-baseline") == 1
    assert lines() == before
    # It may be accepted all the same, and what was known is not forgotten.
    assert lint("--update-baseline") == 0
    assert len(set(lines()) - set(before)) == 1
    assert '"yaml-syntax"' in (set(lines()) - set(before)).pop()
    assert set(before) < set(lines())


@needs_git
def test_from_a_folder_further_in_and_by_its_name(
    scratch: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch.folder / "services")
    assert lint("--update-baseline") == 0
    assert "Wrote ../.bp-baseline.yaml" in capsys.readouterr().out
    assert lines(f"../{NAME}")[0].startswith('  - {"path": "services/Dienst ä 00')
    assert lint("--fail-on", "info") == 0
    assert lint("--fail-on", "info", os.path.abspath(os.path.basename(NAMES[0]))) == 0
    os.rename(f"../{NAME}", "elsewhere ö.yaml")
    assert lint("--fail-on", "info") == 1
    assert lint("--fail-on", "info", "--baseline", "elsewhere ö.yaml") == 0
    monkeypatch.chdir(scratch.folder)
    assert lint("--fail-on", "info", "--baseline", "services/elsewhere ö.yaml") == 0


def test_a_baseline_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.blueprint.yaml").write_text(flawed(1), "utf-8")
    assert lint("--baseline", "nowhere.yaml") == 2
    assert capsys.readouterr().err == (
        "bp: There is no baseline nowhere.yaml. `bp lint --baseline nowhere.yaml --update-baseline` writes it.\n"
    )
    assert lint("--prune-baseline") == 2
    assert f"There is no {NAME} to prune" in capsys.readouterr().err
    assert lint("--update-baseline", "--baseline", "deep/er/base.yaml") == 0
    assert lint("--baseline", "deep/er/base.yaml", "--fail-on", "info") == 0


def test_marked_problems_and_crashes_are_never_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def crash(*_: object) -> Iterator[Problem]:
        raise RuntimeError("boom")

    monkeypatch.chdir(tmp_path)
    Path("x.blueprint.yaml").write_text(starter_text("returns"), "utf-8")
    before = report(capsys)["summary"]["acknowledged"]
    assert before
    monkeypatch.setattr("blueprint_cli.lint.RULES", (*RULES, Rule("no-owner", "governance", crash)))
    assert lint("--update-baseline", "--no-cache") == 3
    assert lines() == []
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert report(capsys)["summary"]["acknowledged"] == before


# Moved files


@needs_git
@pytest.mark.parametrize("how", ["git mv", "mv", "committed", "edited"])
def test_a_moved_file_takes_its_findings_along(scratch: Scratch, capsys: Capture, how: str) -> None:
    assert lint("--update-baseline") == 0
    scratch.commit()
    before = lines()
    target = "archive/Größe neu.blueprint.yaml"
    (scratch.folder / "archive").mkdir()
    if how == "mv":
        os.rename(NAMES[12], target)
    else:
        scratch.git("mv", NAMES[12], target)
    if how == "edited":
        break_file(target)
    if how == "committed":
        scratch.commit()
        scratch.write("another.txt", "x")
        scratch.commit()
    result = report(capsys, "--fail-on", "info")
    assert new(result) == ([("unknown-field", target)] if how == "edited" else [])
    # As a hook calls it: with the names of files.
    assert new(report(capsys, "--fail-on", "info", target)) == new(result)
    notes = " ".join(result["notes"])
    assert "findings of the baseline are known by the old path of a file that was moved" in notes
    assert "gone" not in notes
    moved = (
        result["summary"]["baselined"]
        - report(capsys, "--fail-on", "info", *NAMES[:12], *NAMES[13:])["summary"]["baselined"]
    )
    capsys.readouterr()
    lint("--prune-baseline")
    assert f"{moved:,} under the new path of a file that was moved, " in capsys.readouterr().out
    assert len(lines()) == len(before)
    if how != "edited":
        # An error keeps rules from speaking of what is missing: what they had said stays as it was.
        assert not any("ä 12" in line for line in lines())
    assert new(report(capsys, "--fail-on", "info")) == new(result)


# Two branches

FIELDS = {"one": "starts", "two": "ends"}


def branch(scratch: Scratch, name: str, files: Sequence[str]) -> None:
    scratch.git("switch", "-q", "-c", name, "main")
    for file in files:
        blemish(file, FIELDS[name])
    assert lint("--update-baseline") == 0
    scratch.commit(message=name)


@needs_git
@pytest.mark.parametrize("union", [False, True])
def test_branches_that_updated_it_far_apart_are_merged_by_git(scratch: Scratch, capsys: Capture, union: bool) -> None:
    if union:
        scratch.write(".gitattributes", f"{NAME} merge=union\n")
    assert lint("--update-baseline") == 0
    scratch.commit()
    branch(scratch, "one", [NAMES[2], NAMES[20]])
    branch(scratch, "two", [NAMES[10], NAMES[39]])
    scratch.git("merge", "-q", "-m", "Merge", "one")
    result = report(capsys, "--fail-on", "info")
    assert (result["exit"], new(result)) == (0, [])
    before = Path(NAME).read_bytes()
    assert lint("--update-baseline") == 0
    assert Path(NAME).read_bytes() == before


@needs_git
def test_branches_that_updated_the_same_lines_conflict_plainly(scratch: Scratch, capsys: Capture) -> None:
    assert lint("--update-baseline") == 0
    scratch.commit()
    start = lines()
    branch(scratch, "one", [NAMES[5]])
    branch(scratch, "two", [NAMES[5]])
    scratch.git("merge", "-q", "one", check=False)
    # The blueprint itself conflicts as well: take one side of it with both flaws.
    Path(NAMES[5]).write_text(flawed(5), "utf-8")
    for name in ("one", "two"):
        blemish(NAMES[5], FIELDS[name])
    capsys.readouterr()
    assert lint() == 2
    assert "This is the mark of a merge conflict. Keep the entries of both sides" in capsys.readouterr().err
    text = Path(NAME).read_text("utf-8")
    Path(NAME).write_text("".join(line for line in text.splitlines(True) if line[0] not in "<=>"), "utf-8")
    assert lint("--fail-on", "info") == 0
    assert lint("--prune-baseline") == 0
    assert len(lines()) == len(start) + 2


@needs_git
@pytest.mark.parametrize("seed", range(3))
def test_a_union_merge_of_anything_is_green(scratch: Scratch, capsys: Capture, seed: int) -> None:
    """Both branches break and mend at random; git joins the baselines line by line, and no finding is new."""
    r = random.Random(seed)
    scratch.write(".gitattributes", f"{NAME} merge=union\n")
    for name in r.sample(NAMES, 10):
        blemish(name)
    assert lint("--update-baseline") == 0
    scratch.commit()
    picked = r.sample(NAMES, 20)
    for name, files in (("one", picked[:10]), ("two", picked[10:])):
        scratch.git("switch", "-q", "-c", name, "main")
        for file in files:
            if r.random() < 0.5:
                Path(file).write_text(flawed(NAMES.index(file)), "utf-8")
            if r.random() < 0.7:
                blemish(file, FIELDS[name])
        assert lint("--update-baseline") == 0
        scratch.commit(message=name)
    scratch.git("merge", "-q", "-m", "Merge", "one")
    result = report(capsys, "--fail-on", "info")
    assert (result["exit"], new(result)) == (0, [])
    assert lint("--prune-baseline") == 0
    pruned = Path(NAME).read_bytes()
    assert lint("--update-baseline") == 0
    assert Path(NAME).read_bytes() == pruned
