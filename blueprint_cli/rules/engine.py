"""Runs the rules on one blueprint: what fires, what is told by a larger finding already, what could not be judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Severity, Span
from blueprint_cli.files import DISK, Files
from blueprint_cli.rules.levels import ALWAYS_ERRORS as ALWAYS_ERRORS
from blueprint_cli.rules.options import Plain
from blueprint_cli.rules.rule import Context, Reach, Rule, Skipped
from blueprint_cli.rules.words import MissingListError, words_for

#: The severity of each rule; a rule that is not named is off.
Levels = Mapping[str, Severity | Literal["off"]]


@dataclass(slots=True, eq=False, repr=False)
class Outcome:
    """What the rules said of one blueprint."""

    problems: list[Problem] = field(default_factory=list)
    #: Problems that a larger finding tells already: not reported, but an ignore that names them is used.
    covered: list[Problem] = field(default_factory=list)
    #: Rule and reason.
    skipped: list[tuple[str, str]] = field(default_factory=list)


def run_rules(
    blueprint: Blueprint,
    structural: Sequence[Problem],
    levels: Levels,
    today: date,
    rules: Iterable[Rule],
    files: Files = DISK,
    options: Mapping[str, Mapping[str, Plain]] | None = None,
    without_words: Callable[[], Blueprint] | None = None,
) -> Outcome:
    """Run every rule that is not off, with the `options` that differ from their defaults.

    `without_words` builds the blueprint once more, with the words that are fine in the house hidden from the rules:
    what they do not find then is not told.

    `structural` are the problems of reading, schema and references: while there is an error among them, rules that
    speak of what is missing wait. A rule that raises becomes a `rule-crashed` problem, and the others go on.
    """
    context = Context(blueprint, today, words_for(blueprint.language), files, options or {})
    wordless = replace(context, words=None)
    broken = any(problem.severity in (None, "error") for problem in structural)
    outcome = Outcome(list(structural))
    ran: list[Rule] = []
    for rule in rules:
        if levels.get(rule.name, "off") == "off":
            continue
        words = context.words
        if rule.reads_words and words is None:
            outcome.skipped.append((rule.name, f"no word lists for the language “{blueprint.language}”"))
        elif rule.reads_words and words and not words.serves(rule.name):
            outcome.skipped.append((rule.name, f"no word lists for this rule in the language “{blueprint.language}”"))
        elif rule.whole and broken:
            outcome.skipped.append((rule.name, "the file has errors, and what is missing may be behind them"))
        else:
            ran.append(rule)
            # A rule that can do without words judges by fields where the language does not serve it.
            _run(rule, context if words is None or words.serves(rule.name) else wordless, outcome)
    if without_words:
        _excuse(outcome, ran, context, without_words)
    for rule in ran:
        _drop_covered(rule, outcome, blueprint.span)
    return outcome


def _run(rule: Rule, context: Context, outcome: Outcome) -> None:
    try:
        said = list(rule.check(context.blueprint, context))
    except MissingListError as missing:
        lacks = f"no word list “{missing.args[0]}” for the language “{context.blueprint.language}”"
        outcome.skipped.append((rule.name, lacks))
        return
    except Exception as error:
        if os.environ.get("BP_DEBUG"):
            raise
        outcome.problems.append(
            Problem(
                "rule-crashed",
                context.blueprint.span,
                f"The rule “{rule.name}” broke off ({type(error).__name__}).",
                "This is a mistake in bp and not in your blueprint; all other rules were run. Please report it with "
                "this file. BP_DEBUG=1 shows where it happened.",
                detail=rule.name,
            )
        )
        return
    for one in said:
        if isinstance(one, Skipped):
            outcome.skipped.append((rule.name, one.reason))
        else:
            outcome.problems.append(one)


def _excuse(outcome: Outcome, ran: Sequence[Rule], context: Context, without_words: Callable[[], Blueprint]) -> None:
    """Drop what rests on words that are fine: what its rule does not find at the same place without them."""
    names = {problem.rule for problem in outcome.problems}
    rules = [rule for rule in ran if rule.name in names]
    if not rules:
        return
    levels: Levels = dict.fromkeys((rule.name for rule in rules), "warning")
    again = run_rules(without_words(), (), levels, context.today, rules, context.files, context.options)
    found = [*again.problems, *again.covered]
    held = {(problem.rule, problem.span) for problem in found}
    # What broke off this time says nothing about the words.
    tried = levels.keys() - {problem.detail for problem in found if problem.rule == "rule-crashed"}
    outcome.problems = [p for p in outcome.problems if p.rule not in tried or (p.rule, p.span) in held]


def _drop_covered(rule: Rule, outcome: Outcome, whole_file: Span) -> None:
    """One cause, one finding: drop what the findings of `rule` tell already, and keep the highest severity.

    `whole_file` is where findings about the whole file stand: the service's name, which they are not about.
    """
    told = [problem for problem in (*outcome.problems, *outcome.covered) if problem.rule == rule.name]
    if not (told and rule.covers):
        return
    kept: list[Problem] = []
    errors: set[int] = set()
    for problem in outcome.problems:
        reach = None if problem.rule == rule.name else rule.covers.get(problem.rule, rule.covers.get("*"))
        if problem.rule == "rule-crashed" or (reach == "place" and _stands_for_file(problem, whole_file)):
            reach = None
        by = next((index for index, larger in enumerate(told) if reach and _covers(larger, problem, reach)), None)
        if by is None:
            kept.append(problem)
        else:
            outcome.covered.append(problem)
            if problem.severity == "error" or problem.rule in ALWAYS_ERRORS:
                errors.add(by)
    raised = {id(told[index]) for index in errors}
    outcome.problems = [replace(p, severity="error") if id(p) in raised else p for p in kept]


def _stands_for_file(problem: Problem, whole_file: Span) -> bool:
    return problem.span == whole_file and not problem.anchor and problem.rule not in ALWAYS_ERRORS


def _covers(larger: Problem, smaller: Problem, reach: Reach) -> bool:
    if reach == "file":
        return True
    if reach == "card":
        return larger.anchor != "" and larger.anchor == smaller.anchor
    return larger.span.contains(smaller.span)


def judge(problem: Problem, rule: Rule | None, levels: Levels, *, target: bool) -> tuple[Severity, bool]:
    """Return the severity of a problem, and whether it is acknowledged.

    An honest picture of a poor service is not punished: in a current state a problem of the service is at most a
    warning, and an acknowledged info where the author has marked the place.
    """
    level = levels.get(problem.rule, "error")
    severity: Severity = problem.severity or ("error" if level == "off" else level)
    if rule is not None and rule.service and not target:
        if problem.marked:
            return "info", True
        if severity == "error":
            return "warning", False
    return severity, False
