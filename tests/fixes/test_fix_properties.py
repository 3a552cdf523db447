"""Whatever is misspelt in the samples, in whichever layout: a fix puts words right and leaves all other bytes alone."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from fixes.fixing import IN_FORCE, ROOT, comments, content, errors, findings, fix
from fixes.spoiling import IGNORE, Spoilt, spoil

from blueprint_cli.in_force import InForce
from blueprint_cli.rules.file_rules import FILE_RULES
from blueprint_cli.rules.registry import RULES

#: One rule beside those of reading, so that an ignore of it is known to be unused; the others have nothing to fix.
LIGHT = InForce(
    {
        name: level if name in ("back-in-time", "unused-ignore", "unknown-ignore", "expired-ignore") else "off"
        for name, level in IN_FORCE.levels.items()
    }
)
FIXABLE = {rule.name for rule in RULES if rule.fixable} | {rule.name for rule in FILE_RULES if rule.fixable}
SOURCES = sorted([*ROOT.glob("samples/*.blueprint.yaml"), *ROOT.glob("blueprint_cli/starters/*.yaml")])
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in SOURCES}
NAMES = sorted(TEXTS)
#: Small files are quicker, and have the same places.
WEIGHTS = [1 / len(TEXTS[name]) for name in NAMES]


def check(name: str, spoilt: Spoilt, told: Counter[str]) -> None:
    path = str(ROOT / name)
    before = findings(spoilt.data, path, LIGHT)
    assert {f.rule for f in before if f.fix} <= FIXABLE
    result = fix(spoilt.data, path, in_force=LIGHT)
    after = findings(result.after, path, LIGHT)
    # Never a new error; never a comment lost but an ignore of no use; nothing left to do.
    assert not errors(after) - errors(before)
    gone = Counter(comments(spoilt.data)) - Counter(comments(result.after))
    assert not Counter(comments(result.after)) - Counter(comments(spoilt.data))
    assert set(gone) <= {IGNORE}
    again = fix(result.after, path, in_force=LIGHT)
    assert (again.after, again.made) == (result.after, [])
    # All bytes but those of the misspelt words and the ignores are where they were.
    found = re.fullmatch(_pattern(spoilt), result.after.decode())
    assert found
    words = found.groups()
    for (_, right, wrong), word in zip(sorted(spoilt.places), words, strict=True):
        told["right" if word == right else "left" if word == wrong else "another"] += 1
    if all(word == right for (_, right, _), word in zip(sorted(spoilt.places), words, strict=True)):
        assert content(result.after) == content(spoilt.clean)
        if not gone[IGNORE] < spoilt.ignores:
            assert result.after == spoilt.clean


def _pattern(spoilt: Spoilt) -> str:
    """Return what the text must look like: its own characters, with room for other words where it was spoilt."""
    text = spoilt.data.decode()
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    shift = int(text.startswith("\ufeff"))
    pattern, last = "", 0
    for span, _, wrong in sorted(spoilt.places):
        start = starts[span.line - 1] + span.column - 1 + (shift if span.line == 1 else 0)
        start += sum(len(new) - len(old_text) for old_text, new in _before(spoilt, span))
        assert text[start : start + len(wrong)] == wrong
        pattern += re.escape(text[last:start]) + r"([^\r\n#]+?)"
        last = start + len(wrong)
    pattern += re.escape(text[last:])
    return re.sub(r"(?:\\[ \t])*" + re.escape(re.escape(IGNORE)), lambda match: f"(?:{match[0]})?", pattern)


def _before(spoilt: Spoilt, span: object) -> list[tuple[str, str]]:
    """Return the original and the spoilt words that stand before a place in the same line."""
    return [
        (spoilt.original[other], wrong)
        for other, _, wrong in spoilt.places
        if other.line == span.line and other < span  # type: ignore[attr-defined]
    ]


def run(seeds: range) -> Counter[str]:
    told: Counter[str] = Counter()
    for seed in seeds:
        r = random.Random(seed)
        (name,) = r.choices(NAMES, WEIGHTS)
        spoilt = spoil(TEXTS[name], r)
        try:
            check(name, spoilt, told)
        except AssertionError:
            print(f"seed {seed}: {name}: {[place[1:] for place in spoilt.places]}")
            raise
    return told


def test_fixes_mend_what_was_spoilt_and_nothing_else() -> None:
    told = run(range(120))
    assert told.total() > 500
    # Most slips have one meaning; a few words turn into others by one letter.
    assert told["right"] > 0.75 * told.total(), told
    assert told["another"] < 0.01 * told.total(), told


@pytest.mark.long
def test_fixes_mend_what_was_spoilt_and_nothing_else_at_length() -> None:
    told = run(range(1_000, 5_000))
    assert told["right"] > 0.75 * told.total(), told
    assert told["another"] < 0.01 * told.total(), told
