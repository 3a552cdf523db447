"""From a file to its drawing: the whole of `bp render`, without its options."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from blueprint_cli.findings.finding import Finding
from blueprint_cli.lint import Settings, lint_document, load_blueprint
from blueprint_cli.targets import Format

Engine = Literal["auto", "bundled", "system"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing of a file, or the errors for which there is none; `source` is the text that they point into."""

    drawing: str | None
    errors: list[Finding] = field(default_factory=list)
    source: str = ""


def draw_file(path: str, data: bytes, *, format: Format = "svg", engine: Engine = "auto") -> Drawn:
    """Draw the blueprint in `data`.

    Errors in its structure refuse the drawing, because it would not show what is meant; pitfalls never do. Raises
    what the drawing engine raises where it is not there.
    """
    loaded = load_blueprint(path, data)
    if loaded.broken:
        # Without any rule on, what is left are the errors of structure, worded as `bp lint` words them.
        result = lint_document(path, data, Settings(today=date.min), {})
        return Drawn(None, [f for f in result.findings if f.severity == "error"], result.text)
    if format == "dot":
        from blueprint_cli.drawing import draw_dot

        return Drawn(draw_dot(loaded.blueprint))
    from blueprint_cli.drawing import draw_svg

    return Drawn(draw_svg(loaded.blueprint, engine=engine))
