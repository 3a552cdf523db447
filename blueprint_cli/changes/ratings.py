"""What a configuration says of changes: other levels for their kinds, and which ones are approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from blueprint_cli.changes.change import Approval
from blueprint_cli.changes.kinds import Level
from blueprint_cli.document import Map, Seq


def read_ratings(diffs: Sequence[Map]) -> tuple[dict[str, Level], tuple[Approval, ...]]:
    """Return the level of each kind that is rated anew, and the approvals, of `diff` mappings that have been checked.

    Of two mappings the later one counts for a kind, and approvals add up.
    """
    levels: dict[str, Level] = {}
    approvals: list[Approval] = []
    for diff in diffs:
        rated = diff.get("levels")
        if isinstance(rated, Mapping):
            levels |= {str(kind): cast(Level, level) for kind, level in rated.items()}
        approved = diff.get("approve")
        for entry in approved if isinstance(approved, Seq) else ():
            until = entry.get("until")
            approvals.append(
                Approval(
                    str(entry["change"]).strip(),
                    " ".join(str(entry["reason"]).split()),
                    date.fromisoformat(until) if until else None,
                )
            )
    return levels, tuple(approvals)
