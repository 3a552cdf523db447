"""The time arithmetic of the README, "Durations"."""

import pytest

from blueprint_cli.measures.elapsed import measure_elapsed

HOUR = 3_600_000
DAY = 24 * HOUR


def stretch(blueprint, first=None, last=None):
    steps = {step.id: step for step in blueprint.steps}
    return measure_elapsed(blueprint).between(steps.get(first), steps.get(last))


RETURN = """
    blueprint: 1
    service: Return
    steps:
      - name: Send
        customer: {does: Packs, takes: 1 h}
      - name: Inspect
        takes: 1-3 d
        backstage: {does: Opens, takes: 20 min}
      - name: Approve
        backstage: {id: review, does: Reviews, waits: 7 d, takes: 1-2 h, to: approve/support}
        support: {does: Pays, takes: 2-3 d}
      - name: Refund
        customer: Sees the money
"""


def test_steps_are_consecutive_and_chains_follow_dependencies(build):
    blueprint = build(RETURN)
    found = stretch(blueprint)
    assert (found.low, found.high) == (10 * DAY + 2 * HOUR, 13 * DAY + 3 * HOUR)
    assert [step.id for step in found.unknown] == ["refund"]
    assert [card.does for card in found.steps[2].chain] == ["Reviews", "Pays"]


def test_a_stretch_starts_and_ends_where_it_is_told(build):
    found = stretch(build(RETURN), "inspect", "inspect")
    assert (found.low, found.high) == (DAY, 3 * DAY)


def test_unjoined_provider_cards_are_parallel_and_customer_cards_follow_each_other(build):
    blueprint = build(
        """
        blueprint: 1
        service: Lunch
        steps:
          - name: Eat
            customer: [{does: Orders, takes: 1 h}, {does: Eats, takes: 2 h}]
            support: [{does: Cooks, takes: 1 h}, {does: Bakes, takes: 2 h}]
          - name: Leave
            customer: {does: Pays, takes: 1 h}
            support: [{does: Counts, takes: 3 h}, {does: Files, takes: 2 h}]
        """
    )
    elapsed = measure_elapsed(blueprint)
    assert [(time.low, time.high) for time in elapsed.steps] == [(3 * HOUR, 3 * HOUR), (3 * HOUR, 3 * HOUR)]


def test_links_between_the_sides_do_not_join_them(build):
    blueprint = build(
        """
        blueprint: 1
        service: Lunch
        steps:
          - name: Eat
            customer: {does: Eats, takes: 2 h, to: cook}
            backstage: {id: cook, does: Cooks, takes: 3 h}
        """
    )
    assert stretch(blueprint).high == 3 * HOUR


@pytest.mark.parametrize(
    ("kind", "hours"), [("to: b", 3), ("to: {card: b, kind: notifies}", 2), ("to: {card: b, kind: rework}", 2)]
)
def test_notices_and_rework_carry_no_dependency(build, kind, hours):
    blueprint = build(
        f"""
        blueprint: 1
        service: Lunch
        steps:
          - name: Eat
            support:
              - {{does: Cooks, takes: 1 h, {kind}}}
              - {{id: b, does: Serves, takes: 2 h}}
        """
    )
    assert stretch(blueprint).high == hours * HOUR


def test_working_days_and_clock_time_do_not_add_up(build):
    text = """
        blueprint: 1
        service: Lunch
        steps:
          - {name: Wait, takes: 5 wd, customer: Waits}
          - {name: Eat, %s customer: Eats}
    """
    working = stretch(build(text % "takes: 1-2 wd,"))
    assert (working.low, working.high, working.axis) == (6000, 7000, "working")
    assert stretch(build(text % "takes: 1 h,")).skipped
    assert stretch(build(text % "")).skipped is None


def test_a_circle_of_dependencies_is_said(build):
    blueprint = build(
        """
        blueprint: 1
        service: Lunch
        steps:
          - name: Eat
            support:
              - {id: a, does: Cooks, takes: 1 h, to: b}
              - {id: b, does: Serves, takes: 2 h, to: a}
        """
    )
    assert "circle" in (stretch(blueprint).skipped or "")


def test_nothing_known_is_said(build):
    assert stretch(build("blueprint: 1\nservice: a\nsteps: [{name: a, customer: b}]")).skipped == "no durations"
