"""A pin on start-up: which modules the everyday commands may import.

Whoever breaks this test has put an import at the top of a module that belongs into the function that needs it - or has
a good reason, and then adds it here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from blueprint_cli.cli import app
from blueprint_cli.starters import starter_text

#: Third-party packages. Typer brings those in the first line, the YAML parser those in the second.
TYPER = {"typer", "annotated_doc", "shellingham", "click", "typing_extensions", "colorama"}
YAML = {"ruamel", "_ruamel_yaml", "cython_runtime", "_cython"}

#: Of ours, what `bp --version` and a clean file under `bp lint` need.
VERSION = {"cli"}
READING = {"blueprint", "cli", "config", "discovery", "document", "files", "in_force", "load"}
CACHE = {
    "cache", "check", "cli", "config", "digest", "discovery", "document", "files", "findings", "in_force", "report",
    "settings",
}  # fmt: skip
LINT = CACHE | READING | {"lint", "measures", "rules", "workers"}
#: Of ours, what `bp render` needs for a picture: no rule.
RENDER = READING | {"drawing", "output", "render", "targets"}
RULES = READING | {"findings", "measures", "report", "rules"}
DIFF = RULES | {"changes", "diff", "digest", "git", "history", "lint", "output", "settings", "versions"}

#: Of those packages, what only other commands, other formats or a file with errors need.
NOT_FOR_A_CLEAN_FILE = {
    "blueprint_cli.config.globs",
    "blueprint_cli.config.model",
    "blueprint_cli.config.read",
    "blueprint_cli.report.github",
    "blueprint_cli.report.gitlab",
    "blueprint_cli.report.json",
    "blueprint_cli.report.junit",
    "blueprint_cli.report.markdown",
    "blueprint_cli.report.markup",
    "blueprint_cli.report.repository",
    "blueprint_cli.report.rule_pages",
    "blueprint_cli.report.sarif",
    "blueprint_cli.report.terminal",
    "blueprint_cli.rules.catalogue",
    "blueprint_cli.rules.documentation",
    "blueprint_cli.rules.file_rules",
}

#: Of Python's own, what is slow to import and has no business here.
SLOW = {
    "asyncio", "concurrent", "decimal", "email", "http", "importlib.metadata", "importlib.resources", "logging",
    "multiprocessing", "pydoc", "random", "sqlite3", "ssl", "statistics", "tempfile", "tomllib", "unittest",
    "urllib.request", "xml",
}  # fmt: skip

#: Of these, what `bp render` cannot do without: it reads what the engine drew, by expat. The package that drives
#: Graphviz brings logging.
DRAWING = {"logging", "xml"}
#: Whatever writes files replaces them at once.
WRITING = {"importlib.resources", "random", "tempfile"}

LIST = """
import sys
before = set(sys.modules)
from blueprint_cli.cli import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(sorted(set(sys.modules) - before)))
sys.exit(code)
"""


def imported(*args: str, cwd: Path) -> set[str]:
    command = [sys.executable, "-c", LIST, *args]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    for name in ("a", "c"):
        (folder / f"{name}.blueprint.yaml").write_text(starter_text("returns"), encoding="utf-8")
    return folder


DAY = ("--today", "2026-11-21")
#: Each with the packages of others, of ours, and of Python's slow ones that it may import.
COMMANDS = [
    pytest.param(("--version",), TYPER, VERSION, set(), id="version"),
    pytest.param(("lint", "--no-cache", "a.blueprint.yaml", *DAY), TYPER | YAML, LINT, set(), id="lint"),
    pytest.param(("render", "a.blueprint.yaml"), TYPER | YAML | {"graphviz"}, RENDER, DRAWING, id="render"),
    pytest.param(("diff", "a.blueprint.yaml", "a.blueprint.yaml"), TYPER | YAML, DIFF, set(), id="diff"),
    pytest.param(("explain", "long-wait"), TYPER | YAML, RULES, set(), id="explain"),
    pytest.param(("rules",), TYPER | YAML, RULES, set(), id="rules"),
    pytest.param(("new", "b.blueprint.yaml"), TYPER, {"cli", "discovery", "output", "starters"}, WRITING, id="new"),
    pytest.param(
        ("review", "c.blueprint.yaml", "--by", "Head of returns", *DAY),
        TYPER | YAML,
        READING | {"output", "review", "rules"},
        WRITING,
        id="review",
    ),
    pytest.param(("config", "a.blueprint.yaml"), TYPER | YAML, RULES, set(), id="config"),
    pytest.param(("schema",), TYPER, {"cli", "document"}, set(), id="schema"),
]


def test_every_command_is_pinned() -> None:
    pinned = {parameter.values[0][0] for parameter in COMMANDS}
    assert {command.callback.__name__ for command in app.registered_commands if command.callback} <= pinned


@pytest.mark.parametrize(("args", "packages", "ours", "slow"), COMMANDS)
def test_what_is_imported(
    args: tuple[str, ...], packages: set[str], ours: set[str], slow: set[str], folder: Path
) -> None:
    modules = imported(*args, cwd=folder)
    assert foreign_in(modules) <= packages
    assert ours_in(modules) <= ours
    assert not modules & (SLOW - slow)
    if args[0] in ("lint", "render"):
        assert not modules & NOT_FOR_A_CLEAN_FILE


def test_what_is_remembered_needs_neither_rules_nor_a_parser(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BP_CACHE_DIR", str(tmp_path))
    assert "_ruamel_yaml" in imported("lint", "a.blueprint.yaml", *DAY, cwd=folder)
    modules = imported("lint", "a.blueprint.yaml", *DAY, cwd=folder)
    assert foreign_in(modules) <= TYPER
    assert ours_in(modules) <= CACHE | {"rules"}
    assert {module for module in modules if module.startswith("blueprint_cli.rules.")} <= {
        "blueprint_cli.rules.unknown"
    }
    assert not modules & SLOW


def foreign_in(modules: set[str]) -> set[str]:
    tops = {module.partition(".")[0] for module in modules}
    foreign = {top for top in tops if top.lstrip("_") not in sys.stdlib_module_names | {"blueprint_cli"}}
    return {"_cython" if top.startswith("_cython_") else top for top in foreign - sys.stdlib_module_names}


def ours_in(modules: set[str]) -> set[str]:
    return {module.split(".")[1] for module in modules if module.startswith("blueprint_cli.")}


def test_the_list_would_notice(folder: Path) -> None:
    assert {"json", "blueprint_cli.report.rule_pages"} <= imported("rules", "--format", "json", cwd=folder)
    assert "jsonschema" not in imported("schema", cwd=folder)
