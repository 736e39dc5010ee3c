"""Records what the real provider plans, what its plans do, and what it prints where it is refused.

The plans go to crates/rehearse/tests/plans: `before.json` is a snapshot of the demo organization, `NN-name.json` a plan as
`terraform show -json` prints it, `NN-name.after.json` what a snapshot shows otherwise once that plan was applied and which calls
planning and applying made. Each plan is made on what the one before it left. The errors go to crates/explain/tests/terraform, one file a cause.
"""

import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from .places import DATA, EXAMPLES, OUTPUT, REPOSITORY, find_provider, find_terraform
from .server import Server, start_postern
from .terraform import Terraform, clean_environment, mirror_provider

RECORDED = DATA / "recorded"
PLANS = REPOSITORY / "crates" / "rehearse" / "tests" / "plans"
ERRORS = REPOSITORY / "crates" / "explain" / "tests" / "terraform"
POSTERN = os.environ.get("POSTERN_BIN", str(REPOSITORY / "target" / "debug" / "postern"))
LISTS = ("divisions", "roles", "grants", "users", "groups", "clients", "providers")
QUIET = ("-input=false", "-no-color")
# What each plan adds to examples/terraform/rehearsal or takes from it, and its options.
STEPS = [
    ("imported", [], [], []),
    ("tidy-up", [], [], ["-var-file=tidy-up.tfvars"]),
    ("tidy-up-undone", [], [], []),
    ("new-client", ["new-client.tf"], [], []),
    ("group-members", ["group-members.tf"], [], []),
    ("okta-disabled", [], [], ["-var=okta_disabled=true"]),
    ("authentication", ["authentication.tf"], [], ["-var=okta_disabled=true"]),
    ("roles-held", ["roles-held.tf"], [], ["-var=okta_disabled=true"]),
    ("role-imported", ["one-role.tf"], [], ["-var=okta_disabled=true"]),
    ("role-deleted", [], ["one-role.tf"], ["-var=okta_disabled=true"]),
]


def ready_of(server: Server) -> dict:
    """The demo's clients by name, with id and secret."""
    return {client["name"]: (client["client_id"], client["client_secret"]) for client in server.demo_clients}


def module(folder: Path, source: Path, server: Server, client: tuple[str, str], log: str) -> Terraform:
    """A copy of a root module that runs as `client`."""
    copied = folder / f"module-{uuid.uuid4().hex[:8]}"
    shutil.copytree(source, copied, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    return Terraform(find_terraform(), copied, environment(folder, server, client), OUTPUT / log)


def environment(folder: Path, server: Server, client: tuple[str, str]) -> dict[str, str]:
    """Where the organization is and who asks."""
    return clean_environment(folder, folder / "terraform.rc") | {
        "TF_VAR_gateway": json.dumps({"protocol": "http", "host": server.host, "port": server.port}),
        "GENESYSCLOUD_OAUTHCLIENT_ID": client[0],
        "GENESYSCLOUD_OAUTHCLIENT_SECRET": client[1],
    }


def must(terraform: Terraform, *arguments: str) -> None:
    """Runs a command that has to succeed."""
    ran = terraform.run(*arguments)
    if ran.status:
        raise RuntimeError(f"terraform {' '.join(arguments)}:\n{ran.output}")


def snapshot(server: Server, folder: Path) -> dict:
    """The organization as it is now, without usage and audit events."""
    file = folder / "snapshot.json"
    file.unlink(missing_ok=True)
    credentials = {"GENESYSCLOUD_OAUTHCLIENT_ID": server.client_id, "GENESYSCLOUD_OAUTHCLIENT_SECRET": server.client_secret}
    command = [POSTERN, "snapshot", "--org", server.url, "--output", str(file)]
    subprocess.run(command, env=os.environ | credentials, check=True, capture_output=True)
    taken = json.loads(file.read_text())
    taken.pop("evidence", None)
    return taken


def rows(taken: dict, name: str) -> dict[str, dict]:
    """A list of a snapshot by the ids of its rows."""
    return {row.get("id") or row["subject"]["id"]: row for row in taken[name]["known"]}


def difference(before: dict, after: dict) -> dict:
    """The rows that are other or new, the ids of those that are gone, and the organization's record if it is other."""
    changed = {}
    for name in LISTS:
        old, new = rows(before, name), rows(after, name)
        changed[name] = {"put": [row for key, row in new.items() if old.get(key) != row], "gone": sorted(old.keys() - new.keys())}
    changed = {name: found for name, found in changed.items() if found["put"] or found["gone"]}
    if before["organization"] != after["organization"]:
        changed["organization"] = after["organization"]
    return changed


def calls(recording: Path, start: int) -> list[str]:
    """The calls of the platform API that were answered well, each once, from a line of a recording on."""
    lines = [json.loads(line) for line in recording.read_text().splitlines()[start:]]
    return sorted({f"{line['method']} {line['path']}" for line in lines if "/api/v2/" in line.get("path", "") and line["status"] < 400})


def write(file: Path, value: dict, secrets: list[str], compact: bool = False) -> None:
    """Writes JSON, and stops if a secret is in it."""
    text = json.dumps(value, separators=(",", ":")) if compact else json.dumps(value, indent=1)
    found = [secret for secret in secrets if secret in text]
    if found:
        raise RuntimeError(f"a secret would be in {file.name}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}\n")


def record_plans(folder: Path) -> None:
    """Each plan, and what it did."""
    recording = folder / "recording.jsonl"
    with start_postern(OUTPUT / "recorded.log", "--demo", "--record", str(recording)) as server:
        secrets = [server.client_secret, *(secret for _, secret in ready_of(server).values())]
        terraform = module(folder, EXAMPLES / "rehearsal", server, (server.client_id, server.client_secret), "recorded-plans.log")
        must(terraform, "init", *QUIET)
        # Nobody gives a client a role that they do not hold.
        api = Api(server)
        api.hold(api.named("/api/v2/authorization/roles", "Reporting Reader"), api.named("/api/v2/authorization/divisions", "Collections"))
        before = snapshot(server, folder)
        write(PLANS / "before.json", before, secrets, compact=True)
        for number, (name, added, taken, options) in enumerate(STEPS):
            start = len(recording.read_text().splitlines())
            for file in added:
                shutil.copy(RECORDED / "plans" / file, terraform.folder)
            for file in taken:
                (terraform.folder / file).unlink()
            must(terraform, "plan", *QUIET, "-out=plan", *options)
            shown = subprocess.run(
                [terraform.binary, "show", "-json", "plan"], cwd=terraform.folder, env=terraform.environment, capture_output=True, text=True, check=True
            )
            write(PLANS / f"{number:02}-{name}.json", json.loads(shown.stdout), secrets)
            must(terraform, "apply", *QUIET, "plan")
            called = calls(recording, start)
            after = snapshot(server, folder)
            write(PLANS / f"{number:02}-{name}.after.json", {"changed": difference(before, after), "calls": called}, secrets)
            print(f"{number:02}-{name}: {', '.join(difference(before, after)) or 'nothing changed'}", flush=True)
            before = after


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A host that is not the platform: a web page for every path, status 404."""

    def answer(self) -> None:
        page = b"<!doctype html><title>Not found</title>"
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = do_PUT = do_PATCH = answer  # noqa: N815: the names are the library's

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Api:
    """The platform API as the organization's first client."""

    server: Server
    token: str = field(init=False)

    def __post_init__(self) -> None:
        self.token = self.token_of((self.server.client_id, self.server.client_secret))

    def token_of(self, client: tuple[str, str]) -> str:
        """A token by client credentials."""
        basic = b64encode(":".join(client).encode()).decode()
        form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
        request = urllib.request.Request(f"{self.server.url}/oauth/token", form, {"Authorization": f"Basic {basic}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)["access_token"]

    def call(self, method: str, path: str, body: object = None) -> dict:
        """One call; what it answered."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.server.url}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def named(self, path: str, name: str) -> str:
        """The id of an entity of a list."""
        return next(row["id"] for row in self.call("GET", f"{path}?pageSize=100")["entities"] if row["name"] == name)

    def hold(self, role: str, division: str) -> None:
        """Gives the organization's first client a role in a division."""
        path = f"/api/v2/authorization/subjects/{self.server.client_id}/bulkadd?subjectType=PC_OAUTH_CLIENT"
        self.call("POST", path, {"grants": [{"roleId": role, "divisionId": division}]})

    def new_client(self, name: str, role: str, division: str, permission: tuple[str, str, list[str]]) -> tuple[str, str]:
        """A client of client credentials with a role of its own in one division."""
        domain, entity, actions = permission
        policies = [{"domain": domain, "entityName": entity, "actionSet": actions}]
        made = self.call("POST", "/api/v2/authorization/roles", {"name": role, "permissionPolicies": policies})
        self.hold(made["id"], division)
        roles = [{"roleId": made["id"], "divisionId": division}]
        body = {"name": name, "authorizedGrantType": "CLIENT-CREDENTIALS", "roleDivisions": roles}
        client = self.call("POST", "/api/v2/oauth/clients", body)
        return client["id"], client["secret"]


def record_error(cause: str, terraform: Terraform, secrets: list[str], *options: str) -> None:
    """What an apply prints that has to fail, as one file."""
    must(terraform, "init", *QUIET)
    ran = terraform.run("apply", "-auto-approve", *QUIET, *options)
    colour = terraform.run("apply", "-auto-approve", "-input=false", *options)
    text = ran.output
    if not ran.status:
        raise RuntimeError(f"{cause}: apply succeeded")
    for form, printed in ((f"{cause}.txt", text), (f"{cause}.coloured.txt", colour.output)):
        if any(secret in printed for secret in secrets):
            raise RuntimeError(f"a secret would be in {form}")
        start = re.search(r"(\x1b\[[0-9;]*m)*(╷|Error: )", printed)
        ERRORS.mkdir(parents=True, exist_ok=True)
        (ERRORS / form).write_text(printed[start.start() :] if start else printed)
    print(f"{cause}: {text[text.find('Error: ') :].splitlines()[0]}", flush=True)


def error_module(folder: Path, server: Server, client: tuple[str, str], file: str) -> Terraform:
    """One resource, and the provider as the examples have it."""
    source = folder / f"source-{uuid.uuid4().hex[:8]}"
    source.mkdir()
    shutil.copy(RECORDED / "errors" / file, source)
    for name in ("provider.tf", "versions.tf", "variables.tf"):
        shutil.copy(EXAMPLES / "rehearsal" / name, source)
    return module(folder, source, server, client, "recorded-errors.log")


def record_errors(folder: Path) -> None:
    """Each cause that Terraform can run into."""
    with start_postern(OUTPUT / "recorded.log", "--demo") as server:
        api, demo = Api(server), ready_of(server)
        secrets = [server.client_secret, *(secret for _, secret in demo.values())]
        retail, collections = (api.named("/api/v2/authorization/divisions", name) for name in ("Retail Banking", "Collections"))
        keeper = api.new_client("Queue keeper", "Queue keeper", retail, ("routing", "queue", ["*"]))
        secrets.append(keeper[1])

        def record(cause: str, client: tuple[str, str], file: str, *options: str, where: Server = server, **more: str) -> None:
            terraform = error_module(folder, where, client, file)
            terraform.environment.update(more)
            try:
                record_error(cause, terraform, secrets, *options)
            except RuntimeError as error:
                print(f"NOT RECORDED {cause}: {str(error)[:3000]}", flush=True)

        record("missing-permission", demo["Statement reporting"], "group.tf")
        record("no-role-at-all", demo["Payments webhook"], "role.tf")
        record("wrong-division", keeper, "queue.tf", f"-var=division_id={collections}")
        record("bad-secret", (demo["Terraform pipeline"][0], "not-the-secret"), "role.tf")
        record("unknown-client", (str(uuid.UUID(int=7)), "some-secret"), "role.tf")
        record("disabled-client", demo["Fraud alerts"], "role.tf")
        record("wrong-grant", demo["Branch kiosk"], "role.tf")
        record("expired-token", ("", ""), "role.tf", GENESYSCLOUD_ACCESS_TOKEN="no-token-of-this-organization")
        elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{elsewhere.server_port}"
        record("wrong-url", demo["Terraform pipeline"], "role.tf", where=Server(url, *demo["Terraform pipeline"], []))
        elsewhere.shutdown()
        elsewhere.server_close()


def main(arguments: list[str]) -> int:
    """`plans`, `errors` or both."""
    binary = find_provider().need_binary()
    with tempfile.TemporaryDirectory(prefix="postern-recorded-") as name:
        folder = Path(name)
        mirror_provider(folder, binary)
        for what, record in (("plans", record_plans), ("errors", record_errors)):
            if what in (arguments or ["plans", "errors"]):
                record(folder)
    return 0
