"""`bp new`: start a blueprint from a commented example."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from blueprint_cli.cli.terminal import refuse, write, write_bytes

_NAMES = {"returns": "returns", "blank": "service"}
_SUFFIXES = (".yaml", ".yml", ".json")


def new(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            show_default=False,
            help="The file to write; `.blueprint.yaml` is added to a bare name. `-` writes to standard output. "
            "Default: returns.blueprint.yaml or service.blueprint.yaml.",
        ),
    ] = None,
    source: Annotated[
        Literal["returns", "blank"],
        typer.Option("--from", help="A worked example to change, or an empty frame to fill in."),
    ] = "returns",
) -> None:
    """Start a blueprint from a commented example.

    It lints clean. An existing file is never overwritten.
    """
    from blueprint_cli.discovery import SUFFIXES
    from blueprint_cli.output import create_file
    from blueprint_cli.starters import starter_text

    data = starter_text(source).encode()
    if file == "-":
        write_bytes(data)
        return
    file = file or _NAMES[source]
    target = Path(file if file.endswith(_SUFFIXES) else f"{file}.blueprint.yaml")
    try:
        create_file(target, data)
    except FileExistsError:
        refuse(f"{target} exists and is left as it is. Choose another name.")
    name = shlex.quote(str(target))
    write(f"Wrote {target}. Next: `bp lint {name}` checks it, `bp render {name}` draws it.\n")
    if not target.name.lower().endswith(SUFFIXES):
        write("Without a name, bp looks for *.blueprint.yaml, .yml and .json only: it will not find this file.\n")
