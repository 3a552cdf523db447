"""The last review is older than the blueprint's own cadence, or than 180 days where it names none.

Only the date of the review is compared with today (`--today`); that a linked file has changed since is not seen.

Why it matters
    Services change faster than their drawings. A blueprint that nobody has compared with reality for half a year is
    believed because it is drawn, and sends people to the wrong cause.

Bad
    service: Product return
    review:
      date: 2024-01-15
      every: 180 d
    steps:
      - name: Refund
        customer: Sees the money on the account
        frontstage: Sends the refund e-mail

Good
    service: Product return
    review:
      date: 2024-01-15
      every: 100 y
    steps:
      - name: Refund
        customer: Sees the money on the account
        frontstage: Sends the refund e-mail

When ignoring it is fine
    An archived blueprint that is kept as a record of its time.

Source
    A blueprint as a living document: Polaine, Løvlie and Reason, Service Design: From Insight to Implementation, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from blueprint_cli.blueprint import Blueprint, Duration
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

_DAY = 24 * 3600 * 1000
#: Where the blueprint names no cadence.
USUAL_CADENCE = Duration(180 * _DAY, 180 * _DAY, text="180 d")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare the date of the last review with today."""
    review = blueprint.review
    reviewed = _read_date(review.date if review else None)
    if review is None or reviewed is None:
        yield Skipped("no review date")
        return
    if "every" in review.fields and review.every is None:
        yield Skipped("the cadence cannot be read")
        return
    cadence = review.every or USUAL_CADENCE
    due = _due(reviewed, cadence)
    if context.today <= due:
        return
    usual = "" if review.every else " (the usual cadence, as `every` is not given)"
    yield on_file(
        RULE.name,
        blueprint,
        f"The last review, on {reviewed}, is older than its cadence of {cadence}: it was due on {due}.",
        f"Compare the blueprint with the service as it runs today, then set `review.date`. The cadence is {cadence}"
        f"{usual}; a service that hardly changes may name a longer one.",
        "date",
        element=review,
    )


def _read_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _due(reviewed: date, cadence: Duration) -> date:
    """Return the last day on which the review still counts; working days are Monday to Friday."""
    if cadence.axis == "clock":
        return _later(reviewed, cadence.high // _DAY)
    weeks, days = divmod(cadence.high // 1000, 5)
    due = _later(reviewed, 7 * weeks)
    while days and due < date.max:
        due += timedelta(days=1)
        days -= due.weekday() < 5
    return due


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


RULE = Rule("stale-review", "governance", check)
