"""Dense random blueprints, up to 30 steps, 3 cards a cell, hubs of 20 links: no crash, no overlap, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import pytest
from random_blueprints import make_blueprint
from svg_reader import mistakes, read, read_picture

from blueprint_cli.drawing import draw_svg
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import chosen_levels

_STRICT = chosen_levels("strict")
_HASHES = """
import hashlib
from random_blueprints import make_blueprint
from svg_reader import read
from blueprint_cli.drawing import draw_svg
for seed in range({first}, {last}):
    print(hashlib.sha256(draw_svg(read(make_blueprint(seed, steps={steps}))).encode()).hexdigest())
"""


def check(seed: int, steps: int) -> None:
    text = make_blueprint(seed, steps=steps)
    result = lint_document("x.blueprint.yaml", text.encode(), Settings(date(2026, 11, 21)), _STRICT)
    assert "rule-crashed" not in {finding.rule for finding in result.findings}
    assert mistakes(read_picture(ElementTree.fromstring(draw_svg(read(text))))) == []


def hashes(first: int, last: int, steps: int, hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _HASHES.format(first=first, last=last, steps=steps)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("seed", range(8))
def test_some(seed: int) -> None:
    check(seed, steps=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred(seed: int) -> None:
    check(seed, steps=30)


def test_hash_seeds_change_nothing() -> None:
    assert len({hashes(0, 3, 6, seed) for seed in ("0", "1", "2")}) == 1


@pytest.mark.long
def test_hash_seeds_change_nothing_in_two_hundred() -> None:
    assert len({hashes(0, 200, 30, seed) for seed in ("0", "1", "2")}) == 1
