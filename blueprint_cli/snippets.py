"""What to paste where a picture is to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from blueprint_cli.drawing.theme_files import read_theme
from blueprint_cli.targets import Target


def show_snippets(drawn: Sequence[tuple[Target, str]]) -> str:
    """Return the HTML that shows each picture in the theme of the reader's page, for Markdown on GitHub and elsewhere.

    `drawn` are targets with the titles of their blueprints. Empty where no blueprint was drawn in a light and a dark
    theme.
    """
    by_source: dict[str, list[tuple[Target, str]]] = {}
    for target, title in drawn:
        by_source.setdefault(target.source, []).append((target, title))
    snippets = []
    for (plain, title), *others in by_source.values():
        scheme = read_theme(plain.theme).scheme
        other = next((target for target, _ in others if read_theme(target.theme).scheme != scheme), None)
        if other:
            name, instead = (escape(Path(target.path).as_posix()) for target in (plain, other))
            media = f"(prefers-color-scheme: {read_theme(other.theme).scheme})"
            snippets.append(
                f'<picture>\n  <source media="{media}" srcset="{instead}">\n'
                f'  <img src="{name}" alt="Service blueprint: {escape(title)}">\n</picture>\n'
            )
    return "".join(["\nFor Markdown, with paths from here:\n\n", *snippets]) if snippets else ""
