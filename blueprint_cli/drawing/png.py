"""PNG: the finished SVG, drawn by resvg with the shipped font."""

from __future__ import annotations

import re

from blueprint_cli.drawing.engine import TooLarge
from blueprint_cli.drawing.fonts import FAMILY, FILES, with_shipped_font
from blueprint_cli.drawing.text import in_font

#: Beyond that, few programs open a picture (and a canvas takes four bytes a pixel).
_MOST_PIXELS = 250_000_000
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')
_TEXT = re.compile(r">([^<]+)<")


def draw_png(svg: str, scale: float = 1) -> bytes:
    """Draw one of our SVGs at `scale` pixels a point: the same bytes wherever the shipped font has all its letters.

    Other scripts and emoji come from the machine's own fonts. Raises TooLarge.
    """
    import resvg_py

    found = _SIZE.search(svg)
    assert found, "not a picture of ours"
    width, height = (round(int(side) * scale) for side in found.groups())
    if width * height > _MOST_PIXELS:
        raise TooLarge(
            f"It would have {width:,} × {height:,} pixels. Choose a smaller --scale, or draw a part of it: --phase, "
            "--steps, --layers."
        )
    plain = all(in_font(text) for text in _TEXT.findall(svg))
    drawn = resvg_py.svg_to_bytes(
        svg_string=with_shipped_font(svg),
        zoom=scale,
        skip_system_fonts=plain,
        font_files=[str(file) for file in FILES],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(drawn)
