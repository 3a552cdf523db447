"""Kinds of change of time: the promise, the whole, steps and cards."""

from __future__ import annotations

from blueprint_cli.changes.kind import Kind, Level, both_ways, comes_and_goes, either_way

_STATED = "How long it takes is written down."
_UNSTATED = "How long it takes is unknown, so totals leave it out."


def _time(name: str, words: str, level: Level, why: str) -> tuple[Kind, ...]:
    """Return longer and shorter, stated and no longer stated, of one kind of time."""
    return (
        *both_ways(
            (f"{name}-longer", f"{words} longer", level, why),
            (f"{name}-shorter", f"{words} shorter", "info", "It is faster, if it can be kept."),
        ),
        *comes_and_goes(
            (f"{name}-stated", f"{words} now given", "info", _STATED),
            (f"{name}-unstated", f"{words} no longer given", "info", _UNSTATED),
        ),
    )


TIME_KINDS: tuple[Kind, ...] = (
    *both_ways(
        ("promise-longer", "Promise longer", "breaking", "The customer is told to wait longer."),
        ("promise-shorter", "Promise shorter", "risky", "The organisation has to be faster than before."),
    ),
    *comes_and_goes(
        ("promise-added", "Promise made", "risky", "The organisation has to keep it from now on."),
        ("promise-removed", "Promise withdrawn", "breaking", "The customer no longer knows what to count on."),
    ),
    *either_way(("promise-span-changed", "Promise from or to elsewhere", "risky", "It covers another stretch.")),
    *_time("service-time", "Measured time of the whole", "breaking", "The customer gets there later."),
    *_time("step-time", "Time of the step", "breaking", "The customer gets there later."),
    *_time("customer-wait", "Customer's wait", "breaking", "The customer waits longer."),
    *_time("customer-time", "Customer's time", "breaking", "The customer spends more time on it."),
    *_time("provider-wait", "Wait before the start", "risky", "Work lies longer, and the customer may feel it."),
    *_time("provider-time", "Touch time", "risky", "It needs more hands, or other work waits."),
    *both_ways(
        ("sla-tightened", "Service level tightened", "risky", "Those who do it have to be faster."),
        ("sla-loosened", "Service level loosened", "risky", "Those who wait for it have to be told."),
    ),
    *comes_and_goes(
        ("sla-added", "Service level added", "risky", "Those who do it have to hold it."),
        ("sla-removed", "Service level removed", "risky", "Those who wait for it can no longer count on it."),
    ),
    *comes_and_goes(
        ("batch-added", "Now done in batches", "risky", "Each case waits for the next run."),
        ("batch-removed", "No longer done in batches", "info", "Cases need not wait for the next run."),
    ),
    *both_ways(
        ("batch-rarer", "Batches further apart", "risky", "Each case waits longer for the next run."),
        ("batch-more-often", "Batches more often", "info", "Each case waits less for the next run."),
    ),
    *either_way(("time-changed", "Other time", "risky", "The two cannot be compared: one counts working days.")),
    *either_way(("time-rewritten", "Time written differently", "cosmetic", "It is the same time.")),
)
