"""A rule that does not exist."""

from __future__ import annotations

from collections.abc import Collection


class UnknownRule(ValueError):  # noqa: N818 - the user's mistake, told as a sentence
    """A rule name that no rule has; `suggestion` is the one that was probably meant."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        from blueprint_cli.document.suggest import closest

        self.name = name
        self.suggestion = closest(name, sorted(known))
        meant = f" Did you mean “{self.suggestion}”?" if self.suggestion else " `bp rules` lists them."
        super().__init__(f"There is no rule “{name}”.{meant}")
