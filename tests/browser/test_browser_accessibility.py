"""Accessibility in a real browser: axe finds nothing, and what is announced is what the picture says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chromium import find_axe, run_page
from pictures import SIZES, draw_text, random_picture, sample_pictures

SCRIPT = """
const found = await axe.run(document, { resultTypes: ["violations"] });
return { passes: found.passes.length, violations: found.violations.map(
  one => ({ rule: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html) })) };
"""


def violations(svg: str, folder: Path) -> list[Any]:
    found = run_page(svg, SCRIPT, folder, library=find_axe())
    assert isinstance(found, dict)
    assert found["passes"] > 5
    return list(found["violations"])


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(size: str, tmp_path: Path) -> None:
    assert violations(random_picture(size), tmp_path) == []


def test_axe_finds_nothing_in_the_samples(tmp_path: Path) -> None:
    for number, path in enumerate(sample_pictures()):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert (path.name, violations(draw_text(path.read_text("utf-8"), str(path)), folder)) == (path.name, [])


def test_axe_sees_what_is_wrong(tmp_path: Path) -> None:
    svg = draw_text("blueprint: 1\nservice: S\nsteps: [{name: A, customer: Asks for help, support: Stores the goods}]")
    wrong = svg.replace('role="graphics-symbol"', 'role="button"', 1).replace('role="graphics-object"', 'role="nice"')
    assert {"aria-roles"} <= {one["rule"] for one in violations(wrong, tmp_path)}
