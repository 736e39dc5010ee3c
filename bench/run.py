"""Measures Postern and writes docs/PERFORMANCE.md. Started by scripts/bench, which installs and builds what this needs."""

import argparse
import base64
import contextlib
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import load
import report
import servers
import writes

HOME = "/api/v2/authorization/divisions/home"
STARTS = 20


def duels(pairs, seconds, connections):
    """Every duel, by name: pairs of (ours, theirs)."""
    with contextlib.ExitStack() as running:
        postern = running.enter_context(servers.postern("--ephemeral", "--set", "rate.requests-per-minute=0"))
        floor = running.enter_context(servers.floor())
        peer = running.enter_context(servers.oidc_provider())
        get, token = (postern, postern.get_requests(HOME)), (postern, postern.token_requests())
        against = {
            "get-static": (get, (floor, floor.get_requests("/static"))),
            "get-authorized": (get, (floor, floor.get_requests("/authorized"))),
            "token": (token, (floor, floor.token_requests())),
            "get-oidc-provider": (get, (peer, peer.get_requests("/authorized"))),
            "token-oidc-provider": (token, (peer, peer.token_requests())),
        }
        made = {}
        for name, (ours, theirs) in against.items():
            made[name] = load.duel(ours, theirs, connections, seconds, pairs)
            rate = statistics.median(a.rate / b.rate for a, b in made[name])
            print(f"{name}: {rate:.2f} times the requests/s", flush=True)
        return made


def first_token():
    """Milliseconds from the start of the process, with no database yet, to the first token in hand."""
    taken = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            with servers.postern("--data", f"{folder}/new") as postern:
                postern.token()
                taken.append((time.perf_counter() - begun) * 1000)
    print(f"first token after {statistics.median(taken):.0f} ms", flush=True)
    return taken


def idle_memory():
    """Megabytes in memory, idle, with the demo organization in SQLite."""
    with tempfile.TemporaryDirectory() as folder, servers.postern("--data", f"{folder}/new", "--demo") as postern:
        postern.token()
        time.sleep(3)
        status = Path(f"/proc/{postern.pid}/status").read_text()
    megabytes = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
    print(f"idle memory {megabytes:.0f} MB", flush=True)
    return megabytes


def decisions():
    """Median nanoseconds by benchmark and case."""
    ours = cargo_bench("--package", "postern-decide", "--bench", "decide", "--target-dir", "target")
    beside = cargo_bench("--manifest-path", "bench/Cargo.toml", "--package", "bench-decide", "--bench", "cedar", "--target-dir", "target/bench")
    return read_divan(ours) | read_divan(beside)


def rehearsals():
    """Median nanoseconds by benchmark and number of subjects, and megabytes beside the organizations."""
    printed = cargo_bench("--package", "postern-rehearse", "--bench", "matrix", "--target-dir", "target")
    return read_divan(printed), read_memory(printed)


def responses(rounds):
    """Checking one SAML response, ours and pysaml2's by turns: pairs of median milliseconds, and ours by what is signed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "response")
        accept = ["cargo", "bench", "--quiet", "--package", "postern-saml", "--bench", "accept", "--target-dir", "target"]
        subprocess.run(accept, cwd=servers.ROOT, env=os.environ | {"POSTERN_BENCH_RESPONSE": str(file)}, check=True)
        certificate = servers.ROOT / "crates/testkit/src/idp/keys/first.crt"
        theirs = [servers.ROOT / ".venv-idp/bin/python", servers.FOLDER / "saml.py", file, certificate]
        made = report.Responses(len(base64.b64decode(file.read_bytes())))
        for _ in range(rounds):
            ours = read_divan(cargo_bench(*accept[3:]))
            for signed in ("assertion", "both"):
                made.ours.setdefault(signed, []).append(ours["response_of_8_kb", signed] / 1e6)
            taken = json.loads(subprocess.run(theirs, stdout=subprocess.PIPE, text=True, check=True).stdout)
            made.theirs.append(statistics.median(taken))
        return made


def cargo_bench(*arguments):
    command = ["cargo", "bench", "--quiet", *arguments]
    printed = subprocess.run(command, cwd=servers.ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(printed, flush=True)
    return printed


def read_divan(printed):
    """Rows are `├─ name  fastest │ slowest │ median │ …`; a name without figures is a benchmark, one with figures its case."""
    units = {"ns": 1, "µs": 1e3, "ms": 1e6, "s": 1e9}
    made, bench = {}, None
    for line in printed.splitlines():
        name = re.search(r"[├╰]─ (\w+)", line)
        figures = re.findall(r"([\d.]+) (ns|µs|ms|s)\b", line)
        if name and len(figures) == 4:
            made[bench, name[1]] = float(figures[2][0]) * units[figures[2][1]]
        elif name:
            bench = name[1]
    return made


def read_memory(printed):
    """The most megabytes that each case had at once: two lines below `max alloc`, which stands below the case."""
    units = {"B": 1e-6, "KB": 1e-3, "MB": 1, "GB": 1e3}
    made, bench, case = {}, None, None
    lines = printed.splitlines()
    for at, line in enumerate(lines):
        name = re.search(r"[├╰]─ (\w+)", line)
        if name and re.search(r"[\d.]+ (ns|µs|ms|s)\b", line):
            case = name[1]
        elif name:
            bench = name[1]
        elif "max alloc" in line:
            amount, unit = re.search(r"([\d.]+) ([KMG]?B)", lines[at + 2]).groups()
            made[bench, case] = float(amount) * units[unit]
    return made


def main():
    parse = argparse.ArgumentParser(prog="scripts/bench", description="Measures Postern beside other servers, by turns.")
    parse.add_argument("--pairs", type=int, default=10, help="runs of each side in a duel")
    parse.add_argument("--seconds", type=int, default=2, help="length of a run")
    parse.add_argument("--connections", type=int, default=8)
    parse.add_argument("--only", choices=["duels", "writes", "start", "decide", "saml", "rehearse"], help="one part; docs/PERFORMANCE.md stays as it is")
    chosen = parse.parse_args()
    wanted = lambda part: chosen.only in (None, part)
    results = report.Results(chosen.pairs, chosen.seconds, chosen.connections)
    if wanted("duels"):
        results.duels = duels(chosen.pairs, chosen.seconds, chosen.connections)
    if wanted("writes"):
        results.creations, results.listings = writes.creations(min(chosen.pairs, 5)), writes.listings()
    if wanted("start"):
        results.first_token, results.memory = first_token(), idle_memory()
    if wanted("decide"):
        results.decisions = decisions()
    if wanted("rehearse"):
        results.rehearsals = rehearsals()
    if wanted("saml"):
        results.responses = responses(min(chosen.pairs, 5))
    text = report.markdown(results)
    print(text)
    if chosen.only is None:
        page = servers.ROOT / "docs" / "PERFORMANCE.md"
        _, _, by_hand = page.read_text().partition(report.END)
        page.write_text(text + report.END + by_hand)


if __name__ == "__main__":
    main()
