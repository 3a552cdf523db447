"""From one file to its findings; `blueprint_cli.check` does it for many.

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

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import START, Document, Problem
from blueprint_cli.files import DISK, Files
from blueprint_cli.findings.finding import Finding, Skip
from blueprint_cli.findings.fingerprint import fingerprints
from blueprint_cli.findings.run import FileResult
from blueprint_cli.in_force import InForce
from blueprint_cli.load import Loaded, build_again, load_blueprint, with_fixes
from blueprint_cli.rules.engine import ALWAYS_ERRORS, Levels, Outcome, judge, run_rules
from blueprint_cli.rules.registry import RULES
from blueprint_cli.settings import Settings

__all__ = ["Settings", "broken_off", "lint_document", "lint_or_tell"]

_BY_NAME = {rule.name: rule for rule in RULES}


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
    outcome = run_rules(
        loaded.blueprint,
        loaded.problems,
        levels,
        settings.today,
        RULES,
        files,
        in_force.options,
        _without_words(loaded, in_force, files),
    )
    kept, ignored = _split(loaded.document, outcome, levels, settings)
    result = FileResult(path, loaded.document.text)
    result.findings = _findings(path, kept, levels, loaded.blueprint)
    result.ignored = _findings(path, ignored, levels, loaded.blueprint)
    result.skipped = sorted((Skip(name, path, reason) for name, reason in outcome.skipped), key=lambda s: s.rule)
    return result


def _split(
    document: Document, outcome: Outcome, levels: Levels, settings: Settings
) -> tuple[list[Problem], list[Problem]]:
    """Return the problems to report, those of comments among them, and those that a comment holds back."""
    problems = with_fixes(outcome.problems, document.text)
    if not (document.comments and "bp" in document.text.casefold()):
        # Most files have no comment for bp, and do not wait for what reads them.
        return problems, []
    from blueprint_cli.findings.ignores import read_ignores

    skipped = {name for name, _ in outcome.skipped}
    active = {rule.name for rule in RULES if levels.get(rule.name, "off") != "off"} - skipped
    ignores = read_ignores(document, settings.today, levels, ALWAYS_ERRORS)
    kept, ignored = ignores.split(problems)
    ignores.split(outcome.covered)
    kept += [problem for problem in ignores.problems(active) if levels.get(problem.rule, "off") != "off"]
    return kept, ignored


def _without_words(loaded: Loaded, in_force: InForce, files: Files) -> Callable[[], Blueprint] | None:
    """Return how to build the blueprint without the words that are fine here; None where no words are."""
    if not in_force.vocabulary:
        return None
    from blueprint_cli.rules.vocabulary import hide_words

    return lambda: hide_words(build_again(loaded, files, in_force.catalogs), in_force.vocabulary)


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


def lint_or_tell(path: str, data: bytes, settings: Settings, in_force: InForce, files: Files = DISK) -> FileResult:
    """Lint one file; a mistake of bp itself is a finding there, and the other files are still checked."""
    try:
        return lint_document(path, data, settings, in_force, files)
    except Exception as error:
        if os.environ.get("BP_DEBUG"):
            raise
        return broken_off(path, type(error).__name__, data.decode("utf-8", "replace"))


def broken_off(path: str, how: str, text: str = "") -> FileResult:
    """Return the result of a file on which bp itself broke off."""
    message = f"bp broke off on this file ({how}), and nothing more is known of it."
    help = (
        "This is a mistake in bp and not in your blueprint. Please report it with this file. BP_DEBUG=1 shows "
        "where it happened."
    )
    name = next(iter(fingerprints(path, [Problem("rule-crashed", START, message)])))
    found = Finding(path, START, "rule-crashed", "error", message, help, card="", fingerprint=name)
    return FileResult(path, text, [found])
