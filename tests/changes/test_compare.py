"""What a comparison holds beside the facts: measures, account, levels, approvals, order, one-sided comparisons."""

from __future__ import annotations

import os
from datetime import date

import pytest
from reading import compared, side
from test_kinds import BASE, edited

from blueprint_cli.changes.change import Approval, Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.load import load_blueprint

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "samples")


def sample(name: str) -> Side:
    path = os.path.join(SAMPLES, f"{name}.blueprint.yaml")
    with open(path, "rb") as file:
        data = file.read()
    return Side(path, load_blueprint(path, data).blueprint, data.decode())


@pytest.fixture(scope="module")
def product_return():
    return compare(sample("product-return"), sample("product-return-target"))


def measure(comparison, name):
    return next(measure for measure in comparison.measures if measure.name == name)


def test_a_length_in_another_unit_is_told_in_the_same_words():
    promised = BASE.replace("promise: 1 d", "promise: 5 d")
    promise = measure(compare(side(promised), side(BASE.replace("promise: 1 d", "promise: 120 h"))), "promise")
    assert (promise.before, promise.after, promise.better) == ("5 d", "5 d", None)


def test_the_elapsed_time_before_and_after_is_computed(product_return):
    elapsed = measure(product_return, "elapsed")
    assert (elapsed.before, elapsed.after, elapsed.better) == (
        "10 d 5 min to 14 d 15 min",
        "22 h 12 min to 1 d 20 h",
        True,
    )
    assert elapsed.note == "before: 2 of 5 steps without a time; after: 1 of 4 steps without a time"


def test_times_and_counts_stand_side_by_side(product_return):
    words = {m.name: (m.before, m.after, m.better) for m in product_return.measures}
    assert words["promise"] == ("5 d", "2 d", True)
    assert words["measured"] == ("10-14 d", "1-2 d", True)
    assert words["customer-actions"] == ("6", "4", True)
    assert words["handoffs"] == ("6", "6", None)
    assert words["visibility"][2] is None
    assert words["customer-waits"] == (None, None, None)


def test_waits_are_added_up_and_working_days_are_not_mixed_with_days():
    new = BASE.replace("- Looks at the clock", "- does: Looks at the clock\n        waits: 2 wd")
    waits = measure(compared(BASE, new), "customer-waits")
    assert (waits.before, waits.after, waits.better) == ("10 min", None, None)
    assert waits.note == "after: they add working days to clock time"
    longer = measure(compared(BASE, BASE.replace("waits: 10 min", "waits: 20 min")), "customer-waits")
    assert (longer.before, longer.after, longer.better) == ("10 min", "20 min", False)


def test_the_manual_inspection_becomes_one_of_exceptions(product_return):
    found = [change for change in product_return.changes if change.address == "damaged"]
    told = {change.kind: (change.before, change.after) for change in found}
    assert told["card-reworded"] == ("Opens the box and inspects the item", "Inspects damaged and unusual items only")
    assert told["automation-raised"] == ("manual", "assisted")
    assert told["provider-time-shorter"] == ("20 min", "10 min")
    assert {change.how for change in found} == {"similarity"}


def test_the_weekly_batch_goes(product_return):
    (batch,) = [change for change in product_return.account.work if change.kind == "batch-removed"]
    assert (batch.title, batch.before) == ("Reviews the spreadsheet and releases each refund", "weekly")


def test_each_pain_is_accounted_for(product_return):
    settled = {
        pain.name: [card.does for card in pain.answered_by] or pain.reason for pain in product_return.account.pains
    }
    assert settled == {
        "slow": ["Approves unopened returns by rule"],
        "printer": ["Shows a QR code, nothing to print"],
        "queue": "Collecting at the door costs more than it brings; parcel shops are open longer",
        "no-news": ["Confirms that the return is on its way"],
        "error-prone": ["Inspects damaged and unusual items only"],
        "no-answer": ["Shows where parcel and refund are"],
        "typed-twice": ["Scans the parcel in"],
        "a-week-late": ["Approves unopened returns by rule"],
    }
    assert (product_return.account.count("answered"), product_return.account.count("accepted")) == (7, 1)


def test_each_idea_is_accounted_for(product_return):
    ideas = {idea.words: (idea.status, idea.by[0].does) for idea in product_return.account.ideas}
    assert ideas == {
        "QR code in the app": ("taken-up", "QR code in the app"),
        "Scan the parcel instead of typing": ("taken-up", "Scans the parcel in"),
        "Show returns in the customer file": ("otherwise", "Shows where parcel and refund are"),
        "Refund unopened items by rule": ("taken-up", "Approves unopened returns by rule"),
    }


def test_what_the_customer_will_not_miss_is_not_worse(product_return):
    worse = [change.title for change in product_return.account.worse]
    assert "Send back" in worse
    # To wait without knowing, and to phone to ask.
    assert "Inspect" not in worse
    assert "Approve" in [change.title for change in product_return.changes]
    assert not [
        change for change in product_return.account.worse if change.title in ("Phones to ask where the refund is",)
    ]


def test_a_pain_that_nobody_answers_is_open_and_one_that_stays_is_kept():
    old = BASE
    new = BASE.replace("state: current", "state: target").replace(
        "        pain:\n          what: The mill is loud\n          severity: low\n", ""
    )
    account = compared(old, new).account
    assert [(pain.name, pain.status) for pain in account.pains] == [("queue", "kept"), ("cut", "open")]
    assert [(idea.words, idea.status) for idea in account.ideas] == [("Laser instead of milling", "kept")]


def test_only_a_current_state_and_its_target_have_an_account():
    assert compared(BASE, BASE.replace("takes: 10 min", "takes: 11 min")).account is None


def test_changes_come_in_the_order_of_the_journey_and_the_worst_first():
    new = edited(
        BASE,
        [
            ["promise: 1 d", "promise: 2 d"],
            ["moment: true\n", "note: Smiles\n"],
            ["feels: 1\n", "feels: -1\n"],
            ["uses: book", "uses: [book, till]"],
            ["version: 1.0.0", "version: 1.0.1"],
        ],
    )
    changes = compared(BASE, new).changes
    assert [(change.place[0], change.level, change.kind) for change in changes] == [
        (-1, "breaking", "promise-longer"),
        (-1, "info", "version-changed"),
        (0, "breaking", "feels-worse"),
        (0, "risky", "system-used-added"),
        (2, "risky", "moment-removed"),
        (2, "cosmetic", "note-changed"),
    ]


def test_removed_steps_stand_behind_the_step_that_they_followed_and_with_their_phase(product_return):
    assert [(bool(step.old), bool(step.new), step.title) for step in product_return.steps] == [
        (True, True, "Request"),
        (True, False, "Send back"),
        (False, True, "Drop off"),
        (True, False, "Inspect"),
        (True, False, "Approve"),
        (False, True, "Check"),
        (True, True, "Refund"),
    ]
    for which in ("old", "new"):
        order = [step.index for column in product_return.steps if (step := getattr(column, which))]
        assert order == sorted(order)


def test_an_approval_covers_its_change_until_its_day():
    new = BASE.replace("promise: 1 d", "promise: 2 d")
    (change,) = compared(BASE, new).changes
    assert change.approval is None
    approval = Approval(change.fingerprint, "Agreed with the board", date(2026, 12, 31))
    other = Approval("1:0", "Something else")
    covered = compared(BASE, new, approvals=[other, approval], today=date(2026, 12, 31))
    assert covered.changes[0].approval is approval
    assert (covered.counts["approved"], covered.counts["breaking"], covered.expired) == (1, 0, [])
    late = compared(BASE, new, approvals=[approval], today=date(2027, 1, 1))
    assert late.changes[0].approval is None
    assert [(old.reason, found.kind) for old, found in late.expired] == [("Agreed with the board", "promise-longer")]


def test_the_fingerprint_of_a_change_is_the_same_whatever_its_line_and_its_values():
    def names(text: str, new: str) -> dict[str, str]:
        return {change.kind: change.fingerprint for change in compared(BASE, new).changes}

    first = names(BASE, BASE.replace("promise: 1 d", "promise: 2 d"))
    second = names(BASE, "# A comment\n\n" + BASE.replace("promise: 1 d", "promise: 9 d"))
    assert first["promise-longer"] == second["promise-longer"]


def test_every_change_has_a_fingerprint_of_its_own(product_return):
    names = [change.fingerprint for change in product_return.changes]
    assert len(set(names)) == len(names)
    assert all(name.startswith("1:") for name in names)


def test_a_file_that_came_or_went_is_one_change():
    only = side(BASE)
    (added,) = compare(None, only).changes
    assert (added.kind, added.after, added.level, added.new_span.line) == ("blueprint-added", "Key cutting", "info", 3)
    (removed,) = compare(only, None).changes
    assert (removed.kind, removed.before, removed.level) == ("blueprint-removed", "Key cutting", "breaking")
    assert [step.title for step in compare(only, None).steps] == ["Order", "Make", "Collect"]


def test_two_names_are_no_change_unless_the_file_was_moved():
    assert compare(side(BASE), side(BASE, "y.blueprint.yaml")).is_empty
    (moved,) = compare(side(BASE), side(BASE, "y.blueprint.yaml"), moved=True).changes
    assert (moved.kind, moved.before, moved.after) == ("blueprint-moved", "x.blueprint.yaml", "y.blueprint.yaml")
