"""Reads what a Go test prints."""

import itertools
import re
from dataclasses import dataclass

END = re.compile(r"^\s*--- (?P<outcome>PASS|FAIL|SKIP): (?P<test>\S+) \((?P<seconds>[\d.]+)s\)")
STEP = re.compile(r"(Step \d+/\d+)[, ].*error")
SOURCE = re.compile(r"^\s*\S+_test\.go:\d+: ")
# What follows an error, and lines of it that say where in the configuration it is.
ENDS = ("Error: ", "---", "FAIL", "===", '{"resourceType"')
PLACES = re.compile(r"(with |on |\d+: )")
CHECK = "Check failed: "
# A plan that should have been empty, and lines of it that say what is not.
PLAN = "the plan was not empty"
CHANGES = ("# genesyscloud", "~ ", "+ ", "- ")
# Where the provider's source tree is: what of a path comes before its folder `test`.
TREE = re.compile(r"(?:/[\w.+-]+)+/(?=test/(?:data|temp)/)")
# The machine's own resolver in an error about a name: nobody else has that address.
RESOLVER = re.compile(r"(lookup \S+) on (?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.%\w]+\]):\d+")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OUTCOMES = {"PASS": "pass", "FAIL": "fail", "SKIP": "skipped"}
REASON_LENGTH = 300


@dataclass(frozen=True)
class Ended:
    """How one test ended."""

    outcome: str
    seconds: float
    reason: str


def read(test: str, output: str) -> Ended | None:
    """How the test ended by its output, or nothing if it never did."""
    for line in output.splitlines():
        ended = END.match(line)
        if ended and ended["test"] == test:
            outcome = OUTCOMES[ended["outcome"]]
            return Ended(outcome, float(ended["seconds"]), "" if outcome == "pass" else reason(output))
    return None


def reason(output: str) -> str:
    """The first thing that the output complains of, in one line."""
    lines = [line.strip(" \t│╷╵") for line in output.splitlines()]
    step = next((match[1].rstrip(",") for line in lines if (match := STEP.search(line))), "")
    text = _first_error(lines) or _first_message(output.splitlines())
    return shorten(f"{step}: {text}" if step else text)


def _first_error(lines: list[str]) -> str:
    """Terraform's first error with the paragraphs that explain it, or what a check or a panic says."""
    for number, line in enumerate(lines):
        if line.startswith("Error: "):
            more = itertools.takewhile(lambda later: not later.startswith(ENDS), lines[number + 1 :])
            return " ".join([line.removeprefix("Error: "), *(later for later in more if not PLACES.match(later))])
        if PLAN in line:
            return " ".join([line[line.index(PLAN) :], *(later for later in lines[number:] if later.startswith(CHANGES))])
        if line.startswith("panic: "):
            return line
        if CHECK in line:
            return line[line.index(CHECK) :]
    return ""


def _first_message(lines: list[str]) -> str:
    """The first line that the test's own source printed."""
    return next((SOURCE.sub("", line).strip() for line in lines if SOURCE.match(line)), "")


def shorten(text: str) -> str:
    """One line of bounded length, without what differs from run to run and from machine to machine."""
    line = " ".join(TREE.sub("", RESOLVER.sub(r"\1", ID.sub("…", text))).split())
    return line if len(line) <= REASON_LENGTH else line[: REASON_LENGTH - 1] + "…"
