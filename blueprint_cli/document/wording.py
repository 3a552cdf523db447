"""The sentences for what is wrong with the structure of a file that YAML itself could read."""

from __future__ import annotations

from blueprint_cli.document.problem import Problem, Related
from blueprint_cli.document.span import START, Span

SYNTAX = "yaml-syntax"


def shorten(text: str, limit: int = 40) -> str:
    """Fold spaces and cut long text at a word, for a quotation in a message; what cannot be seen becomes `·`."""
    text = " ".join(text.split())
    if not text.isprintable():
        text = "".join(character if character.isprintable() else "·" for character in text)
    if len(text) <= limit:
        return text
    return text[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,;:") + "…"


def quote(text: str) -> str:
    """Write text as a quoted value, whichever quotes it holds itself."""
    text = " ".join(text.split())
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "'") + '"'


def duplicate_key(key: str, span: Span, first: Span, first_counts: bool) -> Problem:
    """Return the problem of a key that its mapping already has; the first counts unless it has no value."""
    name = shorten(key)
    read = f"the one in line {first.line} is read, this one is not"
    if not first_counts:
        read = f"the one in line {first.line} is empty, so this one is read"
    return Problem(
        "duplicate-key",
        span,
        f"`{name}` is given twice in the same place; {read}.",
        "Of two equal keys only one can count. Delete one; where the field takes several, make one list of both.",
        detail=key,
        related=(Related(first, f"The first `{name}`."),),
    )


def merge_key(span: Span) -> Problem:
    """Return the problem of a YAML merge."""
    return Problem(
        SYNTAX,
        span,
        "`<<` does not bring in the entries of another mapping here.",
        "A blueprint says what it means where it is read. Write the entries out, or give the thing an id and refer "
        "to it.",
        detail="<<",
    )


def no_key(span: Span) -> Problem:
    """Return the problem of a value without a key."""
    return Problem(
        SYNTAX,
        span,
        "There is no key before this colon.",
        "Every entry of a mapping is written `key: value`.",
    )


def complex_key(span: Span) -> Problem:
    """Return the problem of a list or mapping where a key should be."""
    return Problem(
        SYNTAX,
        span,
        "A key must be a word; this is a list, a mapping or a reference.",
        "Text that starts with `{`, `[` or `*` means something else to YAML. If it is text, put it in quotes: "
        '`"{name}"`.',
    )


def tag(source: str, span: Span) -> Problem:
    """Return the problem of a YAML tag, such as `!!python/object`."""
    name = source.split()[0] if source.split() else "!"
    return Problem(
        SYNTAX,
        span,
        f"`{shorten(name)}` is a YAML tag; a blueprint has none, so it was left out.",
        "A value that starts with `!` must be in quotes if the mark is part of the text.",
        detail=name,
    )


def unknown_alias(name: str, span: Span, is_open: bool) -> Problem:
    """Return the problem of an alias to nothing, or to the collection that it stands in."""
    if is_open:
        message = f"`*{shorten(name)}` stands for the very thing that it is part of."
    else:
        message = f"`*{shorten(name)}` stands for something named `&{shorten(name)}`, and nothing above has that name."
    return Problem(
        SYNTAX,
        span,
        message,
        f'To YAML a value that starts with `*` is a reference. If it is text, put it in quotes: `"*{shorten(name)}"`.',
        detail=name,
    )


def unused_name(name: str, span: Span) -> Problem:
    """Return the problem of a text that YAML takes for a name and a text."""
    return Problem(
        SYNTAX,
        span,
        f"`&{shorten(name)}` is no part of the text here: to YAML it is a name, which nothing uses.",
        "A text that starts with `&` must be in quotes. If it is a name, delete it.",
        severity="warning",
        detail=name,
    )


def too_many_aliases(span: Span, limit: int) -> Problem:
    """Return the problem of an alias bomb."""
    return Problem(
        SYNTAX,
        span,
        f"The references (`*name`) of this file stand for more than {limit:,} values, so it was not read further.",
        "References to references multiply. Write the entries out instead.",
    )


def too_deep(span: Span, limit: int) -> Problem:
    """Return the problem of absurd depth."""
    return Problem(
        SYNTAX,
        span,
        f"Brackets or indentation go more than {limit} levels deep here, so the file was not read further.",
        "A blueprint needs about ten levels. Look for a bracket that was opened by mistake.",
    )


def second_document(span: Span) -> Problem:
    """Return the problem of a second document in the file."""
    return Problem(
        SYNTAX,
        span,
        "A second document starts here; only the first one was read.",
        "One file holds one blueprint. Move what follows the `---` into a file of its own, or delete the `---`.",
    )


def not_a_mapping(root: object, span: Span) -> Problem:
    """Return the problem of a file that holds a list or a text."""
    what = "a list" if isinstance(root, list) else f"the text “{shorten(str(root))}”"
    return Problem(
        SYNTAX,
        Span(*span[:2], span.line, span.column + 1),
        f"This file holds {what}; a blueprint is a mapping of keys and values.",
        "Start with `blueprint: 1` and `service: …`, each `key: value` in a line of its own. `bp new` writes a file to "
        "start from.",
    )


def empty_file(holds: str) -> Problem:
    """Return the problem of a file that says nothing."""
    return Problem(
        SYNTAX,
        START,
        f"This file holds nothing but {holds}." if holds else "This file is empty.",
        "Start with `blueprint: 1` and `service: …`. `bp new` writes a file to start from.",
    )
