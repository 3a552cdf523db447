"""The abstract picture: boxes in columns and lanes, and the edges between them. What layout takes and gives.

Nothing here knows blueprints, texts or colours. Units are points; the origin is top left, y grows downward. Sizes are
even integers and coordinates multiples of 0.5, because older Graphviz rounds others.

Plain data are named tuples here and in the other modules of drawing, not data classes: of those each takes half a
millisecond to import, and all together would take longer than a small picture.
"""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A place, in points from the top left."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height


class GridBox(NamedTuple):
    """A box in a cell; boxes of one cell stack in the order in which they are given. All are `Grid.box_width` wide."""

    id: str
    #: Index into the columns and lanes of the grid.
    column: int
    lane: int
    height: int
    #: Boxes that take no edges (evidence, systems) still block the way.
    takes_edges: bool = True


class GridEdge(NamedTuple):
    """An edge between two boxes (indices); `source == target` is a loop. A label of width 0 is none."""

    source: int
    target: int
    stem: bool = False
    mutual: bool = False
    label_width: int = 0
    label_height: int = 0
    #: Smaller sizes (width, height) that the label may take where there is no room for it, the best first.
    shorter: tuple[tuple[int, int], ...] = ()


class Grid(NamedTuple):
    """What is to be laid out. `lines_below` are lanes with a line (interaction, visibility, internal) under them."""

    columns: int
    lanes: int
    boxes: tuple[GridBox, ...]
    edges: tuple[GridEdge, ...]
    box_width: int = 168
    lines_below: tuple[int, ...] = ()
    #: The least height of a lane, so that an empty one is still seen.
    lane_height: int = 56
    #: Free room left of the first column (lane names) and above the first lane (title, phases, headings).
    left: int = 0
    top: int = 0
    #: Room kept free at the top of each lane, in points, for a line's name.
    lane_padding: int = 0


class Route(NamedTuple):
    """The way of an edge, from box edge to box edge, right-angled; its label's box where it has one and room for it."""

    points: tuple[Point, ...]
    label: Rect | None = None


class Layout(NamedTuple):
    """Where everything stands: one entry per box, edge, column and lane of the grid, in the same order."""

    boxes: list[Rect]
    routes: list[Route]
    #: The full extent of each column and each lane; neighbours do not overlap.
    columns: list[Rect]
    lanes: list[Rect]
    #: The y of the line below each lane of `Grid.lines_below`.
    lines: list[float]
    width: float
    height: float
