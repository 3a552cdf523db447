"""From a file to its drawing: the whole of `bp render`, without its options."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint_cli.load import Loaded, load_blueprint
from blueprint_cli.targets import STDIN, Format, Target

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.document import Span
    from blueprint_cli.drawing.contents import Remark
    from blueprint_cli.drawing.theme import Theme
    from blueprint_cli.drawing.view import View
    from blueprint_cli.findings.finding import Finding
    from blueprint_cli.lint import Settings

Engine = Literal["auto", "bundled", "system"]
#: From so many drawings on, a second process costs less than it saves: starting a pool takes about as long as drawing
#: a small blueprint where processes fork, and five where they start anew (measured; no gain was seen below three).
_WORTH_IT = 4 if sys.platform == "linux" else 8


class Options(NamedTuple):
    """How to draw: everything that is not the files."""

    format: Format = "svg"
    engine: Engine = "auto"
    #: Pixels a point, of a PNG.
    scale: float = 1
    view: View | None = None
    #: With them, what `bp lint` finds is drawn on the cards.
    findings: Settings | None = None
    #: Where the settings of each file come from; without, only what the file itself says counts.
    configs: Configs | None = None


class Drawn(NamedTuple):
    """The drawing of a file, or the errors for which there is none; `source` is the text that they point into."""

    drawing: bytes | None
    errors: list[Finding]
    source: str = ""
    title: str = ""


def draw_file(path: str, data: bytes, *, theme: str = "light", options: Options | None = None) -> Drawn:
    """Draw the blueprint in `data`.

    Errors in its structure refuse the drawing, because it would not show what is meant; pitfalls never do. Raises
    EngineError where it cannot be drawn, NoSuchPart where the view names what is not there, ThemeProblem.
    """
    from blueprint_cli.drawing.theme_files import read_theme
    from blueprint_cli.drawing.view import View

    options = options or Options()
    catalogs = options.configs.catalogs(path) if options.configs else ()
    loaded = load_blueprint(path, data, catalogs=catalogs)
    if loaded.broken:
        from blueprint_cli.in_force import InForce
        from blueprint_cli.lint import Settings, lint_document

        # Without any rule on, what is left are the errors of structure, worded as `bp lint` words them.
        result = lint_document(path, data, Settings(today=date.min), InForce({}, catalogs=catalogs))
        return Drawn(None, [f for f in result.findings if f.severity == "error"], result.text)
    view = options.view or View()
    if options.findings:
        from blueprint_cli.drawing.view import cut

        drawn = {step.id for step in cut(loaded.blueprint, view).blueprint.steps}
        left_out = [step.extent for step in loaded.blueprint.steps if step.id not in drawn]
        view = view._replace(findings=_marks(path, data, options, left_out))
    return Drawn(_draw(loaded, read_theme(theme), view, options), [], title=loaded.blueprint.service)


def draw_all(targets: Sequence[Target], options: Options, stdin: bytes = b"") -> Iterator[Drawn | Exception]:
    """Draw every target and yield what became of it, in their order: a drawing, errors, or what went wrong.

    Several processes share the work where that is faster. BP_DEBUG=1 lets the first exception through.
    """
    workers = min(_processors(), len(targets))
    if workers < 2 or len(targets) < _WORTH_IT:
        yield from (draw_target(target, options, stdin) for target in targets)
        return
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat
    from multiprocessing import get_context

    # A fork inherits what is imported; where threads may run along (macOS) or there is none, a fresh start is safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(draw_target, targets, repeat(options), repeat(stdin))


def draw_target(target: Target, options: Options, stdin: bytes = b"") -> Drawn | Exception:
    """Read and draw one target; whatever fails is returned, so that the others have their turn."""
    try:
        from_stdin = target.source == STDIN
        data = stdin if from_stdin else Path(target.source).read_bytes()
        path = "stdin.blueprint.yaml" if from_stdin else target.source
        return draw_file(path, data, theme=target.theme, options=options)
    except Exception as error:
        if os.environ.get("BP_DEBUG", "0") not in {"", "0"}:
            raise
        return error


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _draw(loaded: Loaded, theme: Theme, view: View, options: Options) -> bytes:
    blueprint = loaded.blueprint
    if options.format == "mermaid":
        from blueprint_cli.drawing.mermaid import draw_mermaid

        return draw_mermaid(blueprint, theme, view).encode()
    from blueprint_cli.drawing import draw_dot, draw_svg

    if options.format == "dot":
        return draw_dot(blueprint, theme=theme, view=view).encode()
    svg = draw_svg(blueprint, engine=options.engine, theme=theme, view=view)
    if options.format == "svg":
        return svg.encode()
    if options.format == "png":
        from blueprint_cli.drawing.png import draw_png

        return draw_png(svg, options.scale)
    from blueprint_cli.drawing.pdf import draw_pdf

    return draw_pdf(svg, lambda: draw_dot(blueprint, theme=theme, view=view))


def _marks(path: str, data: bytes, options: Options, left_out: Sequence[Span]) -> dict[str, tuple[Remark, ...]]:
    """Return what is found as remarks, by the address of the card.

    What the author has acknowledged is left out, and what is found in steps that are not drawn (their places).
    """
    from blueprint_cli.drawing.contents import Remark
    from blueprint_cli.drawing.text import clean
    from blueprint_cli.in_force import InForce
    from blueprint_cli.lint import lint_document

    settings = options.findings
    assert settings is not None
    # Without configurations, what the settings themselves say.
    in_force = options.configs.in_force(path) if options.configs else InForce(settings.configs().levels(None, {}))
    marks: dict[str, tuple[Remark, ...]] = {}
    for finding in lint_document(path, data, settings, in_force).findings:
        if finding.acknowledged or any(step.contains(finding.span) for step in left_out):
            continue
        words = finding.rule if finding.card else f"{finding.rule}: {clean(finding.message)}"
        hint = clean(f"{finding.message} {finding.help}")
        mark = Remark(finding.severity, finding.severity.upper(), words, hint=hint)
        marks[finding.card] = (*marks.get(finding.card, ()), mark)
    return marks
