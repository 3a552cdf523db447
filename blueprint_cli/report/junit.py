"""JUnit XML, which nearly every CI shows as test results: a suite for each file.

Findings that fail the run are failures; where there is none, one test passes. What is under the threshold stands in
the output of the suite. Rules that lack their data are skipped tests; a file that was not read and a rule that crashed
are errors.
There are neither times nor a host in it, so that the same run gives the same bytes; the schema that Jenkins' xUnit
plugin publishes (junit-10.xsd) allows that.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.repository import root_path, visible
from blueprint_cli.report.summary import say_fix

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KINDS = {"failure": "failures", "error": "errors", "skipped": "skipped"}
_CRASH = "rule-crashed"


@dataclass(frozen=True, slots=True)
class _Case:
    """One test: `kind` is the element in it that says how it ended, empty where it passed."""

    name: str
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def write_junit(run: Run) -> str:
    """Return the report as XML text, ending in a newline; paths are from the root of the repository."""
    from xml.etree.ElementTree import Element, indent, tostring

    suites = Element("testsuites", name="bp lint")
    total: Counter[str] = Counter()
    for path in run.missing:
        total += _add_suite(suites, root_path(path), [_Case("read", "error", "no-such-path", NO_SUCH_PATH)])
    for file in run.files:
        milder = [_details(f) for f in file.findings if not f.acknowledged and not _is_case(run, f)]
        total += _add_suite(suites, root_path(file.path), _cases(run, file), "\n\n".join(milder))
    if run.notes:
        total += _add_suite(suites, "bp lint", [], "\n".join(run.notes))
    # The schema knows no `skipped` here.
    for kind in ("tests", "failures", "errors"):
        suites.set(kind, str(total[kind]))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _is_case(run: Run, finding: Finding) -> bool:
    return finding.rule == _CRASH or run.fails(finding)


def _cases(run: Run, file: FileResult) -> list[_Case]:
    if file.refused is not None:
        return [_Case("read", "error", "unread-file", f"This could not be read: {file.refused}")]
    cases = [
        _Case(
            f"{finding.rule} {finding.card}".strip(),
            "error" if finding.rule == _CRASH else "failure",
            finding.rule,
            finding.message,
            _details(finding),
        )
        for finding in file.findings
        if _is_case(run, finding)
    ]
    return (cases or [_Case("lint")]) + [_Case(skip.rule, "skipped", message=skip.reason) for skip in file.skipped]


def _details(finding: Finding) -> str:
    lines = [
        f"{root_path(finding.path)}:{finding.span.line}:{finding.span.column}: {finding.severity}: {finding.message} "
        f"[{finding.rule}]",
        finding.help,
        f"fix: {say_fix(finding.fix, finding.rule)}" if finding.fix else "",
    ]
    lines += [
        f"{root_path(related.path or finding.path)}:{related.span.line}:{related.span.column}: {related.message}"
        for related in finding.related
    ]
    return "\n".join(line for line in lines if line)


def _add_suite(suites: Element, name: str, cases: list[_Case], output: str = "") -> Counter[str]:
    """Add a suite and return how many tests, failures, errors and skipped ones it has."""
    from xml.etree.ElementTree import SubElement

    counts = Counter({"tests": len(cases)})
    suite = SubElement(suites, "testsuite", name=visible(name))
    seen: Counter[str] = Counter()
    for case in cases:
        seen[case.name] += 1
        # Two tests of one name would be taken for one.
        number = f" ({seen[case.name]})" if seen[case.name] > 1 else ""
        test = SubElement(suite, "testcase", classname=visible(name), name=visible(case.name + number))
        if case.kind:
            counts[_KINDS[case.kind]] += 1
            end = SubElement(test, case.kind, message=visible(case.message))
            if case.type:
                end.set("type", case.type)
            end.text = visible(case.text) or None
    if output:
        SubElement(suite, "system-out").text = visible(output)
    for kind in ("tests", *_KINDS.values()):
        suite.set(kind, str(counts[kind]))
    return counts
