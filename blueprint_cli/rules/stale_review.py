"""The last review is older than its cadence, or than a change of a linked file.

The cadence is `review.every`, or 180 days. Linked files are process models, the current state of a target, and
catalogs; git's command is asked whether one was committed on a later day than the review. Where `review.content`
vouches for the catalog entries in use (see review-mismatch), catalogs are left out. Without git, only the date counts.

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

import os
from collections.abc import Iterator
from datetime import date, timedelta

from blueprint_cli.blueprint import Blueprint, Duration
from blueprint_cli.document import Problem
from blueprint_cli.rules.missing_model import model_path
from blueprint_cli.rules.options import Length
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

_DAY = 24 * 3600 * 1000
EVERY = Length("stale-review", "every", "180 d", "The cadence where `review.every` gives none.", working=True)


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
    cadence = review.every or context.option(EVERY)
    due = _due(reviewed, cadence)
    if context.today <= due:
        yield from _changed_since(reviewed, blueprint, context)
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


def _changed_since(reviewed: date, blueprint: Blueprint, context: Context) -> Iterator[Problem]:
    linked = _linked_files(blueprint)
    if not linked or blueprint.review is None:
        return
    changed = context.files.committed_after(linked, reviewed, context.today)
    if not changed:
        return
    file, day = next((file, changed[file]) for file in linked if file in changed)
    more = len(changed) - 1
    others = f" and {more} more linked {'file' if more == 1 else 'files'}" if more else ""
    yield on_file(
        RULE.name,
        blueprint,
        f"“{os.path.basename(file)[:60]}”{others} changed on {day}, after the last review on {reviewed}.",
        "What the blueprint rests on is no longer what was reviewed. Compare the two, then run `bp review`.",
        "date",
        element=blueprint.review,
        detail="linked",
    )


def _linked_files(blueprint: Blueprint) -> list[str]:
    """Return the files that the blueprint links, from the working folder, each once."""
    used = {card.process for card in blueprint.cards}
    processes = [process for process in blueprint.processes.values() if process.own or process in used]
    files = [path for process in processes if (path := model_path(process, blueprint))]
    vouched = blueprint.review is not None and blueprint.review.content is not None
    written = [blueprint.from_path] if blueprint.from_path else []
    written += [] if vouched else [catalog.text for catalog in blueprint.catalogs]
    folder = os.path.dirname(blueprint.path)
    return list(dict.fromkeys([*files, *(os.path.normpath(os.path.join(folder, path)) for path in written)]))


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


RULE = Rule("stale-review", "governance", check, options=(EVERY,))
