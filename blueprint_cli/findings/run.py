"""The result of a lint run: what each report is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from blueprint_cli.findings.finding import Finding, Skip

FailOn = Literal["error", "warning", "info", "never"]

#: Exit codes; 3 outranks 1 (`README.md`, "Exit codes").
EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3

_RANK = {"error": 3, "warning": 2, "info": 1, "never": 4}


@dataclass(slots=True)
class FileResult:
    """What was found in one file, sorted by place; `text` is its source, for reports that show the line."""

    path: str
    text: str = ""
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    #: Findings that a `# bp: ignore` comment holds back.
    ignored: list[Finding] = field(default_factory=list)
    #: Findings that the baseline knows, or that were there at the revision of `--since`: counted, never failing.
    baselined: list[Finding] = field(default_factory=list)
    #: The operating system refused the file: its own words. Nothing else is known of it.
    refused: str | None = None


@dataclass(slots=True)
class Run:
    """All files of a run, sorted by path, and how they are judged."""

    files: list[FileResult]
    fail_on: FailOn = "error"
    #: Paths that were named and do not exist; the others were checked all the same.
    missing: list[str] = field(default_factory=list)
    #: How many findings `--fix` has mended: they are among the findings no more.
    fixed: int = 0
    #: Files that were fixed and could not be written.
    unwritten: list[str] = field(default_factory=list)
    #: Sentences for people about the run itself, such as what of the baseline is stale; shown after the summary.
    notes: list[str] = field(default_factory=list)

    def refuse(self, places: Iterable[tuple[str, str]]) -> None:
        """Add files and folders that the operating system refused, each with its words."""
        self.files = sorted(
            [*self.files, *(FileResult(path, refused=words) for path, words in places)], key=lambda file: file.path
        )

    @property
    def findings(self) -> Iterator[Finding]:
        """Every finding, acknowledged ones included, sorted by path, line, column, rule."""
        for file in self.files:
            yield from file.findings

    @property
    def counts(self) -> Counter[str]:
        """How many findings of each severity, and `acknowledged` ones, which are in no severity;
        `ignored` and `baselined` ones.
        """
        counts = Counter("acknowledged" if f.acknowledged else f.severity for f in self.findings)
        counts["ignored"] = sum(len(file.ignored) for file in self.files)
        counts["baselined"] = sum(len(file.baselined) for file in self.files)
        return counts

    @property
    def failing(self) -> list[Finding]:
        """The findings at or over the threshold."""
        return [f for f in self.findings if self.fails(f)]

    def fails(self, finding: Finding) -> bool:
        """Whether the finding is at or over the threshold."""
        return not finding.acknowledged and _RANK[finding.severity] >= _RANK[self.fail_on]

    @property
    def exit_code(self) -> int:
        """0 clean or under the threshold, 1 findings at or over it, 2 a path missing, 3 a file refused, a fix not
        written or a rule crashed. The greater code wins.
        """
        if self.unwritten:
            return EXIT_INTERNAL
        if any(file.refused is not None for file in self.files) or any(
            f.rule == "rule-crashed" for f in self.findings
        ):
            return EXIT_INTERNAL
        if self.missing:
            return EXIT_USAGE
        return EXIT_FINDINGS if self.failing else EXIT_CLEAN
