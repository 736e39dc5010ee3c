"""Where things are: in the repository, and outside it by environment variable."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
DATA = REPOSITORY / "tests" / "terraform"
EXAMPLES = REPOSITORY / "examples" / "terraform"
OUTPUT = REPOSITORY / "target" / "terraform"
RESULTS = OUTPUT / "results.jsonl"
REPORT = REPOSITORY / "docs" / "TERRAFORM.md"

PROVIDER_VARIABLE = "POSTERN_TERRAFORM_PROVIDER"
TESTS_VARIABLE = "POSTERN_TERRAFORM_TESTS"
PROVIDER_NAME = "terraform-provider-genesyscloud"


class Missing(Exception):
    """Something that is not on this machine, in words for a person."""


@dataclass(frozen=True)
class Provider:
    """The provider as this machine has it: a binary, a source tree, folders of compiled tests; each may be absent."""

    binary: Path | None
    source: Path | None
    compiled_tests: Path | None

    def need_binary(self) -> Path:
        """The built provider, for the examples."""
        if self.binary is None:
            raise Missing(f"{PROVIDER_VARIABLE} names no built provider: a binary, or a source tree with {PROVIDER_NAME} in it")
        return self.binary

    def need_source(self) -> Path:
        """The source tree, whose own acceptance tests are run."""
        if self.source is None:
            raise Missing(f"{PROVIDER_VARIABLE} names no source tree: the provider's own tests cannot run")
        return self.source


def find_provider() -> Provider:
    """Reads the two environment variables."""
    named = os.environ.get(PROVIDER_VARIABLE)
    if not named:
        raise Missing(f"{PROVIDER_VARIABLE} is not set: the real Terraform provider is not on this machine")
    path = Path(named).resolve()
    if not path.exists():
        raise Missing(f"{PROVIDER_VARIABLE} names `{path}`, which does not exist")
    tests = os.environ.get(TESTS_VARIABLE)
    compiled_tests = Path(tests).resolve() if tests else None
    if path.is_file():
        return Provider(binary=path, source=None, compiled_tests=compiled_tests)
    binary = path / PROVIDER_NAME
    return Provider(binary=binary if binary.is_file() else None, source=path, compiled_tests=compiled_tests)


def find_terraform() -> str:
    """The path of `terraform`; TF_ACC_TERRAFORM_PATH names another one."""
    terraform = os.environ.get("TF_ACC_TERRAFORM_PATH") or shutil.which("terraform")
    if not terraform:
        raise Missing("`terraform` is not on this machine; TF_ACC_TERRAFORM_PATH may name it")
    return terraform


def go_folders() -> dict[str, str]:
    """Go's caches by name, so that a test may have a home of its own without losing them."""
    names = ["GOPATH", "GOMODCACHE", "GOCACHE"]
    shown = subprocess.run(["go", "env", *names], check=True, capture_output=True, text=True).stdout.splitlines()
    return dict(zip(names, shown, strict=True))
