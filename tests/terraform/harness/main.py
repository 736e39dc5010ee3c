"""The command line of scripts/terraform-acceptance."""

import argparse
import os
import sys
from pathlib import Path

from . import catalogue, places, report
from .acceptance import Runner
from .examples import run_examples
from .results import Results

DESCRIPTION = """
Runs the real Terraform provider for Genesys Cloud against fresh local organizations: our examples, and with a source tree of the
provider its own acceptance tests. Writes docs/TERRAFORM.md.
"""
EPILOG = f"""
{places.PROVIDER_VARIABLE} names a built provider, or a source tree of it (the examples then need the built provider in its root).
{places.TESTS_VARIABLE} may name a folder of compiled tests, PACKAGE.test, which saves compiling them again. POSTERN_BIN names the
server. Output, logs and what the server refused while a test failed go to target/terraform/.
"""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/terraform-acceptance",
        description=DESCRIPTION,
        epilog=EPILOG,
    )
    parser.add_argument("names", nargs="*", metavar="PACKAGE", help="packages, families or tests; all of them if none is named")
    parser.add_argument("--examples", action="store_true", help="run our examples only")
    parser.add_argument("--report", action="store_true", help="run nothing, write the report again")
    parser.add_argument("--list", action="store_true", help="list the tests chosen, run nothing")
    parser.add_argument("--record", type=Path, metavar="FILE", help="let the server record what it answers our examples")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="packages side by side (default 2)")
    parser.add_argument("--limit", type=int, default=600, metavar="SECONDS", help="time limit of a test (default 600)")
    parser.add_argument("--trace", action="store_true", help="keep each request and answer of the provider's SDK, beside the logs")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Runs what was asked for. 0: no test failed without an explanation; 1: one did; 2: something is missing or misspelt."""
    options = parse(arguments)
    tests = catalogue.load_tests()
    try:
        chosen = catalogue.choose(tests, options.names)
        if options.list:
            print(*(f"{test.family}\t{test.package}\t{test.test}" for test in chosen), sep="\n")
            return 0
        return run(options, tests, chosen)
    except (places.Missing, ValueError) as error:
        print(f"!!! {error} !!!", file=sys.stderr)
        return 2


def run(options: argparse.Namespace, tests: list[catalogue.Test], chosen: list[catalogue.Test]) -> int:
    """Runs examples and tests, then writes the report."""
    explained = catalogue.load_explained()
    results = Results(places.RESULTS)
    worked = True if options.report else act(options, chosen, explained, results)
    newest = report.merge(report.read(places.REPORT), results.newest())
    report.write(places.REPORT, tests, newest, explained)
    print(report.summary_line(tests, newest))
    return 0 if worked else 1


def act(options: argparse.Namespace, chosen: list[catalogue.Test], explained: catalogue.Explained, results: Results) -> bool:
    """The examples where the built provider is at hand and nothing else is named, and the tests where its source is."""
    # Servers under test are on this machine: never ask a proxy for them.
    os.environ["NO_PROXY"] = "127.0.0.1,localhost"
    provider, terraform = places.find_provider(), places.find_terraform()
    worked = True
    if options.examples or (provider.binary and not options.names):
        worked = run_examples(provider.need_binary(), terraform, results, options.record)
    if not options.examples and (options.names or provider.source):
        worked = run_tests(Runner(provider, terraform, explained, results, options.limit, options.trace), chosen, options.jobs) and worked
    return worked


def run_tests(runner: Runner, chosen: list[catalogue.Test], jobs: int) -> bool:
    """Runs the provider's tests. Whether none failed that should not."""
    runner.run(chosen, jobs)
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(runner.counts.items())))
    newest = runner.results.newest()
    failed = [test for test in chosen if newest[test.package, test.test].outcome == "fail"]
    return all(runner.explained.reason_of(test) for test in failed)
