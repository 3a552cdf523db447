"""The baseline: findings that are known, so that only new ones fail. A file that people read and git merges.

    baseline: 1
    findings:
      - {"path": "services/returns.blueprint.yaml", "rule": "missing-support", "at": "inspect", "fingerprint": "1:5f…"}

One line a finding, sorted, without anything that changes when a message is reworded or a line moves. Entries are told
apart by fingerprint alone, which counts the findings that are otherwise the same: so a set of them is a multiset of
findings, and lines that a merge has doubled or put out of order do no harm. `path` and `rule` say which entries a run
can judge that checked some files or rules only; `at` is for people.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint_cli.files import repository_root
from blueprint_cli.findings.baseline_file import NAME
from blueprint_cli.findings.fingerprint import repository_path

if TYPE_CHECKING:
    from blueprint_cli.document import Document, Span
    from blueprint_cli.findings.finding import Finding

VERSION = "1"

_HEAD = f"""\
# Findings that are known: `bp lint` counts them and does not fail for them. `bp lint --prune-baseline` takes out those
# that are gone, `bp lint --update-baseline` accepts those that are new. In a merge conflict keep the lines of both
# sides; git does so by itself where `.gitattributes` says `{NAME} merge=union`.
baseline: {VERSION}
findings:
"""
_ENTRY = re.compile(r"\s*- (\{.*\})\s*")
#: What may stand in double quotes in JSON, but not in YAML, or would be read as a line break there.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_CONFLICT = re.compile(r"(<{7}|\|{7}|>{7}) .*|={7}|(<{7}|\|{7}|>{7})")
#: A crash is never accepted, or nobody would hear of the next one.
_NEVER = "rule-crashed"


_ANEW = "Take an older state of the file from git, or delete it and write it anew: `bp lint --update-baseline`."


class BaselineError(Exception):
    """A baseline that cannot be read, or is not there: what and where, for people."""


class Entry(NamedTuple):
    """One known finding; `path` from the root of the repository, with `/`."""

    path: str
    rule: str
    at: str
    fingerprint: str


def usual_place(folder: str = ".") -> str:
    """Return where a first baseline belongs: at the root of the git repository, else in the folder itself."""
    return os.path.join(repository_root(folder) or os.path.abspath(folder), NAME)


def read_baseline(file: str) -> list[Entry]:
    """Return the entries of a baseline, sorted, each once.

    Lines as bp writes them are read at once; any other YAML of the same content, such as a formatter leaves, more
    slowly. Raises `BaselineError`, and OSError where the file is refused.
    """
    data = Path(file).read_bytes()
    shown = os.path.relpath(file).replace(os.sep, "/")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BaselineError(f"{shown}: This baseline is not UTF-8. Save it as that.") from None
    lines = text.splitlines() if text.isascii() else re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):
        if line[:1] in "<>=|" and line and _CONFLICT.fullmatch(line):
            raise BaselineError(
                f"{shown}:{number}: This is the mark of a merge conflict. Keep the entries of both sides and delete "
                "the marks; doubled and stale entries do no harm. Then `bp lint --prune-baseline` puts all in order."
            )
    entries = _read_lines(lines)
    return sorted(set(_read_any(shown, data) if entries is None else entries))


def _read_lines(lines: Sequence[str]) -> list[Entry] | None:
    """Return the entries of a text that bp wrote; None for any other text."""
    listed = []
    versions = 0
    for line in lines:
        if match := _ENTRY.fullmatch(line):
            listed.append(match[1])
        elif line == f"baseline: {VERSION}":
            versions += 1
        elif line.strip() and line[:1] != "#" and line != "findings:":
            return None
    try:
        # One text is read faster than many.
        found = json.loads(f"[{','.join(listed)}]")
        entries = [Entry(item["path"], item["rule"], item.get("at", ""), item["fingerprint"]) for item in found]
    except (ValueError, KeyError):
        return None
    return entries if versions and all(isinstance(value, str) for entry in entries for value in entry) else None


def _read_any(shown: str, data: bytes) -> list[Entry]:
    # Only a file that bp did not write needs a parser.
    from blueprint_cli.document import Map, Seq, Span, read_document

    document = read_document(shown, data)
    if document.problems and document.data is None:
        words = "This is no baseline that bp can read" if document.text.strip() else "This baseline is empty"
        raise _wrong(document, document.problems[0].span, f"{words}. {_ANEW}")
    root = document.data if document.data is not None else Map()
    if str(root.get("baseline")) != VERSION:
        place = root.value_spans.get("baseline", Span(1, 1, 1, 1))
        raise _wrong(
            document, place, f"This is no baseline of version {VERSION}: it needs `baseline: {VERSION}`. {_ANEW}"
        )
    listed = root.get("findings")
    if listed is None or listed == "":
        return []
    if not isinstance(listed, Seq):
        raise _wrong(document, root.value_spans["findings"], "`findings` of a baseline is a list.")
    entries = []
    for item, span in zip(listed, listed.item_spans, strict=True):
        values = [item.get(key, "") for key in ("path", "rule", "at", "fingerprint")] if isinstance(item, Map) else []
        if not values or not all(isinstance(value, str) for value in values) or not (values[0] and values[3]):
            raise _wrong(document, span, "An entry of a baseline needs `path`, `rule` and `fingerprint`.")
        entries.append(Entry(*values))
    return entries


def _wrong(document: Document, span: Span, words: str) -> BaselineError:
    return BaselineError(f"{document.path}:{span.line}:{span.column}: {words}")


def format_baseline(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline: the same for the same entries."""
    return _HEAD + "".join(f"  - {_format(entry)}\n" for entry in sorted(set(entries)))


def _format(entry: Entry) -> str:
    said = {"path": entry.path, "rule": entry.rule, "at": entry.at, "fingerprint": entry.fingerprint}
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def write_baseline(file: str, entries: Iterable[Entry]) -> None:
    """Write a baseline in one go, unless it says the same already. Raises OSError."""
    # Whoever only reads it need not wait for this.
    from blueprint_cli.output import replace_file

    data = format_baseline(entries).encode()
    target = Path(file)
    if not target.is_file() or target.read_bytes() != data:
        replace_file(target, data)


def entry_of(finding: Finding) -> Entry:
    """Return what a baseline keeps of a finding."""
    return Entry(repository_path(finding.path), finding.rule, finding.anchor or finding.card, finding.fingerprint)


def can_be_known(finding: Finding) -> bool:
    """Whether a finding may be in a baseline: an acknowledged one need not, a crash must not."""
    return not finding.acknowledged and finding.rule != _NEVER


@dataclass(slots=True)
class Comparison:
    """A baseline beside the findings of a run."""

    #: Entries whose finding is there; for a file that was moved, as the entry would be written now.
    found: list[Entry]
    #: Entries whose finding is gone.
    gone: list[Entry]
    #: Entries of which the run can say nothing, because it did not check their file or rule.
    unjudged: list[Entry]
    #: Findings that no entry knows.
    new: list[Finding]
    #: How many of the found ones stand under the old path of a file that was moved.
    moved: int = 0


def compare(
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    former: dict[str, str],
    judged: Callable[[Entry], bool],
) -> Comparison:
    """Compare entries with all findings of a run that can be known.

    `former` gives, by the fingerprint of a finding in a file that was moved, the one that it had before; `judged` says
    of an entry whether the run checked its file and rule.
    """
    known = {entry.fingerprint: entry for entry in entries}
    result = Comparison([], [], [], [])
    met: set[str] = set()
    for finding in findings:
        before = former.get(finding.fingerprint, finding.fingerprint)
        name = finding.fingerprint if finding.fingerprint in known else before
        if name in known:
            result.moved += name != finding.fingerprint
            met.add(name)
            result.found.append(known[name] if name == finding.fingerprint else entry_of(finding))
        else:
            result.new.append(finding)
    for name, entry in known.items():
        if name not in met:
            (result.gone if judged(entry) else result.unjudged).append(entry)
    return result
