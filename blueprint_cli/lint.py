"""From files to findings: the whole of `bp lint`, without its options and its reports.

Settings come to a file in two steps: `Settings` is what the command line says of all files, `InForce` what is in force
for one. Whoever lints files one by one writes

    configs = settings.configs()
    result = lint_document(path, data, settings, configs.in_force(path), files)

where `configs.in_force(path)` reads the `bp.yaml` of the file (once) and raises ConfigProblem where that makes no
sense. `InForce.key` is the same text for the same settings. Whoever loads a blueprint without linting it hands
`configs.catalogs(path)` to `load_blueprint`, or its references to shared catalogs are unknown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.config.configs import Configs
from blueprint_cli.document import START, Problem
from blueprint_cli.files import DISK, Files
from blueprint_cli.findings.finding import Finding, Skip
from blueprint_cli.findings.fingerprint import fingerprints
from blueprint_cli.findings.ignores import read_ignores
from blueprint_cli.findings.run import FailOn, FileResult, Run
from blueprint_cli.in_force import InForce
from blueprint_cli.load import load_blueprint
from blueprint_cli.rules.engine import ALWAYS_ERRORS, Levels, judge, run_rules
from blueprint_cli.rules.registry import RULES

_BY_NAME = {rule.name: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line says: everything that is not the files. Dates enter here and nowhere else."""

    today: date
    #: None: as the configuration says, else `standard`.
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    #: The configuration that counts for all files, in place of the `bp.yaml` nearest to each.
    config: str | None = None

    def configs(self) -> Configs:
        """Return the configurations that are in force under these settings, not read yet."""
        return Configs(self.config, self.profile, self.select, self.ignore)


def lint_document(
    path: str, data: bytes, settings: Settings, in_force: InForce | Levels, files: Files = DISK
) -> FileResult:
    """Lint one file that has been read from the disk, or from standard input under the name `path`.

    `in_force` is what `settings.configs()` says of the path; bare levels stand for settings without anything else. Of
    `settings` only the date is read.
    """
    if not isinstance(in_force, InForce):
        in_force = InForce(in_force)
    levels = in_force.levels
    loaded = load_blueprint(path, data, files, in_force.catalogs)
    outcome = run_rules(loaded.blueprint, loaded.problems, levels, settings.today, RULES, files, in_force.options)
    skipped = {name for name, _ in outcome.skipped}
    active = {rule.name for rule in RULES if levels.get(rule.name, "off") != "off"} - skipped
    ignores = read_ignores(loaded.document, settings.today, levels, ALWAYS_ERRORS)
    kept, ignored = ignores.split(outcome.problems)
    ignores.split(outcome.covered)
    kept += [problem for problem in ignores.problems(active) if levels.get(problem.rule, "off") != "off"]
    result = FileResult(path, loaded.document.text)
    result.findings = _findings(path, kept, levels, loaded.blueprint)
    result.ignored = _findings(path, ignored, levels, loaded.blueprint)
    result.skipped = sorted((Skip(name, path, reason) for name, reason in outcome.skipped), key=lambda s: s.rule)
    return result


def _findings(path: str, problems: Sequence[Problem], levels: Levels, blueprint: Blueprint) -> list[Finding]:
    # A card that an alias repeats is judged twice, and told once: it stands in one place.
    distinct = {(problem.span, problem.rule, problem.message): problem for problem in reversed(problems)}
    ordered = sorted(distinct.values(), key=lambda p: (p.span, p.rule, p.message))
    found = []
    for problem, name in zip(ordered, fingerprints(path, ordered) if ordered else (), strict=True):
        severity, acknowledged = judge(problem, _BY_NAME.get(problem.rule), levels, target=blueprint.is_target)
        found.append(
            Finding(
                path=path,
                span=problem.span,
                rule=problem.rule,
                severity=severity,
                message=problem.message,
                help=problem.help,
                card=problem.card,
                fingerprint=name,
                related=problem.related,
                acknowledged=acknowledged,
                fix=problem.fix,
                anchor=problem.anchor,
                detail=problem.detail,
            )
        )
    return found


def _lint_or_tell(path: str, data: bytes, settings: Settings, in_force: InForce) -> FileResult:
    """Lint one file; a mistake of bp itself is a finding there, and the other files are still checked."""
    try:
        return lint_document(path, data, settings, in_force)
    except Exception as error:
        if os.environ.get("BP_DEBUG"):
            raise
        message = f"bp broke off on this file ({type(error).__name__}), and nothing more is known of it."
        help = (
            "This is a mistake in bp and not in your blueprint. Please report it with this file. BP_DEBUG=1 shows "
            "where it happened."
        )
        name = next(iter(fingerprints(path, [Problem("rule-crashed", START, message)])))
        found = Finding(path, START, "rule-crashed", "error", message, help, card="", fingerprint=name)
        return FileResult(path, data.decode("utf-8", "replace"), [found])


def lint_files(
    files: Sequence[str],
    settings: Settings,
    *,
    stdin: bytes | None = None,
    stdin_name: str = "stdin.blueprint.yaml",
    on_file: Callable[[int, int], None] | None = None,
    configs: Configs | None = None,
) -> Run:
    """Lint files; `-` stands for `stdin`, reported under `stdin_name`.

    A file that the operating system refuses is told in its result, and the others are still checked. `on_file` hears
    how many of how many files are done. `configs` are those of `settings`, where somebody has read them already. Raises
    UnknownRule, ConfigProblem and ValueError for settings that make no sense.
    """
    configs = configs or settings.configs()
    configs.levels(None, {})
    results = []
    for number, file in enumerate(files, 1):
        path = stdin_name if file == "-" else file
        in_force = configs.in_force(path)
        try:
            data = (stdin or b"") if file == "-" else Path(file).read_bytes()
        except OSError as error:
            results.append(FileResult(path, refused=error.strerror or type(error).__name__))
        else:
            results.append(_lint_or_tell(path, data, settings, in_force))
        if on_file:
            on_file(number, len(files))
    return Run(sorted(results, key=lambda result: result.path), settings.fail_on)
