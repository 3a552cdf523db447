"""Mistakes in a configuration: collected, so that all are told at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from blueprint_cli.config.configs import ConfigProblem
from blueprint_cli.document import Span
from blueprint_cli.document.suggest import closest
from blueprint_cli.document.wording import shorten

#: More are not told: they tend to have one cause.
_MOST = 20


@dataclass(slots=True)
class Mistakes:
    """The mistakes of one file; the files that it extends have their own."""

    path: str
    told: list[tuple[Span, str]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The mistakes as they are told, in the order of the text."""
        ordered = sorted(self.told, key=lambda mistake: mistake[0])
        return [f"{self.path}:{span.line}:{span.column}: {words}" for span, words in ordered]

    def tell(self, span: Span, words: str) -> None:
        """Note a mistake, in whole sentences."""
        self.told.append((span, words))

    def unknown(self, span: Span, start: str, name: str, known: Iterable[str], otherwise: str) -> None:
        """Note a name that nobody has: what was probably meant, or else where the names are to be found."""
        guess = closest(name, known)
        self.tell(span, f"{start} “{shorten(name)}”. " + (f"Did you mean “{guess}”?" if guess else otherwise))


def raise_all(lines: Iterable[str]) -> None:
    """Raise ConfigProblem where there are mistakes."""
    told = list(dict.fromkeys(lines))
    if told:
        more = [f"… and {len(told) - _MOST} more."] if len(told) > _MOST else []
        raise ConfigProblem("\n".join([*told[:_MOST], *more]))
