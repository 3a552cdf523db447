"""Samples with a few random edits, compared with what they were."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "changes"))
from edit_scripts import Script, as_text, plain_data

from blueprint_cli.changes.change import Comparison, Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.load import load_blueprint


def edited(path: str, seed: int) -> Comparison:
    """Compare a sample with itself after six edits; the same for the same seed."""
    old = plain_data(path)
    script = Script(old, seed)
    script.run(6, lambda data: not load_blueprint(path, as_text(data).encode()).problems)
    sides = [Side(path, load_blueprint(path, as_text(data).encode()).blueprint) for data in (old, script.data)]
    return compare(*sides)
