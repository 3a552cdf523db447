"""From pairs of versions to their comparisons: the whole of `bp diff`, without its options and its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from blueprint_cli.changes.change import Comparison, FindingChanges, NewFinding, Side
from blueprint_cli.findings.run import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_USAGE
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.load import load_blueprint
from blueprint_cli.versions import Pair, Pairs, Version

if TYPE_CHECKING:
    from blueprint_cli.changes.change import Approval
    from blueprint_cli.changes.kinds import Level
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.findings.finding import Finding

Threshold = Literal["breaking", "risky", "info", "cosmetic", "new-error", "new-warning", "new-info", "never"]
THRESHOLDS: tuple[Threshold, ...] = get_args(Threshold)
USUAL_THRESHOLDS: tuple[Threshold, ...] = ("breaking", "new-error")
_LEVELS = ("breaking", "risky", "info", "cosmetic")
_NEW = ("new-error", "new-warning", "new-info")


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair and what came of it; `unread` names the sides that could not be read, so that no change is told."""

    comparison: Comparison
    unread: tuple[Literal["old", "new"], ...] = ()

    @property
    def path(self) -> str:
        """Where the blueprint is now, or was at last."""
        newest = self.comparison.new or self.comparison.old
        return newest.path if newest else ""


@dataclass(slots=True)
class DiffRun:
    """All comparisons of a run, sorted by path, and how they are judged."""

    files: list[Compared]
    fail_on: tuple[Threshold, ...] = USUAL_THRESHOLDS
    #: What the old state is called, where one name holds for all files: `main`.
    base: str = ""
    #: Blueprints that were looked at and are the same.
    same: int = 0
    missing: list[str] = field(default_factory=list)
    #: Files that the operating system refused, with its words.
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def comparisons(self) -> Iterator[Comparison]:
        """The comparisons alone."""
        return (file.comparison for file in self.files)

    def count(self, word: str) -> int:
        """How many there are of a level, `approved`, `new-error` (and so on), `fixed` or `carried`."""
        return sum(comparison.counts[word] for comparison in self.comparisons)

    @property
    def failing(self) -> list[tuple[Threshold, int]]:
        """What is at or over the threshold, with numbers, the worst first."""
        words: list[Threshold] = []
        for scale in (_LEVELS, _NEW):
            named = [scale.index(word) for word in self.fail_on if word in scale]
            words += [word for word in THRESHOLDS if named and word in scale[: max(named) + 1]]
        return [(word, number) for word in words if (number := self.count(word))]

    @property
    def unread(self) -> int:
        """How many blueprints cannot be read as they are now: nobody knows what changes, so that the run fails."""
        return 0 if "never" in self.fail_on else sum("new" in file.unread for file in self.files)

    @property
    def exit_code(self) -> int:
        """0 under the threshold, 1 at or over it or where a blueprint cannot be read, 2 a path missing, 3 a file
        refused or a rule crashed.
        """
        found = [finding for comparison in self.comparisons for finding in comparison.findings.of_new]
        if self.refused or any(finding.rule == "rule-crashed" for finding in found):
            return EXIT_INTERNAL
        if self.missing:
            return EXIT_USAGE
        return EXIT_FINDINGS if self.failing or self.unread else EXIT_CLEAN


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare: everything that is not the files. Dates enter through `settings.today`."""

    settings: Settings
    fail_on: tuple[Threshold, ...] = USUAL_THRESHOLDS
    #: Whether what has another name or place is looked for by its likeness.
    renames: bool = True


def compare_all(pairs: Pairs, options: Options, on_file: Callable[[int, int], None] | None = None) -> DiffRun:
    """Compare every pair; those that do not differ are only counted.

    Raises ConfigProblem and UnknownRule for settings that make no sense, GitError where git cannot answer.
    """
    configs = options.settings.configs()
    configs.levels(None, {})
    run = DiffRun([], options.fail_on, pairs.base, pairs.same, list(pairs.missing), list(pairs.refused))
    # Two files that are named one by one are meant, whatever a configuration excludes.
    named = len(pairs.pairs) == 1 and not pairs.base
    meant = [pair for pair in pairs.pairs if named or not configs.excluded_by(pair.path)]
    for number, pair in enumerate(sorted(meant, key=lambda pair: pair.path), 1):
        compared = _compare(pair, options, configs)
        if compared.comparison.is_empty and not compared.unread:
            run.same += 1
        else:
            run.files.append(compared)
        if on_file:
            on_file(number, len(meant))
    return run


def _compare(pair: Pair, options: Options, configs: Configs) -> Compared:
    from blueprint_cli.changes.compare import compare

    judgement = _judgement(configs, pair.path)
    old, old_read = _side(pair.old, options.settings, configs) if pair.old else (None, True)
    new, new_read = _side(pair.new, options.settings, configs) if pair.new else (None, True)
    if old_read and new_read:
        comparison = compare(
            old,
            new,
            renames=options.renames,
            levels=judgement.levels,
            approvals=judgement.approvals,
            today=options.settings.today,
            moved=pair.moved,
        )
        return Compared(comparison)
    # Half of a file would look like the rest of it deleted.
    unread: list[Literal["old", "new"]] = ["old"] if not old_read else []
    found: list[Finding] = []
    if not new_read:
        unread.append("new")
        known = {finding.fingerprint for finding in old.findings} if old and not old_read else set()
        found = [f for f in (new.findings if new else ()) if f.severity == "error" and f.fingerprint not in known]
    findings = FindingChanges(new=[NewFinding(finding) for finding in found])
    return Compared(Comparison(old=old, new=new, changes=[], findings=findings), tuple(unread))


@dataclass(frozen=True, slots=True)
class _Judgement:
    levels: Mapping[str, Level]
    approvals: Sequence[Approval]


def _judgement(configs: Configs, path: str) -> _Judgement:
    from blueprint_cli.changes.ratings import read_ratings

    config = configs.of(path)
    levels, approvals = read_ratings([diff for _, diff in config.diffs]) if config else ({}, ())
    return _Judgement(levels, approvals)


def _side(version: Version, settings: Settings, configs: Configs) -> tuple[Side, bool]:
    """Return one side, and whether its YAML could be read to the end."""
    in_force = configs.in_force(version.path)
    loaded = load_blueprint(version.path, version.data, version.files, in_force.catalogs)
    result = lint_document(version.path, version.data, settings, in_force, version.files)
    side = Side(version.path, loaded.blueprint, loaded.document.text, tuple(result.findings), version.label)
    read = loaded.document.data is not None and not any(p.rule == "yaml-syntax" for p in loaded.problems)
    return side, read
