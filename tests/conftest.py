"""What holds for every test: how bp behaves in a workflow is tested where that is asked for, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

# At import, so that it holds for the fixtures of modules and for the programs that tests start.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def a_cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user's own runs have found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BP_CACHE_DIR", os.fspath(tmp_path_factory.mktemp("cache")))
        yield
