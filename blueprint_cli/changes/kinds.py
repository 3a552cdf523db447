"""Every kind of change, by name (`KINDS`): the tables of the other modules in one."""

from __future__ import annotations

from blueprint_cli.changes.kind import LEVELS, Kind, Level, Sign
from blueprint_cli.changes.kinds_cards import CARD_KINDS
from blueprint_cli.changes.kinds_file import FILE_KINDS
from blueprint_cli.changes.kinds_marks import MARK_KINDS
from blueprint_cli.changes.kinds_time import TIME_KINDS

__all__ = ["KINDS", "LEVELS", "Kind", "Level", "Sign"]

#: In the order in which they are listed; a name that is there twice would be lost, and a test sees that.
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*FILE_KINDS, *CARD_KINDS, *MARK_KINDS, *TIME_KINDS)}
