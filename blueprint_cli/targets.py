"""Which file each drawing goes to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

STDIN = STDOUT = "-"
Format = Literal["svg", "dot"]
#: Names that promise what is not drawn.
_ELSEWHERE = {"png", "pdf", "html", "jpg", "jpeg", "gif", "webp", "ps", "eps"}
FORMATS: tuple[Format, ...] = ("svg", "dot")


class TargetProblem(Exception):  # noqa: N818 - the user's mistake, told as a sentence
    """The drawings cannot go where they were sent; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Target:
    """One drawing: the blueprint it is of, and its file, or `-` for standard output."""

    source: str
    path: str


def choose_format(output: str | None, wanted: Format | None) -> Format:
    """Return the format that was asked for, or the one that the name of the output ends in, or `svg`.

    Raises TargetProblem where the name ends in a format that is not drawn, or in another than was asked for.
    """
    ending = "" if output is None or output == STDOUT or _is_folder(output) else Path(output).suffix[1:].lower()
    if ending in _ELSEWHERE or (wanted and ending in FORMATS and ending != wanted):
        raise TargetProblem(f"{output} ends in .{ending}, but bp draws {wanted or ' and '.join(FORMATS)} here.")
    return wanted or ("dot" if ending == "dot" else "svg")


def choose_targets(sources: Sequence[str], output: str | None, format: Format) -> list[Target]:
    """Return where the drawing of each source goes.

    Without `output`, `X.blueprint.yaml` is drawn to `X.svg` beside it, and standard input to standard output. `output`
    is `-` for standard output, a folder where it is one, ends in a slash or has no ending (`pictures`), and else a
    file, which takes one drawing. Raises TargetProblem where two drawings would meet in one file, or a drawing would
    replace a blueprint.
    """
    if output is not None and len(sources) > 1 and not _is_folder(output):
        where = "standard output" if output == STDOUT else output
        raise TargetProblem(f"{len(sources)} drawings do not fit into {where}. Name a folder, with a slash at its end.")
    targets = [Target(source, _target(source, output, format)) for source in sources]
    blueprints = {os.path.realpath(source) for source in sources if source != STDIN}
    drawn: dict[str, str] = {}
    for source, path in ((target.source, target.path) for target in targets if target.path != STDOUT):
        real = os.path.realpath(path)
        if real in blueprints:
            raise TargetProblem(f"The drawing of {source} would replace the blueprint {path}.")
        if real in drawn:
            raise TargetProblem(f"{drawn[real]} and {source} would both be drawn to {path}. Name them differently.")
        drawn[real] = source
    return targets


def _target(source: str, output: str | None, format: Format) -> str:
    if output == STDOUT or (source == STDIN and output is None):
        return STDOUT
    if output is not None and not _is_folder(output):
        return output
    folder, name = os.path.split("stdin" if source == STDIN else source)
    return os.path.join(folder if output is None else output, f"{_stem(name)}.{format}")


def _is_folder(output: str) -> bool:
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return True
    return output != STDOUT and not (Path(output).suffix or os.path.exists(output))


def _stem(name: str) -> str:
    """Return a file's name without its ending, and without `.blueprint` before that."""
    stem = os.path.splitext(name)[0] if os.path.splitext(name)[1].lower() in {".yaml", ".yml", ".json"} else name
    return stem.removesuffix(".blueprint") or name
