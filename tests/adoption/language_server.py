"""Driving the real yaml-language-server over its protocol: JSON-RPC messages on standard input and output."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

#: The longest that one answer may take, in seconds; it comes in well under one.
PATIENCE = 60


def find_language_server() -> list[str]:
    """Return the command of the server (`BP_YAML_LANGUAGE_SERVER` is the path of its bin/yaml-language-server)."""
    found, node = os.environ.get("BP_YAML_LANGUAGE_SERVER", ""), shutil.which("node")
    if Path(found).is_file() and node:
        return [node, found, "--stdio"]
    reason = "BP_YAML_LANGUAGE_SERVER does not name a yaml-language-server (npm): what editors show is not checked"
    if found:
        pytest.fail(reason)
    pytest.skip(reason)


class LanguageServer:
    """A running server with one folder open, as an editor would start it."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder, self.settings = folder, settings
        self.process = subprocess.Popen(
            find_language_server(), cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers: dict[int, queue.Queue[Any]] = {}
        self.diagnostics: dict[str, queue.Queue[list[Any]]] = {}
        self.versions: dict[str, int] = {}
        self.last = 0
        self.lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()
        uri = folder.as_uri()
        self.ask(
            "initialize",
            {
                "processId": os.getpid(), "rootUri": uri, "workspaceFolders": [{"uri": uri, "name": folder.name}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True,
                                                          "documentationFormat": ["markdown", "plaintext"]}},
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {},
                    },
                },
            },
        )  # fmt: skip
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def show(self, name: str, text: str) -> str:
        """Open a file of the folder with this text, or change what is open, and return its address."""
        uri = (self.folder / name).as_uri()
        self.diagnostics[uri] = queue.Queue()
        self.versions[uri] = version = self.versions.get(uri, 0) + 1
        document = {"uri": uri, "version": version}
        if version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "text": text}})
        else:
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return uri

    def complete(self, name: str, text: str) -> dict[str, dict[str, Any]]:
        """Return what is offered at the `|` of the text, by label."""
        found = self.ask("textDocument/completion", self._at(name, text))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: item for item in items}

    def hover(self, name: str, text: str) -> str:
        """Return what is shown when the pointer rests at the `|` of the text."""
        found = self.ask("textDocument/hover", self._at(name, text))
        return str(found["contents"]["value"]) if found else ""

    def check(self, name: str, text: str) -> list[tuple[int, str]]:
        """Return what is marked in the text, as line (from 1) and message.

        A file that is open already is checked under a name of its own, below a new folder: marks do not say which
        text they belong to.
        """
        if (self.folder / name).as_uri() in self.versions:
            name = f"{len(self.versions)}/{name}"
        marks = self.diagnostics[self.show(name, text)].get(timeout=PATIENCE)
        return [(mark["range"]["start"]["line"] + 1, mark["message"]) for mark in marks]

    def _at(self, name: str, text: str) -> dict[str, Any]:
        before, mark, after = text.partition("|")
        assert mark
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return {"textDocument": {"uri": self.show(name, before + after)}, "position": position}

    def ask(self, method: str, params: Any) -> Any:
        self.last += 1
        answer = self.answers[self.last] = queue.Queue()
        self._send({"id": self.last, "method": method, "params": params})
        found = answer.get(timeout=PATIENCE)
        assert "error" not in found, found["error"]
        return found["result"]

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        with self.lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
            self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            size = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            if header != b"\r\n":
                while stream.readline() != b"\r\n":
                    pass
            self._hear(json.loads(stream.read(size)))

    def _hear(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self.answers.pop(message["id"]).put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            uri = message["params"]["uri"]
            self.diagnostics.setdefault(uri, queue.Queue()).put(message["params"]["diagnostics"])
        elif "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self.settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
        if message["method"] == "workspace/workspaceFolders":
            return [{"uri": self.folder.as_uri(), "name": self.folder.name}]
        return None
