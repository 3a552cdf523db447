"""Every rule, in the order of the catalogue. A new rule is one module, one line here, and one in each profile."""

from __future__ import annotations

from blueprint_cli.rules import (
    broken_promise,
    journey_map_only,
    missing_evidence,
    missing_support,
    no_customer_goal,
    no_owner,
    process_map_only,
    stale_review,
    thin_support,
    waste_before_value,
)
from blueprint_cli.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    missing_support.RULE,
    thin_support.RULE,
    journey_map_only.RULE,
    process_map_only.RULE,
    missing_evidence.RULE,
    waste_before_value.RULE,
    no_customer_goal.RULE,
    broken_promise.RULE,
    no_owner.RULE,
    stale_review.RULE,
)
