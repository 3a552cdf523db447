"""What the rules of structure, value and time say beyond the line that they stand on."""

from __future__ import annotations

from blueprint_cli.rules.registry import RULES


def findings_of(result, rule):
    return [finding for finding in result.findings if finding.rule == rule]


RETURN = """\
blueprint: 1
service: Product return
state: {state}
promise: 5 d
takes: 10-14 d
steps:
  - name: Request
    customer: Starts a return
  - name: Send back
    takes: 1-2 d
    customer: Brings the parcel to the post office
  - name: Inspect
    customer: Waits
    backstage:
      - does: Opens the box
        takes: 20 min
      - does: Notes the result
        waits: 6 h
  - name: Refund
    customer: Sees the money on the account
    backstage:
      - id: review
        does: Releases each refund
        waits: 7 d
        takes: 10 min
        to: pay
    support:
      - id: pay
        does: Pays the money back
        takes: 2-3 d
  - name: Thank
    takes: 1 h
    customer: Reads the e-mail
"""


def test_best_case_worst_case_and_measured_time_are_one_finding(lint_text):
    (finding,) = findings_of(lint_text(RETURN.format(state="target")), "broken-promise")
    assert finding.severity == "error"
    assert "10 d 7 h at best, 12 d 7 h at worst" in finding.message
    assert "10-14 d" in finding.message
    assert "1 of its steps give" in finding.help


def test_the_longest_contributors_are_named_the_longest_first(lint_text):
    (finding,) = findings_of(lint_text(RETURN.format(state="target")), "broken-promise")
    assert [related.span.line for related in finding.related] == [24, 10, 18]
    assert "“Releases each refund”" in finding.related[0].message
    assert "“Send back” takes 1-2 d" in finding.related[1].message
    assert "“Notes the result”" in finding.related[2].message


def test_a_current_state_is_warned_at_most(lint_text):
    (finding,) = findings_of(lint_text(RETURN.format(state="current"), profile="strict"), "broken-promise")
    assert (finding.severity, finding.acknowledged) == ("warning", False)


def test_a_mark_on_the_link_of_the_longest_chain_acknowledges(lint_text):
    text = RETURN.format(state="current").replace("to: pay", "to: {card: pay, pain: The order is mislaid}")
    (finding,) = findings_of(lint_text(text), "broken-promise")
    assert finding.acknowledged


def test_no_mark_acknowledges_a_target(lint_text):
    text = RETURN.format(state="target").replace("to: pay", "to: {card: pay, pain: The order is mislaid}")
    (finding,) = findings_of(lint_text(text), "broken-promise")
    assert (finding.severity, finding.acknowledged) == ("error", False)


def test_a_circle_of_dependencies_is_skipped_and_said(lint_text):
    text = (
        RETURN.format(state="target")
        .replace("takes: 10-14 d\n", "")
        .replace("id: pay\n", "id: pay\n        to: review\n")
    )
    result = lint_text(text)
    assert not findings_of(result, "broken-promise")
    (reason,) = [skip.reason for skip in result.skipped if skip.rule == "broken-promise"]
    assert "circle" in reason


def test_a_declared_system_that_nobody_uses_is_pointed_at(lint_text):
    text = """\
blueprint: 1
service: Street lamp repair
systems:
  orders:
    name: Work order system
steps:
  - name: Report
    customer: Calls about a broken lamp
    frontstage: Takes the call
    backstage: Sends a technician
"""
    (finding,) = findings_of(lint_text(text), "missing-support")
    (related,) = finding.related
    assert related.span.line in (4, 5)
    assert "Work order system" in related.message


def test_one_cause_is_one_finding(lint_text):
    text = """\
blueprint: 1
service: Gym membership
owner: Membership manager
promise: 1 h
steps:
  - name: Train
    evidence: Member card
    customer: [Comes in after work, Warms up, {does: Lifts, moment: true}, Takes a shower]
    frontstage: [Greets the member, Shows a machine, Corrects a grip, Counts aloud, Says goodbye]
"""
    found = {finding.rule for finding in lint_text(text).findings}
    structure = {rule.name for rule in RULES if rule.group in ("layers", "support", "journey")}
    assert found & structure == {"journey-map-only"}


def test_talk_of_waste_is_told_at_its_places(lint_text):
    text = """\
blueprint: 1
service: Broadband installation
owner: Field service manager
processes:
  plan:
    name: Plan a visit
    measures:
      name: Takt time
steps:
  - name: Install
    evidence: Router
    customer: Lets the technician in
    frontstage:
      does: Fits the router
      uses: Roster
      process: plan
      idea: A value stream for vans
"""
    (finding,) = [f for f in lint_text(text).findings if f.rule in ("waste-before-value", "no-customer-goal")]
    assert finding.rule == "waste-before-value"
    assert [related.span.line for related in finding.related] == [17, 8]
    assert "“value stream”" in finding.message


def test_one_cause_of_a_delay_is_one_finding(lint_text):
    text = """\
blueprint: 1
service: Club card
steps:
  - name: Apply
    customer: {does: Sends the same form again, enters: Name}
    backstage:
      - id: print
        does: Prints the cards
        by: Office
        waits: 7 d
        takes: 1 min
        repeats: weekly
        enters: name
        to: {card: pack, carries: Cards}
      - id: pack
        does: Packs the card
        to: apply/customer
"""
    told = {(finding.card, finding.rule) for finding in lint_text(text).findings}
    assert {("print", "batch-delay"), ("apply/customer", "customer-as-courier")} <= told
    assert ("pack", "handoff-without-owner") in told
    assert not told & {("print", "long-wait"), ("apply/customer", "repeated-entry"), ("pack", "unowned-card")}
