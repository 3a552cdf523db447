"""Our pass over what the engine drew: its geometry, our text, roles and numbers; the same bytes from every engine.

From the engine come the places of shapes and the ways of lines, checked against what was asked for: an engine that
drops a spline without a word is found out. What versions draw differently (baselines, heads, pens) is set here.
"""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

from blueprint_cli.drawing.curve import head_at
from blueprint_cli.drawing.dot import spline_of
from blueprint_cli.drawing.engine import EngineFailed
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.scene import Group, Item, Scene, Shape, Stroke, Words
from blueprint_cli.drawing.text import runs_right_to_left

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
#: Arial and what stands in for it, by name: the widths that lines were broken by are theirs.
_FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
#: How far from its place the engine may draw, in points: old versions round.
_TOLERANCE = 1.0


def finish_svg(drawn: str, scene: Scene) -> str:
    """Rewrite the engine's SVG into ours (the contract of picture.md).

    Raises `EngineFailed` where the engine left something out or drew it elsewhere.
    """
    try:
        root = ElementTree.fromstring(drawn)
    except ElementTree.ParseError as error:
        raise EngineFailed(f"The drawing engine returned no SVG ({error}).") from error
    found = {id_: group for group in root.iter(f"{_SVG}g") if (id_ := group.get("id"))}
    origin = _box(found, "page", Point(0, 0))
    shift = Point(-origin.x, -origin.y)
    places = {id(item): _locate(id_, item, found, shift) for id_, item, _ in scene.items()}
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {scene.width} {scene.height}",
            "width": str(scene.width),
            "height": str(scene.height),
            "role": "graphics-document document",
            "lang": scene.language,
            "font-family": _FONTS,
        },
    )
    ElementTree.SubElement(svg, "title").text = scene.title
    ElementTree.SubElement(svg, "desc").text = scene.description
    ElementTree.SubElement(
        svg, "rect", {"class": "page", "width": str(scene.width), "height": str(scene.height), "fill": scene.page}
    )
    for group in scene.parts:
        _write_group(svg, group, places)
    ElementTree.indent(svg, " ")
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


Place = Rect | tuple[Point, ...] | None


def _locate(id_: str, item: Item, found: dict[str, ElementTree.Element], shift: Point) -> Place:
    """Read where the engine drew an item, and check that it is the place that was asked for."""
    if isinstance(item, Shape) and item.form != "star":
        drawn = _box(found, id_, shift)
        asked = item.rect
        if any(abs(one - other) > _TOLERANCE for one, other in zip(drawn, asked, strict=True)):
            raise EngineFailed(f"The drawing engine moved a shape ({id_}) from {tuple(asked)} to {tuple(drawn)}.")
        return drawn
    if isinstance(item, Stroke):
        way = _way(found, id_, shift)
        spline = spline_of(item)
        if len(way) != len(spline) or any(
            abs(one.x - other.x) > _TOLERANCE or abs(one.y - other.y) > _TOLERANCE
            for one, other in zip(way, spline, strict=True)
        ):
            raise EngineFailed(f"The drawing engine drew a line ({id_}) that nobody asked for.")
        return way
    if id_ not in found:
        raise EngineFailed(f"The drawing engine left something out ({id_}).")
    return None


def _box(found: dict[str, ElementTree.Element], id_: str, shift: Point) -> Rect:
    for shape in found.get(id_, ()):
        numbers = _NUMBER.findall(shape.get("points") or shape.get("d") or "")
        if numbers:
            xs = [float(number) for number in numbers[::2]]
            ys = [float(number) for number in numbers[1::2]]
            left, top = _half(min(xs) + shift.x), _half(min(ys) + shift.y)
            return Rect(left, top, _half(max(xs) + shift.x) - left, _half(max(ys) + shift.y) - top)
    raise EngineFailed(f"The drawing engine left something out ({id_}).")


def _way(found: dict[str, ElementTree.Element], id_: str, shift: Point) -> tuple[Point, ...]:
    for path in found[id_].iter(f"{_SVG}path") if id_ in found else ():
        numbers = [float(number) for number in _NUMBER.findall(path.get("d") or "")]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return tuple(Point(_half(x + shift.x), _half(y + shift.y)) for x, y in pairs)
    raise EngineFailed(f"The drawing engine left something out ({id_}).")


def _half(value: float) -> float:
    return math.floor(value * 2 + 0.5) / 2


def _write_group(parent: ElementTree.Element, group: Group, places: dict[int, Place]) -> None:
    link = {"href": group.href} if group.href else {}
    element = ElementTree.SubElement(parent, "a" if link else "g", {"class": group.kind} | group.attributes | link)
    if group.hint:
        ElementTree.SubElement(element, "title").text = group.hint
    for part in group.parts:
        if isinstance(part, Group):
            _write_group(element, part, places)
        elif isinstance(part, Shape):
            _write_shape(element, part, places[id(part)])
        elif isinstance(part, Words):
            _write_words(element, part)
        else:
            _write_stroke(element, part, places[id(part)])


def _write_shape(parent: ElementTree.Element, shape: Shape, place: Place) -> None:
    rect = place if isinstance(place, Rect) else shape.rect
    look = {"fill": shape.fill}
    if shape.stroke:
        look["stroke"] = shape.stroke
        if shape.pen != 1:
            look["stroke-width"] = _say(shape.pen)
    role = {"class": shape.role} if shape.role else {}
    if shape.form == "note":
        x, y, right, bottom, fold = rect.x, rect.y, rect.right, rect.bottom, 12
        sheet = f"M{_say(x)} {_say(y)}H{_say(right - fold)}L{_say(right)} {_say(y + fold)}V{_say(bottom)}H{_say(x)}Z"
        corner = f"M{_say(right - fold)} {_say(y)}V{_say(y + fold)}H{_say(right)}Z"
        ElementTree.SubElement(parent, "path", role | {"d": sheet} | look)
        paper = look | {"fill": shape.stroke or shape.fill}
        ElementTree.SubElement(parent, "path", {"class": "fold", "d": corner} | paper)
    elif shape.form == "star":
        ElementTree.SubElement(parent, "path", {"class": "star", "d": _star(rect)} | look)
    else:
        where = {"x": _say(rect.x), "y": _say(rect.y), "width": _say(rect.width), "height": _say(rect.height)}
        round_ = {"rx": _say(shape.radius)} if shape.radius else {}
        ElementTree.SubElement(parent, "rect", role | where | round_ | look)


def _star(rect: Rect) -> str:
    middle, radius = Point(rect.x + rect.width / 2, rect.y + rect.height / 2), rect.width / 2
    corners = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.42
        angle = math.radians(36 * index - 90)
        corners.append(f"{_say(middle.x + reach * math.cos(angle))} {_say(middle.y + reach * math.sin(angle))}")
    return "M" + "L".join(corners) + "Z"


def _write_words(parent: ElementTree.Element, words: Words) -> None:
    rtl = runs_right_to_left(words.text)
    # Where the direction turns, so would the ends: the middle stays where it is.
    where = {"x": _say(words.x + words.width / 2), "text-anchor": "middle", "direction": "rtl"}
    attributes = {
        **({"class": words.role} if words.role else {}),
        **(where if rtl else {"x": _say(words.x)}),
        "y": _say(words.y),
        "font-size": _say(words.size),
        **({"font-weight": "700"} if words.bold else {}),
        "fill": words.colour,
        "textLength": _say(words.width),
        "lengthAdjust": "spacingAndGlyphs",
    }
    ElementTree.SubElement(parent, "text", attributes).text = words.text


def _write_stroke(parent: ElementTree.Element, stroke: Stroke, place: Place) -> None:
    way = place if isinstance(place, tuple) and not isinstance(place, Rect) else spline_of(stroke)
    look = {"fill": "none", "stroke": stroke.colour, "stroke-width": _say(stroke.pen)}
    if stroke.dash:
        look["stroke-dasharray"] = " ".join(_say(length) for length in stroke.dash)
    role = {"class": stroke.role} if stroke.role else {}
    ElementTree.SubElement(parent, "path", role | {"d": path_of(way)} | look)
    ends = stroke.points
    heads = [(ends[0], ends[1])] * stroke.tail_head + [(ends[-1], ends[-2])] * stroke.tip_head
    for tip, before in heads:
        corners = "L".join(f"{_say(point.x)} {_say(point.y)}" for point in head_at(tip, before))
        ElementTree.SubElement(parent, "path", {"class": "head", "d": f"M{corners}Z", "fill": stroke.colour})


def path_of(way: tuple[Point, ...]) -> str:
    """Return the shortest path of absolute `M L H V C` commands along cubic control points."""
    path = [f"M{_say(way[0].x)} {_say(way[0].y)}"]
    at = way[0]
    for index in range(1, len(way), 3):
        first, second, end = way[index : index + 3]
        if first == at and second == end:
            if end.y == at.y:
                path.append(f"H{_say(end.x)}")
            elif end.x == at.x:
                path.append(f"V{_say(end.y)}")
            else:
                path.append(f"L{_say(end.x)} {_say(end.y)}")
        else:
            path.append("C" + " ".join(f"{_say(point.x)} {_say(point.y)}" for point in (first, second, end)))
        at = end
    return "".join(path)


def _say(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
