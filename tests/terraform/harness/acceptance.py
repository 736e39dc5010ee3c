"""Runs the provider's own acceptance tests, each in a process of its own, each package against a fresh organization."""

import json
import os
import subprocess
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from .catalogue import Explained, Test
from .gotest import Ended, read, reason
from .places import OUTPUT, Provider, go_folders
from .results import Result, Results, now
from .server import Refusals, Server, start_postern

USUAL_REGION = "dca"
# How long the provider reads again before it believes what it sees. The local organization is consistent at once.
RETRY_TIMEOUT = "20s"


@dataclass
class Runner:
    """What stays the same for all packages of a run."""

    provider: Provider
    terraform: str
    explained: Explained
    results: Results
    limit_seconds: int
    trace: bool
    counts: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, tests: list[Test], jobs: int) -> None:
        """Runs the tests, package by package, so many packages side by side."""
        packages: dict[str, list[Test]] = {}
        for test in tests:
            packages.setdefault(test.package, []).append(test)
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            for done in [pool.submit(self._run_package, *package) for package in packages.items()]:
                done.result()

    def _run_package(self, package: str, tests: list[Test]) -> None:
        """The tests of one package against one fresh organization; writes down what was refused while tests failed."""
        refused = {}
        with start_postern(OUTPUT / "logs" / package / "postern.log") as server, tempfile.TemporaryDirectory() as home:
            write_sdk_configuration(Path(home), server)
            for test in tests:
                with Refusals(server) as refusals:
                    ended = self._run_test(test, server, home)
                self._note(test, ended)
                if ended.outcome == "fail":
                    refused[test.test] = refusals.with_reasons()
        decisions = OUTPUT / f"{package.replace('/', '_')}.decisions.json"
        decisions.unlink(missing_ok=True)
        if refused:
            decisions.write_text(json.dumps(refused, indent=1) + "\n")

    def _run_test(self, test: Test, server: Server, home: str) -> Ended:
        """Runs one test to its end or its limit; its output goes to a file."""
        command, folder = self._command(test)
        environment = self._environment(test, server, home)
        log_file = OUTPUT / "logs" / test.package / f"{test.test}.log"
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
            try:
                process.wait(timeout=self.limit_seconds)
                late = False
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                late = True
        output = log_file.read_text(errors="replace")
        if late:
            return Ended("fail", self.limit_seconds, f"ended after the limit of {self.limit_seconds} s: {reason(output)}")
        return read(test.test, output) or Ended("fail", 0, reason(output) or f"no such test ran; exit status {process.returncode}")

    def _command(self, test: Test) -> tuple[list[str], Path]:
        """The command that runs one test, and the folder to run it in: tests read files by relative paths."""
        source = self.provider.need_source()
        wanted = f"^{test.test}$"
        compiled = self.provider.compiled_tests
        if compiled is not None:
            binary = compiled / f"{test.package.replace('/', '_')}.test"
            return [str(binary), "-test.v", "-test.run", wanted], source / test.folder
        return ["go", "test", "-v", "-count=1", "-run", wanted, f"./{test.folder}"], source

    def _environment(self, test: Test, server: Server, home: str) -> dict[str, str]:
        """The variables that the provider's tests read; nothing of the caller's own Terraform or Genesys settings."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "GENESYSCLOUD_"))}
        go = {} if self.provider.compiled_tests else go_folders()
        return inherited | go | self._tracing(test) | {
            "HOME": home,
            "TF_ACC": "1",
            "TF_ACC_TERRAFORM_PATH": self.terraform,
            "CHECKPOINT_DISABLE": "1",
            "GENESYSCLOUD_OAUTHCLIENT_ID": server.client_id,
            "GENESYSCLOUD_OAUTHCLIENT_SECRET": server.client_secret,
            "GENESYSCLOUD_REGION": USUAL_REGION,
            "GENESYSCLOUD_CUSTOM_RETRY_TIMEOUT": RETRY_TIMEOUT,
            "NO_PROXY": "127.0.0.1,localhost",
        } | self.explained.environment.get(test.test, {})

    def _tracing(self, test: Test) -> dict[str, str]:
        """The variables that make the SDK write down what it asks and hears."""
        trace = OUTPUT / "logs" / test.package / f"{test.test}.trace.log"
        trace.unlink(missing_ok=True)
        return {"GENESYSCLOUD_SDK_DEBUG": "true", "GENESYSCLOUD_SDK_DEBUG_FILE_PATH": str(trace)} if self.trace else {}

    def _note(self, test: Test, ended: Ended) -> None:
        """Keeps the result, and says it in one line."""
        self.results.add(Result(test.package, test.test, ended.outcome, ended.seconds, ended.reason, now()))
        with self.lock:
            self.counts[ended.outcome] = self.counts.get(ended.outcome, 0) + 1
            tail = f"  {ended.reason}" if ended.reason else ""
            print(f"{ended.outcome:8}{ended.seconds:7.1f} s  {test.package}  {test.test}{tail}", flush=True)


def write_sdk_configuration(home: Path, server: Server) -> None:
    """Leads the provider's SDK to the server, since the tests write no provider block: the SDK reads this file."""
    folder = home / ".genesyscloudgo"
    folder.mkdir()
    gateway = {"host": server.host, "port": server.port, "protocol": "http"}
    (folder / "config").write_text(json.dumps({"gateway": gateway}))
