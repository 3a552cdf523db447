"""Write the comment of `bp diff` on a pull request: action.yml calls it, with `BP_API`, `BP_TOKEN` and `BP_NUMBER`.

There is one comment, found by the mark in its first line and edited in place. Exit code 1 where that is not permitted,
as in pull requests from forks, or GitHub does not answer: the caller then puts the words on the page of the run.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from typing import Any

PAGES, EACH = 30, 100


def ask(method: str, path: str, data: object = None) -> Any:
    """Send one request to the API of GitHub and return what it answers. Raises OSError."""
    request = urllib.request.Request(
        os.environ["BP_API"].rstrip("/") + path,
        data=None if data is None else json.dumps(data).encode(),
        method=method,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['BP_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def find(comments: str, mark: str) -> int | None:
    """Return the comment that an earlier run has written; that of a person who quotes it is not taken for it."""
    for page in range(1, PAGES + 1):
        found = ask("GET", f"{comments}?per_page={EACH}&page={page}")
        for comment in found:
            if comment["body"].startswith(mark) and comment["user"]["type"] == "Bot":
                return int(comment["id"])
        if len(found) < EACH:
            break
    return None


def main(file: str) -> int:
    """Write the comment in `file`."""
    with open(file, encoding="utf-8") as stream:
        body = stream.read()
    issues = f"/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    try:
        known = find(f"{issues}/{int(os.environ['BP_NUMBER'])}/comments", body.partition("\n")[0])
        if known is None:
            ask("POST", f"{issues}/{int(os.environ['BP_NUMBER'])}/comments", {"body": body})
        else:
            ask("PATCH", f"{issues}/comments/{known}", {"body": body})
    except (OSError, ValueError) as error:
        why = f"GitHub answered {error.code}" if isinstance(error, urllib.error.HTTPError) else "GitHub did not answer"
        print(
            f"::notice title=bp diff::No comment could be written ({why}). From a fork that is usual; "
            "else the job needs the permission pull-requests: write. What changes stands on the page of the run."
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
