"""Runs examples/terraform as a person would: bootstrap, apply, plan again, import, change, destroy; without a permission."""

import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .gotest import reason, shorten
from .places import EXAMPLES, OUTPUT
from .report import EXAMPLES as PACKAGE
from .results import Result, Results, now
from .server import Refusals, Server, start_postern
from .terraform import Terraform, clean_environment, mirror_provider

IDENTITY_TYPES = {
    f"genesyscloud_{name}"
    for name in ("auth_role", "auth_division", "group", "group_roles", "user", "user_roles", "oauth_client", "idp_generic")
}
# A permission of the pipeline's role, and the type of resource whose apply must name it when it is taken away.
WITHHELD = {
    "authorization:role:add": "genesyscloud_auth_role",
    # Not `add`: the provider brings people back whom the walk has removed before, and that is a change.
    "directory:user:edit": "genesyscloud_user",
    "directory:group:add": "genesyscloud_group",
    "authorization:division:add": "genesyscloud_auth_division",
    "oauth:client:add": "genesyscloud_oauth_client",
    "sso:provider:edit": "genesyscloud_idp_generic",
    "routing:queue:add": "genesyscloud_routing_queue",
}
REORGANIZATION = "-var-file=reorganization.tfvars"
UNCHANGED = 0
ERROR = re.compile(r"(?<=\n\n)Error: ")


class Failed(Exception):
    """A step that did not do what it must, with the first thing that Terraform complained of."""


@dataclass(frozen=True)
class Walk:
    """One organization, with the two root modules in a folder of their own."""

    bootstrap: Terraform
    pipeline: Terraform
    results: Results

    def step(self, name: str, act: Callable[[], str | None]) -> None:
        """Does one step, notes how it ended, and stops the walk if it failed."""
        started = time.monotonic()
        try:
            detail, outcome = act() or "", "pass"
        except Failed as failed:
            detail, outcome = str(failed), "fail"
        seconds = round(time.monotonic() - started, 1)
        self.results.add(Result(PACKAGE, name, outcome, seconds, detail, now()))
        print(f"{outcome:8}{seconds:7.1f} s  {PACKAGE}  {name}{f'  {detail}' if detail else ''}", flush=True)
        if outcome == "fail":
            raise Failed(detail)


def run_examples(provider: Path, terraform: str, results: Results, record: Path | None = None) -> bool:
    """The whole walk against a fresh organization. Whether each step did what it must."""
    options = ["--record", str(record.resolve())] if record else []
    results.forget(PACKAGE)
    shutil.rmtree(OUTPUT / "examples", ignore_errors=True)
    folders = tempfile.TemporaryDirectory(prefix="postern-examples-")
    with folders as folder, start_postern(OUTPUT / "examples" / "postern.log", *options) as server:
        with Refusals(server) as refusals:
            passed = _passes(_prepare(Path(folder), server, provider, terraform, results))
        (OUTPUT / "examples.decisions.json").write_text(json.dumps(refusals.with_reasons(), indent=1) + "\n")
    return passed


def _prepare(folder: Path, server: Server, provider: Path, terraform: str, results: Results) -> Walk:
    """Copies the examples, so that state and locks stay out of the repository."""
    copied = folder / "terraform"
    shutil.copytree(EXAMPLES, copied, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    environment = clean_environment(folder, mirror_provider(folder, provider)) | {
        "TF_VAR_gateway": json.dumps({"protocol": "http", "host": server.host, "port": server.port}),
        "GENESYSCLOUD_OAUTHCLIENT_ID": server.client_id,
        "GENESYSCLOUD_OAUTHCLIENT_SECRET": server.client_secret,
    }
    logs = OUTPUT / "examples"
    bootstrap = Terraform(terraform, copied / "bootstrap", environment, logs / "bootstrap.log")
    # The pipeline's own client takes the place of the administrator's once there is one.
    pipeline = Terraform(terraform, copied / "pipeline", dict(environment), logs / "pipeline.log")
    return Walk(bootstrap, pipeline, results)


def _passes(walk: Walk) -> bool:
    try:
        _walk(walk)
    except Failed:
        return False
    return True


def _walk(walk: Walk) -> None:
    """The steps, in order."""
    walk.step("bootstrap: init, apply", lambda: _bootstrap(walk))
    walk.step("bootstrap: plan again is empty", lambda: _plan_is_empty(walk.bootstrap))
    walk.step("pipeline: init, apply", lambda: _apply(walk.pipeline, init=True))
    walk.step("pipeline: plan again is empty", lambda: _plan_is_empty(walk.pipeline))
    identity = {address: found for address, found in walk.pipeline.resources().items() if found["type"] in IDENTITY_TYPES}
    for address, found in sorted(identity.items()):
        walk.step(f"pipeline: import {address}", lambda address=address, found=found: _import(walk.pipeline, address, found))
    walk.step("pipeline: plan after the imports is empty", lambda: _plan_is_empty(walk.pipeline))
    walk.step("pipeline: apply the reorganization", lambda: _apply(walk.pipeline, REORGANIZATION))
    walk.step("pipeline: plan after the reorganization is empty", lambda: _plan_is_empty(walk.pipeline, REORGANIZATION))
    walk.step("pipeline: destroy", lambda: _destroy(walk.pipeline))
    for permission, resource_type in WITHHELD.items():
        walk.step(f"pipeline: apply without {permission}", lambda p=permission, t=resource_type: _apply_without(walk, p, t))
    walk.step("bootstrap: destroy", lambda: _destroy(walk.bootstrap))


def _bootstrap(walk: Walk) -> str:
    """Makes the pipeline's client, and lets the pipeline run as that."""
    detail = _apply(walk.bootstrap, init=True)
    made = walk.bootstrap.output()
    walk.pipeline.environment["GENESYSCLOUD_OAUTHCLIENT_ID"] = made["client_id"]
    walk.pipeline.environment["GENESYSCLOUD_OAUTHCLIENT_SECRET"] = made["client_secret"]
    return detail


def _apply(module: Terraform, *options: str, init: bool = False) -> str:
    """Applies, and says how much there is now."""
    if init:
        _must(module, "init", "-input=false", "-no-color")
    _must(module, "apply", "-auto-approve", "-input=false", "-no-color", *options)
    return f"{len(module.resources())} resources"


def _plan_is_empty(module: Terraform, *options: str) -> None:
    """Plans again: what was applied must read back exactly."""
    planned = module.run("plan", "-detailed-exitcode", "-input=false", "-no-color", *options)
    if planned.status != UNCHANGED:
        changes = [line.strip() for line in planned.output.splitlines() if line.strip().startswith(("# ", "~ ", "+ ", "- "))]
        raise Failed(shorten(f"the plan is not empty: {' '.join(changes) or reason(planned.output)}"))


def _import(module: Terraform, address: str, found: dict) -> None:
    """Forgets a resource and finds it again by its id."""
    _must(module, "state", "rm", address)
    _must(module, "import", "-input=false", "-no-color", address, found["values"]["id"])


def _destroy(module: Terraform) -> None:
    """Destroys all, and looks whether anything is left."""
    _must(module, "destroy", "-auto-approve", "-input=false", "-no-color")
    left = module.resources()
    if left:
        raise Failed(f"left in the state: {', '.join(left)}")


def _apply_without(walk: Walk, permission: str, resource_type: str) -> str:
    """Takes one permission from the role: apply must fail at the right resource and name it. Then all is put back."""
    _must(walk.bootstrap, "apply", "-auto-approve", "-input=false", "-no-color", f'-var=withheld=["{permission}"]')
    applied = walk.pipeline.run("apply", "-auto-approve", "-input=false", "-no-color")
    _must(walk.bootstrap, "apply", "-auto-approve", "-input=false", "-no-color")
    _destroy(walk.pipeline)
    return _names(applied.output, permission, resource_type) if applied.status else _refuse("apply succeeded")


def _names(output: str, permission: str, resource_type: str) -> str:
    """Whether each error of the output is of the type of resource and names the permission; one of them."""
    errors = ERROR.split(output)[1:]
    wrong = [error for error in errors if permission not in error or f'resource "{resource_type}"' not in error]
    if wrong or not errors:
        _refuse(f"an error of something else: {wrong[0] if wrong else output}")
    return shorten(min(errors).splitlines()[0])


def _must(module: Terraform, *arguments: str) -> None:
    ran = module.run(*arguments)
    if ran.status:
        _refuse(f"{arguments[0]}: {reason(ran.output)}")


def _refuse(text: str) -> str:
    raise Failed(shorten(text))
