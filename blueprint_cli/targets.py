"""Which file each drawing goes to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from blueprint_cli.blueprint.addresses import slug

STDIN = STDOUT = "-"
Format = Literal["svg", "png", "pdf", "dot", "mermaid"]
FORMATS: tuple[Format, ...] = ("svg", "png", "pdf", "dot", "mermaid")
#: By the ending of a file's name.
_ENDINGS: dict[str, Format] = {"svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "mmd": "mermaid", "gv": "dot"}
_ENDINGS["mermaid"] = "mermaid"
#: Names that promise what is not drawn.
_ELSEWHERE = {"html", "jpg", "jpeg", "gif", "webp", "ps", "eps", "md", "vsdx", "pptx"}


class TargetProblem(Exception):  # noqa: N818 - the user's mistake, told as a sentence
    """The drawings cannot go where they were sent; the text is a sentence for the user."""


class Target(NamedTuple):
    """One drawing: the blueprint it is of, its file (or `-` for standard output), and the theme it is drawn in."""

    source: str
    path: str
    theme: str = "light"


def choose_format(output: str | None, wanted: Format | None) -> Format:
    """Return the format that was asked for, or the one that the name of the output ends in, or `svg`.

    Raises TargetProblem where the name ends in a format that is not drawn, or in another than was asked for.
    """
    ending = "" if output is None or output == STDOUT or _is_folder(output) else Path(output).suffix[1:].lower()
    named = _ENDINGS.get(ending)
    if ending in _ELSEWHERE or (wanted and named and named != wanted):
        drawn = wanted or f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        raise TargetProblem(f"{output} ends in .{ending}, but bp draws {drawn} here.")
    return wanted or named or "svg"


def choose_targets(
    sources: Sequence[str],
    output: str | None,
    format: Format,
    themes: Sequence[str] = ("light",),
    part: str = "",
) -> list[Target]:
    """Return where the drawing of each source in each theme goes.

    Without `output`, `X.blueprint.yaml` is drawn to `X.svg` beside it, and standard input to standard output. `output`
    is `-` for standard output, a folder where it is one, ends in a slash or has no ending (`pictures`), and else a
    file, which takes one drawing. The first theme has the plain name, each other one its own in it: `X.dark.svg`.
    `part` (`name_part`) stands in a name that is not given, so that a part never replaces the whole: `X.order.svg`.
    Raises TargetProblem where two drawings would meet in one file, or a drawing would replace a blueprint.
    """
    if output is not None and len(sources) > 1 and not _is_folder(output):
        where = "standard output" if output == STDOUT else output
        raise TargetProblem(f"{len(sources)} drawings do not fit into {where}. Name a folder, with a slash at its end.")
    targets = [
        Target(source, _in_theme(_target(source, output, format, part), "" if number == 0 else Path(theme).stem), theme)
        for source in sources
        for number, theme in enumerate(themes)
    ]
    if len(themes) > 1 and any(target.path == STDOUT for target in targets):
        raise TargetProblem(f"{len(themes)} drawings do not fit into standard output. Choose one theme, or a folder.")
    blueprints = {os.path.realpath(source) for source in sources if source != STDIN}
    drawn: dict[str, Target] = {}
    for target in (target for target in targets if target.path != STDOUT):
        real = os.path.realpath(target.path)
        if real in blueprints:
            raise TargetProblem(f"The drawing of {target.source} would replace the blueprint {target.path}.")
        if other := drawn.get(real):
            both = (other.source, target.source) if other.source != target.source else (other.theme, target.theme)
            raise TargetProblem(f"{' and '.join(both)} would both be drawn to {target.path}. Name them differently.")
        drawn[real] = target
    return targets


def _in_theme(path: str, theme: str) -> str:
    stem, ending = os.path.splitext(path)
    return f"{stem}.{theme}{ending}" if theme and path != STDOUT else path


def name_part(phase: str | None, steps: str | None, layers: Sequence[str]) -> str:
    """Return what the name of a part's drawing says of it; empty for the whole.

    Written like ids: steps `request..refund` are `request-refund`, `..refund` is `to-refund` and `refund..` is
    `from-refund`; phase, steps and layers follow each other with dots. A name without letters and digits is `part`.
    """
    first, dots, last = (steps or "").partition("..")
    if dots and not (first.strip() and last.strip()):
        first = f"from {first}" if first.strip() else "to"
    names = (phase, steps and f"{first} {last}", " ".join(layers))
    return ".".join(slug(name) or "part" for name in names if name)


def _target(source: str, output: str | None, format: Format, part: str) -> str:
    if output == STDOUT or (source == STDIN and output is None):
        return STDOUT
    if output is not None and not _is_folder(output):
        return output
    folder, name = os.path.split("stdin" if source == STDIN else source)
    ending = "mmd" if format == "mermaid" else format
    return os.path.join(folder if output is None else output, f"{stem_of(name)}{part and '.'}{part}.{ending}")


def _is_folder(output: str) -> bool:
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return True
    return output != STDOUT and not (Path(output).suffix or os.path.exists(output))


def stem_of(name: str) -> str:
    """Return a file's name without its ending, and without `.blueprint` before that."""
    stem = os.path.splitext(name)[0] if os.path.splitext(name)[1].lower() in {".yaml", ".yml", ".json"} else name
    return stem.removesuffix(".blueprint") or name
