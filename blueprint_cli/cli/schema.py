"""`bp schema`: print a JSON Schema, for editors and other tools."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from blueprint_cli.cli.terminal import write_bytes


def schema(
    name: Annotated[
        Literal["blueprint", "catalog", "findings", "theme"],
        typer.Argument(
            metavar="[NAME]",
            help="`blueprint`, `catalog` (shared actors, systems, policies), `findings` (`bp lint --format json`) or "
            "`theme` (colours for `bp render --theme`).",
        ),
    ] = "blueprint",
) -> None:
    """Print a JSON Schema, for editors and scripts.

    An editor with a YAML language server completes and explains every key with it.
    """
    from blueprint_cli.document.schema_files import schema_text

    write_bytes(schema_text(name).encode())
