"""Each kind of fix on a minimal pair: what stood there, what stands there after `--fix`, and what is left alone."""

from __future__ import annotations

import pytest
from fixes.fixing import BODY, HEAD, blueprint, fix, fixed

from blueprint_cli.rules.catalogue import list_rules

SAFE_CARD = [
    # Fields: slips, capitals, plurals, other words.
    ("taks: 5 min", "takes: 5 min"),
    ("Takes: 5 min", "takes: 5 min"),
    ("duration: 5 min", "takes: 5 min"),
    ("wait time: 5 min", "waits: 5 min"),
    ("need: asks", "needs: asks"),
    ("'taks': 5 min", "'takes': 5 min"),
    ('"taks": "5 min"', '"takes": "5 min"'),
    ("taks   :   5 min   # a comment", "takes   :   5 min   # a comment"),
    # Values of a few.
    ("automation: automated", "automation: automatic"),
    ("automation: Manual", "automation: manual"),
    ("automation: 'manuel'", "automation: 'manual'"),
    ('automation: "MANUAL"  # why', 'automation: "manual"  # why'),
    ("repeats: every week", "repeats: weekly"),
    ("basis: Observed", "basis: observed"),
    ("pain: {what: Slow, severity: hihg}", "pain: {what: Slow, severity: high}"),
    ("to: {card: asks, kind: notify}", "to: {card: asks, kind: notifies}"),
    # Times.
    ("takes: PT1H30M", "takes: 1 h 30 min"),
    ("takes: 2 Tage", "takes: 2 d"),
    ("takes: two hours", "takes: 2 hours"),
    ("takes: 1 to 3 days", "takes: 1-3 days"),
    ("takes: '3 dasy'", "takes: '3 days'"),
    # References.
    ("follows: widnow", "follows: window"),
    ("follows: 'returns windw'", "follows: 'Returns window'"),
    ("process: inspecton", "process: inspection"),
    ("needs: [ask]", "needs: [asks]"),
    ("to: reqest/customer", "to: request/customer"),
    ("to: request/custmer", "to: request/customer"),
    ("to: request/webiste", "to: request/website"),
    ("pain: {id: slow, what: Slow}\nidea: {what: Rule, answers: slwo}",
     "pain: {id: slow, what: Slow}\nidea: {what: Rule, answers: slow}"),
    ("pain: {what: Slow, cause: inspect/recrod}", "pain: {what: Slow, cause: inspect/record}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SAFE_CARD)
def test_a_card_is_mended(before: str, after: str) -> None:
    assert fixed(blueprint(before)) == blueprint(after)


SAFE_FILE = [
    ("status: current", "state: current"),
    ("State: Current", "state: current"),
    ("state: CURRENT", "state: current"),
    ("state: as-is", "state: current"),
    ("state: to be", "state: target"),
    ("state: Future", "state: future"),
    ("state: traget", "state: target"),
    ("lanes: Chanel", "lanes: channel"),
    ("language: English", "language: en"),
    ("promise: {within: 5 d, from: reqest, to: Inspet}", "promise: {within: 5 d, from: request, to: inspect}"),
    ("review: {date: 2026/9/1, by: Head, every: P6M}", "review: {date: 2026-09-01, by: Head, every: 6 mo}"),
    ("owner: Ähem  # Größe\nStaet: 'traget'", "owner: Ähem  # Größe\nstate: 'target'"),
]


@pytest.mark.parametrize(("before", "after"), SAFE_FILE)
def test_the_head_of_a_file_is_mended(before: str, after: str) -> None:
    assert fixed(blueprint(head=f"{before}\n")) == blueprint(head=f"{after}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('blueprint: "1"\nservice: Return\n', "blueprint: 1\nservice: Return\n"),
        ("blueprint: 1.0\nservcie: Return\n", "blueprint: 1\nservice: Return\n"),
        ("blueprint: 1\nservice:Return\n", "blueprint: 1\nservice: Return\n"),
    ],
)
def test_the_first_lines_are_mended(before: str, after: str) -> None:
    assert fixed((before + BODY).encode()) == (after + BODY).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('feels: "-2"', "feels: -2"),
        ("feels: '1'  # x", "feels: 1  # x"),
        ('moment: "true"', "moment: true"),
        ("moment: 'False'", "moment: false"),
        ("moment: ture", "moment: true"),
        ("momnet: true", "moment: true"),
        ("feel: 2", "feels: 2"),
    ],
)
def test_a_customer_card_is_mended(before: str, after: str) -> None:
    step = "  - name: Refund\n    customer:\n      does: Sees the money\n      {}\n"
    assert fixed(blueprint(tail=step.format(before))) == blueprint(tail=step.format(after))


@pytest.mark.parametrize(
    "line",
    [
        # Equally near: `to`, `by` and two actors.
        "tx: asks",
        "owner: Finance\nresponsible: Finance",
        # No hand slips like that, or it may well be another one.
        "follows: door",
        "follows: window-2",
        "follows: windows 10",
        "automation: none",
        "pain: {what: Slow, severity: critical}",
        "basis: idea",
        "takes: 5",
        "takes: 20m",
        "takes: about 5 d",
        "takes: 3-1 d",
        # The value has a name of its own, or is an alias, or runs over lines.
        "automation: &how Manual",
        "automation: !!str Manual",
        "automation: >-\n  Manual",
        # The right key is there already.
        "takes: 5 min\ntakse: 6 min",
    ],
)
def test_what_is_not_sure_is_left_alone(line: str) -> None:
    assert fixed(blueprint(line)) == blueprint(line)


def test_two_candidates_that_are_equally_near_leave_a_doubt() -> None:
    data = blueprint().replace(b"  finance: {", b"  team-east: East\n  team-west: West\n  finance: {")
    unsure = data.replace(b"by: warehouse\n        uses", b"by: team-eest\n        uses")
    assert fixed(unsure) == unsure
    # One letter from one, and no letter fewer from the other.
    sure = data.replace(b"by: warehouse\n        uses", b"by: team-eats\n        uses")
    assert b"by: team-east" in fixed(sure)


def test_an_id_and_the_name_of_one_actor_are_one_candidate() -> None:
    data = blueprint().replace(b"by: warehouse\n        uses", b"by: Finace\n        uses")
    assert b"by: Finance\n        uses" in fixed(data)


def test_a_name_that_needs_quotes_gets_them() -> None:
    data = blueprint("follows: Returns @ windw").replace(b"window: Returns window", b"window: Returns @ window")
    assert b'follows: "Returns @ window"' in fixed(data)


@pytest.mark.parametrize("catalog", ["nowhere.yaml", "[nowhere.yaml]"])
def test_references_wait_for_a_catalog_that_cannot_be_read(catalog: str) -> None:
    data = blueprint("follows: widnow\nautomation: Manual", head=f"catalog: {catalog}\n")
    result = fix(data)
    assert result.after == data.replace(b"Manual", b"manual")
    assert result.waits


@pytest.mark.parametrize(
    ("mistake", "waits"), [("id_: x", False), ("automation: x", False), ("quite_another: x", True), ("id: a b", True)]
)
def test_references_wait_for_what_may_hide_a_name(mistake: str, waits: bool) -> None:
    data = blueprint("follows: widnow").replace(b"      id: asks\n", f"      {mistake}\n".encode())
    result = fix(data)
    assert (b"follows: widnow" in result.after) == result.waits == waits


UNSAFE = [
    ("schema", "automation: none", "automation: manual"),
    ("schema", "pain: {what: Slow, severity: critical}", "pain: {what: Slow, severity: high}"),
    ("unknown-field", "risk: It breaks", "fails: It breaks"),
    ("unknown-reference", "follows: windw 2", "follows: window"),
    ("unknown-ignore", "takes: 5 min  # bp: ignore[long-waits-x] is so", None),
]


@pytest.mark.parametrize(("rule", "before", "after"), UNSAFE)
def test_what_is_not_sure_is_made_on_demand(rule: str, before: str, after: str | None) -> None:
    data = blueprint(before)
    assert fixed(data) == data
    if after is not None:
        assert fixed(data, unsafe=[rule]) == blueprint(after)
        other = "bad-duration"
        assert fixed(data, unsafe=[other]) == data


def test_nearly_equal_names_become_one_on_demand() -> None:
    data = blueprint("owner: Customer Operations").replace(b"kind: team", b"kind: person, team: Customer operations")
    result = fixed(data, unsafe=["inconsistent-names"])
    assert fixed(data) == data
    assert result == data.replace(b"owner: Customer Operations", b"owner: Customer operations")


def test_names_that_nobody_declares_become_one_everywhere() -> None:
    steps = "steps:\n  - name: Pack\n    customer: Waits\n    backstage:\n"
    cards = "      - {{does: Fetches, by: {0}}}\n      - {{does: Packs, by: '{1}'}}\n      - {{does: Ships, by: {1}}}\n"
    data = (HEAD + steps + cards.format("Warehouse clerk", "Warehouse Clerks")).encode()
    wanted = (HEAD + steps + cards.format("Warehouse clerk", "Warehouse clerk")).encode()
    assert fixed(data) == data
    assert fixed(data, unsafe=["inconsistent-names"]) == wanted


def test_declared_parties_are_never_made_one() -> None:
    data = blueprint().replace(b"warehouse: Warehouse clerk", b"w: Warehouse clerk\n  warehouse: Warehouse clerks")
    assert fixed(data, unsafe=["inconsistent-names"]) == data


CUT = [
    ("unknown-field", "- {does: Packs, labels, by: warehouse}", '- {does: "Packs, labels", by: warehouse}'),
    ("unknown-field", '- {does: Packs the "box", labels , sends}', "- {does: 'Packs the \"box\", labels , sends'}"),
    ("unknown-field", "- Packs the item: all of it  # x", '- "Packs the item: all of it"  # x'),
    ("yaml-syntax", "- does: Packs box #3 with care", '- does: "Packs box #3 with care"'),
]


@pytest.mark.parametrize(("rule", "before", "after"), CUT)
def test_a_text_that_was_cut_is_put_in_quotes_on_demand(rule: str, before: str, after: str) -> None:
    data = blueprint(tail=f"      {before}\n      - Seals the box\n")
    assert fixed(data) == data
    assert fixed(data, unsafe=[rule]) == blueprint(tail=f"      {after}\n      - Seals the box\n")


SPOILT_LAYOUT = [
    ("{does: Packs, taks: 5 min}", "{does: Packs, takes: 5 min}"),
    ("{ 'does' : \"Packs\" , \"taks\" : '5 min' }", "{ 'does' : \"Packs\" , \"takes\" : '5 min' }"),
    ("{does: Packs,\n       # in between\n       taks: 5 min,\n       automation: MANUAL}  # after",
     "{does: Packs,\n       # in between\n       takes: 5 min,\n       automation: manual}  # after"),
    ("{does: Packs, uses: [websiet, 'payment']}", "{does: Packs, uses: [website, 'payments']}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SPOILT_LAYOUT)
def test_braces_and_brackets_stay(before: str, after: str) -> None:
    tail = "    support:\n      - {}\n"
    assert fixed(blueprint(tail=tail.replace("{}", before))) == blueprint(tail=tail.replace("{}", after))


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_line_breaks_and_byte_order_mark_stay(newline: bytes, mark: bytes, end: bytes) -> None:
    def written(data: bytes) -> bytes:
        return mark + (data.rstrip(b"\n") + end).replace(b"\n", newline)

    before = blueprint("taks: 5 min  # ä € 😀\nautomation: 'Manual'", head="owner: Größe 😀\n")
    after = blueprint("takes: 5 min  # ä € 😀\nautomation: 'manual'", head="owner: Größe 😀\n")
    assert fixed(written(before)) == written(after)


def test_json_is_mended_as_json() -> None:
    before = (
        b'{\n\t"blueprint": "1", "servise": "Zur\\u00fcck \\ud83d\\ude00",\r\n\t"steps": [{"name": "Ask", '
        b'"customer": {"does": "Asks", "feels":"2", "moment": "true", "taks": "P1D"}}]}'
    )
    after = (
        b'{\n\t"blueprint": 1, "service": "Zur\\u00fcck \\ud83d\\ude00",\r\n\t"steps": [{"name": "Ask", '
        b'"customer": {"does": "Asks", "feels":2, "moment": true, "takes": "1 d"}}]}'
    )
    assert fixed(before, "x.blueprint.json") == after


@pytest.mark.parametrize(
    "data",
    [
        # A catalog, a configuration, something else, nothing; other encodings than UTF-8.
        b"Actors:\n  finance: {name: Finance, kind: Team}\n",
        b"profle: strict\n",
        b"- a\n- b\n",
        b"",
        b"\xff\xfe\x00",
        blueprint("automation: Manual", head="owner: Gr\u00f6\u00dfe\n").decode().encode("latin-1"),
        blueprint("automation: Manual").decode().encode("utf-16"),
        b"\xff\xfe" + blueprint("automation: Manual"),
    ],
)
def test_what_is_no_blueprint_in_utf8_is_never_touched(data: bytes) -> None:
    assert fixed(data) == data


def test_a_fix_that_would_do_harm_is_left_out_and_told() -> None:
    # With a space it is a card of the warehouse that does nothing.
    data = blueprint(tail="      - by:warehouse\n")
    result = fix(data)
    assert result.after == data
    assert [f.rule for f in result.left] == ["yaml-syntax"]


def test_a_file_that_cannot_be_read_is_fixed_only_where_that_is_its_one_mistake() -> None:
    glued = blueprint(head="owner:Finance\n")
    assert fixed(glued) == blueprint(head="owner: Finance\n")
    for more in (b"state: wrong\n", b"state: {\n", b"sevice: x\n"):
        torn = glued.replace(b"service: Return\n", b"service: Return\n" + more)
        assert fixed(torn) == torn


def test_the_shared_head_has_no_mistake_of_its_own() -> None:
    assert not fix((HEAD + BODY).encode()).made


EXAMPLES = {
    "yaml-syntax": blueprint(head="owner:Finance\n"),
    "schema": blueprint("automation: Manual"),
    "unknown-field": blueprint("taks: 5 min"),
    "unknown-reference": blueprint("follows: widnow"),
    "bad-duration": blueprint("takes: P1D"),
    "unused-ignore": blueprint("takes: 5 min  # bp: ignore[long-card] is so"),
    "unknown-ignore": blueprint("takes: 5 min  # bp: ignore[long-crad] is so"),
    "expired-ignore": blueprint("takes: 5 min  # bp: ignore[long-card] is so (until 2020-01-31)"),
    "inconsistent-names": blueprint("owner: Customer Operations").replace(b"kind: team", b"team: Customer operations"),
}


def test_the_rules_that_are_called_fixable_are() -> None:
    assert {rule.name for rule in list_rules() if rule.fixable} == set(EXAMPLES)
    for rule, data in EXAMPLES.items():
        assert rule in {f.rule for f in fix(data, unsafe=["inconsistent-names"]).made}, rule
