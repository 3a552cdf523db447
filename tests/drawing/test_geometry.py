"""What may not happen in a picture, measured on the finished SVG: samples, starters, random blueprints."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from svg_reader import SAMPLES, draw, mistakes, read, read_picture, read_sample

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.curve import curve_of, head_at, straighten
from blueprint_cli.drawing.grid import Point
from blueprint_cli.drawing.legend import draw_legend
from blueprint_cli.drawing.theme import LIGHT

LAYERS = ("customer", "frontstage", "backstage", "support")


def make(seed: int) -> str:
    """Return a small, dense blueprint as YAML: every layer, odd cells empty, links to and fro, labels, marks."""
    r = random.Random(seed)
    ids: list[str] = []
    lines = ["blueprint: 1", f"service: Service {seed}", "actors: {ann: {name: Ann}, bob: {name: Bob, team: Yard}}"]
    lines += ["systems: {box: {name: Box}, net: {name: Net}}", "steps:"]
    for step in range(r.randint(2, 6)):
        lines.append(f"  - name: Step {step}\n    phase: Phase {step // 2}")
        if r.random() < 0.6:
            lines.append("    evidence: [A letter, A sign at the door of the branch]")
        for layer in LAYERS:
            count = r.choice([0, 1, 1, 2, 3]) if layer != "customer" else r.choice([1, 1, 2])
            if count:
                lines.append(f"    {layer}:")
            for number in range(count):
                name = f"{layer[0]}{step}{number}"
                lines.append(f"      - id: {name}")
                lines.append(f"        does: {r.choice(['Does it', 'Looks at it for a long time'])}")
                if layer != "customer":
                    lines.append(f"        by: {r.choice(['ann', 'bob', 'box'])}")
                    lines.append(f"        uses: {r.choice(['box', 'net', '[box, net]'])}")
                else:
                    lines.append(f"        feels: {r.randint(-2, 2)}")
                if r.random() < 0.4:
                    lines.append("        takes: 20 min\n        pain: It hurts every time")
                if ids and r.random() < 0.7:
                    carries = r.choice(["", ", carries: A file", ", carries: A long form in three copies, pain: Lost"])
                    kind = r.choice(["", "", ", kind: notifies", ", kind: rework", ", mutual: true"])
                    lines.append(f"        to: [{{card: {r.choice(ids)}{carries}{kind}}}]")
                ids.append(name)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    blueprint = read_sample(path)
    picture = read_picture(ElementTree.fromstring(draw_svg(blueprint)))
    assert mistakes(picture) == []
    assert set(picture.cards) == {card.address for card in blueprint.cards} | {
        f"{system.id}@{step.id}" for step in blueprint.steps for system in step.systems
    }
    links = [*blueprint.links, *blueprint.implied]
    for stem in (True, False):
        assert sorted((a, b) for a, b, is_stem, _ in picture.arrows if is_stem == stem) == sorted(
            (link.source.address, link.target.address) for link in links if (link.kind == "stem") == stem
        )


@pytest.mark.parametrize("seed", [*range(16), 30, 45, 52, 74])
def test_random_blueprints(seed: int) -> None:
    root = draw(make(seed))
    picture = read_picture(root)
    assert mistakes(picture) == []
    columns = list(picture.steps.values())
    assert all(one[2] <= two[0] for one, two in pairwise(columns))
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    for (left, top, right, bottom), _, _ in picture.cards.values():
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height


@pytest.mark.long
@pytest.mark.parametrize("seed", range(16, 216))
def test_many_random_blueprints(seed: int) -> None:
    assert mistakes(read_picture(draw(make(seed)))) == []


def test_texts_stay_in_their_cards() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän prüft 没有空格的一段很长的中文文本 und unterschreibt " * 3
    root = draw(
        "blueprint: 1\nservice: S\nsteps:\n  - name: One\n    backstage:\n"
        f"      does: {long}\n      by: {long[:60]}\n      repeats: weekly\n"
        f"      pain: {long}\n      question: {long}\n"
    )
    card = next(group for group in root.iter() if "card" in (group.get("class") or "").split())
    box = next(shape for shape in card if shape.get("rx"))
    left, top = float(box.attrib["x"]), float(box.attrib["y"])
    right, bottom = left + float(box.attrib["width"]), top + float(box.attrib["height"])
    lines = [text for text in card.iter() if text.get("textLength")]
    assert len(lines) > 20
    for text in lines:
        x, y, size = (float(text.attrib[key]) for key in ("x", "y", "font-size"))
        assert x >= left + 8
        assert y - size >= top
        assert x + float(text.attrib["textLength"]) <= right - 8
        assert y + 0.2 * size <= bottom - 4
    assert any((text.text or "").endswith("…") for text in lines)
    assert card[0].tag.endswith("title")
    assert " ".join(long.split()) in (card[0].text or "")


def test_the_checks_see_what_is_wrong() -> None:
    picture = read_picture(draw(make(3)))
    names = list(picture.cards)
    box, step, lane = picture.cards[names[0]]
    picture.cards[names[1]] = (box, *picture.cards[names[1]][1:])
    assert f"{names[0]} overlaps {names[1]}" in mistakes(picture)
    picture = read_picture(draw(make(3)))
    picture.cards[names[0]] = ((box[0] - 900, box[1] - 900, box[2] - 900, box[3] - 900), step, lane)
    assert {f"{names[0]} outside its step", f"{names[0]} outside its lane"} <= set(mistakes(picture))
    picture = read_picture(draw(make(3)))
    source, target, stem, way = picture.arrows[0]
    picture.arrows[0] = (source, target, stem, [way[0], *((x, y) for (x, _, _, y), _, _ in picture.cards.values())])
    found = mistakes(picture)
    assert any("runs through" in mistake for mistake in found)
    assert any("does not reach" in mistake for mistake in found)


def test_empty_steps_and_a_single_card() -> None:
    picture = read_picture(draw("blueprint: 1\nservice: S\nsteps: [{name: A}, {name: B, support: Stores}, {name: C}]"))
    assert list(picture.steps) == ["a", "b", "c"]
    assert mistakes(picture) == []


def test_legend_of_nothing() -> None:
    assert draw_legend([], [], 800, LIGHT) is None


def test_curve_rounds_corners_and_leaves_room_for_heads() -> None:
    way = (Point(0, 0), Point(50, 0), Point(50, 40))
    curve = curve_of(way, 7, tail_gap=8, tip_gap=8)
    assert curve[0] == (8, 0)
    assert curve[-1] == (50, 32)
    assert (len(curve) - 1) % 3 == 0
    assert (43, 0) in curve
    assert (50, 7) in curve
    assert all(value * 2 == int(value * 2) for point in curve for value in point)


def test_curve_of_short_stretches_stays_within_them() -> None:
    curve = curve_of((Point(0, 0), Point(3, 0), Point(3, 5), Point(9, 5)), 7)
    assert all(0 <= point.x <= 9 and 0 <= point.y <= 5 for point in curve)
    assert straighten([Point(0, 0), Point(0, 0), Point(0, 4), Point(0, 9), Point(3, 9)]) == [(0, 0), (0, 9), (3, 9)]


@pytest.mark.parametrize("before", [(10, 30), (10, -30), (40, 10), (-40, 10)])
def test_heads_point_the_way(before: tuple[float, float]) -> None:
    tip, one, two = head_at(Point(10, 10), Point(*before))
    assert tip == (10, 10)
    for corner in (one, two):
        assert (corner.x - 10) * (before[0] - 10) + (corner.y - 10) * (before[1] - 10) > 0


def test_adding_a_card_leaves_the_left_side_where_it_is() -> None:
    text = "blueprint: 1\nservice: S\nsteps:\n  - {name: A, customer: Asks, frontstage: Answers}\n"
    before, after = (read_picture(draw(text + more)) for more in ("", "  - {name: B, customer: Waits}\n"))
    assert all(after.cards[name] == box for name, box in before.cards.items())
    assert read(text).cards[0].address in after.cards
