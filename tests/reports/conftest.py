"""Reports are written from the root of a repository of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the root of a repository."""
    for name in ("NO_COLOR", "FORCE_COLOR", "BP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "räpo sitory"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    return root
