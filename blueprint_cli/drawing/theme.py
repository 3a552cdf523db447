"""Colours: a hue per layer, a tone per kind of mark. Every text stands out from its ground by at least 4.5:1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

#: What WCAG 2 asks of text (level AA).
LEAST_CONTRAST = 4.5


class Family(NamedTuple):
    """The colours of one layer, from its band to the words on its cards."""

    band: str
    #: The field at the left with the lane's name.
    name: str
    card: str
    border: str
    accent: str
    text: str


class Tone(NamedTuple):
    """The colours of a chip."""

    fill: str
    border: str
    text: str


class Theme(NamedTuple):
    """All colours: `families` by layer (and `systems`), `tones` by kind of chip, `arrows` by kind of link."""

    name: str
    #: Whether it suits a light or a dark page.
    scheme: Literal["light", "dark"]
    page: str
    ink: str
    muted: str
    rule: str
    visibility: str
    label: str
    families: Mapping[str, Family]
    tones: Mapping[str, Tone]
    arrows: Mapping[str, str]


def text_pairs(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield each text that the picture can have on each ground: what it is, its colour, the colour behind it.

    A test compares this list with what is drawn.
    """
    yield "ink on the page", theme.ink, theme.page
    yield "muted on the page", theme.muted, theme.page
    yield "ink on labels", theme.ink, theme.label
    yield "muted on labels", theme.muted, theme.label
    link = theme.families["frontstage"].text
    yield "the text of frontstage (links) on the page", link, theme.page
    for layer, family in theme.families.items():
        yield f"the text of {layer} on its name", family.text, family.name
        yield f"the text of {layer} on its card", family.text, family.card
        yield f"the text of {layer} on its band", family.text, family.band
        yield f"the text of frontstage (links) on the card of {layer}", link, family.card
        for words, colour in (("ink", theme.ink), ("muted", theme.muted)):
            yield f"{words} on the card of {layer}", colour, family.card
            yield f"{words} on the name of {layer}", colour, family.name
    for kind, tone in theme.tones.items():
        yield f"the text of {kind} on its fill", tone.text, tone.fill


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (`#rrggbb`) after WCAG 2: from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (`#rrggbb`) after WCAG 2: from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def __getattr__(name: str) -> Theme:
    if name == "LIGHT":
        from blueprint_cli.drawing.theme_files import builtin_theme

        return builtin_theme("light")
    raise AttributeError(name)
