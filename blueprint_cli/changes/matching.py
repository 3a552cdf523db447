"""Which element of the new blueprint is which of the old one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Matching:
    """Pairs of elements."""
