"""The recipes of the README can be copied: the YAML is valid for what reads it, and every option in it exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from ruamel.yaml import YAML
from workflow import ROOT, read_action

from blueprint_cli.cli import app

README = (ROOT / "README.md").read_text("utf-8")
HOOKS = {hook["id"]: hook for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
#: By the file that the first line of a block names.
RECIPES = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", README, re.DOTALL))
SCHEMAS = {".github/workflows/blueprints.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}


def section(title: str) -> str:
    return re.split(r"^## ", README.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def read(name: str) -> Any:
    return YAML(typ="safe").load(RECIPES[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schemas_accept_them(name: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed: recipes are not validated")
    file = tmp_path / "recipe.yml"
    file.write_text(RECIPES[name], "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(file)]
    if name == ".gitlab-ci.yml":
        command += ["--data-transform", "gitlab-ci"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_uses_the_action_as_it_is() -> None:
    steps = read(".github/workflows/blueprints.yml")["jobs"]["blueprints"]["steps"]
    (ours,) = [step for step in steps if "service-blueprint@" in step.get("uses", "")]
    assert set(ours["with"]) <= set(read_action()["inputs"])
    assert all(isinstance(value, str) for value in ours["with"].values())


def test_the_tables_name_every_input_and_output() -> None:
    text = section("In CI")
    named = set(re.findall(r"`([\w-]+)`", text))
    assert {*read_action()["inputs"], *read_action()["outputs"]} <= named
    first = {
        name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in re.findall(r"`([\w-]+)`", row)
    }
    assert first == set(read_action()["inputs"])


def test_the_hooks_are_those_that_there_are() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == set(HOOKS)
    for hook in repository["hooks"]:
        check_command(shlex.split(HOOKS[hook["id"]]["entry"]) + hook.get("args", []))


def test_every_command_has_its_options() -> None:
    commands = [line.strip().removeprefix("- ") for line in section("In CI").splitlines()]
    commands = [line for line in commands if re.match(r"bp [a-z]", line)]
    assert len(commands) >= 4
    for line in commands:
        check_command(shlex.split(line))
    for line in re.findall(r'"\$BP_BIN/bp" (.*)', (ROOT / "action.yml").read_text("utf-8")):
        if not line.startswith("--version"):
            check_command(["bp", *shlex.split(re.sub(r'"\$\{words.*', "", line))])
    for word in re.findall(
        r"--[a-z-]+", (ROOT / "action.yml").read_text("utf-8").partition("id: lint")[2].partition("id:")[0]
    ):
        assert word in {name for command in ("lint", "render") for name in options(command)}, word


def options(command: str) -> dict[str, Any]:
    found = typer.main.get_group(app).commands[command]
    return {name: option for option in found.params for name in option.opts}


def check_command(words: list[str]) -> None:
    assert words[0] == "bp"
    known = options(words[1])
    for word in words[2:]:
        if word.startswith("--"):
            assert word.partition("=")[0] in known, (word, words)
    for option, value in re.findall(r"(--[a-z-]+)[= ](\S+)", " ".join(words)):
        choices = getattr(known[option].type, "choices", None)
        assert not choices or value in choices, (option, value)


def test_reports_are_named_alike() -> None:
    job = read(".gitlab-ci.yml")["blueprints"]
    reports = set(re.findall(r"--output \w+=(\S+)", " ".join(job["script"])))
    assert reports == set(job["artifacts"]["reports"].values())


def test_the_recipe_for_neovim_shows_findings(tmp_path: Path) -> None:
    """In the real Neovim; nvim-lint itself is stood in for by what it does with a linter: run it, parse its output."""
    neovim = shutil.which("nvim")
    if not neovim:
        pytest.skip("no Neovim on this machine: its recipe is not run")
    (recipe,) = (
        block for block in re.findall(r"```lua\n(.*?)```", section("Editors"), re.DOTALL) if "nvim_buf" in block
    )
    (tmp_path / "recipe.lua").write_text(recipe, "utf-8")
    (tmp_path / "run.lua").write_text(NVIM_LINT.format(recipe=tmp_path / "recipe.lua"), "utf-8")
    file = tmp_path / "schöne Dienste" / "Schaden 1.blueprint.yaml"
    file.parent.mkdir()
    file.write_text("blueprint: 1\nservice: Claim\nsteps:\n  - name: Ä\n    custommer: Claims\n", "utf-8")
    folder = Path(sys.executable).parent
    command = [
        neovim,
        "--headless",
        "-u",
        "NONE",
        "-i",
        "NONE",
        str(file),
        "-c",
        f"luafile {tmp_path / 'run.lua'}",
        "-c",
        "q",
    ]
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert "5:5 1 unknown-field" in done.stdout + done.stderr, done.stdout + done.stderr


NVIM_LINT = """
package.loaded["lint"] = {{ linters = {{}} }}
dofile("{recipe}")
local bp = require("lint").linters.bp
local words = {{ bp.cmd }}
for _, word in ipairs(bp.args) do
  table.insert(words, type(word) == "function" and word() or word)
end
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
vim.diagnostic.set(vim.api.nvim_create_namespace("bp"), 0, bp.parser(vim.fn.system(words, text)))
for _, found in ipairs(vim.diagnostic.get(0)) do
  print((found.lnum + 1) .. ":" .. (found.col + 1), found.severity, found.code)
end
"""
