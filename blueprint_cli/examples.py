"""The examples of a rule as pictures, drawn by our own renderer: `bp explain RULE --render DIR`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from blueprint_cli.lint import Settings
from blueprint_cli.output import replace_file
from blueprint_cli.render import Options, draw_file
from blueprint_cli.rules.documentation import Documentation, complete_example


@dataclass(frozen=True, slots=True)
class Example:
    """An example on the disk; `refused` where its errors of structure allow no drawing."""

    path: Path
    refused: bool = False


def draw_examples(page: Documentation, folder: Path, today: date) -> Iterator[Example]:
    """Draw the bad and the good example of a rule into `folder`, what the rule finds on the cards.

    Yields nothing for a rule without examples. Raises OSError, and EngineError where nothing can draw.
    """
    settings = Settings(today=today, profile="strict", select=(page.name,))
    for kind, fragment in (("bad", page.bad), ("good", page.good)):
        if not fragment:
            continue
        path = folder / f"{page.name}-{kind}.svg"
        text = complete_example(fragment, f"{page.name} - {kind} example")
        source = path.with_suffix(".blueprint.yaml").as_posix()
        drawn = draw_file(source, text.encode(), options=Options(findings=settings))
        if drawn.drawing is not None:
            replace_file(path, drawn.drawing)
        yield Example(path, refused=drawn.drawing is None)
