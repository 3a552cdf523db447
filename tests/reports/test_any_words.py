"""Whatever the words and names are: every format stays what it is."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_runs import finding

from blueprint_cli.document import Fix, Related, Span
from blueprint_cli.findings.finding import Skip
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.formats import FORMATS, Wanted

#: What formats trip over, more often than chance would have it.
PIECES = st.sampled_from(
    [
        "::error::",
        "%0A",
        "\n",
        "\r\n",
        "|",
        "`",
        "``",
        "<b>",
        "&lt;",
        "]]>",
        "\\",
        "](x)",
        "@a",
        "\x00",
        "\u2028",
        "\ud800",
    ]
)
WORDS = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=6).map("".join)
NAMES = WORDS.map(lambda text: "n" + re.sub("[\x00/\ud800-\udc7f\udd00-\udfff]", "", text))
RUNS = st.builds(
    lambda path, words, more: Run(
        [
            FileResult(
                path,
                words,
                [
                    finding(
                        path=path,
                        message=f"m{words}",
                        help=more,
                        card=words,
                        related=(Related(Span(1, 1, 1, 2), more, words),),
                        fix=Fix(words, ((Span(1, 1, 1, 1), more),)),
                    )
                ],
                [Skip("no-owner", path, more)],
            ),
            FileResult(f"z{path}", refused=words),
        ],
        missing=[f"m{path}"],
        notes=[f"n{more}"],
    ),
    NAMES,
    WORDS,
    WORDS,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(run=RUNS)
def test_every_format_holds(run: Run) -> None:
    text = {name: write(run, Wanted(verbose=True)) for name, write in FORMATS.items()}
    for name in ("sarif", "gitlab", "junit", "markdown", "github"):
        assert text[name].encode("utf-8")
    assert len(json.loads(text["json"])["findings"]) == 1
    assert len(json.loads(text["sarif"])["runs"][0]["results"]) == 1
    assert len(json.loads(text["gitlab"])) == 3
    assert len(ElementTree.fromstring(text["junit"])) == 4
    commands = [line for line in text["github"].split("\n") if re.match(r"\s*::", line) or "##[" in line]
    assert [re.match("::error (file|title)=", line) is None for line in commands] == [False] * 3
    rows = [line for line in text["markdown"].split("\n") if line.startswith("| **error**")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [6]
    assert not re.search(r"<(?!/?(code|details|summary|br)>)", "".join(rows))
