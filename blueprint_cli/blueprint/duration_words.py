"""Durations as they are written elsewhere: by ISO 8601, in German and Dutch, with counts in words, with slips."""

from __future__ import annotations

import re

from blueprint_cli.blueprint.duration import parse_duration
from blueprint_cli.document.suggest import guess

_UNITS = {
    "s": "s sek sekunde sekunden seconde seconden",
    "min": "minute minuten minuut mins",
    "h": "std stunde stunden uur uren",
    "d": "tag tage tagen dag dagen",
    "wk": "woche wochen weken week",
    "mo": "monat monate monaten maand maanden",
    "y": "jahr jahre jahren jaar",
    "wd": "werktag werktage werktagen arbeitstag arbeitstage werkdag werkdagen workday workdays businessdays "
    "businessday workingdays workingday",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_ENGLISH = {unit: unit for unit in ("seconds", "minutes", "hours", "days", "weeks", "months", "years")}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_OF = {"a": "1", "an": "1", "ein": "1", "eine": "1", "einen": "1", "een": "1"} | {
    word: str(number) for number, word in enumerate(_COUNTS, 1)
}
_ISO = re.compile(
    r"P(?=.*\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?", re.I
)
_ISO_UNITS = ("y", "mo", "wk", "d", "h", "min", "s")
_TO = re.compile(r"(?<=\d)\s*(?:to|bis|tot|\.\.|…)\s*(?=\d)", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def respell_duration(text: str) -> str | None:
    """Return the same length of time as the language writes it; None where the text leaves a doubt.

    `P3DT4H` is `3 d 4 h`, `two days` is `2 days`, `2 Tage` is `2 d`, `1 to 3 days` is `1-3 days`.
    """
    folded = " ".join(text.split())
    if iso := _ISO.fullmatch(folded):
        new = " ".join(f"{count} {unit}" for count, unit in zip(iso.groups(), _ISO_UNITS, strict=True) if count)
    else:
        new = _TO.sub("-", _WORD.sub(_respell_word, folded))
    return new if new != folded and parse_duration(new) else None


def _respell_word(match: re.Match[str]) -> str:
    word = match[0].casefold().replace("-", "")
    if known := _UNIT_OF.get(word) or _NUMBER_OF.get(word):
        return known
    meant = guess(word, _ENGLISH)
    return str(meant.value) if meant and meant.sure else match[0]
