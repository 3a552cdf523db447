"""A folder of its own for each test, with a repository's root, and the command run in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from config_files import Put, Run

from blueprint_cli.cli import main


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Write a file below a fresh repository, which is the working folder, and return its path as it was given."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def bp(put: Put, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `bp` and return its exit code, standard output and standard error."""

    def run(*args: str) -> tuple[int, str, str]:
        code = main(list(args))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run
