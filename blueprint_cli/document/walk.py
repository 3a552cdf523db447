"""From the events of the YAML parser to the tree, in one pass without recursion.

The C parser's own `load` and `compose` crash the interpreter on deeply nested text; its events do not, as long as
somebody stops in time. They also leave every scalar as it was typed.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import _ruamel_yaml as yaml

from blueprint_cli.document import wording
from blueprint_cli.document.hints import CUT, Loose, join_loose
from blueprint_cli.document.parsed import Parsed, Scalar
from blueprint_cli.document.problem import Problem
from blueprint_cli.document.span import START, Span
from blueprint_cli.document.standins import restored
from blueprint_cli.document.tree import Map, Seq

#: The fields whose plain values are not text (the README lists the fields); the schema gives them the same types.
TYPED_KEYS: dict[str, type[int] | type[bool]] = {"blueprint": int, "feels": int, "moment": bool, "mutual": bool}
#: Levels of mappings and lists; a blueprint needs about ten.
MAX_DEPTH = 50
#: How many values all aliases together may stand for; a blueprint of 120 cards has about 2,000.
MAX_ALIASED = 20_000

_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_new = tuple.__new__
_TEXT_TAG = "tag:yaml.org,2002:str"


class _Anchored(NamedTuple):
    """A value that an alias may repeat."""

    value: Any
    plain: bool
    nodes: int
    height: int


class _Frame:
    """A mapping or list that is still open. `end` is that of its last child, from 0 like the parser's marks."""

    __slots__ = (
        "anchor",
        "broken",
        "column",
        "container",
        "drop",
        "end",
        "flow",
        "height",
        "is_map",
        "key",
        "key_end",
        "key_span",
        "key_start",
        "known",
        "line",
        "loose",
        "nodes",
        "start",
    )

    def __init__(self, container: Map | Seq, line: int, column: int, flow: bool, anchor: str | None) -> None:
        self.container: Any = container
        self.is_map = type(container) is Map
        self.line = line
        self.column = column
        self.flow = flow
        self.anchor = anchor
        self.end = (line, column)
        #: The key whose value comes next; None where a key comes next, and always in a list.
        self.key: str | None = None
        self.key_span = START
        self.key_start: Any = None
        self.key_end: Any = None
        #: The value that comes next is not kept: its key is a second one, or none.
        self.drop = False
        #: Where it starts, as an offset.
        self.start = 0
        #: How many problems there were before this collection.
        self.known = 0
        self.height = 0
        self.nodes = 1
        #: Something in it is no entry, so that without any other it was meant as text.
        self.broken = False
        #: Pieces of a sentence that commas cut: keys without a colon in a flow mapping.
        self.loose: list[Loose] = []


class Walk:
    """One pass over a text. `lines` are its lines, `hashes` the numbers (from 0) of those that hold a `#`."""

    def __init__(self, text: str, lines: list[str], hashes: frozenset[int], *, restore: bool = False) -> None:
        self.text = text
        #: Some characters are not what they were in the file (`stand_in`, `without_surrogates`).
        self.restore = restore
        self.lines = lines
        self.hashes = hashes
        self.result = Parsed()
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored] = {}
        self.aliased = 0

    def run(self) -> Parsed:
        """Read events until the end, an error, a second document or a limit."""
        result = self.result
        next_event = yaml.CParser(self.text).get_event
        event = None
        scalar, take = yaml.ScalarEvent, self._scalar
        try:
            while not result.refused:
                event = next_event()
                kind = type(event)
                if kind is scalar:
                    take(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, Map() if kind is yaml.MappingStartEvent else Seq())
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._close(event)
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent and result.found:
                    if self._another_document(event.start_mark.line, next_event()):
                        break
                elif kind is yaml.StreamEndEvent:
                    break
        except yaml.YAMLError as error:
            result.error = error
            result.last = event
            result.brackets = [(frame.line, frame.column) for frame in self.stack if frame.flow]
            result.end = event.end_mark.line if event is not None else 0
        return result

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, stop = event.start_mark, event.end_mark
        line, end_line, end_column = start.line, stop.line, stop.column
        value, style = event.value, event.style
        plain, text = event.implicit
        if style == "|" or style == ">":
            end_line, end_column = self._end_of_block(line, end_line, end_column)
            # The line break at the end is how the block is written, not what it says.
            value = value.rstrip("\n")
            plain = not value
        span = _new(Span, (line + 1, start.column + 1, end_line + 1, end_column + 1))
        if not (plain or text):
            self._tagged(event, span)
        if self.restore:
            value = restored(value)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, plain, 1, 0)
            self.result.names.setdefault(event.anchor, span)
        frame: Any = self.stack[-1] if self.stack else None
        is_key = frame is not None and frame.is_map and frame.key is None
        if line != end_line or line in self.hashes:
            self.result.scalars.append(Scalar(value, style, span, is_key))
        if is_key:
            frame.key = value
            frame.key_span = span
            frame.key_start = start
            frame.key_end = stop
            frame.end = (end_line, end_column)
            return
        if plain:
            if not value and line in self.hashes and (cut := CUT.match(self.lines[line], start.column)):
                # A value that starts with `#`: reported later, and more useful than none.
                value, plain = "#" + cut["rest"].strip(), False
                end_column = start.column + 2 + len(value)
                span = Span(line + 1, start.column + 2, line + 1, end_column)
            elif ":" in value or value[-1:] in ("]", "}"):
                self.result.glued.append(Scalar(value, style, span, False))
        self._place(value, span, plain, (end_line, end_column), start)

    def _tagged(self, event: yaml.Event, span: Span) -> None:
        """Report a tag, unless it only says that the value is text."""
        if str(event.ctag) != _TEXT_TAG:
            start = event.start_mark.index
            self.result.problems.append(wording.tag(self.text[start : start + 60], span))

    def _end_of_block(self, start: int, line: int, column: int) -> tuple[int, int]:
        """Return the end of the last line of a block scalar that holds anything."""
        if column == 0 or line >= len(self.lines):
            line -= 1
        while line > start and not self.lines[line].strip():
            line -= 1
        return line, len(self.lines[line].rstrip())

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, container: Map | Seq) -> None:
        mark = event.start_mark
        line, column = mark.line, mark.column
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(wording.too_deep(Span(line + 1, column + 1, line + 1, column + 2), MAX_DEPTH))
            return
        if not event.implicit:
            self._tagged(event, Span(line + 1, column + 1, event.end_mark.line + 1, event.end_mark.column + 1))
        frame = _Frame(container, line, column, event.flow_style, event.anchor)
        frame.start = mark.index
        frame.known = len(self.result.problems)
        self.stack.append(frame)

    def _close(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        frame = self.stack.pop()
        container = frame.container
        if frame.flow:
            frame.end = event.end_mark.line, event.end_mark.column
        value: Any = container
        if frame.broken:
            if frame.loose:
                self.result.problems += join_loose(container, frame.loose, self.text)
            if not container.key_spans:
                value = restored(self.text[frame.start : event.end_mark.index])
        end_line, end_column = frame.end
        span = Span(frame.line + 1, frame.column + 1, end_line + 1, end_column + 1)
        container.span = span
        if frame.anchor:
            self.anchors[frame.anchor] = _Anchored(value, False, frame.nodes, frame.height + 1)
        if self.stack:
            parent = self.stack[-1]
            parent.nodes += frame.nodes
            parent.height = max(parent.height, frame.height + 1)
            if parent.is_map and parent.key is None:
                # What is wrong inside a key that cannot be one is no news of its own.
                del self.result.problems[frame.known :]
                self._no_key(parent, span)
                return
        self._place(value, span, False, frame.end, event.start_mark)

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, stop = event.start_mark, event.end_mark
        span = Span(start.line + 1, start.column + 1, stop.line + 1, stop.column + 1)
        self.result.names.pop(event.anchor, None)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.is_map and parent.key is None:
            self._no_key(parent, span)
            return
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            is_open = any(frame.anchor == event.anchor for frame in self.stack)
            self.result.problems.append(wording.unknown_alias(event.anchor, span, is_open))
            # Most likely it is text that lacks its quotes.
            self._place("*" + event.anchor, span, False, (stop.line, stop.column), start)
            return
        self.aliased += anchored.nodes
        if self.aliased > MAX_ALIASED:
            self._refuse(wording.too_many_aliases(span, MAX_ALIASED))
            return
        if len(self.stack) + anchored.height > MAX_DEPTH:
            self._refuse(wording.too_deep(span, MAX_DEPTH))
            return
        if parent is not None:
            parent.nodes += anchored.nodes
            parent.height = max(parent.height, anchored.height)
        self._place(anchored.value, span, anchored.plain, (stop.line, stop.column), start)

    def _no_key(self, frame: _Frame, span: Span) -> None:
        """Report a list, a mapping or an alias where a key should be; its value is not kept."""
        self.result.problems.append(wording.complex_key(span))
        frame.key = ""
        frame.key_span = span
        frame.drop = True
        frame.broken = frame.flow

    def _place(self, value: Any, span: Span, plain: bool, end: tuple[int, int], start: yaml.Mark) -> None:
        """Put a value where it belongs."""
        result = self.result
        absent = plain and value in _ABSENT
        if not self.stack:
            result.found = not absent
            result.root, result.root_span = value, span
            return
        frame = self.stack[-1]
        # The value of a key without a colon stands where the next token does.
        if value or not (frame.is_map and end[0] > frame.end[0]):
            frame.end = end
        frame.nodes += 1
        container = frame.container
        if not frame.is_map:
            if not absent:
                container.append(value)
                container.item_spans.append(span)
            return
        key: Any = frame.key
        frame.key = None
        if frame.drop:
            frame.drop = False
            return
        key_span = frame.key_span
        if absent and frame.flow and not value:
            key_end = frame.key_end.index
            if ":" not in self.text[key_end : start.index]:
                frame.broken = True
                frame.loose.append(Loose(key, key_span, frame.key_start.index, key_end))
                return
        if key in container.key_spans:
            first_counts = key in container or absent
            result.problems.append(wording.duplicate_key(key, key_span, container.key_spans[key], first_counts))
            if first_counts:
                return
            del container.empty[key]
        if not key or (key == "<<" and key_span.end_column - key_span.column == 2):
            result.problems.append(wording.merge_key(key_span) if key else wording.no_key(key_span))
            return
        container.key_spans[key] = key_span
        if absent:
            container.empty[key] = key_span
            return
        if plain and key in TYPED_KEYS:
            value = typed_value(key, value)
        container[key] = value
        container.value_spans[key] = span

    def _another_document(self, line: int, first: yaml.Event) -> bool:
        """Report a second document; a lone `---` at the end is none."""
        if type(first) is yaml.ScalarEvent and first.implicit[0] and not first.value:
            return False
        self.result.problems.append(wording.second_document(Span(line + 1, 1, line + 1, len(self.lines[line]) + 1)))
        self.result.end = line
        return True

    def _refuse(self, problem: Problem) -> None:
        self.result.problems.append(problem)
        self.result.refused = True
        self.result.end = problem.span.line - 1


def typed_value(key: str, value: str) -> str | int | bool:
    """Return the plain value of one of `TYPED_KEYS` as what the language reads it as, or as text where it is none."""
    if TYPED_KEYS[key] is int:
        return int(value) if _NUMBER.fullmatch(value) else value
    return _TRUTH.get(value.lower(), value)
