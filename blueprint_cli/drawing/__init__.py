"""Drawing a blueprint: contents → faces → grid → layout → scene → DOT → engine → SVG. Each step is plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_cli.drawing.engine import ENGINES, EngineError, EngineFailed, EngineMissing, EngineName

if TYPE_CHECKING:
    from blueprint_cli.blueprint import Blueprint
    from blueprint_cli.drawing.theme import Theme
    from blueprint_cli.drawing.view import View

__all__ = ["ENGINES", "EngineError", "EngineFailed", "EngineMissing", "EngineName", "draw_dot", "draw_svg"]


def draw_svg(
    blueprint: Blueprint, *, engine: EngineName = "auto", theme: Theme | None = None, view: View | None = None
) -> str:
    """Draw a blueprint as SVG: the same bytes for the same blueprint, whichever engine draws.

    The theme is `light` and the view the whole unless given. Raises `NoSuchPart` where the view names what is not
    there, `EngineMissing` where no engine of the wanted kind is installed and `EngineFailed` where it does not draw
    what it is asked to; `ValueError` for an unknown engine.
    """
    from blueprint_cli.drawing.dot import write_places
    from blueprint_cli.drawing.engine import run_engine
    from blueprint_cli.drawing.finish import finish_svg
    from blueprint_cli.drawing.picture import draw_scene

    scene = draw_scene(blueprint, theme, view)
    return finish_svg(run_engine(write_places(scene), engine), scene)


def draw_dot(blueprint: Blueprint, *, theme: Theme | None = None, view: View | None = None) -> str:
    """Draw a blueprint as DOT in which everything has its place: `neato -n2 -Tsvg` redraws it. Needs no engine."""
    from blueprint_cli.drawing.dot import write_dot
    from blueprint_cli.drawing.picture import draw_scene

    return write_dot(draw_scene(blueprint, theme, view))
