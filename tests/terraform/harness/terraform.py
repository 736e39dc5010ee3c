"""Runs `terraform` in a folder, with the provider of this machine."""

import json
import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .places import PROVIDER_NAME

# The newest that the examples ask for; a mirror must name a version, whatever the binary says of itself.
MIRRORED_VERSION = "1.84.1"
SOURCE = "registry.terraform.io/mypurecloud/genesyscloud"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
LIMIT_SECONDS = 600


@dataclass(frozen=True)
class Ran:
    """How a command ended, and all that it printed."""

    status: int
    output: str


@dataclass(frozen=True)
class Terraform:
    """A root module's folder and the environment to run it in."""

    binary: str
    folder: Path
    environment: dict[str, str]
    log_file: Path

    def run(self, *arguments: str) -> Ran:
        """Runs one command; what it prints is added to the log."""
        command = [self.binary, *arguments]
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT_SECONDS,
            check=False,
        )
        with self.log_file.open("a") as log:
            log.write(f"\n$ terraform {' '.join(arguments)}\n{ran.stdout}")
        return Ran(ran.returncode, ran.stdout)

    def output(self) -> dict:
        """The outputs of the root module by name, sensitive ones too; these stay out of the log."""
        shown = self._quietly("output", "-json")
        return {name: output["value"] for name, output in json.loads(shown).items()}

    def resources(self) -> dict[str, dict]:
        """What the state holds, by address, without what is only read."""
        shown = self._quietly("show", "-json")
        root = json.loads(shown).get("values", {}).get("root_module", {})
        return {resource["address"]: resource for resource in _resources(root) if resource["mode"] == "managed"}

    def _quietly(self, *arguments: str) -> str:
        command = [self.binary, *arguments]
        ran = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True)
        return ran.stdout


def _resources(module: dict) -> list[dict]:
    """The resources of a module and of those in it."""
    inner = [resource for child in module.get("child_modules", []) for resource in _resources(child)]
    return module.get("resources", []) + inner


def mirror_provider(folder: Path, provider: Path) -> Path:
    """A Terraform configuration that takes the provider from this machine, and nothing from a registry."""
    system = f"{platform.system().lower()}_{ARCHITECTURES.get(platform.machine(), platform.machine())}"
    mirrored = folder / "mirror" / SOURCE / MIRRORED_VERSION / system
    mirrored.mkdir(parents=True)
    (mirrored / f"{PROVIDER_NAME}_v{MIRRORED_VERSION}").symlink_to(provider)
    configuration = folder / "terraform.rc"
    configuration.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{folder / "mirror"}"\n  }}\n}}\n')
    return configuration


def clean_environment(home: Path, configuration: Path) -> dict[str, str]:
    """The caller's environment without its own Terraform and Genesys settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "GENESYSCLOUD_"))}
    return inherited | {
        "HOME": str(home),
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_IN_AUTOMATION": "1",
        "CHECKPOINT_DISABLE": "1",
        "GENESYSCLOUD_CUSTOM_RETRY_TIMEOUT": "20s",
        "NO_PROXY": "127.0.0.1,localhost",
    }
