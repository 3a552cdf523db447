"""`bp lint --since REV`: the difference of two runs, whatever has made the new findings."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from random_blueprints import make_blueprint
from scratch_repository import Scratch

from blueprint_cli.check import check_files
from blueprint_cli.cli import main
from blueprint_cli.discovery import find_files
from blueprint_cli.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Capture = pytest.CaptureFixture[str]

CATALOG = """\
actors:
  desk: {name: Lending desk}
  cellar: {name: Cellar}
processes:
  lend: {name: Lend, owner: Desk, model: models/lend.bpmn}
"""
MODEL = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Lend"/></definitions>'
LOAN = """\
blueprint: 1
service: Loan TBD
owner: Head of lending
catalog: ../shared/all roles.catalog.yaml
steps:
  - name: Ask
    customer: Asks for a book
    frontstage:
      does: Looks it up
      by: desk
      to: fetch/backstage
      process: lend
  - name: Fetch
    backstage:
      does: Fetches the book
      by: cellar
      waits: TODO
"""
NEXT = """\
blueprint: 1
service: Loan
state: target
owner: Head of lending
from: Ausleihe ä.blueprint.yaml
steps:
  - name: Ask
    customer: Asks for a book
    frontstage: Looks it up
"""
LOAN_FILE, NEXT_FILE, SHARED = (
    "services/Ausleihe ä.blueprint.yaml",
    "services/next.blueprint.yaml",
    "shared/all roles.catalog.yaml",
)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    scratch = Scratch(tmp_path / "our services")
    scratch.write(SHARED, CATALOG)
    scratch.write("shared/models/lend.bpmn", MODEL)
    scratch.write(LOAN_FILE, LOAN)
    scratch.write(NEXT_FILE, NEXT)
    scratch.commit()
    monkeypatch.chdir(scratch.folder)
    return scratch


def since(capsys: Capture, *args: str, revision: str = "HEAD") -> list[str]:
    """The rules of the new findings, by path; and see to the exit code and the summary."""
    capsys.readouterr()
    code = main(["lint", "--today", "2026-11-21", "--format", "json", "--fail-on", "info", "--since", revision, *args])
    result = json.loads(capsys.readouterr().out)
    new = sorted(
        f"{f['path']}: {f['rule']}" for f in result["findings"] if not (f.get("baselined") or f.get("acknowledged"))
    )
    assert code == (1 if new else 0)
    known = result["summary"]["baselined"]
    assert result["notes"][0].startswith(f"Compared with {revision} (")
    assert f": {known} finding{'' if known == 1 else 's'} w" in result["notes"][0]
    return new


def change(file: str, old: str, new: str) -> None:
    text = Path(file).read_text("utf-8")
    assert text.count(old) == 1
    Path(file).write_text(text.replace(old, new), "utf-8")


def test_nothing_changed(scratch: Scratch, capsys: Capture) -> None:
    assert since(capsys) == []
    assert main(["lint", "--since", "HEAD", "--fail-on", "info"]) == 0
    said = capsys.readouterr().out
    assert "Compared with HEAD (" in said
    assert "findings were there already." in said


def test_a_new_flaw_and_not_the_old_ones(scratch: Scratch, capsys: Capture) -> None:
    change(LOAN_FILE, "does: Looks it up", "does: Looks it up\n      note: TBD")
    assert since(capsys) == [f"{LOAN_FILE}: placeholder"]


def test_a_flaw_that_moves_is_not_new(scratch: Scratch, capsys: Capture) -> None:
    change(LOAN_FILE, "owner: Head of lending\n", "\n# Who answers for it.\nowner: Head of lending\n")
    change(LOAN_FILE, "  - name: Ask\n", "  - name: Enter\n    customer: Comes in\n  - name: Ask\n")
    assert since(capsys) == []


def test_what_a_deleted_step_breaks(scratch: Scratch, capsys: Capture) -> None:
    text = Path(LOAN_FILE).read_text("utf-8")
    Path(LOAN_FILE).write_text(text.partition("  - name: Fetch")[0], "utf-8")
    assert f"{LOAN_FILE}: unknown-reference" in since(capsys)


def test_what_an_edit_of_a_catalog_breaks_in_a_file_that_nobody_touched(scratch: Scratch, capsys: Capture) -> None:
    change(SHARED, "  cellar: {name: Cellar}\n", "")
    new = since(capsys)
    assert f"{LOAN_FILE}: unknown-reference" in new
    assert not [line for line in new if line.startswith(NEXT_FILE)]


def test_what_a_deleted_file_breaks(scratch: Scratch, capsys: Capture) -> None:
    Path("shared/models/lend.bpmn").unlink()
    assert since(capsys) == [f"{LOAN_FILE}: missing-model"]
    Path(SHARED).unlink()
    assert f"{LOAN_FILE}: unknown-reference" in since(capsys)


def test_what_a_change_of_the_current_state_breaks_in_its_target(scratch: Scratch, capsys: Capture) -> None:
    change(
        LOAN_FILE,
        "customer: Asks for a book",
        "customer:\n      does: Asks for a book\n      pain: {id: slow, what: Slow}",
    )
    assert [line for line in since(capsys) if line.startswith(NEXT_FILE)] == [f"{NEXT_FILE}: unanswered-pain"]


def test_a_flaw_that_was_there_in_the_catalog_is_not_new(scratch: Scratch, capsys: Capture) -> None:
    """The old run reads the old catalog: by the new one, or by none, its findings would be others."""
    change(SHARED, "  cellar: {name: Cellar}\n", "")
    scratch.commit()
    scratch.write("README.md", "x")
    change(LOAN_FILE, "waits: TODO", "waits: TODO\n      note: x")
    assert since(capsys) == []


def test_a_new_file_is_all_new(scratch: Scratch, capsys: Capture) -> None:
    scratch.write("services/new.blueprint.yaml", make_blueprint(3, steps=3))
    new = since(capsys)
    assert new
    assert {line.partition(":")[0] for line in new} == {"services/new.blueprint.yaml"}


@pytest.mark.parametrize("how", ["git mv", "mv", "committed"])
def test_a_moved_file_is_compared_with_what_it_was(scratch: Scratch, capsys: Capture, how: str) -> None:
    old = scratch.commit()
    target = "services/old/Leihe.blueprint.yaml"
    (scratch.folder / "services/old").mkdir()
    if how == "mv":
        os.rename(NEXT_FILE, target)
    else:
        scratch.git("mv", NEXT_FILE, target)
    # Its `from` leads nowhere from there; all else was there before.
    if how == "committed":
        scratch.commit()
        scratch.commit(message="Later")
    assert since(capsys, revision=old) == [f"{target}: unknown-reference"]


def test_a_mark_that_is_taken_away_is_a_loss(scratch: Scratch, capsys: Capture) -> None:
    """What was acknowledged, or held back by a comment, did not count, and counts now."""
    marked = "waits: 9 d\n      takes: 1 h\n      pain: Nobody knows where the book is"
    change(LOAN_FILE, "waits: TODO", marked)
    change(LOAN_FILE, "service: Loan TBD", "service: Loan TBD  # bp: ignore[placeholder] nobody knows its name yet")
    scratch.commit()
    assert since(capsys) == []
    change(LOAN_FILE, "\n      pain: Nobody knows where the book is", "")
    change(LOAN_FILE, "  # bp: ignore[placeholder] nobody knows its name yet", "")
    assert {f"{LOAN_FILE}: long-wait", f"{LOAN_FILE}: placeholder"} <= set(since(capsys))


def test_the_settings_of_today_hold_for_both(scratch: Scratch, capsys: Capture) -> None:
    scratch.write("bp.yaml", "profile: strict\n")
    assert since(capsys) == []
    assert since(capsys, "--profile", "draft") == []


def test_from_a_folder_further_in_and_on_standard_input(
    scratch: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(SHARED, "  cellar: {name: Cellar}\n", "")
    monkeypatch.chdir(scratch.folder / "services")
    assert any("unknown-reference" in line for line in since(capsys))
    assert since(capsys, "next.blueprint.yaml") == []
    text = Path("next.blueprint.yaml").read_text("utf-8").replace("state: target", "state: target\nnote: TBD")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert since(capsys, "-", "--stdin-filename", "next.blueprint.yaml") == ["next.blueprint.yaml: placeholder"]


def test_both_a_baseline_and_a_revision(scratch: Scratch, capsys: Capture) -> None:
    assert main(["lint", "--today", "2026-11-21", "--update-baseline"]) == 0
    scratch.commit()
    change(LOAN_FILE, "does: Looks it up", "does: Looks it up\n      note: TBD")
    scratch.commit()
    change(LOAN_FILE, "does: Fetches the book", "does: Fetches the book\n      note: TBD")
    assert since(capsys, revision="HEAD~1") == [f"{LOAN_FILE}: placeholder"] * 2
    capsys.readouterr()
    assert main(["lint", "--today", "2026-11-21", "--fail-on", "warning", "--since", "HEAD", "--prune-baseline"]) == 1
    assert "0 findings removed" in capsys.readouterr().out


def test_where_the_branch_left_main(scratch: Scratch, capsys: Capture) -> None:
    scratch.git("switch", "-q", "-c", "work")
    change(LOAN_FILE, "does: Looks it up", "does: Looks it up\n      note: TBD")
    scratch.commit(message="On the branch")
    scratch.git("switch", "-q", "main")
    change(LOAN_FILE, "waits: TODO", "waits: 2 h")
    scratch.commit(message="Mended on main")
    scratch.git("switch", "-q", "work")
    assert since(capsys, revision="main...") == [f"{LOAN_FILE}: placeholder"]
    assert len(since(capsys, revision="main")) > 1


def test_what_lies_in_a_submodule_is_compared_with_what_was_recorded(scratch: Scratch, capsys: Capture) -> None:
    roles = Scratch(scratch.folder.parent / "roles")
    roles.write("all.catalog.yaml", CATALOG.replace("models/lend", "../shared/models/lend"))
    roles.write("their.blueprint.yaml", NEXT.replace("from: Ausleihe ä.blueprint.yaml\n", ""))
    roles.commit()
    scratch.git("submodule", "add", "-q", str(roles.folder), "common")
    change(LOAN_FILE, "../shared/all roles", "../common/all")
    scratch.commit()
    assert since(capsys) == []
    change("common/all.catalog.yaml", "  cellar: {name: Cellar}\n", "")
    change("common/their.blueprint.yaml", "owner: Head of lending", "owner: TBD")
    new = since(capsys)
    assert f"{LOAN_FILE}: unknown-reference" in new
    assert "common/their.blueprint.yaml: placeholder" in new
    assert not any(line.startswith(NEXT_FILE) for line in new)


def test_files_of_two_repositories(scratch: Scratch, capsys: Capture) -> None:
    other = Scratch(scratch.folder.parent / "other")
    other.write("x.blueprint.yaml", NEXT.replace("from: Ausleihe ä.blueprint.yaml\n", ""))
    other.commit()
    change("../other/x.blueprint.yaml", "owner: Head of lending", "owner: TBD")
    assert since(capsys, ".", "../other") == ["../other/x.blueprint.yaml: placeholder"]


def test_what_cannot_be_compared(scratch: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["lint", "--since", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("bp: There is no revision “nowhere” here.")
    assert main(["lint", "--since", "main..HEAD"]) == 2
    assert "`main...` is where this branch left it" in capsys.readouterr().err
    assert main(["lint", "--since", ""]) == 2
    scratch.git("clone", "-q", "--depth", "1", scratch.folder.as_uri(), "../clone")
    monkeypatch.chdir(scratch.folder.parent / "clone")
    assert main(["lint", "--since", "HEAD~1"]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err
    plain = scratch.folder.parent / "plain"
    plain.mkdir()
    (plain / "x.blueprint.yaml").write_text(NEXT, "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(plain.parent))
    monkeypatch.chdir(plain)
    assert main(["lint", "--since", "HEAD"]) == 2
    assert capsys.readouterr().err.startswith("bp: The current folder is in no git repository")


def test_the_quick_way_finds_what_the_long_one_does(
    scratch: Scratch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that rest on nothing that has changed are not linted twice; that must never show."""
    edits = [
        (SHARED, "  cellar: {name: Cellar}\n", ""),
        (LOAN_FILE, "waits: TODO", "waits: 3 weeks"),
        (NEXT_FILE, "owner: Head of lending", "note: TBD"),
    ]
    for edit in edits:
        change(*edit)
        quick = since(capsys)
        with monkeypatch.context() as patch:
            patch.setattr("blueprint_cli.since._may_rest_on", lambda text, touched: True)
            assert since(capsys) == quick
        scratch.git("checkout", "-q", ".")


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_difference_of_two_runs(scratch: Scratch, capsys: Capture, seed: int) -> None:
    """What a run before the edits found, told by fingerprints, is what is known after them."""

    def fingerprints() -> set[str]:
        run = check_files(find_files([]).files, Settings(today=date(2026, 11, 21)))
        return {finding.fingerprint for finding in run.findings if not finding.acknowledged}

    r = random.Random(seed)
    names = [f"services/{number}.blueprint.yaml" for number in range(8)]
    for name in names:
        scratch.write(name, make_blueprint(r.randrange(100), steps=3))
    scratch.commit()
    before = fingerprints()
    for name in r.sample(names, 5):
        text = Path(name).read_text("utf-8")
        edit = r.choice(("delete", "cut", "other", "rename"))
        if edit == "delete":
            Path(name).unlink()
        elif edit == "cut":
            scratch.write(name, text.replace('"owner"', '"ownr"', 1))
        elif edit == "other":
            scratch.write(name, make_blueprint(r.randrange(100), steps=3))
        else:
            scratch.write(name, text.replace("Step 1", "Another step"))
    r.choice((lambda: None, lambda: change(SHARED, "  cellar: {name: Cellar}\n", "")))()
    after = fingerprints()
    since(capsys, "--verbose")
    assert main(["lint", "--today", "2026-11-21", "--format", "json", "--verbose", "--since", "HEAD"]) in (0, 1)
    result = json.loads(capsys.readouterr().out)
    assert result["summary"]["baselined"] == len(after & before)
    new = {f["fingerprint"] for f in result["findings"] if not (f.get("baselined") or f.get("acknowledged"))}
    assert new == after - before
