"""The font that bp itself draws letters with (PNG, PDF): Liberation Sans 2.1.5, under the SIL Open Font License 1.1."""

from __future__ import annotations

import re
from pathlib import Path

FAMILY = "Liberation Sans"
FOLDER = Path(__file__).parent
#: Regular and bold.
FILES = (FOLDER / "LiberationSans-Regular.ttf", FOLDER / "LiberationSans-Bold.ttf")
_STACK = re.compile(r'(<svg [^>]*?font-family=")[^"]*(")')


def with_shipped_font(svg: str) -> str:
    """Return one of our SVGs set in the shipped font first, whatever else is installed."""
    return _STACK.sub(rf"\g<1>'{FAMILY}', sans-serif\g<2>", svg, count=1)
