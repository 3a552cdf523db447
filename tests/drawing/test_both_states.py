"""The curve of feelings and the legend of a picture of two states."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from svg_reader import SAMPLES, SVG, has_class

from blueprint_cli.changes.change import Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.union import unite
from blueprint_cli.load import load_blueprint


def both_states(name: str) -> ElementTree.Element:
    folder = Path(SAMPLES[0]).parent
    sides = []
    for path in (folder / f"{name}.blueprint.yaml", folder / f"{name}-target.blueprint.yaml"):
        sides.append(Side(path.name, load_blueprint(str(path), path.read_bytes()).blueprint))
    union = unite(compare(*sides))
    return ElementTree.fromstring(draw_svg(union.blueprint, view=union.view))


def group(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(group for group in root.iter(f"{SVG}g") if has_class(group, name))


def test_what_goes_is_no_part_of_the_curve() -> None:
    feelings = group(both_states("b2b-onboarding"), "feelings")
    spoken = feelings.attrib["aria-label"]
    assert "Wait −1 (removed)" in spoken
    assert "Learn 1," in spoken
    dots = [shape for shape in feelings.iter(f"{SVG}rect") if has_class(shape, "dot")]
    gone = [dot for dot in dots if dot.get("stroke-dasharray")]
    assert len(gone) == spoken.count("(removed)") > 0
    assert len(dots) - len(gone) == len(spoken.split(",")) - 1 - len(gone)
    (curve,) = (path for path in feelings.iter(f"{SVG}path") if has_class(path, "curve"))
    for dot in dots:
        x = float(dot.attrib["x"]) + float(dot.attrib["width"]) / 2
        assert (f"{x:g}," in (curve.get("d") or "").replace(" ", ",")) is (dot not in gone)


def test_the_legend_shows_arrows_that_come_and_go() -> None:
    legend = group(both_states("product-return"), "legend")
    told = [text.text for text in legend.iter(f"{SVG}text")]
    assert {"arrow that comes", "arrow that goes"} <= set(told)


def test_a_phase_has_one_heading() -> None:
    for name in ("product-return", "b2b-onboarding"):
        root = both_states(name)
        phases = ["".join(found.itertext()) for found in root.iter(f"{SVG}g") if has_class(found, "phase")]
        assert phases
        assert len(phases) == len(set(phases))
