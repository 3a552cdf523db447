"""Linters in editors: text that is not saved yet, judged as if it stood in its file."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from workflow import ROOT

from blueprint_cli.cli import main

FOLDER = "schöne Dienste"
FILE = f"{FOLDER}/Ziel ä.blueprint.yaml"
SAMPLES = ROOT / "samples"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a target, and the current state, catalog and model that it leads to."""
    root = tmp_path / "Läden"
    shutil.copytree(SAMPLES / "processes", root / FOLDER / "processes")
    for name in ("product-return.blueprint.yaml", "company.catalog.yaml"):
        shutil.copy(SAMPLES / name, root / FOLDER / name)
    (root / ".git").mkdir()
    monkeypatch.chdir(root)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return root


def lint(
    text: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code = main(["lint", "-", "--stdin-filename", name, "--format", "json", "--today", "2026-11-22", *more])
    return code, json.loads(capsys.readouterr().out)


def target() -> str:
    return (SAMPLES / "product-return-target.blueprint.yaml").read_text("utf-8")


@pytest.mark.parametrize("full", [False, True], ids=["relative", "in full"])
def test_links_lead_from_the_file_and_paths_from_here(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], full: bool
) -> None:
    name = str(repository / FILE) if full else FILE
    code, report = lint(target(), name, monkeypatch, capsys)
    assert (code, report["findings"]) == (0, [])
    assert {skip["path"] for skip in report["skipped"]} <= {FILE}

    # Each is looked for beside the file: what has another name is not found.
    for linked in ("product-return.blueprint.yaml", "company.catalog.yaml", "processes/inspection.bpmn"):
        assert linked in target()
        code, report = lint(target().replace(linked, "nowhere.txt"), name, monkeypatch, capsys)
        assert (linked, code) == (linked, 1)
        assert {finding["path"] for finding in report["findings"]} == {FILE}
        assert "nowhere.txt" in json.dumps(report["findings"])


def test_what_is_found_is_what_the_saved_file_has(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = target().replace("    customer:", "    custommer:", 1)
    Path(FILE).write_text(text, "utf-8")
    _, typed = lint(text, str(repository / FILE), monkeypatch, capsys)
    main(["lint", FILE, "--format", "json", "--today", "2026-11-22"])
    saved = json.loads(capsys.readouterr().out)
    assert typed["findings"] == saved["findings"] != []


def test_what_is_excluded_has_no_findings(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bp.yaml").write_text(f"exclude: ['{FOLDER}/Ziel*']\n", "utf-8")
    code, report = lint("steps: 1", str(repository / FILE), monkeypatch, capsys, "--allow-empty")
    assert (code, report["findings"]) == (0, [])
