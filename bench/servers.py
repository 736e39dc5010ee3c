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

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
POSTERN = ROOT / "target" / "release" / "postern"
FLOOR = ROOT / "target" / "bench" / "release" / "floor"
# The one client of the floor and of the peer.
CLIENT = ("bench", "a-secret-of-the-usual-length-0123456789abcd")
FORM = "grant_type=client_credentials"
PATIENCE = 30


class Server:
    """A running server, the client it knows, and where that gets tokens."""

    def __init__(self, name, process, port, client, token_path):
        self.name, self.process, self.port, self.client, self.token_path = name, process, port, client, token_path
        self.pid, self.url = process.pid, f"http://127.0.0.1:{port}/"

    def __enter__(self):
        def listens():
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return True
            except OSError:
                return False

        wait_for(listens, self.process, self.name)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def token(self, connection=None):
        """A fresh access token."""
        connection = connection or self.connect()
        connection.request("POST", self.token_path, FORM, self.token_headers())
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self.name} issues no token: {answer.status} {body!r}")
        return json.loads(body)["access_token"]

    def token_headers(self):
        basic = base64.b64encode(":".join(self.client).encode()).decode()
        return {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(FORM))}

    def token_requests(self):
        """What `token` sends, for wrk."""
        return [self.request("POST", self.token_path, self.token_headers(), FORM)]

    def get_requests(self, path, tokens=1000):
        """GETs of `path`, each with the next of many tokens, so that remembering the last one does not help."""
        connection = self.connect()
        return [self.request("GET", path, {"Authorization": f"Bearer {self.token(connection)}"}) for _ in range(tokens)]

    def request(self, method, path, headers, body=""):
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def floor(database=":memory:"):
    """The bare axum server of `bench/floor`."""
    port = free_port()
    return Server("the floor", spawn([FLOOR, str(port), database]), port, CLIENT, "/token")


def oidc_provider():
    """npm's oidc-provider, in `bench/peers`."""
    port = free_port()
    process = spawn(["node", FOLDER / "peers" / "oidc-provider.mjs", str(port)], NODE_ENV="production")
    return Server("oidc-provider", process, port, CLIENT, "/token")


def postern(*arguments):
    """`postern up` with these arguments, once it says that it is ready."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder, "ready.json")
        process = spawn([POSTERN, "up", "--listen", "127.0.0.1:0", "--ready-file", ready, *arguments])
        wait_for(ready.exists, process, "postern")
        told = json.loads(ready.read_text())
    port = int(told["url"].rpartition(":")[2])
    return Server("postern", process, port, (told["client_id"], told["client_secret"]), "/oauth/token")


def spawn(command, **environment):
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(condition, process, name):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"{name} does not start")
        time.sleep(0.0005)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
