"""The provider's acceptance tests by name, and what is known of those that cannot pass."""

import csv
import tomllib
from dataclasses import dataclass

from .places import DATA


@dataclass(frozen=True)
class Test:
    """A test of the provider, and the folder of its package in the provider's source."""

    package: str
    family: str
    folder: str
    test: str


def load_tests() -> list[Test]:
    """Every acceptance test, in the order of the report."""
    with (DATA / "tests.tsv").open(newline="") as file:
        return [Test(**row) for row in csv.DictReader(file, delimiter="\t")]


@dataclass(frozen=True)
class Explained:
    """What is written by hand: how it was measured, variables that a test asks for, why a test cannot pass here."""

    measured: str
    environment: dict[str, dict[str, str]]
    reasons: dict[str, str]

    def reason_of(self, test: Test) -> str:
        """The explanation of a test, or of its whole package."""
        return self.reasons.get(test.test) or self.reasons.get(test.package) or ""


def load_explained() -> Explained:
    """Reads explained.toml."""
    values = tomllib.loads((DATA / "explained.toml").read_text())
    return Explained(values["measured"].strip(), values["environment"], values["reasons"])


def choose(tests: list[Test], names: list[str]) -> list[Test]:
    """The tests of the packages, families or names given; all of them if none is given."""
    known = {name for test in tests for name in (test.package, test.family, test.test)}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"neither a package, a family nor a test: {', '.join(f'`{name}`' for name in unknown)}")
    return [test for test in tests if not names or {test.package, test.family, test.test} & set(names)]
