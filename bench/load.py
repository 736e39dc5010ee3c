"""One run of wrk against one server, and what it cost that server."""

import dataclasses
import json
import os
import subprocess
import tempfile
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SCRIPT = Path(__file__).with_name("wrk") / "cycle.lua"


@dataclasses.dataclass
class Run:
    """Requests answered each second, and the server's CPU microseconds for each."""

    rate: float
    cpu: float


def cpu_seconds(pid):
    """User and system time that a process, all its threads together, has used."""
    # The second field, the program's name in parentheses, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run(server, requests, connections, seconds):
    """Sends `requests` round and round on `connections` for `seconds`. Anything but success ends the measurement."""
    with tempfile.NamedTemporaryFile(suffix=".requests") as file:
        file.write(b"".join(request + b"\0" for request in requests))
        file.flush()
        command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--script", SCRIPT, server.url]
        before = cpu_seconds(server.pid)
        done = subprocess.run(command, env={**os.environ, "REQUESTS": file.name}, capture_output=True, text=True, check=True)
        used = cpu_seconds(server.pid) - before
    result = json.loads(done.stdout.splitlines()[-1])
    if result["refused"] or result["broken"] or not result["requests"]:
        raise RuntimeError(f"{server.name} did not answer every request with success: {result}")
    return Run(rate=result["requests"] / result["microseconds"] * 1e6, cpu=used / result["requests"] * 1e6)


def duel(ours, theirs, connections, seconds, pairs):
    """Both by turns, `pairs` times: A B, B A, A B, … so that a machine that drifts changes both alike. A side is a server
    and its requests."""
    for server, requests in (ours, theirs):
        run(server, requests, connections, 1)
    made = []
    for turn in range(pairs):
        pair = {}
        for at in (0, 1) if turn % 2 == 0 else (1, 0):
            server, requests = (ours, theirs)[at]
            pair[at] = run(server, requests, connections, seconds)
        made.append((pair[0], pair[1]))
    return made
