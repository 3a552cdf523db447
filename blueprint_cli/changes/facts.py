"""Everything that differs between two blueprints, as facts: nothing here says how bad it is."""

from __future__ import annotations

from blueprint_cli.changes.change import Change
from blueprint_cli.changes.facts_cards import card_changes
from blueprint_cli.changes.facts_file import file_changes, register_changes
from blueprint_cli.changes.facts_links import handoffs_of, link_changes, with_handoffs
from blueprint_cli.changes.facts_marks import mark_changes
from blueprint_cli.changes.facts_steps import step_changes
from blueprint_cli.changes.making import Both


def find_facts(both: Both) -> list[Change]:
    """Return every difference once; what comes or goes along with something is part of that."""
    handoffs = handoffs_of(both)
    found = [
        *file_changes(both),
        *register_changes(both),
        *step_changes(both, handoffs),
        *card_changes(both, handoffs),
        *link_changes(both, handoffs),
        *mark_changes(both),
    ]
    return with_handoffs(both, found, handoffs)
