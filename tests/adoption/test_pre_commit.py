"""The hooks, run by the real pre-commit in a repository of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from workflow import ROOT

GOOD = (ROOT / "samples/theatre-visit.blueprint.yaml").read_text("utf-8")
HOOKS = {hook["id"]: hook for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.mark.parametrize(
    ("path", "lints", "checks"),
    [
        ("a.blueprint.yaml", True, True),
        ("schöne Dienste/b c.blueprint.yml", True, True),
        ("c.blueprint.json", True, True),
        ("a.svg", False, True),
        ("company.catalog.yaml", False, True),
        ("a.blueprint.yaml.orig", False, False),
        ("blueprint.yaml", False, False),
        ("a.yaml", False, False),
    ],
)
def test_which_files_set_a_hook_off(path: str, lints: bool, checks: bool) -> None:
    assert bool(re.search(HOOKS["bp-lint"]["files"], path)) is lints
    assert bool(re.search(HOOKS["bp-render-check"]["files"], path)) is checks


def run(folder: Path, *command: str, good: bool | None = True) -> str:
    """Run a command and return all that it said; None takes any outcome."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "BP_", "PYTHON"))
    }
    mine = {"PRE_COMMIT_HOME": str(folder.parent / "pre commit"), "NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    names = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        command, cwd=folder, env=kept | mine | names, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode()
    assert good is None or (done.returncode == 0) is good, said
    return said


def test_pre_commit_runs_them(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed: the hooks are not run")
    names = ("git", "ls-files", "-coz", "--exclude-standard")
    listed = subprocess.run(names, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of git: pre-commit has nothing to clone")
    # The tree as it is now, as a repository with one commit: what pre-commit would clone after the next push.
    source = tmp_path / "bp itself"
    for name in filter(None, listed.stdout.decode().split("\0")):
        if not (ROOT / name).is_file() or name.startswith("tests/"):
            continue
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        run(source, "git", *command)
    revision = run(source, "git", "rev-parse", "HEAD").strip()

    team = tmp_path / "Unsere Dienste"
    folder = team / "schöne Dienste"
    folder.mkdir(parents=True)
    run(team, "git", "init", "-q")
    (team / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {source.as_uri()}\n    rev: {revision}\n    hooks:\n"
        "      - id: bp-lint\n      - id: bp-render-check\n"
    )
    (folder / "Besuch 1.blueprint.yaml").write_text(GOOD, "utf-8")
    (team / "README.md").write_text("Our services\n")
    pre_commit = (sys.executable, "-m", "pre_commit")
    run(team, "git", "add", "-A")
    prepared = run(team, *pre_commit, "install", "--install-hooks", good=None)
    if any(words in prepared for words in ("Could not find a version", "Connection", "Temporary failure")):
        pytest.skip(f"pip cannot install here: {prepared.splitlines()[-1]}")

    # The picture is not there: one hook is content, the other not, and the commit is refused.
    said = run(team, "git", "commit", "-m", "First", good=False)
    assert re.search(r"check service blueprints\.+Passed", said), said
    assert re.search(r"current\.+Failed", said)
    assert "schöne Dienste/Besuch 1.svg is missing." in said
    run(team, *bp(tmp_path), "render")
    run(team, "git", "add", "-A")
    assert said.count("Passed") < run(team, "git", "commit", "-m", "First").count("Passed") == 2

    # Files that are no blueprints set nothing off.
    (team / "README.md").write_text("Our service\n")
    said = run(team, "git", "commit", "-am", "Text")
    assert said.count("Skipped") == 2

    # A picture that somebody edited is found, though no blueprint changed.
    picture = folder / "Besuch 1.svg"
    drawn = picture.read_text("utf-8")
    picture.write_text(drawn.replace("</svg>", "<!-- mine --></svg>"), "utf-8")
    said = run(team, "git", "commit", "-am", "Nicer", good=False)
    assert re.search(r"check service blueprints\.+\(no files to check\) ?Skipped", said)
    assert "Besuch 1.svg is not current." in said
    picture.write_text(drawn, "utf-8")

    # An error stops the commit and is told at its line.
    (folder / "Schaden.blueprint.yml").write_text(
        "blueprint: 1\nservice: Claim\nsteps:\n  - name: Claim\n    customer: Claims\n    backstag: Checks it\n"
    )
    run(team, "git", "add", "-A")
    said = run(team, "git", "commit", "-m", "Claim", good=False)
    assert re.search(r"schöne Dienste/Schaden\.blueprint\.yml:6:5\b.*unknown-field", said), said

    # What bp.yaml excludes stays excluded where pre-commit names it.
    (team / "bp.yaml").write_text("exclude:\n  - 'schöne Dienste/Schaden.*'\n", "utf-8")
    run(team, "git", "add", "-A")
    said = run(team, "git", "commit", "-m", "Claim")
    assert said.count("Passed") == 2


def bp(folder: Path) -> tuple[str, ...]:
    """Return the command of the bp that pre-commit installed."""
    (found,) = (folder / "pre commit").glob("repo*/py_env-*/bin/bp")
    return (str(found),)
