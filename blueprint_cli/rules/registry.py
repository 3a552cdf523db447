"""Every rule, in the order of the catalogue. A new rule is one module, one line here, and one in each profile."""

from __future__ import annotations

from blueprint_cli.rules import (
    broken_promise,
    customer_in_frontstage,
    exception_path,
    execution_logic,
    flattened_layers,
    handoff_by_inbox,
    journey_map_only,
    manual_repetition,
    missing_evidence,
    missing_support,
    no_customer_goal,
    no_owner,
    placeholder,
    process_map_only,
    repeated_entry,
    stale_review,
    thin_support,
    visible_below_the_line,
    waste_before_value,
)
from blueprint_cli.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    flattened_layers.RULE,
    customer_in_frontstage.RULE,
    visible_below_the_line.RULE,
    execution_logic.RULE,
    exception_path.RULE,
    missing_support.RULE,
    thin_support.RULE,
    journey_map_only.RULE,
    process_map_only.RULE,
    missing_evidence.RULE,
    waste_before_value.RULE,
    no_customer_goal.RULE,
    handoff_by_inbox.RULE,
    repeated_entry.RULE,
    broken_promise.RULE,
    manual_repetition.RULE,
    no_owner.RULE,
    placeholder.RULE,
    stale_review.RULE,
)
