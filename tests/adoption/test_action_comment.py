"""The step of action.yml that comments on a pull request, against a small stand-in for the API of GitHub."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from workflow import ROOT, Job, run_action

STEP = "Tell what the pull request changes"
pytestmark = pytest.mark.skipif(not (shutil.which("bash") and shutil.which("git")), reason="needs bash and git")


class Api(HTTPServer):
    """Comments of one pull request; `refuse` answers as GitHub does to a token that may only read."""

    comments: list[dict[str, Any]]
    asked: list[tuple[str, str]]
    refuse = False


class Handler(BaseHTTPRequestHandler):
    server: Api

    def answer(self, code: int, data: object) -> None:
        self.server.asked.append((self.command, self.headers["Authorization"]))
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def do_GET(self) -> None:
        page = int(self.path.rpartition("page=")[2])
        self.answer(200, self.server.comments[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        if self.server.refuse:
            return self.answer(403, {"message": "Resource not accessible by integration"})
        assert self.path == "/repos/team/services/issues/7/comments"
        self.server.comments.append({"id": len(self.server.comments), "body": body, "user": {"type": "Bot"}})
        return self.answer(201, {})

    def do_PATCH(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        number = int(self.path.removeprefix("/repos/team/services/issues/comments/"))
        self.server.comments[number]["body"] = body
        self.answer(200, {})

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[Api]:
    server = Api(("127.0.0.1", 0), Handler)
    quote = {"body": "> <!-- bp diff -->", "user": {"type": "User"}}
    own = {"body": "<!-- bp diff -->\nmine", "user": {"type": "User"}}
    server.comments, server.asked = [{"id": n, **(own if n == 50 else quote)} for n in range(120)], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "work space"
    root.mkdir()
    git(root, "init", "-q")
    shutil.copy(ROOT / "samples/theatre-visit.blueprint.yaml", root / "Besuch ä.blueprint.yaml")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Old")
    return root


def run(repository: Path, folder: Path, api: Api, **inputs: str) -> Job:
    github = {
        "event_name": "pull_request", "api_url": f"http://127.0.0.1:{api.server_port}",
        "event.pull_request.base.sha": git(repository, "rev-parse", "HEAD"), "event.pull_request.number": "7",
    }  # fmt: skip
    installed = {"bin": str(Path(sys.executable).parent)}
    given = {"diff": "true", "token": "s3cret", "fail-on": "never"} | {
        k.replace("_", "-"): v for k, v in inputs.items()
    }
    return run_action(repository, folder, given, github, installed)


def test_one_comment_is_written_and_edited(repository: Path, tmp_path: Path, api: Api) -> None:
    file = repository / "Besuch ä.blueprint.yaml"
    old = file.read_text("utf-8")
    file.write_text(old.replace("service: ", "service: Our "), "utf-8")
    job = run(repository, tmp_path / "1", api)
    assert job.ran[STEP][0] == 0, job.ran[STEP][1]
    assert len(api.comments) == 121
    first = api.comments[-1]["body"]
    assert first.startswith("<!-- bp diff -->\n## Service blueprints: ")
    file.write_text(old.replace("service: ", "service: Your "), "utf-8")
    run(repository, tmp_path / "2", api)
    assert len(api.comments) == 121
    assert "Your" in api.comments[-1]["body"]
    assert api.comments[50]["body"] == "<!-- bp diff -->\nmine"
    assert [method for method, _ in api.asked] == ["GET", "GET", "POST", "GET", "GET", "PATCH"]
    assert {token for _, token in api.asked} == {"Bearer s3cret"}
    assert "s3cret" not in job.ran[STEP][1]
    assert "bp diff" not in job.summary


def test_without_permission_the_page_of_the_run_has_it(repository: Path, tmp_path: Path, api: Api) -> None:
    api.refuse = True
    job = run(repository, tmp_path / "1", api)
    code, said = job.ran[STEP]
    assert code == 0
    assert "::notice title=bp diff::No comment could be written (GitHub answered 403)" in said
    assert "Traceback" not in said
    assert job.summary.count("<!-- bp diff -->") == 1
    assert len(api.comments) == 120


def test_it_can_be_left_out_and_can_fail(repository: Path, tmp_path: Path, api: Api) -> None:
    assert STEP not in run(repository, tmp_path / "0", api, diff="false").ran
    file = repository / "Besuch ä.blueprint.yaml"
    file.write_text(file.read_text("utf-8").replace("version: ", "version: 9"), "utf-8")
    job = run(repository, tmp_path / "1", api, comment="false", diff_fail_on="cosmetic")
    assert (job.ran[STEP][0], api.asked) == (1, [])
    assert "<!-- bp diff -->" in job.summary
