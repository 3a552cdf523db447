"""A pin on start-up: which modules the everyday commands may import.

Whoever breaks this test has put an import at the top of a module that belongs into the function that needs it - or has
a good reason, and then adds it here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from blueprint_cli.starters import starter_text

#: Third-party packages. Typer brings those in the first line, the YAML parser those in the second.
TYPER = {"typer", "annotated_doc", "shellingham", "click", "typing_extensions", "colorama"}
YAML = {"ruamel", "_ruamel_yaml", "cython_runtime", "_cython"}

#: Of ours, what `bp --version` and a clean file under `bp lint` need.
VERSION = {"cli"}
LINT = {
    "blueprint", "cli", "config", "discovery", "document", "files", "findings", "in_force", "lint", "load", "measures",
    "report", "rules",
}  # fmt: skip
#: Of ours, what `bp render` needs for a picture: no rule.
RENDER = {
    "blueprint", "cli", "config", "discovery", "document", "drawing", "files", "in_force", "load", "measures", "output",
    "render", "targets",
}  # fmt: skip

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

#: Of these, what `bp render` cannot do without: it reads what the engine drew, and replaces files at once. The package
#: that drives Graphviz brings logging.
DRAWING = {"logging", "random", "tempfile", "xml"}

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
    (folder / "a.blueprint.yaml").write_text(starter_text("returns"), encoding="utf-8")
    return folder


COMMANDS = [
    pytest.param(("--version",), TYPER, VERSION, id="version"),
    pytest.param(("lint", "a.blueprint.yaml", "--today", "2026-11-21"), TYPER | YAML, LINT, id="lint"),
    pytest.param(("render", "a.blueprint.yaml"), TYPER | YAML | {"graphviz"}, RENDER, id="render"),
]


@pytest.mark.parametrize(("args", "packages", "ours"), COMMANDS)
def test_what_is_imported(args: tuple[str, ...], packages: set[str], ours: set[str], folder: Path) -> None:
    modules = imported(*args, cwd=folder)
    tops = {module.partition(".")[0] for module in modules}
    foreign = {top for top in tops if top.lstrip("_") not in sys.stdlib_module_names | {"blueprint_cli"}}
    foreign = {"_cython" if top.startswith("_cython_") else top for top in foreign - sys.stdlib_module_names}
    assert foreign <= packages
    assert {module.split(".")[1] for module in modules if module.startswith("blueprint_cli.")} <= ours
    assert not modules & NOT_FOR_A_CLEAN_FILE
    assert not modules & (SLOW - DRAWING if args[0] == "render" else SLOW)


def test_the_list_would_notice(folder: Path) -> None:
    assert {"json", "blueprint_cli.report.rule_pages"} <= imported("rules", "--format", "json", cwd=folder)
    assert "jsonschema" not in imported("schema", cwd=folder)
