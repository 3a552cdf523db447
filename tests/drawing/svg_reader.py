"""A finished picture read back: boxes, lanes, columns and ways, from `data-*` attributes and shapes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.drawing import draw_svg
from blueprint_cli.load import load_blueprint

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.blueprint.yaml"))
Box = tuple[float, float, float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


def read(text: str, path: str = "test.blueprint.yaml") -> Blueprint:
    """Build a blueprint from YAML that has no error of structure."""
    loaded = load_blueprint(path, text.encode())
    assert not loaded.broken
    return loaded.blueprint


def read_sample(path: Path) -> Blueprint:
    loaded = load_blueprint(str(path), path.read_bytes())
    assert not loaded.broken
    return loaded.blueprint


def draw(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(read(text)))


def has_class(element: ElementTree.Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def groups(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [group for group in root.iter(f"{SVG}g") if has_class(group, name)]


def words(element: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


@dataclass
class Picture:
    cards: dict[str, tuple[Box, str, str]] = field(default_factory=dict)
    lanes: dict[str, Box] = field(default_factory=dict)
    steps: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, Box] = field(default_factory=dict)
    arrows: list[tuple[str, str, bool, list[tuple[float, float]]]] = field(default_factory=list)
    labels: list[tuple[int, Box]] = field(default_factory=list)


def read_picture(root: ElementTree.Element) -> Picture:
    picture = Picture()
    for group in root.iter(f"{SVG}g"):
        if has_class(group, "card"):
            name = group.attrib["data-card"]
            assert name not in picture.cards
            picture.cards[name] = _first_box(group), group.attrib["data-step"], group.attrib["data-lane"]
        elif has_class(group, "lane"):
            picture.lanes[group.attrib["data-lane"]] = _first_box(group)
        elif has_class(group, "step"):
            picture.steps[group.attrib["data-step"]] = _first_box(group)
        elif has_class(group, "line"):
            picture.lines[group.attrib["class"].split()[1]] = _first_box(group)
        elif has_class(group, "arrow") or has_class(group, "stem"):
            line = next(path for path in group.iter(f"{SVG}path") if path.get("fill") == "none")
            ends = group.attrib["data-from"], group.attrib["data-to"]
            picture.arrows.append((*ends, has_class(group, "stem"), list(way_of(line.attrib["d"]))))
            for text in group.iter(f"{SVG}text"):
                x, y, size = (float(text.attrib[key]) for key in ("x", "y", "font-size"))
                box = x, y - 0.75 * size, x + float(text.attrib["textLength"]), y + 0.2 * size
                picture.labels.append((len(picture.arrows) - 1, box))
    return picture


def way_of(path: str) -> Iterator[tuple[float, float]]:
    """Yield the points of a path; a curve is cut into chords."""
    tokens = _TOKEN.findall(path)
    at, command, x, y = 0, "", 0.0, 0.0

    def take(count: int) -> list[float]:
        nonlocal at
        at += count
        return [float(token) for token in tokens[at - count : at]]

    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command == "Z":
                continue
        assert command in "MLHVC", command
        if command == "H":
            (x,) = take(1)
        elif command == "V":
            (y,) = take(1)
        elif command == "C":
            a, b, c, d, e, f = take(6)
            for step in range(1, 8):
                t, u = step / 8, 1 - step / 8
                yield (
                    u**3 * x + 3 * u * u * t * a + 3 * u * t * t * c + t**3 * e,
                    u**3 * y + 3 * u * u * t * b + 3 * u * t * t * d + t**3 * f,
                )
            x, y = e, f
        else:
            x, y = take(2)
        yield x, y


def mistakes(picture: Picture) -> list[str]:
    """Say what may not be in a picture: overlaps, things outside, ways through cards, loose ends, covered labels."""
    found = []
    for (one, (box, _, _)), (two, (other, _, _)) in combinations(picture.cards.items(), 2):
        if meet(box, other):
            found.append(f"{one} overlaps {two}")
    for name, (box, step, lane) in picture.cards.items():
        column, band = picture.steps[step], picture.lanes[lane]
        if box[0] < column[0] or box[2] > column[2]:
            found.append(f"{name} outside its step")
        if box[1] < band[1] or box[3] > band[3]:
            found.append(f"{name} outside its lane")
    for number, (source, target, _, way) in enumerate(picture.arrows):
        stretches = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(way)]
        for name, (box, _, _) in picture.cards.items():
            inner = box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1
            if any(meet(stretch, inner) for stretch in stretches):
                found.append(f"{source} -> {target} runs through {name}")
        for name, (x, y) in ((source, way[0]), (target, way[-1])):
            left, top, right, bottom = picture.cards[name][0]
            if max(left - x, x - right, top - y, y - bottom) > 9:
                found.append(f"{source} -> {target} does not reach {name}")
        for owner, label in picture.labels:
            if owner != number and any(meet(stretch, label) for stretch in stretches):
                found.append(f"{source} -> {target} runs through the label of arrow {owner}")
    for owner, label in picture.labels:
        found += [f"label of arrow {owner} on {name}" for name, card in picture.cards.items() if meet(label, card[0])]
        found += [
            f"labels of arrows {owner} and {other} meet"
            for other, box in picture.labels
            if other > owner and meet(label, box)
        ]
    return found


def meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _first_box(group: ElementTree.Element) -> Box:
    for shape in group.iter():
        if shape.tag == f"{SVG}rect":
            x, y, width, height = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
            return x, y, x + width, y + height
        if shape.tag == f"{SVG}path":
            points = list(way_of(shape.attrib["d"]))
            xs, ys = [x for x, _ in points], [y for _, y in points]
            return min(xs), min(ys), max(xs), max(ys)
    raise AssertionError(f"{group.attrib} has no shape")
