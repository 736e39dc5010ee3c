"""The measurements as Markdown."""

import dataclasses
import datetime
import os
import re
import statistics
import subprocess


@dataclasses.dataclass
class Responses:
    """Milliseconds for one SAML response of `size` bytes: medians of each round."""

    size: int
    ours: dict = dataclasses.field(default_factory=dict)
    theirs: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Results:
    pairs: int
    seconds: int
    connections: int
    duels: dict = dataclasses.field(default_factory=dict)
    creations: list = dataclasses.field(default_factory=list)
    listings: dict = dataclasses.field(default_factory=dict)
    first_token: list = dataclasses.field(default_factory=list)
    memory: float = 0
    decisions: dict = dataclasses.field(default_factory=dict)
    responses: Responses = None
    rehearsals: tuple = None


# What stands below this line on the page is written by hand and stays.
END = "<!-- scripts/bench writes everything above this line -->\n"

# Duel, what Postern does, what the other does, the least ratio of requests/s aimed at.
ROWS = [
    ("get-static", "authorized GET", "floor, static GET", 0.6),
    ("get-authorized", "authorized GET", "floor, authorized GET", 0.75),
    ("token", "token", "floor, token in memory", 0.6),
    ("get-oidc-provider", "authorized GET", "oidc-provider, authorized GET", None),
    ("token-oidc-provider", "token", "oidc-provider, token", 10),
]
CASES = [
    ("Allow", "allowed, for a machine"),
    ("AllowPerson", "allowed, for a person, three grants through a group"),
    ("DenyDivision", "refused: held, but not in that division"),
    ("Deny", "refused: held nowhere"),
]


def markdown(results):
    tools = {"rust": version("rustc"), "node": version("node"), "wrk": version("wrk")}
    parts = [HEAD.format(cores=os.cpu_count(), date=datetime.date.today().isoformat(), **tools)]
    if results.duels:
        parts.append(requests(results))
    if results.creations:
        parts.append(writes(results.creations, results.listings))
    if results.decisions:
        parts.append(decisions(results.decisions))
    if results.rehearsals:
        parts.append(rehearsals(*results.rehearsals))
    if results.responses:
        parts.append(saml(results.responses))
    if results.first_token:
        parts.append(start(results.first_token, results.memory))
    return "\n".join(parts) + "\n"


def version(program):
    """The first version number it prints; programs differ in what stands around it."""
    printed = subprocess.run([program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", printed)
    return found[0] if found else "of unknown version"


def spread(values, digits=2):
    """Median and range."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def requests(results):
    lines = [REQUESTS.format(pairs=results.pairs, seconds=results.seconds, connections=results.connections)]
    for name, ours, theirs, target in ROWS:
        pairs = results.duels[name]
        rate = spread([a.rate / b.rate for a, b in pairs])
        cpu = spread([a.cpu / b.cpu for a, b in pairs])
        micros = f"{statistics.median(a.cpu for a, _ in pairs):.1f} / {statistics.median(b.cpu for _, b in pairs):.1f}"
        aim = "" if target is None else f"≥ {target}"
        lines.append(f"| {ours} | {theirs} | {rate} | {aim} | {cpu} | {micros} |")
    return "\n".join(lines) + "\n"


def writes(creations, listings):
    ratio = spread([theirs / ours for ours, theirs in creations])
    seconds = [f"{statistics.median(side):.2f}" for side in zip(*creations)]
    small, large = (statistics.median(listings[size]) for size in ("small", "large"))
    return WRITES.format(
        rounds=len(creations), ratio=ratio, ours=seconds[0], theirs=seconds[1], small=f"{small:.2f}", large=f"{large:.2f}", times=f"{large / small:.2f}"
    )


def decisions(made):
    lines = [DECISIONS]
    for case, words in CASES:
        small, large = made["people_1_000", case], made["people_100_000", case]
        lines.append(f"| {words} | {small:.0f} ns | {large:.0f} ns | {large / small:.2f} |")
    lines.append(CEDAR)
    for case, words in CASES:
        if ("cedar", case) in made:
            ours, cedar = made["postern", case], made["cedar", case]
            lines.append(f"| {words} | {ours:.0f} ns | {cedar / 1000:.1f} µs | {cedar / ours:.0f} |")
    return "\n".join(lines) + "\n"


def rehearsals(taken, memory):
    lines = [REHEARSALS]
    ((_, few), naive), = [item for item in taken.items() if item[0][0] == "naive"]
    for case, subjects, aim in [("10000", "10,000", "60 ms"), ("102000", "102,000", "1 s, 1 GB")]:
        row = lambda bench: f"{duration(taken[bench, case])}, {memory[bench, case]:.0f} MB"
        one_by_one = naive / int(few) * int(case)
        times = f"{one_by_one / taken['jobs', case]:,.0f}"
        lines.append(f"| {subjects} | {row('jobs')} | {row('strewn')} | {row('whole_rehearsal')} | {aim} | {duration(one_by_one)} | {times} |")
    return "\n".join(lines) + "\n"


def duration(nanoseconds):
    for unit, length, below in [("ms", 1e6, 1e9), ("s", 1e9, 300e9), ("min", 60e9, 7200e9)]:
        if nanoseconds < below:
            return f"{nanoseconds / length:.3g} {unit}"
    return f"{nanoseconds / 3600e9:.1f} h"


def saml(made):
    lines = [SAML.format(size=made.size, rounds=len(made.theirs))]
    row = lambda who, times: f"| {who} | {spread(times)} ms |"
    lines.append(row("Postern, assertion signed", made.ours["assertion"]))
    lines.append(row("Postern, response and assertion signed", made.ours["both"]))
    lines.append(row("pysaml2, assertion signed", made.theirs))
    ratios = [theirs / ours for ours, theirs in zip(made.ours["assertion"], made.theirs)]
    return "\n".join(lines) + f"\n\npysaml2 takes {spread(ratios, 0)} times as long on the same response.\n"


def start(first_token, memory):
    return START.format(times=spread(first_token, 0), count=len(first_token), memory=f"{memory:.0f}")


HEAD = """# Performance

Measured by `scripts/bench`, which anybody can run again; it writes this file. Speeds are ratios taken in one run on one
machine, because a figure of one machine says little about another: {cores} shared cores, Rust {rust}, Node.js {node},
wrk {wrk}, {date}.
"""

REQUESTS = """## Requests

Two servers run side by side and are loaded by turns, A B, B A, … : {pairs} pairs of {seconds} s each, {connections} connections, wrk on the same
machine. Each pair gives a ratio; medians and ranges of those are shown. CPU time a request, of the server's process,
is the steadier figure when other work runs on the machine.

The floor is `bench/floor`: bare axum with a map in memory, nothing else. Postern's authorized GET is
`/api/v2/authorization/divisions/home`; it opens the token, routes among 3,355 operations, decides with a trace, counts rate
and usage and keeps the decision. oidc-provider is the npm package in `bench/peers`, its store a map in memory.

| Postern | against | requests/s, ratio | aim | CPU time a request, ratio | µs, Postern / other |
|---|---|---:|---:|---:|---:|"""

WRITES = """## Creating and listing

1,000 people and 500 queues created one after the other through the API, each one committed to SQLite and synced to disk
before it is answered, beside the same bodies sent to the floor, which inserts each as a row and commits as durably; {rounds}
rounds by turns, each with a new database. Postern reaches {ratio} of the floor's speed ({ours} s beside {theirs} s); the aim is
at least 0.4.

Page 1 of the people (`GET /api/v2/users`, 25 of them): {small} ms among 1,000, {large} ms among 100,000, {times} times as
long; the aim is at most twice.
"""

DECISIONS = """## Decisions

`cargo bench -p postern-decide`: one `decide`, trace included, in an organization of 500 roles and 200 divisions, for a
caller with five grants, about a person in some division. The aim is under 200 ns. Nothing is allocated
(`crates/decide/tests/no_allocation.rs`).

| decision | 1,000 people | 100,000 people | ratio |
|---|---:|---:|---:|"""

CEDAR = """
Cedar (`bench/decide`) on the same question, its five policies picked beforehand and only the held permission asked for:

| decision | Postern | Cedar | ratio |
|---|---:|---:|---:|"""

REHEARSALS = """## Rehearsals

`cargo bench -p postern-rehearse`: everything a change makes different, every subject × 3,355 operations × 200 divisions and
none, in an organization of 500 roles, all of which lose a permission. *Jobs*: people have one of a few hundred sets of grants,
as in life. *Strewn*: hardly two subjects hold the same. *Whole*: one role loses a permission, and the report says also who
comes in, who is left to administer and what undoes it. Naive: one question after the other, measured for a few subjects,
extrapolated to all. The memory is what it takes beside the organizations.

| subjects | jobs | strewn | whole | aim | naive | naive / jobs |
|---|---:|---:|---:|---:|---:|---:|"""

SAML = """## SAML responses

Checking a response of {size:,} bytes, signed with RSA-2048, from the form's value to who signs in; the aim is under 2 ms.
`cargo bench -p postern-saml` and `bench/saml.py` by turns, {rounds} rounds: medians of the rounds, and their range. pysaml2 is the
Python library as it comes, which runs the program xmlsec1 for the signature.

| who | median, range |
|---|---:|"""

START = """## Start and memory

From the start of the process, with no database yet (SQLite in a new folder), to the first token in hand: {times} ms,
median and range of {count} starts; the aim is under 200 ms.

Idle, with the demo organization in SQLite: {memory} MB in memory; the aim is under 60 MB.
"""
