"""What a picture says to those who do not see it: each thing once, in words, and nothing shown that is not said."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from random_blueprints import make_blueprint
from svg_reader import SVG, draw, read_sample

from blueprint_cli.drawing import draw_svg

SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.blueprint.yaml"))


def squeeze(text: str) -> str:
    return "".join(text.casefold().split())


def spoken(root: ElementTree.Element) -> list[tuple[str, str, list[str], list[str]]]:
    """Return each named group: its class, its label, the lines in it that are read out and those that are not."""
    found = []
    for group in root.iter(f"{SVG}g"):
        if (label := group.get("aria-label")) is None:
            continue
        hidden = {
            text
            for part in group.iter()
            if part.get("aria-hidden") == "true"
            for text in part.iter(f"{SVG}text")
        }  # fmt: skip
        texts = [(text in hidden, text.text or "") for text in group.iter(f"{SVG}text")]
        found.append((
            group.get("class") or "", label,
            [text for is_hidden, text in texts if not is_hidden], [text for is_hidden, text in texts if is_hidden],
        ))  # fmt: skip
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_is_not_read_out_is_in_the_label(path: Path) -> None:
    found = spoken(ElementTree.fromstring(draw_svg(read_sample(path))))
    for kind, label, _, hidden in found:
        if kind == "feelings":
            continue
        for line in hidden:
            assert squeeze(line.rstrip("…")) in squeeze(label), label
    assert sum(len(hidden) for _, _, _, hidden in found) > 100


def test_every_card_and_arrow_has_one_name_and_its_links_are_reached() -> None:
    root = draw(make_blueprint(4))
    groups = [group for group in root.iter(f"{SVG}g") if (group.get("class") or "").startswith(("card ", "arrow "))]
    assert len(groups) > 60
    for group in groups:
        assert group.get("role") in {"graphics-object", "graphics-symbol"}
        assert group.get("aria-label")
    root = draw(
        "blueprint: 1\nservice: S\nprocesses: {p: {name: Check, model: check.bpmn}}\n"
        "steps:\n  - {name: A, customer: Asks, backstage: {does: Checks it, process: p}}\n"
    )
    hidden = {part for group in root.iter() if group.get("aria-hidden") == "true" for part in group.iter()}
    links = list(root.iter(f"{SVG}a"))
    assert links
    for link in links:
        assert not hidden & set(link.iter())
        assert "".join(link.itertext()).strip()


def test_arrows_say_how_they_lead() -> None:
    root = draw(
        "blueprint: 1\nservice: S\nsteps:\n"
        "  - {name: A, customer: Asks, frontstage: {id: x, does: Answers, to: [{card: y, mutual: true}]}}\n"
        "  - {name: B, customer: Thanks, backstage: {id: y, does: Files it}}\n"
    )
    labels = [group.get("aria-label") for group in root.iter(f"{SVG}g") if "arrow" in (group.get("class") or "")]
    assert "Answers – leads to – Files it; to and fro" in labels
    assert "Asks – is followed by – Thanks" in labels
