"""Sets aside findings that are known, to the baseline or from a revision, so that only new ones are left to fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint_cli.findings.baseline import (
    NAME,
    BaselineError,
    Comparison,
    Entry,
    can_be_known,
    compare,
    find_baseline,
    read_baseline,
    usual_place,
    write_baseline,
)
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.fingerprint import repository_path
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.lint import Settings
from blueprint_cli.report.summary import count
from blueprint_cli.rules.engine import ALWAYS_ERRORS

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs


@dataclass(frozen=True, slots=True)
class Known:
    """What is to count as known, and what becomes of the baseline."""

    #: None: the nearest `.bp-baseline.yaml`, if there is one.
    baseline: str | None = None
    update: bool = False
    prune: bool = False
    since: str | None = None


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
    baselined = _apply_baseline(run, known, configs, paths)
    there = sum(
        can_be_known(finding) and finding.fingerprint in earlier for file in run.files for finding in file.findings
    )
    if known.since is not None:
        were = "1 finding was" if there == 1 else f"{there:,} findings were" if there else "no finding was"
        run.notes.append(f"Compared with {known.since} ({', '.join(old.commits)}): {were} there already.")
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
        raise BaselineError(f"There is no baseline {known.baseline}. `bp lint --update-baseline` writes it.")
    elif known.prune:
        raise BaselineError(f"There is no {NAME} to prune. `bp lint --update-baseline` writes it.")
    elif not known.update:
        return set()
    file = file or usual_place()
    found = _compare(run, entries, known, configs, paths, file)
    shown = os.path.relpath(file).replace(os.sep, "/")
    if known.update:
        write_baseline(file, [*found.found, *found.new, *found.unjudged])
        total = len({*found.found, *found.new, *found.unjudged})
        run.notes.append(
            f"Wrote {shown}: {count(len(found.new), 'finding')} added, {len(found.gone):,} removed, {total:,} in all."
        )
        return {entry.fingerprint for entry in (*found.found, *found.new)}
    if known.prune:
        left = len(found.found) + len(found.unjudged)
        write_baseline(file, [*found.found, *found.unjudged])
        run.notes.append(f"Wrote {shown}: {count(len(found.gone), 'finding')} removed, {left:,} left.")
    else:
        if found.gone:
            are = "finding of the baseline is" if len(found.gone) == 1 else "findings of the baseline are"
            takes = "takes it out" if len(found.gone) == 1 else "takes them out"
            run.notes.append(f"{len(found.gone):,} {are} gone: `bp lint --prune-baseline` {takes}.")
        if found.moved:
            are = "finding of the baseline is" if found.moved == 1 else "findings of the baseline are"
            run.notes.append(
                f"{found.moved:,} {are} known by the old path of a file that was moved: `bp lint --prune-baseline` "
                "writes the new one."
            )
    return {entry.fingerprint for entry in found.found}


def _compare(
    run: Run, entries: Sequence[Entry], known: Known, configs: Configs, paths: Sequence[str], file: str
) -> Comparison:
    judged = _judge(run, configs, paths)
    findings = [finding for result in run.files for finding in result.findings if can_be_known(finding)]
    found = compare(entries, findings, {}, judged)
    here = {entry.path for entry in found.new}
    if found.new and any(entry.path not in here and not os.path.exists(_from_here(entry.path)) for entry in found.gone):
        # A file is gone and another one has new findings: perhaps it was moved.
        from blueprint_cli.since import former_names, renamed_since

        renamed = renamed_since(os.getcwd(), [known.since or "", "HEAD"], file)
        if former := former_names(run.files, renamed):
            return compare(entries, findings, former, judged)
    return found


def _judge(run: Run, configs: Configs, paths: Sequence[str]) -> Callable[[Entry], bool]:
    """Return whether the run has checked the file and the rule of an entry, so that its finding would be there."""
    checked = {repository_path(file.path): file for file in run.files}
    folders = [repository_path(path) for path in paths or (".",) if os.path.isdir(path)]

    def judged(entry: Entry) -> bool:
        here = _from_here(entry.path)
        file = checked.get(entry.path)
        if configs.in_force(here).levels.get(entry.rule, "error") == "off":
            return False
        if file is None:
            # Deleted; but of a file that is there and was left out nothing is known.
            within = any(folder == "." or entry.path.startswith(f"{folder}/") for folder in folders)
            return within and not os.path.lexists(here)
        return file.refused is None and not _stopped(file, entry.rule)

    return judged


def _stopped(file: FileResult, rule: str) -> bool:
    """Whether the errors of a file have kept a rule from speaking."""
    errors = {finding.rule for finding in file.findings if finding.rule in ALWAYS_ERRORS}
    if not errors or rule in ALWAYS_ERRORS:
        return "rule-crashed" in errors
    return bool(errors & {"yaml-syntax", "rule-crashed"}) or any(skip.rule == rule for skip in file.skipped)


def _from_here(path: str) -> str:
    """Return the path from the working folder of one from the root of its repository."""
    depth = repository_path("x").count("/")
    return os.path.normpath(os.path.join(*[".."] * depth, path)) if depth else path
