"""Starts and stops the server under test."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).resolve().parents[3]
START_TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """What the ready file of `postern up` says."""

    url: str
    client_id: str
    client_secret: str
    organization_id: str
    log_file: Path

    @property
    def banner(self):
        """What `postern up` printed."""
        return self.log_file.read_text()

    @property
    def host(self):
        return urlsplit(self.url).hostname

    @property
    def port(self):
        return urlsplit(self.url).port


@contextlib.contextmanager
def start_postern(*options):
    """`postern up --ephemeral` on a free port, with more options."""
    binary = os.environ.get("POSTERN_BIN", str(REPOSITORY / "target" / "debug" / "postern"))
    with tempfile.TemporaryDirectory(prefix="postern-sdk-") as folder:
        ready_file = Path(folder, "ready.json")
        log_file = Path(folder, "postern.log")
        command = [binary, "up", "--ephemeral", "--listen", "127.0.0.1:0", "--ready-file", str(ready_file), *options]
        with log_file.open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            yield wait_until_ready(process, ready_file, log_file)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_ready(process, ready_file, log_file):
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"postern ended with {process.returncode} before it was ready:\n{log_file.read_text()}")
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            ready = json.loads(ready_file.read_text())
            return Server(ready["url"], ready["client_id"], ready["client_secret"], ready["organization_id"], log_file)
        time.sleep(0.02)
    raise RuntimeError(f"postern was not ready after {START_TIMEOUT_SECONDS} s:\n{log_file.read_text()}")
