"""Sets aside findings that are known, to the baseline or from a revision, so that only new ones are left to fail."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint_cli.findings.baseline import (
    BaselineError,
    Comparison,
    Entry,
    can_be_known,
    compare,
    entry_of,
    read_baseline,
    usual_place,
    write_baseline,
)
from blueprint_cli.findings.baseline_file import NAME, find_baseline
from blueprint_cli.findings.fingerprint import repository_path

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.findings.finding import Finding
    from blueprint_cli.findings.run import FileResult, Run
    from blueprint_cli.settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """What is to count as known, and what becomes of the baseline."""

    #: None: the nearest `.bp-baseline.yaml`, if there is one.
    baseline: str | None = None
    update: bool = False
    prune: bool = False
    since: str | None = None
    #: Whether each entry whose finding is gone is named, and not only their number.
    name_gone: bool = False


def set_known_aside(run: Run, known: Known, settings: Settings, configs: Configs, paths: Sequence[str]) -> None:
    """Move known findings of a run to `baselined`, write the baseline where that is wanted, and add notes on both.

    `paths` are those of the command line, which say how far a run can judge that a file is gone. Raises BaselineError,
    GitError; and OSError where a file is refused.
    """
    earlier: Collection[str] = ()
    if known.since is not None:
        # Most runs compare with nothing.
        from blueprint_cli.since import lint_earlier

        old = lint_earlier(run.files, known.since, settings, configs)
        earlier = old.fingerprints
        there = sum(can_be_known(f) and f.fingerprint in earlier for f in run.findings)
        compared = f"Compared with {known.since} ({', '.join(old.commits)})"
        run.notes.append(f"{compared}: {_findings(there)} {'was' if there == 1 else 'were'} there already.")
    baselined = _apply_baseline(run, known, configs, paths)
    for file in run.files:
        _set_aside(file, lambda finding: finding.fingerprint in baselined or finding.fingerprint in earlier)


def _set_aside(file: FileResult, is_known: Callable[[Finding], bool]) -> None:
    old = [finding for finding in file.findings if can_be_known(finding) and is_known(finding)]
    if old:
        names = {finding.fingerprint for finding in old}
        file.findings = [f for f in file.findings if not (f.fingerprint in names and can_be_known(f))]
        file.baselined = sorted([*file.baselined, *old], key=lambda f: (f.span, f.rule, f.message))


def _apply_baseline(run: Run, known: Known, configs: Configs, paths: Sequence[str]) -> set[str]:
    """Return the fingerprints that the baseline knows, after it has been brought up to date."""
    file = known.baseline or find_baseline()
    entries: list[Entry] = []
    if file is not None and os.path.exists(file):
        entries = read_baseline(file)
    elif known.baseline is not None and not known.update:
        write = f"bp lint --baseline {shlex.quote(known.baseline)} --update-baseline"
        raise BaselineError(f"There is no baseline {known.baseline}. `{write}` writes it.")
    elif known.prune:
        raise BaselineError(f"There is no {NAME} to prune. `bp lint --update-baseline` writes it.")
    elif not known.update:
        return set()
    file = file or usual_place()
    found = _compare(run, entries, known, configs, paths, file)
    shown = os.path.relpath(file).replace(os.sep, "/")
    if known.update:
        entries = [*found.found, *map(entry_of, found.new), *found.unjudged]
        write_baseline(file, entries)
        run.notes.append(
            f"Wrote {shown}: {_findings(len(found.new))} added, {len(found.gone):,} removed, {len(entries):,} in all."
        )
        return {entry.fingerprint for entry in entries}
    if known.prune:
        left = len(found.found) + len(found.unjudged)
        write_baseline(file, [*found.found, *found.unjudged])
        renamed = f"{found.moved:,} under the new path of a file that was moved, " if found.moved else ""
        run.notes.append(f"Wrote {shown}: {_findings(len(found.gone))} removed, {renamed}{left:,} left.")
    else:
        if gone := len(found.gone):
            takes = "takes it out" if gone == 1 else "takes them out"
            run.notes.append(f"{_findings(gone)} of the baseline {_be(gone)} gone: `bp lint --prune-baseline` {takes}.")
        if moved := found.moved:
            run.notes.append(
                f"{_findings(moved)} of the baseline {_be(moved)} known by the old path of a file that was moved: "
                "`bp lint --prune-baseline` writes the new one."
            )
    if known.name_gone:
        run.notes += [f"Gone: {' '.join(filter(None, (e.path, e.at, f'[{e.rule}]')))}" for e in found.gone]
    return {entry.fingerprint for entry in found.found}


def _findings(number: int) -> str:
    return f"{number:,} {'finding' if number == 1 else 'findings'}"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _compare(
    run: Run, entries: Sequence[Entry], known: Known, configs: Configs, paths: Sequence[str], file: str
) -> Comparison:
    findings = [finding for result in run.files for finding in result.findings if can_be_known(finding)]
    found = compare(entries, findings, {}, _judge(run, configs, paths, {}))
    if found.new and any(not os.path.lexists(_from_here(entry.path)) for entry in (*found.gone, *found.unjudged)):
        # A file is gone, and there are new findings: perhaps it was moved.
        from blueprint_cli.since import former_names, renamed_since

        renamed = renamed_since(os.getcwd(), [known.since or "", "HEAD"], file)
        if former := former_names(run.files, renamed):
            return compare(entries, findings, former, _judge(run, configs, paths, renamed))
    return found


def _judge(run: Run, configs: Configs, paths: Sequence[str], renamed: Mapping[str, str]) -> Callable[[Entry], bool]:
    """Return whether the run has checked the file and the rule of an entry, so that its finding would be there."""
    checked = {repository_path(file.path): file for file in run.files}
    checked |= {repository_path(renamed[file.path]): file for file in run.files if file.path in renamed}
    folders = [repository_path(path) for path in paths or (".",) if os.path.isdir(path)]

    def judged(entry: Entry) -> bool:
        here = _from_here(entry.path)
        if configs.in_force(here).levels.get(entry.rule, "error") == "off":
            return False
        if file := checked.get(entry.path):
            return file.refused is None and not _stopped(file, entry.rule)
        # Deleted; but of a file that is there and was left out nothing is known.
        within = any(folder == "." or entry.path.startswith(f"{folder}/") for folder in folders)
        return within and not os.path.lexists(here)

    return judged


def _stopped(file: FileResult, rule: str) -> bool:
    """Whether the errors of a file have kept a rule from speaking."""
    # Only what is gone is looked at so closely.
    from blueprint_cli.rules.engine import ALWAYS_ERRORS

    errors = {finding.rule for finding in file.findings if finding.rule in ALWAYS_ERRORS}
    if not errors or rule in ALWAYS_ERRORS:
        return "rule-crashed" in errors
    return bool(errors & {"yaml-syntax", "rule-crashed"}) or any(skip.rule == rule for skip in file.skipped)


def _from_here(path: str) -> str:
    """Return the path from the working folder of one from the root of its repository."""
    depth = repository_path("x").count("/")
    return os.path.normpath(os.path.join(*[".."] * depth, path)) if depth else path
