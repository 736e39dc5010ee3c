"""Starts `postern up` for one run, and asks it what it decided."""

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .places import REPOSITORY, Missing

START_TIMEOUT_SECONDS = 30
POLL_SECONDS = 0.25
# Not what is tested here: ten tokens share one client, and a plan reads everything it has made.
UNLIMITED = ["--set", "rate.requests-per-minute=0"]


@dataclass(frozen=True)
class Server:
    """What the ready file of `postern up` says."""

    url: str
    client_id: str
    client_secret: str
    demo_clients: list[dict]

    @property
    def host(self) -> str:
        """The address it listens on."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> str:
        """The port, as text, because that is how both configurations want it."""
        return str(urlsplit(self.url).port)

    def get(self, path: str) -> dict:
        """A page of `/postern/…`, which needs no token."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)


@contextlib.contextmanager
def start_postern(log_file: Path, *options: str) -> Iterator[Server]:
    """`postern up --ephemeral` on a free port, with more options; its output goes to the log file."""
    binary = os.environ.get("POSTERN_BIN", str(REPOSITORY / "target" / "debug" / "postern"))
    if not Path(binary).is_file():
        raise Missing(f"the server `{binary}` is not built; POSTERN_BIN may name another one")
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="postern-terraform-") as folder, log_file.open("wb") as log:
        ready_file = Path(folder, "ready.json")
        command = [binary, "up", "--ephemeral", "--listen", "127.0.0.1:0", "--ready-file", str(ready_file), *UNLIMITED, *options]
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            yield _wait_until_ready(process, ready_file, log_file)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(process: subprocess.Popen, ready_file: Path, log_file: Path) -> Server:
    """The server, once its ready file is whole."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"postern ended with {process.returncode} before it was ready:\n{log_file.read_text()}")
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            ready = json.loads(ready_file.read_text())
            return Server(ready["url"], ready["client_id"], ready["client_secret"], ready["demo_clients"])
        time.sleep(0.02)
    raise RuntimeError(f"postern was not ready after {START_TIMEOUT_SECONDS} s:\n{log_file.read_text()}")


class Refusals:
    """Collects what a server refuses while it is watched; the server itself shows only its latest decisions."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._seen: dict[str, dict] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Refusals":
        self._seen.update({row["id"]: {} for row in self._latest()})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._take()

    def with_reasons(self) -> list[dict]:
        """Each refused call once per status, oldest first, with the reason that its decision names."""
        refused: dict[tuple, dict] = {}
        for row in sorted((row for row in self._seen.values() if row), key=lambda row: row["at"]):
            key = (row["method"], row["path"], row["status"])
            known = refused.setdefault(key, {**row, "times": 0})
            known["times"] += 1
        for row in refused.values():
            with contextlib.suppress(OSError, KeyError):
                row["verdict"] = self._server.get(f"/postern/decisions/{row['id']}")["verdict"]
        return list(refused.values())

    def _watch(self) -> None:
        while not self._stop.wait(POLL_SECONDS):
            self._take()

    def _take(self) -> None:
        for row in self._latest():
            refused = row["status"] >= 400
            self._seen.setdefault(row["id"], row if refused else {})

    def _latest(self) -> list[dict]:
        try:
            return self._server.get("/postern/decisions")["decisions"]
        except OSError:
            return []
