"""The picture as DOT in which every node and every edge has its `pos`: plain `neato -n2` redraws it anywhere.

Each shape is a node of fixed size, each line of text a node of its own, each way an edge with its spline. Graphviz's y
runs upward, so everything is turned over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from blueprint_cli.drawing.curve import HEAD, curve_of
from blueprint_cli.drawing.grid import Point
from blueprint_cli.drawing.scene import Group, Scene, Shape, Stroke, Words, even
from blueprint_cli.drawing.text import SLACK

_FONT = "Arial"
_FORMS = {"box": "box", "note": "note", "star": "star"}


def write_dot(scene: Scene) -> str:
    """Write a scene as DOT. Every item has the `id` that `Scene.items` gives it; the page is `page`."""
    return "\n".join(_lines(scene)) + "\n"


def write_places(scene: Scene) -> str:
    """Write what the finishing pass needs of an engine: the places of all shapes and the ways of all lines, with ids.

    The finishing pass sets text, colours, pens and heads itself; an engine takes five times as long to set them all.
    """
    height = scene.height
    lines = [
        "digraph blueprint {",
        f'  graph [bb="0,0,{scene.width},{height}"];',
        '  node [fixedsize=true, label="", margin=0, shape=box];',
        "  edge [dir=none];",
        f"  page [id=page, {_place(0, 0, scene.width, height, height)}];",
    ]
    for id_, item, _ in scene.items():
        if isinstance(item, Shape):
            if item.form != "star":
                form = "shape=note, " if item.form == "note" else ""
                lines.append(f"  {id_} [id={id_}, {form}{_place(*item.rect, height)}];")
        elif isinstance(item, Stroke):
            # What has a way of its own needs no ends.
            way = " ".join([f"{_number(x)},{_number(height - y)}" for x, y in spline_of(item)])
            lines.append(f'  page -> page [id={id_}, pos="{way}"];')
    return "\n".join([*lines, "}\n"])


def spline_of(stroke: Stroke) -> tuple[Point, ...]:
    """Return the control points of a stroke, as the engine gets and has to return them."""
    if stroke.curve:
        return stroke.points
    return curve_of(
        stroke.points,
        stroke.radius,
        tail_gap=HEAD if stroke.tail_head else 0,
        tip_gap=HEAD if stroke.tip_head else 0,
    )


def _lines(scene: Scene) -> Iterator[str]:
    yield "// Everything has its place: draw with neato -n2 (engine nop2)."
    yield "digraph blueprint {"
    yield f'  graph [bb="0,0,{scene.width},{scene.height}", charset="UTF-8", outputorder=breadthfirst, splines=true];'
    yield f'  node [fixedsize=true, fontname="{_FONT}", label="", margin=0, shape=box];'
    yield f"  edge [arrowsize={_number(HEAD / 10)}, dir=none];"
    ground, page = _place(0, 0, scene.width, scene.height, scene.height), _quote(scene.page)
    yield f"  page [id=page, {ground}, style=filled, fillcolor={page}, color={page}];"
    last = None
    for id_, item, group in scene.items():
        if group is not last:
            last = group
            yield f"  // {_caption(group)}"
        if isinstance(item, Shape):
            yield f"  {id_} [id={id_}, {_shape(item, scene.height)}];"
        elif isinstance(item, Words):
            yield f"  {id_} [id={id_}, {_words(item, scene.height)}];"
        else:
            yield from _stroke(id_, item, scene.height)
    yield "}"


def _caption(group: Group) -> str:
    about = [group.attributes.get(f"data-{name}") for name in ("card", "from", "to", "step", "lane")]
    ends = " -> ".join(name for name in about[1:3] if name)
    return " ".join([group.kind, about[0] or ends or about[3] or about[4] or ""]).rstrip()


def _shape(shape: Shape, height: int) -> str:
    rect = shape.rect
    styles = ["filled", *(["rounded"] if shape.radius else []), *(["dashed"] if shape.dash else [])]
    style = f'"{",".join(styles)}"' if len(styles) > 1 else "filled"
    form = f"shape={_FORMS[shape.form]}, " if shape.form != "box" else ""
    colour, pen = (_quote(shape.stroke), shape.pen) if shape.stroke else (_fill(shape), 0)
    border = f"color={colour}, penwidth={_number(pen)}"
    where = _place(rect.x, rect.y, rect.width, rect.height, height)
    return f"{form}{where}, style={style}, fillcolor={_fill(shape)}, {border}"


def _words(words: Words, height: int) -> str:
    # The engine centres: the node's middle is the middle of the line; its size only has to hold it.
    tall = even(words.size * 1.2)
    wide = even(words.width * SLACK)
    x = round((words.x + words.width / 2) * 2) / 2 - wide / 2
    y = round((words.y - words.size * 0.36) * 2) / 2 - tall / 2
    where = _place(x, y, wide, tall, height)
    face = f', fontname="{_FONT} Bold"' if words.bold else ""
    return (
        f"shape=plaintext, {where}, label={quote_label(words.text)}, fontsize={_number(words.size)}, "
        f"fontcolor={_quote(words.colour)}{face}"
    )


def _stroke(id_: str, stroke: Stroke, height: int) -> Iterator[str]:
    points = [Point(point.x, height - point.y) for point in spline_of(stroke)]
    first, last = stroke.points[0], stroke.points[-1]
    ends = ""
    # The start comes first: the other way round the spline is dropped without a word.
    if stroke.tail_head:
        ends += f"s,{_pair(Point(first.x, height - first.y))} "
    if stroke.tip_head:
        ends += f"e,{_pair(Point(last.x, height - last.y))} "
    direction = {(True, True): "both", (True, False): "back", (False, True): "forward"}.get(
        (stroke.tail_head, stroke.tip_head), "none"
    )
    for end, point in (("a", first), ("b", last)):
        where = _place(point.x - 1, point.y - 1, 2, 2, height)
        yield f"  {id_}{end} [{where}, shape=point, style=invis];"
    style = ", style=dashed" if stroke.dash else ""
    heads = f", dir={direction}" if direction != "none" else ""
    spline = " ".join(_pair(point) for point in points)
    yield (
        f"  {id_}a -> {id_}b [id={id_}, color={_quote(stroke.colour)}, penwidth={_number(stroke.pen)}{style}{heads}, "
        f'pos="{ends}{spline}"];'
    )


def _place(x: float, y: float, width: float, height: float, total: float) -> str:
    """Centre, in points from the bottom left, and size in inches."""
    centre = f"{_number(x + width / 2)},{_number(total - y - height / 2)}"
    return f'pos="{centre}", width={_number(width / 72)}, height={_number(height / 72)}'


def _pair(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


@cache
def _number(value: float) -> str:
    return f"{value + 0.0:.6f}".rstrip("0").rstrip(".")


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quote_label(text: str) -> str:
    """Quote a text so that it is drawn as it is: no escape of DOT's, no character entity, no HTML."""
    entities = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _quote(entities)


def _fill(shape: Shape) -> str:
    return "transparent" if shape.fill == "none" else _quote(shape.fill)
