"""The servers that are measured: each started on a free port of this machine, stopped at the end."""

import base64
import http.client
import json
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent
POSTERN = ROOT / "target" / "release" / "postern"
FLOOR = ROOT / "target" / "bench" / "release" / "floor"
FORM = "grant_type=client_credentials"
PATIENCE = 30


class Server:
    """A running server with its one client."""

    def __init__(self, name, command, port, client, token_path, **started):
        self.name, self.url, self.client, self.token_path = name, f"http://127.0.0.1:{port}/", client, token_path
        self.port = port
        self.process = started.get("process") or subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = self.process.pid

    def __enter__(self):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{self.name} does not start") from None
                time.sleep(0.01)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def token(self, connection=None):
        """A fresh access token."""
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("POST", self.token_path, FORM, {"Authorization": self.basic(), "Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self.name} issues no token: {answer.status} {body!r}")
        return json.loads(body)["access_token"]

    def basic(self):
        return "Basic " + base64.b64encode(":".join(self.client).encode()).decode()

    def token_requests(self):
        """What `token` sends, for wrk."""
        lines = [
            f"POST {self.token_path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Authorization: {self.basic()}",
            "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(FORM)}", "", FORM,
        ]
        return ["\r\n".join(lines).encode()]

    def get_requests(self, path, tokens=1000):
        """GETs of `path`, each with the next of many tokens, so that remembering the last one does not help."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        host = f"127.0.0.1:{self.port}"
        made = (self.token(connection) for _ in range(tokens))
        return [f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n".encode() for token in made]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def floor():
    """The bare axum server of `bench/floor`."""
    port = free_port()
    return Server("the floor", [FLOOR, str(port)], port, ("bench", "a-secret-of-the-usual-length-0123456789abcd"), "/token")


def oidc_provider():
    """npm's oidc-provider, in `bench/peers`."""
    port = free_port()
    command = ["node", FOLDER / "peers" / "oidc-provider.mjs", str(port)]
    os.environ["NODE_ENV"] = "production"
    return Server("oidc-provider", command, port, ("bench", "a-secret-of-the-usual-length-0123456789abcd"), "/token")


def postern(*arguments, limits=False):
    """`postern up` with these arguments, once it says that it is ready. Without rate limits unless asked for."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder, "ready.json")
        command = [POSTERN, "up", "--listen", "127.0.0.1:0", "--ready-file", ready, *arguments]
        if not limits:
            command += ["--set", "rate.requests-per-minute=0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("postern does not start")
            time.sleep(0.0005)
        told = json.loads(ready.read_text())
    port = int(told["url"].rpartition(":")[2])
    return Server("postern", command, port, (told["client_id"], told["client_secret"]), "/oauth/token", process=process)
