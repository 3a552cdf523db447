"""Whatever the bytes, reading ends, and what it says has a place in the text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from blueprint_cli.document import Document, Map, Seq, Span, read_document
from blueprint_cli.document.walk import MAX_ALIASED, MAX_DEPTH

ROOT = Path(__file__).parent.parent
SEEDS = [path.read_bytes() for path in sorted((ROOT / "samples").rglob("*.yaml"))]
PIECES = [
    b"[", b"]", b"{", b"}", b": ", b":", b"- ", b"-", b"#", b" #x", b"'", b'"', b"&a ", b"*a", b"!", b"!!str ", b"|\n",
    b">-\n", b"? ", b"@", b"`", b"%", b"\t", b"\n", b"\r\n", b"\r", b"\x00", b"\xff", b"\xc3", b"\xe2\x80\xa8",
    b"\xef\xbb\xbf", b"\n---\n", b"\n...\n", b"<<: ", b"<<<<<<< x\n", b"=======\n", b"\\", b"\\u", b",", b"  ",
    "é".encode(), "😀".encode(), b"null", b"\n\n", b"{a, b}", b"does:x", b"~", b"\x85", b"\xc2\x85", b"\xef\x80\xba",
]  # fmt: skip


def mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield broken versions of the samples: flipped, cut, doubled and mixed, the same ones for the same seed."""
    draw = random.Random(seed)
    for _ in range(count):
        data = bytearray(draw.choice(SEEDS))
        start = draw.randrange(len(data))
        data = data[start : start + draw.randrange(1, 2000)] if draw.random() < 0.5 else data
        for _ in range(draw.choice((1, 1, 1, 2, 5, 30))):
            at = draw.randrange(len(data) + 1)
            kind = draw.randrange(5)
            if kind == 0 and at < len(data):
                data[at] = draw.randrange(256)
            elif kind == 1:
                del data[at : at + draw.choice((1, 2, 10, 100))]
            elif kind == 2:
                other = draw.randrange(len(data) + 1)
                data[at:at] = data[other : other + draw.randrange(60)]
            else:
                data[at:at] = draw.choice(PIECES) * draw.choice((1, 1, 1, 2, 60))
        yield bytes(data)


def check(document: Document) -> None:
    """Check what holds for every document."""
    lines = document.text.split("\n")
    spans = [problem.span for problem in document.problems] + document.comments
    spans += [related.span for problem in document.problems for related in problem.related]
    places = [(span, "") for span in spans]
    if document.data is not None:
        places += list(tree_places(document.data))
    else:
        assert document.problems, "nothing was read, and nothing was said"
    for span, _ in places:
        assert (1, 1) <= span[:2] <= span[2:], span
        assert span.end_line <= len(lines), span
        assert span.column <= len(lines[span.line - 1]) + 1, span
        assert span.end_column <= max(2, len(lines[span.end_line - 1]) + 2), span
    assert document.problems == sorted(document.problems, key=lambda problem: problem.span)
    for problem in document.problems:
        assert problem.rule in ("yaml-syntax", "duplicate-key", "unknown-field")
        assert len(problem.message) <= 160, problem.message
        assert problem.help
        assert not re.search("[\uf021-\uf07e]", problem.message + problem.help) or "\uf03a" in document.text
        assert problem.message.isprintable(), repr(problem.message)


def tree_places(root: Map) -> Iterator[tuple[Span, str]]:
    rest: list[Any] = [root]
    seen: set[int] = set()
    while rest:
        node = rest.pop()
        if id(node) in seen or not isinstance(node, Map | Seq):
            continue
        seen.add(id(node))
        yield node.span, "collection"
        if isinstance(node, Map):
            assert set(node.value_spans) == set(node)
            assert set(node.key_spans) == {*node, *node.empty}
            assert not node.keys() & node.empty.keys()
            for key, value in node.items():
                assert isinstance(key, str)
                assert isinstance(value, str | int | bool | Map | Seq)
                yield node.key_spans[key], key
                yield node.value_spans[key], key
            rest += node.values()
        else:
            assert len(node) == len(node.item_spans)
            for span in node.item_spans:
                yield span, "item"
            rest += node


@pytest.mark.parametrize("seed", range(4))
def test_mutants_of_the_samples(seed: int) -> None:
    for data in mutants(seed, 150):
        check(read_document("x", data))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_mutants_of_the_samples(seed: int) -> None:
    for data in mutants(seed, 1500):
        try:
            check(read_document("x", data))
        except Exception as error:
            raise AssertionError(f"seed {seed}: {data!r}") from error


def test_every_truncation_of_a_sample() -> None:
    data = max(SEEDS, key=len)
    for end in range(0, len(data), 23):
        check(read_document("x", data[:end]))


def bomb(width: int, depth: int) -> bytes:
    lines = ["a0: &a0 x"]
    for level in range(1, depth):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines).encode()


MONSTERS = {
    "brackets": b"[" * 200_000,
    "braces": b"{" * 200_000,
    "keys in braces": b"{a: " * 60_000,
    "closed brackets": b"[" * 100_000 + b"]" * 100_000,
    "dashes": b"- " * 100_000,
    "question marks": b"? " * 100_000,
    "nested keys": b"".join(b" " * level + b"a:\n" for level in range(600)),
    "colons": b"a: " * 100_000,
    "quotes": b"'" * 200_001,
    "double quotes": b'a: "' * 50_000,
    "hashes": b"a: x " + b" #" * 100_000,
    "hashes in brackets": b"a: [" + b"x#y, " * 40_000 + b"]",
    "tabs": b"a:\n" + b"\t- b\n" * 40_000,
    "tabs here and there": b"a:\n" + b"\t- b\nc: d\n" * 20_000,
    "merge marks": b"<<<<<<< a\n" * 20_000,
    "anchors": b"a: " + b"&a " * 60_000,
    "tags": b"a: [" + b"!x y, " * 20_000 + b"]",
    "unknown aliases": b"a: [" + b"*x, " * 20_000 + b"]",
    "at signs": b"a: @x\n" * 4_000,
    "colons in sentences": b"a: b c: d\n" * 4_000,
    "loose words": b"a: {b: c, " + b"d e, " * 20_000 + b"f: g}",
    "loose words and entries": b"a: {" + b"".join(b"k%d: v, w%d, " % (n, n) for n in range(8_000)) + b"}",
    "same key": b"a: 1\n" * 20_000,
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(30_000)),
    "one long line": b"a: " + b"word " * 200_000,
    "one long word": b"a: " + b"w" * 1_000_000,
    "one long key": b"k" * 1_000_000 + b": a\n",
    "spaces": b" " * 500_000 + b"a: 1",
    "empty lines": b"a: |\n" + b"\n" * 200_000 + b"  b\n",
    "control characters": b"a: " + b"\x01" * 100_000,
    "zeros": b"\x00" * 100_000,
    "bytes of Latin-1": b"a: " + b"\xe9" * 100_000,
    "documents": b"---\na: 1\n" * 20_000,
    "wide bomb": bomb(10, 10),
    "deep bomb": bomb(1, 400),
    "escapes": b'a: "' + b"\\ud83d\\ude00" * 20_000 + b'"',
    "comments": b"# c\n" * 60_000,
    "glued": b"a:\n" + b"- x\n  -y\n" * 10_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_survived(name: str) -> None:
    document = read_document("x", MONSTERS[name])
    assert len(document.problems) <= 20_001
    for problem in document.problems[:50]:
        assert len(problem.message) <= 160
        assert len(problem.help) <= 400


@pytest.mark.parametrize("text", [b"[", b"{a: ", b"- ", b"{? "])
def test_depth_is_limited_where_a_file_may_still_be_read(text: bytes) -> None:
    closing = {b"[": b"]", b"{a: ": b"}", b"{? ": b"}"}.get(text, b"")
    document = read_document("x", b"a:\n " + text * (MAX_DEPTH - 1) + b"x" + closing * (MAX_DEPTH - 1))
    assert not any("levels deep" in problem.message for problem in document.problems)
    document = read_document("x", b"a:\n " + text * MAX_DEPTH + b"x" + closing * MAX_DEPTH)
    assert [problem.message for problem in document.problems if "levels deep" in problem.message]
    assert document.data is None


def test_aliases_do_not_go_round_the_limit_of_depth() -> None:
    levels = [f"a{n}: &a{n} [[[*a{n - 1}]]]" if n else "a0: &a0 [x]" for n in range(MAX_DEPTH // 3 + 3)]
    document = read_document("x", "\n".join(levels).encode())
    (problem,) = document.problems
    assert "levels deep" in problem.message
    assert document.data is None


def test_aliases_may_stand_for_as_many_values_as_a_big_file_has() -> None:
    many = ", ".join(["x"] * 99)
    document = read_document("x", f"a: &a [{many}]\nb: [{', '.join(['*a'] * (MAX_ALIASED // 100))}]".encode())
    assert document.problems == []
    document = read_document("x", f"a: &a [{many}]\nb: [{', '.join(['*a'] * (MAX_ALIASED // 100 + 1))}]".encode())
    assert len(document.problems) == 1
    assert document.data is None


def test_nothing_is_read_twice_as_often_as_there_are_mistakes() -> None:
    document = read_document("x", b"a: b c: d\n" * 40)
    assert len([problem for problem in document.problems if problem.rule == "yaml-syntax"]) == 21
    assert document.data is None
