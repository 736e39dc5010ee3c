"""Writes docs/TERRAFORM.md from the results."""

import re
from collections import Counter
from pathlib import Path

from .catalogue import Explained, Test
from .results import Result

Newest = dict[tuple[str, str], Result]
EXAMPLES = "examples/terraform"
NOT_RUN = "not run"


# Rows of the page: of a test, and of a step of the examples.
TEST_ROW = re.compile(r"^\| (\S+) \| (Test\S+) \| (pass|fail|skipped) \| (.*) \|$")
STEP_ROW = re.compile(r"^\| (\S+: .*) \| (pass|fail) \| (.*) \|$")


def read(path: Path) -> Newest:
    """The results that the page shows already: they stay until newer ones replace them."""
    lines = path.read_text().splitlines() if path.exists() else []
    tests = [Result(row[1], row[2], row[3], 0, _text(row[4]), "") for line in lines if (row := TEST_ROW.match(line))]
    steps = [Result(EXAMPLES, _text(row[1]), row[2], 0, _text(row[3]), "") for line in lines if (row := STEP_ROW.match(line))]
    return {(result.package, result.test): result for result in tests + steps}


def merge(known: Newest, newer: Newest) -> Newest:
    """Newer results over known ones; the steps of the examples as a whole, since their names may have changed."""
    has_steps = any(result.package == EXAMPLES for result in newer.values())
    kept = {key: result for key, result in known.items() if not (has_steps and result.package == EXAMPLES)}
    return kept | newer


def write(path: Path, tests: list[Test], newest: Newest, explained: Explained) -> None:
    """Writes the report."""
    path.write_text(render(tests, newest, explained))


def render(tests: list[Test], newest: Newest, explained: Explained) -> str:
    """The whole page."""
    parts = [
        "# Terraform",
        "What the real Terraform provider for Genesys Cloud does against `postern up`. Its own code is unmodified; its SDK is not.\n"
        "Written by `scripts/terraform-acceptance`; do not edit. Explanations are kept in `tests/terraform/explained.toml`.",
        explained.measured,
        _summary(tests, newest),
        _examples(newest),
        "## The provider's own acceptance tests",
        "Where a test does not pass, the reason is ours if `tests/terraform/explained.toml` has one, else the first that the test names.",
        *(_family(family, tests, newest, explained) for family in _families(tests)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary_line(tests: list[Test], newest: Newest) -> str:
    """The two numbers that matter."""
    identity = [test for test in tests if test.family == "identity"]
    passed, passed_identity = _passed(tests, newest), _passed(identity, newest)
    return f"{passed} of {len(tests)} acceptance tests pass; identity {passed_identity} of {len(identity)}"


def _families(tests: list[Test]) -> list[str]:
    return list(dict.fromkeys(test.family for test in tests))


def _outcome(test: Test, newest: Newest) -> str:
    result = newest.get((test.package, test.test))
    return result.outcome if result else NOT_RUN


def _passed(tests: list[Test], newest: Newest) -> int:
    return sum(_outcome(test, newest) == "pass" for test in tests)


def _summary(tests: list[Test], newest: Newest) -> str:
    columns = ["pass", "fail", "skipped", NOT_RUN]
    rows = ["## Summary", "", f"**{summary_line(tests, newest)}.**", ""]
    rows += [f"| family | tests | {' | '.join(columns)} |", "|---" * 6 + "|"]
    for family in _families(tests):
        counts = Counter(_outcome(test, newest) for test in tests if test.family == family)
        cells = " | ".join(str(counts[column]) for column in columns)
        rows.append(f"| {family} | {counts.total()} | {cells} |")
    return "\n".join(rows)


def _examples(newest: Newest) -> str:
    results = [result for result in newest.values() if result.package == EXAMPLES]
    if not results:
        return ""
    rows = [f"## Our examples, `{EXAMPLES}`", "", "| step | outcome | detail |", "|---|---|---|"]
    rows += [f"| {_cell(result.test)} | {result.outcome} | {_cell(result.reason)} |" for result in results]
    return "\n".join(rows)


def _family(family: str, tests: list[Test], newest: Newest, explained: Explained) -> str:
    rows = [f"### {family}", "", "| package | test | outcome | reason |", "|---|---|---|---|"]
    for test in tests:
        if test.family == family:
            rows.append(f"| {test.package} | {test.test} | {_outcome(test, newest)} | {_cell(_reason(test, newest, explained))} |")
    return "\n".join(rows)


def _reason(test: Test, newest: Newest, explained: Explained) -> str:
    """Our explanation of a test that does not pass, or its own words."""
    result = newest.get((test.package, test.test))
    if result is None or result.outcome == "pass":
        return ""
    return explained.reason_of(test) or result.reason


def _cell(text: str) -> str:
    """Text that stays within its cell."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _text(cell: str) -> str:
    """What stands in a cell."""
    return cell.replace("\\|", "|").replace("&lt;", "<").strip()
