"""Let the modules of this folder find each other, and the readers of pictures and of Markdown."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "drawing")]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the user has a say in what is written."""
    for name in ("NO_COLOR", "FORCE_COLOR", "BP_DEBUG", "GIT_DIFF_PATH_COUNTER"):
        monkeypatch.delenv(name, raising=False)
