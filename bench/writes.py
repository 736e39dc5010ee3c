"""Creating and listing through the API, beside plain SQLite inserts over HTTP."""

import json
import statistics
import tempfile
import time
from pathlib import Path

import servers

USERS, QUEUES = 1_000, 500
LISTED = {"small": 1_000, "large": 100_000}
LISTINGS = 300


def bodies():
    """What is created, with the paths that Postern takes it at: people, then queues."""
    for number in range(USERS):
        yield "/api/v2/users", {"name": f"Person {number}", "email": f"person{number}@bench.example"}
    for number in range(QUEUES):
        yield "/api/v2/routing/queues", {"name": f"Queue {number}", "mediaSettings": {"call": {"alertingTimeoutSeconds": 30}}}


def create(server, path_of):
    """Seconds for all of them, one after the other on one connection."""
    connection = server.connect()
    headers = {"Authorization": f"Bearer {server.token(connection)}", "Content-Type": "application/json"}
    made = [(path_of(path), json.dumps(body)) for path, body in bodies()]
    begun = time.perf_counter()
    for path, body in made:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{server.name} does not create: {answer.status} {text[:300]!r}")
    return time.perf_counter() - begun


def creations(rounds):
    """Pairs of seconds, ours and the floor's, by turns, each time with a new database on disk."""
    made = []
    for turn in range(rounds):
        pair = {}
        for ours in (True, False) if turn % 2 == 0 else (False, True):
            with tempfile.TemporaryDirectory(dir=servers.ROOT / "target") as folder:
                if ours:
                    with servers.postern("--data", f"{folder}/new", "--set", "rate.requests-per-minute=0") as postern:
                        pair[ours] = create(postern, lambda path: path)
                else:
                    with servers.floor(f"{folder}/floor.db") as floor:
                        pair[ours] = create(floor, lambda _: "/rows")
        made.append((pair[True], pair[False]))
    ratio = statistics.median(theirs / ours for ours, theirs in made)
    print(f"creating: {ratio:.2f} times the floor's speed", flush=True)
    return made


def organization(people):
    """A snapshot of an organization with so many people: a fresh one's, and everybody made after one pattern."""
    with servers.postern("--ephemeral") as postern:
        connection = postern.connect()
        headers = {"Authorization": f"Bearer {postern.token(connection)}", "Content-Type": "application/json"}
        connection.request("POST", "/api/v2/users", json.dumps({"name": "Pattern", "email": "pattern@bench.example"}), headers)
        connection.getresponse().read()
        connection.request("GET", "/postern/snapshot")
        snapshot = json.loads(connection.getresponse().read())
    users = snapshot["users"]["known"]
    pattern = next(user for user in users if user["email"] == "pattern@bench.example")
    for number in range(people):
        user = pattern | {"id": f"00000000-0000-4000-8000-{number:012x}", "name": f"Person {number:06}", "email": f"p{number}@bench.example"}
        users.append(user)
    return snapshot


def listings():
    """Milliseconds for page 1 of the people, small and large organization by turns."""
    with tempfile.TemporaryDirectory() as folder:
        running, taken = {}, {size: [] for size in LISTED}
        try:
            for size, people in LISTED.items():
                file = Path(folder, f"{size}.json")
                file.write_text(json.dumps(organization(people)))
                running[size] = servers.postern("--ephemeral", "--from", file, "--set", "rate.requests-per-minute=0").__enter__()
            asking = {}
            for size, postern in running.items():
                connection = postern.connect()
                asking[size] = (connection, {"Authorization": f"Bearer {postern.token(connection)}"})
            for _ in range(LISTINGS):
                for size, (connection, headers) in asking.items():
                    begun = time.perf_counter()
                    connection.request("GET", "/api/v2/users?pageSize=25&pageNumber=1", headers=headers)
                    total = json.loads(connection.getresponse().read())["total"]
                    taken[size].append((time.perf_counter() - begun) * 1000)
                    if total < LISTED[size]:
                        raise RuntimeError(f"{total} people are listed, not {LISTED[size]}")
        finally:
            for postern in running.values():
                postern.__exit__()
    ratio = statistics.median(taken["large"]) / statistics.median(taken["small"])
    print(f"listing among {LISTED['large']:,}: {ratio:.2f} times the time among {LISTED['small']:,}", flush=True)
    return taken
