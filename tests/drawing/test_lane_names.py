"""Names of lanes along wide pictures: there, often enough, in their lanes, on nothing."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from random_blueprints import make_blueprint
from svg_reader import draw, groups, meet, read, read_picture

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.view import View

SEEDS = (6, 12, 23)


def boxes(root: ElementTree.Element) -> list[tuple[str, tuple[float, float, float, float]]]:
    found = []
    for group in groups(root, "lane-name"):
        assert group.attrib["aria-hidden"] == "true"
        (text,) = group
        x, y, size, width = (float(text.attrib[key]) for key in ("x", "y", "font-size", "textLength"))
        found.append((text.text or "", (x, y - 0.75 * size, x + width, y + 0.2 * size)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("split", ["layer", "channel"])
def test_names_cover_nothing(seed: int, split: str) -> None:
    root = ElementTree.fromstring(draw_svg(read(make_blueprint(seed)), view=View(split=split)))
    picture, names = read_picture(root), boxes(root)
    for name, box in names:
        lane = [
            lane
            for lane, band in picture.lanes.items()
            if band[1] <= box[1] and box[3] <= band[3] and band[0] <= box[0] and box[2] <= band[2]
        ]
        assert len(lane) == 1
        layer = name.partition(":")[0].split()[-1].lower()
        assert lane[0].startswith(layer)
        assert not any(meet(box, card) for card, _, _ in picture.cards.values())
        assert not any(meet(box, label) for _, label in picture.labels)
        for *_, way in picture.arrows:
            for a, b in pairwise(way):
                line = min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1
                assert not meet(box, line)
    width = float(root.attrib["width"])
    if split == "layer" and width > 3000:
        # Dense pictures leave no room now and then.
        assert len(names) >= 0.6 * len(picture.lanes) * ((width - 600) // 2000)


def test_small_pictures_need_none() -> None:
    steps = "".join(f"  - {{name: S{n}, customer: Waits, frontstage: Waves}}\n" for n in range(5))
    assert groups(draw(f"blueprint: 1\nservice: S\nsteps:\n{steps}"), "lane-name") == []
