"""Colours: a hue per layer, a tone per kind of mark. Every text stands out from its ground by at least 4.5:1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """The colours of one layer, from its band to the words on its cards."""

    band: str
    #: The field at the left with the lane's name.
    name: str
    card: str
    border: str
    accent: str
    text: str


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a chip."""

    fill: str
    border: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours: `families` by layer (and `systems`), `tones` by kind of chip, `arrows` by kind of link."""

    name: str
    page: str
    ink: str
    muted: str
    rule: str
    visibility: str
    label: str
    families: Mapping[str, Family]
    tones: Mapping[str, Tone]
    arrows: Mapping[str, str]


LIGHT = Theme(
    name="light",
    page="#ffffff",
    ink="#1b2330",
    muted="#556070",
    rule="#c9d0da",
    visibility="#1b2330",
    label="#ffffff",
    families={
        "evidence": Family("#fbf8f0", "#f5efdf", "#fffdf6", "#d9c690", "#b4933a", "#715a15"),
        "customer": Family("#fdf4f7", "#fae7ee", "#ffffff", "#e5b3c6", "#b8336a", "#9c2157"),
        "frontstage": Family("#f3f8fd", "#e4effa", "#ffffff", "#a9c8e8", "#2f74b8", "#1c5a99"),
        "backstage": Family("#f7f5fd", "#ece8fa", "#ffffff", "#c2b6e6", "#6d53bb", "#5a3ea8"),
        "support": Family("#f1f9f7", "#dff2ed", "#ffffff", "#9fd0c4", "#1d8573", "#11695b"),
        "systems": Family("#f6f7f9", "#eaedf1", "#e9edf2", "#b3bdca", "#5d6b7e", "#445063"),
    },
    tones={
        "pain": Tone("#c2291e", "#c2291e", "#ffffff"),
        "fail": Tone("#a84b08", "#a84b08", "#ffffff"),
        "wait": Tone("#fdeec2", "#e3c463", "#6b4c00"),
        "time": Tone("#eef1f5", "#cbd3dd", "#3a4556"),
        "work": Tone("#ffffff", "#98a3b3", "#3a4556"),
        "idea": Tone("#e3f4e6", "#97cca1", "#1c632d"),
        "question": Tone("#e7f0fb", "#a9c8e8", "#1c5a99"),
        "moment": Tone("#1b2330", "#1b2330", "#ffffff"),
        "refer": Tone("#ffffff", "#cbd3dd", "#556070"),
    },
    arrows={
        "to": "#3b4758",
        "notifies": "#3b4758",
        "needs": "#3b4758",
        "rework": "#a84b08",
        "time": "#9c2157",
        "order": "#7a64bd",
        "stem": "#7d899b",
    },
)
