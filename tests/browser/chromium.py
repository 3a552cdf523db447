"""Running a page in headless Chromium: the page puts its result into the document, and Chromium prints that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

#: Without these a browser looks for its maker at every start, and as root it does not start at all.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def skip_or_fail(reason: str) -> None:
    """Skip where this machine lacks something; fail where `BP_BROWSER=required` says that all is there."""
    if os.environ.get("BP_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def find_chromium() -> str:
    """Return the path of the browser (`BP_CHROMIUM`, or on the PATH)."""
    found = os.environ.get("BP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        skip_or_fail("no Chromium on this machine: text and accessibility are not measured")
    return str(found)


def find_axe() -> str:
    """Return the script of axe-core (`BP_AXE` is the path of its axe.min.js)."""
    found = os.environ.get("BP_AXE", "")
    if not Path(found).is_file():
        skip_or_fail("BP_AXE does not name an axe.min.js (npm install axe-core): accessibility is not checked")
    return Path(found).read_text(encoding="utf-8")


def run_page(body: str, script: str, folder: Path, *, library: str = "") -> object:
    """Open a page with this body and return what the async function body `script` returns, as from JSON.

    `library` is a script that runs first.
    """
    page = folder / "page.html"
    # The result replaces the page, so that Chromium prints nothing else.
    page.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test page</title></head>'
        f"<body><main><h1>A picture</h1>{body}</main>"
        f"<script>{library}</script><script>const work = async () => {{ {script} }};"
        "const show = text => { document.body.innerHTML = '<pre id=result></pre>';"
        "  document.getElementById('result').textContent = text; };"
        "addEventListener('load', () => work().then(found => show(JSON.stringify({found})),"
        "  error => show(JSON.stringify({error: String(error.stack || error)}))));"
        "</script></body></html>",
        encoding="utf-8",
    )
    done = subprocess.run(
        [find_chromium(), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=600000",
         "--dump-dom", page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result, f"Chromium returned {done.returncode} and no result: {done.stderr[-2000:]}"
    told = json.loads(unescape(result[1]))
    assert "error" not in told, told["error"]
    return told["found"]
