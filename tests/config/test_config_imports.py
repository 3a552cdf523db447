"""What a configuration costs: its reader is imported where there is one, and no validator for a valid one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from config_files import Put

from blueprint_cli.starters import starter_text

LIST = """
import sys
from blueprint_cli.cli import main
main(sys.argv[1:])
sys.stderr.write("\\n".join(sys.modules))
"""
FULL = """\
extends: base.yaml
profile: strict
rules: {long-card: {severity: off, words: 20}}
overrides: [{files: docs/, profile: draft, vocabulary: [Save Button]}]
exclude: old/
"""


def modules(*args: str) -> set[str]:
    command = [sys.executable, "-c", LIST, *args, "--no-cache"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd()).stderr.split())


@pytest.mark.parametrize("text", ["", FULL])
def test_a_valid_one_needs_no_validator(text: str, put: Put) -> None:
    put("a.blueprint.yaml", starter_text("returns"))
    put("base.yaml", "vocabulary: [Gateway Desk]\n")
    put("bp.yaml", text)
    found = modules("lint", "--fail-on", "never")
    assert "blueprint_cli.config.read" in found
    assert not {name for name in found if name.startswith(("jsonschema", "rich", "blueprint_cli.changes"))}
    assert "blueprint_cli.rules.catalogue" not in found


def test_without_one_its_reader_is_not_imported(put: Put) -> None:
    put("a.blueprint.yaml", starter_text("returns"))
    found = modules("lint", "--fail-on", "never")
    assert "blueprint_cli.config.configs" in found
    assert not {name for name in found if name.startswith("blueprint_cli.config.") and name[21:] != "configs"}
