"""What holds for every test: how bp behaves in a workflow is tested where that is asked for, and nowhere else."""

from __future__ import annotations

import os

# At import, so that it holds for the fixtures of modules and for the programs that tests start.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(name, None)
