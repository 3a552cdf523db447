"""Our pass over what the engine drew: its geometry, our text, roles and numbers; the same bytes from every engine.

From the engine come the places of shapes and the ways of lines, checked against what was asked for: an engine that
drops a spline without a word is found out. What versions draw differently (baselines, heads, pens) is set here.
"""

from __future__ import annotations

import math
import re
from functools import cache
from xml.parsers import expat

from blueprint_cli.drawing.curve import head_at
from blueprint_cli.drawing.dot import spline_of
from blueprint_cli.drawing.engine import EngineFailed
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.scene import Group, Item, Scene, Shape, Stroke, Words
from blueprint_cli.drawing.text import runs_right_to_left

_GROUP = "http://www.w3.org/2000/svg g"
#: Of what the engine writes for a place, all but the numbers.
_COMMANDS = str.maketrans("MCLZ,", "     ")
_SPECIAL = re.compile('[&<>"\r\n\t]')
_NAMES = (
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#09;"),
)  # fmt: skip
#: Arial and what stands in for it, by name: the widths that lines were broken by are theirs.
_FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
#: How far from its place the engine may draw, in points: old versions round.
_TOLERANCE = 1.0


def finish_svg(drawn: str, scene: Scene) -> str:
    """Rewrite the engine's SVG into ours (its contract is in the README, "Drawing").

    Raises `EngineFailed` where the engine left something out or drew it elsewhere.
    """
    found = _read(drawn)
    origin = _box(found, "page", Point(0, 0))
    shift = Point(-origin.x, -origin.y)
    places: Places = {
        id(item): _locate(id_, item, found, shift) for id_, item, _ in scene.items() if not isinstance(item, Words)
    }
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {scene.width} {scene.height}",
        "width": str(scene.width),
        "height": str(scene.height),
        "role": "graphics-document document",
        "lang": scene.language,
        "font-family": _FONTS,
    }
    page = {"class": "page", "width": str(scene.width), "height": str(scene.height), "fill": scene.page}
    lines = [f"<svg{_attributes(head)}>"]
    lines.append(f" <title>{_escape(scene.title)}</title>")
    lines.append(f" <desc>{_escape(scene.description)}</desc>")
    lines.append(f" <rect{_attributes(page)} />")
    for group in scene.parts:
        _write_group(lines, " ", group, places)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _attributes(values: dict[str, str]) -> str:
    return "".join([f' {name}="{_escape(value)}"' for name, value in values.items()])


def _escape(text: str) -> str:
    """Escape a text for an attribute or between tags."""
    if _SPECIAL.search(text):
        for char, name in _NAMES:
            text = text.replace(char, name)
    return text


def _read(drawn: str) -> Found:
    """Return what is drawn in each group, by its id. Raises `EngineFailed` where the text is no XML."""
    found: Found = {}
    into: list[str] = []

    def start(name: str, about: dict[str, str]) -> None:
        nonlocal into
        if name == _GROUP:
            into = found[about.get("id", "")] = []
        elif place := about.get("points") or about.get("d"):
            into.append(place)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(drawn, True)
    except expat.ExpatError as error:
        raise EngineFailed(f"The drawing engine returned no SVG ({error}).") from error
    return found


#: By the id of a group: the points of its polygons and the paths in it, in order.
Found = dict[str, list[str]]
Place = Rect | tuple[Point, ...] | None
Places = dict[int, Place]


def _locate(id_: str, item: Item, found: Found, shift: Point) -> Place:
    """Read where the engine drew an item, and check that it is the place that was asked for."""
    if isinstance(item, Shape):
        if item.form == "star":
            return None
        drawn = _box(found, id_, shift)
        if not _alike(drawn, item.rect):
            raise EngineFailed(f"The drawing engine moved a shape ({id_}) from {tuple(item.rect)} to {tuple(drawn)}.")
        return drawn
    if isinstance(item, Stroke):
        way = _way(found, id_, shift)
        spline = spline_of(item)
        if len(way) != len(spline) or not all(map(_alike, way, spline)):
            raise EngineFailed(f"The drawing engine drew a line ({id_}) that nobody asked for.")
        return way
    return None


def _alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one == other or all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True))


def _box(found: Found, id_: str, shift: Point) -> Rect:
    for shape in found.get(id_, ()):
        if numbers := _numbers(shape):
            xs, ys = numbers[::2], numbers[1::2]
            left, top = _half(min(xs) + shift.x), _half(min(ys) + shift.y)
            return Rect(left, top, _half(max(xs) + shift.x) - left, _half(max(ys) + shift.y) - top)
    raise EngineFailed(f"The drawing engine left something out ({id_}).")


def _way(found: Found, id_: str, shift: Point) -> tuple[Point, ...]:
    for path in found.get(id_, ()):
        # A head is a polygon, which begins with a number.
        if path.startswith("M") and (numbers := _numbers(path)):
            right, down = shift
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            return tuple([Point(_half(x + right), _half(y + down)) for x, y in pairs])
    raise EngineFailed(f"The drawing engine left something out ({id_}).")


def _numbers(place: str) -> list[float]:
    """Read the numbers of a polygon's points or of a path; none where there are others than those of a place."""
    try:
        return [float(number) for number in place.translate(_COMMANDS).split()]
    except ValueError:
        return []


def _half(value: float) -> float:
    return math.floor(value * 2 + 0.5) / 2


def _write_group(lines: list[str], indent: str, group: Group, places: Places, told: bool = False) -> None:
    """Write a group. What is `told` already, by the label of a group around it, is not read out once more."""
    attributes = {"class": group.kind} | group.attributes
    if told and not _has_link(group):
        attributes, told = attributes | {"aria-hidden": "true"}, False
    told = (told or "aria-label" in group.attributes) and not group.href
    tag = "a" if group.href else "g"
    head = f"{indent}<{tag}{_attributes(attributes | ({'href': group.href} if group.href else {}))}"
    if not (group.hint or group.parts):
        lines.append(f"{head} />")
        return
    lines.append(f"{head}>")
    inner = indent + " "
    if group.hint:
        lines.append(f"{inner}<title>{_escape(group.hint)}</title>")
    for part in group.parts:
        if isinstance(part, Group):
            _write_group(lines, inner, part, places, told)
        elif isinstance(part, Shape):
            lines += [inner + line for line in _shape(part, places[id(part)])]
        elif isinstance(part, Words):
            lines.append(inner + _words(part, told))
        else:
            lines += [inner + line for line in _stroke(part, places[id(part)])]
    lines.append(f"{indent}</{tag}>")


def _has_link(group: Group) -> bool:
    return bool(group.href) or any(isinstance(part, Group) and _has_link(part) for part in group.parts)


def _shape(shape: Shape, place: Place) -> list[str]:
    x, y, width, height = rect = place if isinstance(place, Rect) else shape.rect
    role = f' class="{shape.role}"' if shape.role else ""
    border = ""
    if shape.stroke:
        pen = f' stroke-width="{_say(shape.pen)}"' if shape.pen != 1 else ""
        dash = f' stroke-dasharray="{" ".join(map(_say, shape.dash))}"' if shape.dash else ""
        border = f' stroke="{shape.stroke}"{pen}{dash}'
    if shape.form == "note":
        left, top, right, bottom, fold = _say(x), _say(y), _say(rect.right), _say(rect.bottom), 12
        folds, below = _say(rect.right - fold), _say(y + fold)
        sheet = f"M{left} {top}H{folds}L{right} {below}V{bottom}H{left}Z"
        corner = f"M{folds} {top}V{below}H{right}Z"
        paper = shape.stroke or shape.fill
        return [
            f'<path{role} d="{sheet}" fill="{shape.fill}"{border} />',
            f'<path class="fold" d="{corner}" fill="{paper}"{border} />',
        ]
    if shape.form == "star":
        return [f'<path class="star" d="{_star(rect)}" fill="{shape.fill}"{border} />']
    where = f'x="{_say(x)}" y="{_say(y)}" width="{_say(width)}" height="{_say(height)}"'
    round_ = f' rx="{_say(shape.radius)}"' if shape.radius else ""
    return [f'<rect{role} {where}{round_} fill="{shape.fill}"{border} />']


def _star(rect: Rect) -> str:
    middle, radius = Point(rect.x + rect.width / 2, rect.y + rect.height / 2), rect.width / 2
    corners = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.42
        angle = math.radians(36 * index - 90)
        corners.append(f"{_say(middle.x + reach * math.cos(angle))} {_say(middle.y + reach * math.sin(angle))}")
    return "M" + "L".join(corners) + "Z"


def _words(words: Words, told: bool) -> str:
    # Where the direction turns, so would the ends: the middle stays where it is.
    if runs_right_to_left(words.text):
        where = f'x="{_say(words.x + words.width / 2)}" text-anchor="middle" direction="rtl"'
    else:
        where = f'x="{_say(words.x)}"'
    role = f'class="{words.role}" ' if words.role else ""
    bold = ' font-weight="700"' if words.bold else ""
    hidden = ' aria-hidden="true"' if told else ""
    return (
        f'<text {role}{where} y="{_say(words.y)}" font-size="{_say(words.size)}"{bold} fill="{words.colour}" '
        f'textLength="{_say(words.width)}" lengthAdjust="spacingAndGlyphs"{hidden}>{_escape(words.text)}</text>'
    )


def _stroke(stroke: Stroke, place: Place) -> list[str]:
    way = place if isinstance(place, tuple) and not isinstance(place, Rect) else spline_of(stroke)
    role = f' class="{stroke.role}"' if stroke.role else ""
    look = f'fill="none" stroke="{stroke.colour}" stroke-width="{_say(stroke.pen)}"'
    if stroke.dash:
        look += f' stroke-dasharray="{" ".join([_say(length) for length in stroke.dash])}"'
    drawn = [f'<path{role} d="{path_of(way)}" {look} />']
    ends = stroke.points
    heads = [(ends[0], ends[1])] * stroke.tail_head + [(ends[-1], ends[-2])] * stroke.tip_head
    for tip, before in heads:
        corners = "L".join([f"{_say(point.x)} {_say(point.y)}" for point in head_at(tip, before)])
        drawn.append(f'<path class="head" d="M{corners}Z" fill="{stroke.colour}" />')
    return drawn


def path_of(way: tuple[Point, ...]) -> str:
    """Return the shortest path of absolute `M L H V C` commands along cubic control points."""
    at = way[0]
    path = [f"M{_say(at.x)} {_say(at.y)}"]
    for first, second, end in zip(way[1::3], way[2::3], way[3::3], strict=True):
        x, y = end
        if first == at and second == end:
            if y == at.y:
                path.append(f"H{_say(x)}")
            elif x == at.x:
                path.append(f"V{_say(y)}")
            else:
                path.append(f"L{_say(x)} {_say(y)}")
        else:
            bends = f"{_say(first.x)} {_say(first.y)} {_say(second.x)} {_say(second.y)}"
            path.append(f"C{bends} {_say(x)} {_say(y)}")
        at = end
    return "".join(path)


@cache
def _say(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
