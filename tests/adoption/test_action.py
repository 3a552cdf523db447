"""action.yml: its `run` steps, executed in bash with the variables and files that GitHub sets.

Not run here, because they need GitHub: the steps that use another action (setup-python, upload-sarif). Whether they
would be used, and with what, is checked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from workflow import ROOT, read_action, run_action

GOOD = (ROOT / "samples/theatre-visit.blueprint.yaml").read_text("utf-8")
BAD = "blueprint: 1\nservice: Claim\nsteps:\n  - name: Claim\n    customer: Hands in a claim\n    backstag: Checks it\n"
SETUP, UPLOAD = "actions/setup-python@v6", "github/codeql-action/upload-sarif@v4"
LINT, PICTURES = "Check the blueprints", "Check the pictures"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps of action.yml need bash")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with one clean and one broken blueprint, in folders with blanks and umlauts."""
    root = tmp_path / "work space"
    (root / "gut gemacht").mkdir(parents=True)
    (root / "schöne Dienste").mkdir()
    (root / "gut gemacht/Besuch 1.blueprint.yaml").write_text(GOOD, "utf-8")
    (root / "schöne Dienste/Schaden.blueprint.yaml").write_text(BAD, "utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.fixture(scope="module")
def installed() -> dict[str, str]:
    """Return what the step that installs bp would say, of the environment that these tests run in."""
    return {"bin": str(Path(sys.executable).parent)}


def test_the_action_is_one() -> None:
    action = read_action()
    assert all(each["description"].strip() for part in ("inputs", "outputs") for each in action[part].values())
    for step in action["runs"]["steps"]:
        # What a branch, a title or a file is called never becomes part of a script.
        assert "${{" not in step.get("run", "")
        assert step.get("shell") == ("bash" if "run" in step else None)
    used = {name for name in action["inputs"] if f"inputs.{name} " in json.dumps(action["runs"]).replace("'", " ")}
    assert used == set(action["inputs"])


def test_the_published_schema_accepts_it() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed: action.yml is not validated")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*command, str(ROOT / "action.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_installs_bp_and_leaves_the_python_of_the_job_alone(repository: Path, tmp_path: Path) -> None:
    job = run_action(repository, tmp_path / "run ner", {"path": "gut gemacht"})
    code, said = job.ran["Install bp"]
    if code and any(words in said for words in ("Could not find a version", "Connection", "Temporary", "ensurepip")):
        pytest.skip(f"pip cannot install here: {said.splitlines()[-1]}")
    assert (code, said.splitlines()[-1][:3]) == (0, "bp ")
    assert job.ran[LINT][0] == 0, job.ran[LINT][1]
    assert not (tmp_path / "run ner/path").exists()
    assert job.used == {SETUP: {"python-version": "3.13", "update-environment": "false"}}
    assert job.outputs["action"]["exit-code"] == "0"


def test_findings_fail_and_are_reported(repository: Path, tmp_path: Path, installed: dict[str, str]) -> None:
    job = run_action(
        repository, tmp_path / "runner", {"python-version": "", "upload-sarif": "true"}, installed=installed
    )
    code, said = job.ran[LINT]
    assert (code, job.failed) == (1, True)
    assert "::error file=sch" in said
    assert "Schaden" in job.summary
    told = job.outputs["action"]
    assert (told["exit-code"], told["errors"]) == ("1", "1")
    with open(told["json-file"], encoding="utf-8") as report:
        assert json.load(report)["summary"]["errors"] == 1
    with open(told["sarif-file"], encoding="utf-8") as report:
        assert json.load(report)["runs"][0]["results"]
    # Failed or not, what was found is uploaded.
    assert job.used == {UPLOAD: {"sarif_file": told["sarif-file"], "category": "bp"}}


def test_inputs_reach_bp_word_for_word(repository: Path, tmp_path: Path, installed: dict[str, str]) -> None:
    evil = repository / "$(touch owned) `touch owned`; touch owned #"
    evil.mkdir()
    (evil / '"x".blueprint.yaml').write_text(GOOD, "utf-8")
    inputs = {
        "path": f"{evil.name}\r\n\n../gut gemacht/Besuch 1.blueprint.yaml\n",
        "args": "--select=unknown-field\n--today=2026-11-21",
        "profile": "strict",
        "fail-on": "info",
        "sarif-file": "out put.sarif",
        "working-directory": "schöne Dienste",
        "python-version": "",
    }
    inputs["path"] = inputs["path"].replace(evil.name, f"../{evil.name}")
    job = run_action(repository, tmp_path / "runner", inputs, installed=installed)
    assert job.ran[LINT][0] == 0, job.ran[LINT][1]
    with open(job.outputs["action"]["json-file"], encoding="utf-8") as report:
        assert json.load(report)["summary"]["files"] == 2
    assert Path(job.outputs["action"]["sarif-file"]) == repository / "schöne Dienste/out put.sarif"
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize(
    ("inputs", "code", "words"),
    [
        ({"fail-on": "; touch owned"}, "2", "touch owned"),
        ({"path": "nowhere"}, "2", "This path does not exist"),
        ({"args": "--no-such-option"}, "2", "--no-such-option"),
        ({"profile": "$(touch owned)"}, "2", "touch owned"),
        ({"fail-on": "never"}, "0", "::error"),
    ],
)
def test_what_is_not_understood(
    repository: Path, tmp_path: Path, installed: dict[str, str], inputs: dict[str, str], code: str, words: str
) -> None:
    job = run_action(repository, tmp_path / "runner", inputs, installed=installed)
    assert job.outputs["action"]["exit-code"] == code
    assert words in job.ran[LINT][1]
    assert "Traceback" not in job.ran[LINT][1]
    assert not list(tmp_path.rglob("owned"))


def test_only_what_is_new_fails(repository: Path, tmp_path: Path, installed: dict[str, str]) -> None:
    def git(*words: str) -> None:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
        subprocess.run(command, cwd=repository, check=True, capture_output=True)

    git("add", "-A")
    git("commit", "-qm", "Old")
    inputs = {"since": "HEAD", "fail-on": "info"}
    job = run_action(repository, tmp_path / "0", inputs, installed=installed)
    assert (job.ran[LINT][0], job.outputs["action"]["errors"]) == (0, "0"), job.ran[LINT][1]
    # Known to the baseline: green without a revision, too.
    subprocess.run([Path(installed["bin"]) / "bp", "lint", "--update-baseline"], cwd=repository, check=True)
    assert run_action(repository, tmp_path / "1", {"fail-on": "info"}, installed=installed).ran[LINT][0] == 0
    (repository / "schöne Dienste/Schaden.blueprint.yaml").write_text(BAD + "    suport: Files it\n", "utf-8")
    for number, chosen in enumerate((inputs, {"fail-on": "error"})):
        job = run_action(repository, tmp_path / f"2{number}", chosen, installed=installed)
        assert (job.ran[LINT][0], job.outputs["action"]["errors"]) == (1, "1")
        assert "suport" in job.ran[LINT][1]


def test_pictures_are_checked_even_where_findings_fail(
    repository: Path, tmp_path: Path, installed: dict[str, str]
) -> None:
    inputs = {"render-check": "true", "path": "gut gemacht"}
    assert PICTURES not in run_action(repository, tmp_path / "0", {"path": "gut gemacht"}, installed=installed).ran
    job = run_action(repository, tmp_path / "1", inputs, installed=installed)
    assert (job.ran[LINT][0], job.ran[PICTURES][0]) == (0, 1)
    assert "Besuch 1.svg is missing" in job.ran[PICTURES][1]
    subprocess.run([Path(installed["bin"]) / "bp", "render", "gut gemacht"], cwd=repository, check=True)
    assert run_action(repository, tmp_path / "2", inputs, installed=installed).ran[PICTURES][0] == 0
    job = run_action(repository, tmp_path / "3", {"render-check": "true"}, installed=installed)
    assert (job.ran[LINT][0], job.ran[PICTURES][0]) == (1, 1)


@pytest.mark.parametrize(
    ("github", "uploads"),
    [
        ({"event_name": "push"}, True),
        ({"event_name": "pull_request", "event.pull_request.head.repo.full_name": "team/services"}, True),
        ({"event_name": "pull_request", "event.pull_request.head.repo.full_name": "someone/services"}, False),
        ({"event_name": "push", "actor": "dependabot[bot]"}, False),
    ],
)
def test_nothing_is_uploaded_where_that_is_not_permitted(
    repository: Path, tmp_path: Path, installed: dict[str, str], github: dict[str, Any], uploads: bool
) -> None:
    job = run_action(repository, tmp_path / "runner", {"upload-sarif": "true"}, github, installed)
    assert (UPLOAD in job.used) is uploads
    job = run_action(repository, tmp_path / "runner", {}, github, installed)
    assert UPLOAD not in job.used
    # Where nothing was written, there is nothing to upload.
    job = run_action(repository, tmp_path / "runner", {"upload-sarif": "true", "path": "nowhere"}, github, installed)
    assert UPLOAD not in job.used
