"""Drawing a blueprint: contents → faces → grid → layout → scene → DOT → engine → SVG. Each step is plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_cli.drawing.engine import ENGINES, EngineError, EngineFailed, EngineMissing, EngineName

if TYPE_CHECKING:
    from blueprint_cli.blueprint import Blueprint

__all__ = ["ENGINES", "EngineError", "EngineFailed", "EngineMissing", "EngineName", "draw_dot", "draw_svg"]


def draw_svg(blueprint: Blueprint, *, engine: EngineName = "auto") -> str:
    """Draw a blueprint as SVG: the same bytes for the same blueprint, whichever engine draws.

    Raises `EngineMissing` where no engine of the wanted kind is installed and `EngineFailed` where it does not draw
    what it is asked to; `ValueError` for an unknown engine.
    """
    from blueprint_cli.drawing.dot import write_dot
    from blueprint_cli.drawing.engine import run_engine
    from blueprint_cli.drawing.finish import finish_svg
    from blueprint_cli.drawing.picture import draw_scene

    scene = draw_scene(blueprint)
    return finish_svg(run_engine(write_dot(scene), engine), scene)


def draw_dot(blueprint: Blueprint) -> str:
    """Draw a blueprint as DOT in which everything has its place: `neato -n2 -Tsvg` redraws it. Needs no engine."""
    from blueprint_cli.drawing.dot import write_dot
    from blueprint_cli.drawing.picture import draw_scene

    return write_dot(draw_scene(blueprint))
