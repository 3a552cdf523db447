"""Runs made by hand, with findings of every kind and words of every kind."""

from __future__ import annotations

from blueprint_cli.document import Fix, Related, Span
from blueprint_cli.findings.finding import Finding, Skip
from blueprint_cli.findings.run import FileResult, Run

PATH = "Rück gabe/Über uns #1, 50%.blueprint.yaml"
#: The same in a URI, as RFC 3986 has it.
URI = "R%C3%BCck%20gabe/%C3%9Cber%20uns%20%231%2C%2050%25.blueprint.yaml"
HOSTILE = (
    "@team | <script>alert(1)</script> %0A ::error::boom ##[error]old `tick` **bold** [click](http://evil.example) "
    "#12 {0} & www.evil.example \x1b[2J\x07\u202e\ud800]]> \\ $x$ ~y~"
)


def finding(rule: str = "no-owner", **changes: object) -> Finding:
    values: dict[str, object] = {
        "path": PATH,
        "span": Span(3, 10, 3, 13),
        "rule": rule,
        "severity": "error",
        "message": f"Something is wrong with {rule}.",
        "help": "Why it matters.\n\n  indented: example",
        "card": "approve/review",
        "fingerprint": f"1:{rule}",
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


FIX = Fix("write “finance” for “finanse”", ((Span(4, 5, 4, 12), "finance"), (Span(5, 1, 6, 1), "")))
UNSAFE = Fix("delete the line", ((Span(9, 1, 10, 1), ""),), safe=False)


def rich_run() -> Run:
    """Return a run that has one of everything."""
    failing = finding(
        "broken-promise",
        related=(Related(Span(8, 9, 8, 19), "waits 7 d"), Related(Span(1, 1, 1, 4), "the catalog", "c d.yaml")),
    )
    file = FileResult(
        PATH,
        "",
        [
            failing,
            finding("unknown-reference", severity="warning", fix=FIX, span=Span(4, 5, 4, 12)),
            finding("too-coarse", severity="info", span=Span(5, 1, 7, 3), card=""),
            finding("long-wait", severity="warning", acknowledged=True, span=Span(6, 1, 6, 2)),
        ],
        [Skip("stale-review", PATH, "no review date")],
        ignored=[finding("manual-repetition", severity="warning", span=Span(2, 1, 2, 2))],
        baselined=[finding("no-scope", severity="warning", span=Span(7, 1, 7, 2), fix=UNSAFE)],
    )
    clean = FileResult("clean.blueprint.yaml")
    refused = FileResult("locked.blueprint.yaml", refused="Permission denied")
    return Run([file, clean, refused], missing=["nowhere.yaml"], notes=["2 entries of the baseline are stale."])


def hostile_run() -> Run:
    """Return a run in which everything that comes from a file, its name included, is up to something."""
    path = f"a/{HOSTILE.replace('/', ' ').replace(chr(0xD800), '')}.yaml"
    found = finding(
        path=path,
        message=HOSTILE,
        help=f"{HOSTILE}\n::error::{HOSTILE}",
        card=HOSTILE,
        related=(Related(Span(1, 1, 1, 2), HOSTILE, f"b{HOSTILE}"),),
        fix=Fix(HOSTILE, ((Span(1, 1, 1, 2), HOSTILE),)),
    )
    file = FileResult(path, HOSTILE, [found], [Skip("stale-review", path, HOSTILE)])
    return Run(
        [file, FileResult(f"z{HOSTILE}", refused=HOSTILE)], missing=[f"m{HOSTILE}"], notes=[f"::error::{HOSTILE}"]
    )
