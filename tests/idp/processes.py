"""Starting and stopping the programs that a test talks to. Each is stopped by its own process id."""

import contextlib
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
START_TIMEOUT_SECONDS = 20


def free_port():
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(command, log_file, **options):
    """Runs a program until the block ends."""
    with Path(log_file).open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url, process, log_file):
    """The body of the first good answer of `url`."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}:\n{Path(log_file).read_text()}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()
        time.sleep(0.05)
    raise RuntimeError(f"no answer from {url} after {START_TIMEOUT_SECONDS} s:\n{Path(log_file).read_text()}")


def make_certificate(folder, name, days=3650):
    """A new RSA-2048 key and its self-signed certificate: `<name>.key` and `<name>.crt`."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", str(days), "-subj", f"/CN={name} for tests"]
        + ["-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.crt")],
        check=True,
        capture_output=True,
    )
