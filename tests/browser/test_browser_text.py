"""Text in a real browser: in six font families, no line leaves its box or runs into another."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from chromium import run_page, skip_or_fail
from pictures import SIZES, draw_text, random_picture, sample_pictures

#: What stands in for Arial on one machine or another: as wide, narrower, wider, with serifs, and of one width.
FAMILIES = (
    "Liberation Sans", "Liberation Sans Narrow", "DejaVu Sans", "Liberation Serif", "DejaVu Serif", "Liberation Mono",
)  # fmt: skip
SCRIPT = (Path(__file__).parent / "measure_text.js").read_text(encoding="utf-8")


def measure(svg: str, folder: Path) -> dict[str, Any]:
    found = run_page(svg, f"const families = {json.dumps(FAMILIES)};\n{SCRIPT}", folder)
    assert isinstance(found, dict)
    if found["absent"]:
        skip_or_fail(f"fonts that are not on this machine: {', '.join(found['absent'])}")
    return found


@pytest.mark.parametrize("size", SIZES)
def test_text_stays_in_its_box(size: str, tmp_path: Path) -> None:
    svg = random_picture(size)
    found = measure(svg, tmp_path)
    assert found["lines"] == svg.count("<text ") > 40
    assert found["boxed"] > 0.7 * found["lines"]
    assert found["overflows"] == []
    assert found["collisions"] == []


def test_samples_stay_in_their_boxes_and_keep_their_looks(tmp_path: Path) -> None:
    for number, path in enumerate(sample_pictures()):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = measure(draw_text(path.read_text("utf-8"), str(path)), folder)
        assert (path.name, found["overflows"], found["collisions"]) == (path.name, [], [])
        # With the font that the lines were measured for, letters are about as wide as they are meant to be.
        least, most = found["squeeze"]["Liberation Sans"]
        assert 0.93 <= least <= most <= 1.07


def test_the_measure_sees_what_is_wrong(tmp_path: Path) -> None:
    svg = draw_text("blueprint: 1\nservice: S\nsteps: [{name: A, customer: Asks for help, support: Stores the goods}]")
    assert measure(svg, tmp_path)["overflows"] == []
    wide = re.sub(r'(class="does"[^>]* textLength=")[^"]*', r"\g<1>400", svg, count=1)
    assert wide != svg
    found = measure(wide, tmp_path)
    assert any("Asks" in line for line in found["overflows"])
    assert min(least for least, _ in found["squeeze"].values()) < 1 < max(most for _, most in found["squeeze"].values())
