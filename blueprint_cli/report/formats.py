"""The formats of `bp lint` by name. Each writer is imported only when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from blueprint_cli.findings.run import Run


class Wanted(NamedTuple):
    """What a report is to hold beside the findings."""

    #: Also what is held back: acknowledged, ignored and baselined findings, and skipped rules.
    verbose: bool = False
    #: How often each rule spoke: in place of the findings, or beside them in JSON. Other formats have no room for it.
    statistics: bool = False
    #: In SARIF: also what is held back, marked as suppressed.
    held_back: bool = True


def _text(run: Run, wanted: Wanted) -> str:
    if wanted.statistics:
        from blueprint_cli.report.statistics import write_statistics

        return write_statistics(run, verbose=wanted.verbose)
    from blueprint_cli.report.text import write_text

    return write_text(run, verbose=wanted.verbose)


def _json(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.json import write_json

    return write_json(run, statistics=wanted.statistics)


def _sarif(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.sarif import write_sarif

    return write_sarif(run, held_back=wanted.held_back)


def _github(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.github import write_github

    return write_github(run)


def _gitlab(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.gitlab import write_gitlab

    return write_gitlab(run)


def _junit(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.junit import write_junit

    return write_junit(run)


def _markdown(run: Run, wanted: Wanted) -> str:
    from blueprint_cli.report.markdown import write_markdown

    return write_markdown(run, verbose=wanted.verbose)


#: Each takes a run and returns the whole report, ending in a newline.
FORMATS: Mapping[str, Callable[[Run, Wanted], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
}

#: Those that `Wanted.statistics` changes.
WITH_STATISTICS = ("text", "json")
