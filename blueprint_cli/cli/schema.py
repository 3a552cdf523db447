"""`bp schema`: print a JSON Schema, or tell editors of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from blueprint_cli.cli.terminal import complain, refuse, tell_error, write, write_bytes


def _complete_names(incomplete: str) -> list[str]:
    from blueprint_cli.document.schema_files import SCHEMA_NAMES

    return [name for name in SCHEMA_NAMES if name.startswith(incomplete)]


def schema(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME] [FILE…]",
            autocompletion=_complete_names,
            show_default=False,
            help="`blueprint` (unless said otherwise), `catalog` (shared actors, systems, policies), `config` "
            "(bp.yaml), `findings` (`bp lint --format json`), `diff` (`bp diff --format json`) or `theme` (colours for "
            "`bp render --theme`). With --install, files to name the schema at the top of.",
        ),
    ] = None,
    install: Annotated[
        bool,
        typer.Option(
            "--install",
            help="Wire the schemas into the editor, without a network: into .vscode/settings.json, or with files into "
            "their first line, which every editor with a YAML language server reads.",
        ),
    ] = False,
) -> None:
    """Print a JSON Schema, for editors and scripts.

    An editor with a YAML language server completes and explains every key with it.
    """
    from blueprint_cli.document.schema_files import SCHEMA_NAMES, schema_text

    name, *files = [*(words or ())] or [""]
    if name and name not in SCHEMA_NAMES:
        if not install:
            refuse(f"There is no schema “{name}”. There are {', '.join(SCHEMA_NAMES)}; a file needs --install.")
        name, files = "", [name, *files]
    if install:
        _install(name, files)
    elif files:
        refuse("One schema is printed at a time. To name it at the top of files, say --install.")
    else:
        write_bytes(schema_text(name or "blueprint").encode())


def _install(name: str, files: list[str]) -> None:
    """Wire a folder, or each of the files; what fails is told, and the others are still wired."""
    from blueprint_cli.discovery import NO_SUCH_PATH
    from blueprint_cli.editors.wiring import NotWired, Wiring, find_root, wire_file, wire_folder
    from blueprint_cli.output import replace_file

    if name and not files:
        refuse(f"--install wires all schemas at once. To name {name} at the top of a file, name the file as well.")
    code, wiring = 0, Wiring()
    for file in files or [""]:
        try:
            if file:
                wire_file(Path(file), name or None, wiring)
            else:
                wire_folder(find_root(Path()) or Path().absolute(), wiring)
        except NotWired as problem:
            complain(str(problem))
            write(problem.snippet)
            code = max(code, 2)
        except FileNotFoundError:
            complain(f"{file}: {NO_SUCH_PATH}")
            code = max(code, 2)
        except OSError as error:
            complain(tell_error(error, file))
            code = 3
    for path, data in wiring.writes.items():
        try:
            replace_file(path, data)
            write(f"Wrote {_shown(path)}\n")
        except OSError as error:
            complain(tell_error(error, str(path)))
            code = 3
    for path in wiring.current:
        write(f"{_shown(path)} is as it should be.\n")
    raise typer.Exit(code)


def _shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
