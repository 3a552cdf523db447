"""`bp review`: write down that a blueprint was reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from blueprint_cli.cli.options import read_date
from blueprint_cli.cli.terminal import complain, refuse, write


def review(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The blueprint that was reviewed.")],
    by: Annotated[
        str, typer.Option(metavar="ROLE", help="The role that reviewed it, such as “Head of Customer Operations”.")
    ],
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the review, such as 2026-11-21. Default: today.")
    ] = None,
) -> None:
    """Write down that a blueprint was reviewed.

    When, by which role, and a fingerprint of what was seen: only these three values of `review` change; comments and
    layout stay. `bp lint` tells when the review grows old
    (stale-review) and when the content has changed since (review-mismatch).
    """
    from blueprint_cli.config.configs import ConfigProblem, Configs
    from blueprint_cli.discovery import NO_SUCH_PATH
    from blueprint_cli.output import replace_file
    from blueprint_cli.review import ReviewError, write_review
    from blueprint_cli.rules.person_as_owner import name_of_person

    day, role = read_date(today), " ".join(by.split())
    if not role or not role.isprintable():
        refuse("--by needs the role that reviewed it, in words.")
    path = Path(file)
    if not path.exists():
        refuse(f"{file}: {NO_SUCH_PATH}")
    if path.is_dir():
        refuse(f"{file} is a folder. Name the blueprint that was reviewed.")
    data = path.read_bytes()
    try:
        new = write_review(file, data, role, day, Configs().catalogs(file))
    except ConfigProblem as mistake:
        refuse(str(mistake))
    except ReviewError as error:
        complain(f"{file} is left as it is. {error}")
        for problem in error.problems:
            complain(f"{file}:{problem.span.line}:{problem.span.column}: {problem.message}")
        raise typer.Exit(1) from None
    if new != data:
        replace_file(path, new)
    write(f"{file}: reviewed on {day} by {role}.\n")
    if what := name_of_person(role):
        complain(f"“{role}” is {what}, where a role should stand: people move on. Review again with a role.")
