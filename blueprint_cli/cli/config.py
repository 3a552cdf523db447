"""`bp config`: the settings in force for a blueprint."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Literal

import typer

from blueprint_cli.cli.options import ConfigFile
from blueprint_cli.cli.terminal import complain, refuse, wants_colour, write, write_bytes


def config(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The blueprint whose settings are asked for.")],
    output: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Text for people, JSON for programs.")
    ] = "text",
    named: ConfigFile = None,
) -> None:
    """Show the settings in force for a blueprint.

    And which line of which file says so. Settings come from the bp.yaml nearest to the blueprint, up to the root of its
    git repository; `bp schema config` prints what can stand there.
    """
    from blueprint_cli.config.account import give_account
    from blueprint_cli.config.configs import ConfigProblem, Configs
    from blueprint_cli.discovery import NO_SUCH_PATH
    from blueprint_cli.report.config import write_account, write_account_json

    if not os.path.exists(file):
        refuse(f"{file}: {NO_SUCH_PATH}")
    if os.path.isdir(file):
        refuse(f"{file} is a folder. Name one blueprint: settings may differ from file to file.")
    try:
        configs = Configs(named)
        account = give_account(file.replace(os.sep, "/"), configs)
    except ConfigProblem as problem:
        refuse(str(problem))
    for note in configs.misnamed():
        complain(note)
    if output == "json":
        write_bytes(write_account_json(account).encode())
    else:
        write(write_account(account, colour=wants_colour(sys.stdout, os.environ)))
