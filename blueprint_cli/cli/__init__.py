"""The command line: one file per command, each with its options, one call and an exit code.

Every error that gets this far is one sentence; `BP_DEBUG=1` shows the traceback behind it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from copy import copy
from typing import Annotated

import typer

from blueprint_cli.cli.config import config
from blueprint_cli.cli.diff import diff
from blueprint_cli.cli.explain import explain
from blueprint_cli.cli.lint import lint
from blueprint_cli.cli.new import new
from blueprint_cli.cli.render import render
from blueprint_cli.cli.review import review
from blueprint_cli.cli.rules import rules
from blueprint_cli.cli.schema import schema
from blueprint_cli.cli.terminal import complain, debugging, tell_error, write

#: Without the markup mode, help and usage errors are plain text and need not import rich.
app = typer.Typer(
    name="bp",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (lint, render, diff, explain, rules, new, review, config, schema):
    app.command()(_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from blueprint_cli import __version__

        write(f"bp {__version__}\n")
        raise typer.Exit


@app.callback()
def bp(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Lint and draw service blueprints kept as YAML in git.

    Start with `bp new`, check with `bp lint`, draw with `bp render`.
    """


def _app_for(args: list[str]) -> typer.Typer:
    """Return the app, with one command alone where that is called: the options of all take long to build."""
    called = [
        command for command in app.registered_commands if args and getattr(command.callback, "__name__", "") == args[0]
    ]
    if not called:
        return app
    alone = copy(app)
    alone.registered_commands = called
    return alone


def main(args: Sequence[str] | None = None) -> int:
    """Run `bp` with these arguments (default: those of the process) and return its exit code.

    0 clean, 1 findings, 2 not understood, 3 the operating system or the program failed, 130 interrupted.
    """
    given = sys.argv[1:] if args is None else list(args)
    try:
        _app_for(given)(args=args if args is None else given, prog_name="bp")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debugging():
            raise
        complain(tell_error(error))
        return 3
    return 0
