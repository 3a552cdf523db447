"""`bp review` without its options: writes day, role and fingerprint of a review into a blueprint, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from blueprint_cli.blueprint.content import content_hash
from blueprint_cli.document import Document, Map, Problem, Span, read_document
from blueprint_cli.document.edits import apply_edits
from blueprint_cli.load import load_blueprint

#: What needs no quotes in YAML, and is no number, truth or date there.
_PLAIN = re.compile(r"(?:\d{4}-\d\d-\d\d|sha256:[0-9a-f]{16}|[^\W\d_](?:[\w &/.'()-]*[\w.)])?)")
_PLAIN_IN_FLOW = re.compile(r"(?:\d{4}-\d\d-\d\d|[^\W\d_](?:[\w .-]*\w)?)")
_NULLS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
#: The first of these that a file has stands above a new review.
_BEFORE = ("owner", "version", "state", "service", "blueprint")


class ReviewError(Exception):
    """The review cannot be written; the words say why. `problems` are the mistakes that stand against it."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


def write_review(path: str, data: bytes, by: str, day: date, catalogs: Sequence[str] = ()) -> bytes:
    """Return the bytes of a blueprint, reviewed on a day by a role; `catalogs` are those that it shares with others.

    Only the values of `date`, `by` and `content` change; comments, layout and line breaks stay. Raises ReviewError
    where the file has mistakes, or is written so that nothing can be changed without touching something else.
    """
    loaded = load_blueprint(path, data, catalogs=catalogs)
    document = loaded.document
    mistakes = tuple(p for p in loaded.problems if p.severity in (None, "error") and not _is_replaced(p, document))
    if mistakes or document.data is None:
        raise ReviewError("It has mistakes; a review vouches for a file that can be read.", mistakes)
    values = {"date": day.isoformat(), "by": by, "content": content_hash(loaded.blueprint)}
    try:
        new = apply_edits(data, _edits(document, document.data, values))
    except ValueError:
        new = b""
    if not _is_faithful(document, read_document(path, new), values):
        lines = "\n".join(f"  {key}: {_scalar(value, flow=False)}" for key, value in values.items())
        raise ReviewError(
            "Its review is written in a way that bp cannot change without touching something else. Write it by "
            f"hand:\nreview:\n{lines}"
        )
    return new


def _is_replaced(problem: Problem, document: Document) -> bool:
    """Whether a mistake goes away because the review is written over it."""
    review = document.data.get("review") if document.data else None
    if not isinstance(review, Map):
        return False
    spans = (review.value_spans[key] for key in ("date", "by", "content") if key in review.value_spans)
    return any(span.contains(problem.span) for span in spans)


def _is_faithful(old: Document, new: Document, values: Mapping[str, str]) -> bool:
    """Whether the new text says the same, but for the review, with the same comments."""
    if old.data is None or new.data is None or len(new.problems) > len(old.problems):
        return False
    review = old.data.get("review")
    expected = {**(review if isinstance(review, Map) else {}), **values}
    rest = ({key: value for key, value in side.items() if key != "review"} for side in (old.data, new.data))
    return next(rest) == next(rest) and new.data.get("review") == expected and _comments(old) == _comments(new)


def _comments(document: Document) -> list[str]:
    lines = document.text.split("\n")
    return [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in document.comments]


def _edits(document: Document, root: Map, values: Mapping[str, str]) -> list[tuple[Span, str]]:
    lines = document.text.split("\n")
    review = root.get("review")
    if isinstance(review, Map) and _has_entries(review):
        return _change(lines, review, values)
    keys = sorted(root.key_spans.values())
    flow = _char(lines, root.span) == "{"
    if flow:
        text = _flow_map(values, quoted=_char(lines, keys[0]) == '"')
        quote = '"' if _char(lines, keys[0]) == '"' else ""
        if isinstance(review, Map):
            return [(root.value_spans["review"], text)]
        if "review" in root.key_spans:
            return [(_after_key(lines, root.key_spans["review"]), f": {text}")]
        line, column = keys[0][:2]
        before = lines[line - 1][: column - 1]
        between = ",\n" + before if not before.strip() else ", "
        return [(Span(line, column, line, column), f"{quote}review{quote}: {text}{between}")]
    indent = " " * (keys[0].column - 1)
    entries = "".join(f"\n{indent}  {key}: {_scalar(value, flow=False)}" for key, value in values.items())
    if isinstance(review, Map):
        # An empty `{ }`.
        return [(root.value_spans["review"], _flow_map(values, quoted=False))]
    if "review" in root.key_spans:
        place = _after_key(lines, root.key_spans["review"])
        return [(place, ":"), (_line_end(lines, place.line), entries)]
    above = next(key for key in _BEFORE if key in root.value_spans)
    return [(_line_end(lines, _last_line(root.value_spans[above])), f"\n{indent}review:{entries}")]


def _has_entries(review: Map) -> bool:
    return bool(review.key_spans)


def _change(lines: list[str], review: Map, values: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Replace the values that the review has, and add the others behind its last entry."""
    flow = _char(lines, review.span) == "{"
    first = min(review.key_spans.values())
    quoted = _char(lines, first) == '"'
    edits, missing = [], {}
    for key, value in values.items():
        text = _scalar(value, flow=flow, quoted=quoted)
        if key in review.value_spans:
            edits.append((review.value_spans[key], text))
        elif key in review.key_spans:
            edits.append((_after_key(lines, review.key_spans[key]), f": {text}"))
        else:
            missing[key] = text
    if not missing:
        return edits
    spans = (review.value_spans.get(key) or _after_key(lines, span) for key, span in review.key_spans.items())
    last = max(spans, key=lambda span: span[2:])
    if flow:
        quote = '"' if quoted else ""
        text = "".join(f", {quote}{key}{quote}: {value}" for key, value in missing.items())
        place = Span(last.end_line, last.end_column, last.end_line, last.end_column)
    else:
        indent = " " * (first.column - 1)
        text = "".join(f"\n{indent}{key}: {value}" for key, value in missing.items())
        place = _line_end(lines, _last_line(last))
    return _joined([*edits, (place, text)])


def _joined(edits: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Put an insertion that starts where a replacement ends into that replacement, so that their order is certain."""
    *others, (place, text) = edits
    for number, (span, new) in enumerate(others):
        if span[2:] == place[:2]:
            return [*others[:number], (span, new + text), *others[number + 1 :]]
    return edits


def _after_key(lines: list[str], key: Span) -> Span:
    """Return the stretch from the end of a key that has no value to the end of its colon and its `null`."""
    rest = lines[key.end_line - 1][key.end_column - 1 :]
    found = re.match(r"\s*:?(?:[ \t]*(?:~|[Nn]ull|NULL)(?=[\s,}]|$))?", rest)
    width = found.end() if found else 0
    return Span(key.end_line, key.end_column, key.end_line, key.end_column + width)


def _last_line(span: Span) -> int:
    return span.end_line - (span.end_column == 1 and span.end_line > span.line)


def _line_end(lines: list[str], line: int) -> Span:
    column = len(lines[line - 1]) + 1
    return Span(line, column, line, column)


def _char(lines: list[str], place: Span) -> str:
    return lines[place.line - 1][place.column - 1 : place.column]


def _flow_map(values: Mapping[str, str], *, quoted: bool) -> str:
    quote = '"' if quoted else ""
    entries = (f"{quote}{key}{quote}: {_scalar(value, flow=True, quoted=quoted)}" for key, value in values.items())
    return "{" + ", ".join(entries) + "}"


def _scalar(text: str, *, flow: bool, quoted: bool = False) -> str:
    """Return a text as YAML, in double quotes where it needs them."""
    plain = (_PLAIN_IN_FLOW if flow else _PLAIN).fullmatch(text) and text.casefold() not in _NULLS
    return text if plain and not quoted else json.dumps(text, ensure_ascii=False)
