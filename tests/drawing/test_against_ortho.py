"""Graphviz routes right-angled edges, too (`splines=ortho`): on the same cards our arrows never cross more often."""

from __future__ import annotations

import json
import subprocess
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from svg_reader import SAMPLES, Picture, draw, read_picture, read_sample
from test_geometry import make

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.engine import find_bundled

Way = list[tuple[float, float]]
ENGINE = find_bundled()
pytestmark = pytest.mark.skipif(ENGINE is None, reason="the bundled engine is not installed")


def arrows(picture: Picture) -> list[tuple[str, str, Way]]:
    """Return the arrows between two cards; stems and loops count apart."""
    return [(source, target, way) for source, target, stem, way in picture.arrows if not stem and source != target]


def ortho_ways(picture: Picture) -> list[Way]:
    """Return the ways that Graphviz finds for the arrows of a picture, between the same boxes."""
    height = max(box[3] for box, _, _ in picture.cards.values())
    lines = ['digraph {graph [splines=ortho]; node [shape=box, fixedsize=true, label=""]; edge [dir=none]']
    for name, ((x0, y0, x1, y1), _, _) in picture.cards.items():
        place = f'pos="{(x0 + x1) / 2},{height - (y0 + y1) / 2}"'
        lines.append(f'"{name}" [{place}, width={(x1 - x0) / 72}, height={(y1 - y0) / 72}]')
    for number, (source, target, _) in enumerate(arrows(picture)):
        lines.append(f'"{source}" -> "{target}" [comment="{number}"]')
    done = subprocess.run(
        [str(ENGINE), "-Kneato", "-n2", "-Tjson"],
        input="\n".join([*lines, "}"]),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    edges = sorted(json.loads(done.stdout)["edges"], key=lambda edge: int(edge["comment"]))
    # Bends of a spline that is straight in parts: each third point is a corner.
    return [[_point(word) for word in edge["pos"].split()[::3]] for edge in edges]


def _point(word: str) -> tuple[float, float]:
    x, y = word.split(",")
    return float(x), float(y)


def crossings(ways: list[Way]) -> int:
    """Count where two ways cross, as lines that are level, upright or, at a rounded corner, neither."""
    return sum(
        _cross(*one, *other)
        for first, second in combinations(ways, 2)
        for one in pairwise(first)
        for other in pairwise(second)
    )


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    """Tell whether two stretches cross between their ends; a corner on the other line is a touch."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: tuple[float, float], b: tuple[float, float], p: tuple[float, float]) -> float:
    turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
    return 0.0 if abs(turn) < 1e-6 else turn


def counts(root: ElementTree.Element) -> tuple[int, int]:
    """Return our crossings and those of Graphviz."""
    picture = read_picture(root)
    return crossings([way for _, _, way in arrows(picture)]), crossings(ortho_ways(picture))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample(path: Path) -> None:
    ours, theirs = counts(ElementTree.fromstring(draw_svg(read_sample(path))))
    assert ours <= theirs


@pytest.mark.parametrize("seed", range(12))
def test_a_dense_blueprint(seed: int) -> None:
    ours, theirs = counts(draw(make(seed)))
    assert ours <= theirs
