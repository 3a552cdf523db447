"""What `bp lint --fix` does to a file: it makes the edits that its findings bring, and proves each of them.

A file is linted, the fixes that do not overlap are made, and it is linted again, until there is nothing left to fix.
After each round the new text must read as before but for what was edited, with the same comments and without any new
mistake. Where it does not, the fix is left out and said.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from blueprint_cli.config.configs import Configs
from blueprint_cli.document import Document, Span, read_document
from blueprint_cli.document.differences import differences, keeps_comments, touch
from blueprint_cli.document.edits import apply_edits
from blueprint_cli.files import DISK, Files
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.ignores import EXPIRED, UNKNOWN, UNUSED
from blueprint_cli.in_force import InForce
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.load import Loaded, load_blueprint
from blueprint_cli.output import replace_file

#: One fix may make room for the next; this many rounds are more than a file should need.
MAX_ROUNDS = 30
#: A file with none of these is a catalog, a configuration or something else that is not ours to edit.
_OF_BLUEPRINTS = ("blueprint", "service", "steps")
_ABOUT_COMMENTS = (UNUSED, EXPIRED, UNKNOWN)
#: As long as one of these is there, what a file declares is not all known, and a name may seem to be a slip of another.
_HIDING = frozenset(("yaml-syntax", "duplicate-key", "duplicate-id", "unknown-field", "execution-field", "schema"))
#: Fields of a few fixed values, numbers and dates: what is wrong there hides no name.
_WITHOUT_NAMES = (
    "automation basis blueprint date feels kind lanes language moment mutual repeats review.date severity state status"
)
_NO_NAMES = frozenset(_WITHOUT_NAMES.split())


@dataclass(slots=True)
class FixedFile:
    """A file before and after. The fixes of the findings in `made` were made; those in `left` would do harm."""

    path: str
    before: bytes
    after: bytes
    made: list[Finding] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    #: Some fixes were not made, because the mistakes that remain may hide that they are wrong.
    waits: bool = False
    #: Why it could not be read, or why the result could not be written.
    unread: str = ""
    unwritten: str = ""

    @property
    def changed(self) -> bool:
        """Whether any byte is another."""
        return self.before != self.after


def fix_files(
    files: Sequence[str],
    settings: Settings,
    configs: Configs,
    *,
    unsafe: Collection[str] = (),
    stdin: bytes | None = None,
    stdin_name: str = "stdin.blueprint.yaml",
) -> list[FixedFile]:
    """Fix files, without writing any; `-` stands for `stdin`.

    Raises UnknownRule and ConfigProblem for settings that make no sense.
    """
    results = []
    for file in files:
        path = stdin_name if file == "-" else file
        try:
            data = (stdin or b"") if file == "-" else Path(file).read_bytes()
        except OSError as error:
            results.append(FixedFile(file, b"", b"", unread=error.strerror or type(error).__name__))
            continue
        in_force = configs.in_force(path)
        try:
            result = fix_document(path, data, settings, in_force, unsafe=unsafe)
        except Exception:
            # A mistake of bp itself: the report that follows tells it, and the other files are still fixed.
            if os.environ.get("BP_DEBUG"):
                raise
            result = FixedFile(file, data, data)
        results.append(replace(result, path=file))
    return results


def write_fixes(fixed: Sequence[FixedFile]) -> None:
    """Write the files that changed, each in one go; `unwritten` says of the others why they are as they were."""
    for file in fixed:
        if not file.changed or file.path == "-":
            continue
        place = Path(file.path)
        try:
            if place.read_bytes() != file.before:
                file.unwritten = "it was changed by something else meanwhile"
                continue
            replace_file(place, file.after)
        except OSError as error:
            file.unwritten = error.strerror or type(error).__name__


def fix_document(
    path: str,
    data: bytes,
    settings: Settings,
    in_force: InForce,
    files: Files = DISK,
    *,
    unsafe: Collection[str] = (),
) -> FixedFile:
    """Return a file with the safe fixes of its findings made, and those of the rules in `unsafe`, safe or not."""
    result = FixedFile(path, data, data)
    try:
        data.decode()
    except UnicodeDecodeError:
        return result
    harmful: set[tuple[str, str, str]] = set()
    state: _Round | None = None
    for _ in range(MAX_ROUNDS):
        found = lint_document(path, result.after, settings, in_force, files).findings
        wanted = [f for f in found if f.fix and _name(f) not in harmful]
        if not wanted:
            result.waits = False
            break
        state = state or _Round(path, data, in_force, files)
        chosen, result.waits = _choose([f for f in wanted if state.may_fix(f, unsafe)], state)
        if not chosen:
            break
        good = chosen if state.is_harmless(chosen) else [f for f in chosen if state.is_harmless([f])]
        bad = [f for f in chosen if f not in good]
        if bad and good and not state.is_harmless(good):
            good = good[:1]
        harmful.update(map(_name, bad))
        result.left += bad
        result.made += good
        state = state.followed_by(apply_edits(state.data, _edits(good)))
        result.after = state.data
    return result


def _name(finding: Finding) -> tuple[str, str, str]:
    """Know a finding again after other edits, which may move it."""
    return finding.rule, finding.anchor, finding.detail


def _choose(wanted: list[Finding], state: _Round) -> tuple[list[Finding], bool]:
    """Return findings whose fixes do not overlap, and whether some wait until other mistakes are mended.

    References come after what may hide the names that they lead to, and unused ignores after all that may hide what
    they are for.
    """
    turns: list[list[Finding]] = [[], [], [], []]
    for finding in wanted:
        turns[{"unknown-reference": 1, EXPIRED: 2, UNUSED: 3}.get(finding.rule, 0)].append(finding)
    waits = [[], turns[1] if state.hides_names else [], [], turns[3] if state.loaded.broken else []]
    now = next((turn for turn, late in zip(turns, waits, strict=True) if turn and not late), [])
    chosen: list[Finding] = []
    taken: list[Span] = []
    for finding in now:
        spans = [span for span, _ in finding.fix.edits] if finding.fix else []
        if not any(touch(span, other) for span in spans for other in taken):
            chosen.append(finding)
            taken += spans
    return chosen, any(waits)


def _edits(findings: Sequence[Finding]) -> list[tuple[Span, str]]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


class _Round:
    """One state of a file, and what may be done to it."""

    def __init__(self, path: str, data: bytes, in_force: InForce, files: Files) -> None:
        self.path, self.data, self.in_force, self.files = path, data, in_force, files
        self.document = read_document(path, data)
        self.loaded = load_blueprint(path, data, files, in_force.catalogs)
        self.mistakes = _mistakes(self.loaded)
        self._next: tuple[bytes, _Round] | None = None

    @property
    def hides_names(self) -> bool:
        """Whether some of what the file or its catalogs declare may not have been read."""
        data = self.loaded.document.data
        catalog = data.value_spans.get("catalog") if data is not None else None
        if catalog and any(catalog.contains(problem.span) for problem in self.loaded.problems):
            return True
        if any(_declares_nothing(path, self.files) for path in self.in_force.catalogs):
            return True
        return any(rule in _HIDING and not (rule == "schema" and detail in _NO_NAMES) for rule, detail in self.mistakes)

    def followed_by(self, data: bytes) -> _Round:
        """Return the state of another text of the same file."""
        if self._next is None or self._next[0] != data:
            self._next = data, _Round(self.path, data, self.in_force, self.files)
        return self._next[1]

    def may_fix(self, finding: Finding, unsafe: Collection[str]) -> bool:
        """Whether the file is a blueprint, and the fix is safe or allowed all the same."""
        data = self.loaded.document.data
        if data is not None and not any(key in data for key in _OF_BLUEPRINTS):
            return False
        assert finding.fix
        if finding.rule in unsafe:
            return True
        hits = (touch(span, comment) for span, _ in finding.fix.edits for comment in self.document.comments)
        return finding.fix.safe and (finding.rule in _ABOUT_COMMENTS or not any(hits))

    def is_harmless(self, findings: Sequence[Finding]) -> bool:
        """Whether the fixes leave everything else as it is, mend what they are for, and bring no new mistake."""
        edits = _edits(findings)
        try:
            data = apply_edits(self.data, edits)
        except ValueError:
            return False
        new = self.followed_by(data)
        spans = [span for span, _ in edits]
        if new.document.data is None or not keeps_comments(self.document, new.document, spans):
            return False
        mistakes = new.mistakes
        if self.document.data is None:
            # What else is wrong in a text that could not be read is not known; that it is new cannot be ruled out.
            return not mistakes
        mended = sum((f.rule, f.detail) in self.mistakes for f in findings)
        if mistakes - self.mistakes or mistakes.total() > self.mistakes.total() - mended:
            return False
        layout = any(f.rule == "yaml-syntax" for f in findings)
        return _differs_only_at(self.document, new.document, spans, layout=layout)


def _mistakes(loaded: Loaded) -> Counter[tuple[str, str]]:
    return Counter((problem.rule, problem.detail) for problem in loaded.problems if problem.severity in (None, "error"))


def _declares_nothing(catalog: str, files: Files) -> bool:
    try:
        data = files.read(catalog)
    except OSError:
        return True
    return data is None or read_document(catalog, data).data is None


def _differs_only_at(old: Document, new: Document, edited: Sequence[Span], *, layout: bool) -> bool:
    """Whether all that reads differently was edited; where the `layout` was, what holds an edit may, too."""
    assert old.data is not None
    assert new.data is not None
    return all(
        any(span.contains(place) or (layout and touch(place, span)) for span in edited)
        for place in differences(old.data, new.data)
    )
