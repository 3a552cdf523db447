"""A git repository to play with: used by the tests of everything that asks git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Scratch:
    """A repository in a folder; no setting of the user or the machine has a say in it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", *options)

    def git(self, *args: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"]
        command = ["git", *who, "-c", "protocol.file.allow=always", *args]
        return subprocess.run(command, cwd=self.folder, env=environment, check=check, capture_output=True)

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def commit(self, *names: str, message: str = "Change") -> str:
        """Commit everything, or just these files, and return the hash."""
        self.git("add", "-A", "--", *(names or (".",)))
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").stdout.decode().strip()
