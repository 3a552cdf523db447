"""Themes as files: the three that come along (`themes/`), and those that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from blueprint_cli.document import Span, read_document
from blueprint_cli.document.suggest import closest
from blueprint_cli.document.tree import Map
from blueprint_cli.drawing.theme import LEAST_CONTRAST, Family, Theme, Tone, contrast, text_pairs

THEMES = ("light", "dark", "print")
_FOLDER = Path(__file__).parent / "themes"
#: So many faint texts are told one by one.
_MOST = 6
_WORDS = {"extends": THEMES, "scheme": ("light", "dark")}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class ThemeProblem(Exception):  # noqa: N818 - the user's mistake, told in sentences
    """The theme cannot be used; the text says why, a line for each mistake."""


def read_theme(name: str) -> Theme:
    """Return the theme that comes along under this name, or the one in the file.

    Raises ThemeProblem where there is neither, where the file is not a theme (`schemas/theme.schema.json`), or where
    a text would not stand out from its ground; OSError where the file cannot be read.
    """
    if name in THEMES:
        return builtin_theme(name)
    path = Path(name)
    if not path.is_file():
        meant = closest(name, THEMES)
        hint = f"Did you mean {meant}?" if meant else "Write one of them, or name a YAML file with colours."
        raise ThemeProblem(f"There is no theme “{name}”: there are {', '.join(THEMES)}. {hint}")
    document = read_document(name, path.read_bytes())
    if document.data is None or document.problems:
        # What helps with a file that holds no mapping at all speaks of blueprints.
        helps = document.data is not None
        told = [_tell(name, p.span, f"{p.message} {p.help if helps else ''}".rstrip()) for p in document.problems]
        raise ThemeProblem("\n".join(told))
    if mistakes := list(_mistakes(document.data, {"extends": THEMES[0], **_colours(THEMES[0])}, "a theme")):
        raise ThemeProblem("\n".join(_tell(name, span, words) for span, words in mistakes))
    own = _plain(document.data)
    theme = _theme(path.stem, _merge(_colours(own.get("extends") or "light"), own))
    if faint := list(_faint(theme)):
        more = [f"  … and {len(faint) - _MOST} more."] if len(faint) > _MOST else []
        raise ThemeProblem("\n".join([f"{name}: some texts would be hard to read.", *faint[:_MOST], *more]))
    return theme


@cache
def builtin_theme(name: str) -> Theme:
    """Return a theme that comes along: `light`, `dark` or `print`."""
    return _theme(name, _colours(name))


def _colours(name: str) -> dict[str, Any]:
    file = _FOLDER / f"{name}.yaml"
    document = read_document(file.name, file.read_bytes())
    assert document.data is not None
    return _plain(document.data)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) if isinstance(value, dict) else value for key, value in data.items()}


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        if isinstance(value, dict):
            merged[key] = _merge(merged.get(key, {}), value)
        elif value is not None:
            merged[key] = value
    return merged


def _theme(name: str, colours: dict[str, Any]) -> Theme:
    plain = {key: value.lower() for key, value in colours.items() if isinstance(value, str)}
    return Theme(
        name=name,
        scheme="dark" if plain["scheme"] == "dark" else "light",
        page=plain["page"],
        ink=plain["ink"],
        muted=plain["muted"],
        rule=plain["rule"],
        visibility=plain["visibility"],
        label=plain["label"],
        families={layer: Family(**_lower(family)) for layer, family in colours["layers"].items()},
        tones={kind: Tone(**_lower(tone)) for kind, tone in colours["chips"].items()},
        arrows=_lower(colours["arrows"]),
    )


def _lower(colours: dict[str, str]) -> dict[str, str]:
    return {key: colour.lower() for key, colour in colours.items()}


def _faint(theme: Theme) -> Iterator[str]:
    """Yield a sentence for each text that does not stand out from its ground."""
    for what, text, ground in text_pairs(theme):
        ratio = contrast(text, ground)
        if ratio < LEAST_CONTRAST:
            words = f"{what[0].upper()}{what[1:]}: {text} on {ground}"
            # Rounded down: what is told as 4.5 would be enough.
            yield f"  {words} is {int(ratio * 10) / 10}:1, and 4.5:1 is the least."


def _mistakes(data: Map, model: dict[str, Any], what: str) -> Iterator[tuple[Span, str]]:
    """Compare what was written with a complete theme: the same keys, colours where it has colours."""
    for key in (*data, *data.empty):
        if key not in model and key != "$schema":
            meant = closest(key, model)
            hint = f"Did you mean `{meant}`?" if meant else f"There are {', '.join(f'`{name}`' for name in model)}."
            yield data.key_spans.get(key) or data.empty[key], f"There is no `{key}` in {what}. {hint}"
    for key, span in data.empty.items():
        if isinstance(model.get(key), str):
            quotes = 'A colour stands in quotes, "#1b2330": YAML takes a bare # for a comment.'
            yield span, f"`{key}` has no value. {quotes}"
    for key, value in data.items():
        span, usual = data.value_spans[key], model.get(key)
        if isinstance(usual, dict):
            if isinstance(value, Map):
                yield from _mistakes(value, usual, f"`{key}`")
            else:
                yield span, f"`{key}` is a mapping with {', '.join(f'`{name}`' for name in usual)}."
        elif key in _WORDS:
            if value not in _WORDS[key]:
                yield span, f"`{key}` is one of {', '.join(_WORDS[key])}."
        elif usual is not None and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            yield span, f'`{key}` is a colour, six hexadecimal digits in quotes, such as "{usual}".'


def _tell(name: str, span: Span, words: str) -> str:
    return f"{name}:{span.line}:{span.column}: {words}"
