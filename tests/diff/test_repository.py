"""`bp diff` in a real repository: a branch that deletes, renames, hides and breaks, told without a checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scratch_repository import Scratch

from blueprint_cli.cli import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Capture = pytest.CaptureFixture[str]

LOAN = """\
blueprint: 1
service: {service}
customer: Reader
steps:
  - name: Ask
    customer: Asks for a book
    frontstage: Looks the book up for the reader
  - name: Fetch
    customer: Waits at the desk
    frontstage: Fetches the book from the cellar
  - name: Take home
    customer: Takes the book home
"""
STEP_GONE, RENAMED, HIDDEN, BROKEN = (
    "dienste/Ausleihe ä.blueprint.yaml", "old name.blueprint.yaml", "hidden.blueprint.yaml", "broken.blueprint.yaml",
)  # fmt: skip


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """Return a repository whose branch deletes a step, renames a file, hides a card and breaks a file."""
    scratch = Scratch(tmp_path / "our services")
    for name in (STEP_GONE, RENAMED, HIDDEN, BROKEN, "same.blueprint.yaml"):
        scratch.write(name, LOAN.format(service=f"Loan {name[0]}"))
    scratch.commit()
    scratch.git("branch", "-M", "main")
    scratch.git("checkout", "-q", "-b", "work")
    scratch.write(STEP_GONE, LOAN.format(service="Loan d").split("  - name: Fetch")[0])
    scratch.git("mv", RENAMED, "new name.blueprint.yaml")
    scratch.write(HIDDEN, LOAN.format(service="Loan h").replace("frontstage: Fetches", "backstage: Fetches"))
    scratch.write(BROKEN, LOAN.format(service="Loan b") + "  - name: [\n")
    scratch.commit()
    monkeypatch.chdir(scratch.folder)
    return scratch


def diff(capsys: Capture, *args: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["diff", *args])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    return code, told.out, told.err


def kinds(out: str) -> dict[str, list[str]]:
    return {file["path"]: [change["kind"] for change in file["changes"]] for file in json.loads(out)["blueprints"]}


def test_the_branch_is_told(scratch: Scratch, capsys: Capture) -> None:
    before = {path: path.stat().st_mtime_ns for path in scratch.folder.rglob("*.yaml")}
    head = scratch.git("rev-parse", "HEAD").stdout
    code, out, _ = diff(capsys, "--base", "main", "--format", "json")
    told = kinds(out)
    assert code == 1
    assert told[STEP_GONE].count("customer-step-removed") == 2
    assert told["new name.blueprint.yaml"] == ["blueprint-moved"]
    assert "card-hidden" in told[HIDDEN]
    broken = next(file for file in json.loads(out)["blueprints"] if file["path"] == BROKEN)
    assert (broken["unread"], broken["changes"]) == (["new"], [])
    assert broken["summary"]["newError"] >= 1
    assert json.loads(out)["summary"]["same"] == 1
    # Nothing is checked out.
    assert {path: path.stat().st_mtime_ns for path in scratch.folder.rglob("*.yaml")} == before
    assert scratch.git("status", "--porcelain").stdout == b""
    assert scratch.git("rev-parse", "HEAD").stdout == head
    text = diff(capsys, "--base", "main")[1]
    assert "Moved below the line of visibility" in text
    assert "cannot be read to its end" in text
    assert text.splitlines()[-1].startswith("4 blueprints differ from main, 1 does not: ")
    assert text.splitlines()[-1].endswith(": exit 1")


def test_paths_and_folders_below(scratch: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(kinds(diff(capsys, "--base", "main", "--format", "json", HIDDEN)[1])) == [HIDDEN]
    assert list(kinds(diff(capsys, "--base", "main", "--format", "json", "dienste")[1])) == [STEP_GONE]
    code, _, _ = diff(capsys, "--base", "main", "nowhere.blueprint.yaml")
    assert code == 2
    monkeypatch.chdir("dienste")
    name = os.path.basename(STEP_GONE)
    for old in (f"main:{STEP_GONE}", f"main:./{name}"):
        assert "customer-step-removed" in kinds(diff(capsys, old, name, "--format", "json")[1])[name]


def test_revisions_and_folders(scratch: Scratch, capsys: Capture) -> None:
    code, out, _ = diff(capsys, "main:dienste", "work:dienste", "--format", "json")
    assert (code, kinds(out)) == (1, {STEP_GONE: ["customer-step-removed"] * 2})
    scratch.write("one/a.blueprint.yaml", LOAN.format(service="Loan"))
    scratch.write("two/b.blueprint.yaml", LOAN.format(service="Loan"))
    code, out, _ = diff(capsys, "one", "two", "--format", "json")
    assert (code, kinds(out)) == (0, {"two/b.blueprint.yaml": ["blueprint-moved"]})


def test_standard_input_on_either_side(scratch: Scratch) -> None:
    for args, kind in ((["-", HIDDEN], "card-hidden"), ([HIDDEN, "-"], "card-exposed")):
        done = subprocess.run(
            [sys.executable, "-m", "blueprint_cli", "diff", *args, "--format", "json"],
            input=LOAN.format(service="Loan h").encode(), capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, kind in kinds(done.stdout.decode())[HIDDEN]) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nowhere.blueprint.yaml", HIDDEN), "nowhere.blueprint.yaml"),
        (("main:nowhere.blueprint.yaml", HIDDEN), "no such file or folder in that revision"),
        (("no-such-branch:x.blueprint.yaml", HIDDEN), "no-such-branch"),
        (("--base", "no-such-branch"), "no-such-branch"),
        (("dienste", HIDDEN), "do not go together"),
        (("-", "-"), "Only one"),
        (("--fail-on", "braking"), "breaking"),
        (("--fail-on", "never,risky"), "never alone"),
        (("a", "b", "c"), "OLD and NEW"),
    ],
)
def test_what_is_not_understood(scratch: Scratch, capsys: Capture, args: tuple[str, ...], words: str) -> None:
    code, out, err = diff(capsys, *args)
    assert (code, out) == (2, "")
    assert words in " ".join(err.split())


def test_without_a_repository(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    code, _, err = diff(capsys, "--base", "main")
    assert (code, "repository" in err) == (2, True)


def test_a_shallow_clone_says_what_is_missing(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                              capsys: Capture) -> None:  # fmt: skip
    scratch.git("clone", "-q", "--depth", "1", "--branch", "work", scratch.folder.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    code, _, err = diff(capsys, "--base", "origin/main")
    assert code == 2
    assert "shallow" in err
    assert "fetch" in err


def test_the_difference_of_a_shared_catalog_is_found(scratch: Scratch, capsys: Capture) -> None:
    text = LOAN.format(service="Loan") + "    support: {does: Counts loans, by: ils}\n"
    scratch.write("c.blueprint.yaml", text.replace("customer: Reader\n", "customer: Reader\ncatalog: all.yaml\n"))
    scratch.write("all.yaml", "systems:\n  ils: {name: Library system, owner: IT}\n")
    scratch.commit()
    scratch.write("all.yaml", "systems:\n  ils: {name: Library system, owner: Vendor}\n")
    code, out, _ = diff(capsys, "--format", "json")
    assert kinds(out) == {"c.blueprint.yaml": ["system-owner-changed"]}
    assert code == 0
    assert diff(capsys, "--fail-on", "risky")[0] == 1


def test_thresholds(scratch: Scratch, capsys: Capture) -> None:
    scratch.git("checkout", "-q", "main")
    file = scratch.folder / HIDDEN
    base = file.read_text("utf-8")
    worst = {
        "breaking": base.replace("frontstage: Fetches", "backstage: Fetches"),
        "risky": base.replace("customer: Reader", "customer: Reader\npromise: 2 d"),
        "info": base.replace("customer: Reader", "customer: Reader\nversion: 2"),
        "cosmetic": f"# A comment\n{base}",
    }
    scale = list(worst)
    for level, text in worst.items():
        file.write_text(text, "utf-8")
        for threshold in scale:
            expected = int(scale.index(level) <= scale.index(threshold))
            assert diff(capsys, "--fail-on", threshold)[0] == expected, (level, threshold)
        assert diff(capsys, "--fail-on", "never")[0] == 0
    file.write_text(base + "    supprt: A typing error\n", "utf-8")
    assert [diff(capsys, "--fail-on", word)[0] for word in ("new-error", "breaking", "never")] == [1, 0, 0]


def test_an_approval_lets_a_change_pass_until_its_day(scratch: Scratch, capsys: Capture) -> None:
    args = ("--base", "main", HIDDEN)
    found = json.loads(diff(capsys, *args, "--format", "json")[1])["blueprints"][0]["changes"]
    names = [change["fingerprint"] for change in found if change["level"] in ("breaking", "risky")]
    assert all(name in diff(capsys, *args, "--verbose")[1] for name in names)
    entries = "".join(
        f"    - change: {name}\n      reason: Agreed with the readers\n      until: 2027-01-31\n" for name in names
    )
    scratch.write("bp.yaml", f"diff:\n  approve:\n{entries}")
    code, out, err = diff(capsys, *args, "--today", "2026-11-22", "--fail-on", "breaking")
    assert (code, err) == (0, "")
    assert "approved" in out.splitlines()[-1]
    assert "Agreed with the readers" in diff(capsys, *args, "--today", "2026-11-22", "--verbose")[1]
    code, out, _ = diff(capsys, *args, "--today", "2027-02-01", "--fail-on", "breaking")
    assert code == 1
    assert "ended on 2027-01-31" in out


def test_levels_can_be_rated_anew(scratch: Scratch, capsys: Capture) -> None:
    scratch.write("bp.yaml", "diff:\n  levels:\n    card-hidden: info\n")
    out = diff(capsys, "--base", "main", HIDDEN, "--format", "json")[1]
    (found,) = (c for c in json.loads(out)["blueprints"][0]["changes"] if c["kind"] == "card-hidden")
    assert found["level"] in ("info", "risky")


def test_git_calls_it_as_its_diff_driver(scratch: Scratch) -> None:
    scratch.write(".gitattributes", "*.blueprint.yaml diff=blueprint\n")
    command = f'"{sys.executable}" -m blueprint_cli diff'
    done = scratch.git("-c", f"diff.blueprint.command={command}", "--no-pager", "diff", "--ext-diff", "main", "work")
    said = done.stdout.decode()
    assert "Moved below the line of visibility" in said
    assert "Ausleihe ä.blueprint.yaml" in said
    assert "new name.blueprint.yaml" in said


def test_what_the_configuration_excludes_is_left_alone(scratch: Scratch, capsys: Capture) -> None:
    scratch.write("bp.yaml", "exclude: [dienste, broken.blueprint.yaml]\n")
    told = kinds(diff(capsys, "--base", "main", "--format", "json")[1])
    assert sorted(told) == [HIDDEN, "new name.blueprint.yaml"]
    assert list(kinds(diff(capsys, f"main:{STEP_GONE}", STEP_GONE, "--format", "json")[1])) == [STEP_GONE]


def test_what_cannot_be_read_fails_whatever_the_threshold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = "blueprint: 1\nservice: Return\nsteps:\n  - {name: Ask, customer: Asks}\n"
    Path("whole.yaml").write_text(whole, "utf-8")
    Path("broken.yaml").write_text("blueprint: 1\nservice: [Return\n", "utf-8")
    assert main(["diff", "whole.yaml", "broken.yaml", "--fail-on", "breaking"]) == 1
    assert "1 blueprint cannot be read: exit 1" in capsys.readouterr().out
    assert main(["diff", "whole.yaml", "broken.yaml", "--fail-on", "never"]) == 0
    capsys.readouterr()
    # Whoever mends a broken file is not told to mend it.
    assert main(["diff", "broken.yaml", "whole.yaml"]) == 0
    out = capsys.readouterr().out
    assert "nothing to compare the new one with" in out
    assert "Mend" not in out


def test_a_step_that_moved_is_marked_in_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = [f"  - {{name: {name}, customer: {name}s it}}\n" for name in ("Ask", "Pay", "Wait", "Leave")]
    head = "blueprint: 1\nservice: Return\nsteps:\n"
    Path("old.yaml").write_text(head + "".join(steps), "utf-8")
    Path("new.yaml").write_text(head + "".join([*steps[1:], steps[0]]), "utf-8")
    assert main(["diff", "old.yaml", "new.yaml", "--format", "svg", "--fail-on", "never"]) == 0
    picture = capsys.readouterr().out
    assert picture.count("→ MOVED") >= 1
