"""The command line of scripts/terraform-acceptance."""

import argparse
import os
import sys
from pathlib import Path

from . import catalogue, places, report
from .acceptance import Runner
from .examples import run_examples
from .results import Results


def parse(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/terraform-acceptance",
        description="Runs the real Terraform provider for Genesys Cloud against fresh local organizations: our examples, and with a "
        "source tree of the provider its own acceptance tests. Writes docs/TERRAFORM.md.",
        epilog=f"{places.PROVIDER_VARIABLE} names a built provider, or a source tree of it (the examples then need the built provider in "
        f"its root). {places.TESTS_VARIABLE} may name a folder of compiled tests, PACKAGE.test, which saves compiling them again. "
        "POSTERN_BIN names the server. Output, logs and what the server refused while a test failed go to target/terraform/.",
    )
    parser.add_argument("names", nargs="*", metavar="PACKAGE", help="packages, families or tests; all of them if none is named")
    parser.add_argument("--examples", action="store_true", help="run our examples only")
    parser.add_argument("--report", action="store_true", help="run nothing, write the report again")
    parser.add_argument("--list", action="store_true", help="list the tests chosen, run nothing")
    parser.add_argument("--record", type=Path, metavar="FILE", help="let the server record what it answers our examples")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="packages side by side (default 2)")
    parser.add_argument("--limit", type=int, default=600, metavar="SECONDS", help="time limit of a test (default 600)")
    parser.add_argument("--trace", action="store_true", help="keep each request and answer that the provider's SDK saw, beside the logs")
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
    status = 0
    if not options.report:
        # Servers under test are on this machine: never ask a proxy for them.
        os.environ["NO_PROXY"] = "127.0.0.1,localhost"
        provider, terraform = places.find_provider(), places.find_terraform()
        if options.examples or (provider.binary and not options.names):
            status = 0 if run_examples(provider.need_binary(), terraform, results, options.record) else 1
        if not options.examples and (options.names or provider.source):
            runner = Runner(provider, terraform, explained, results, options.limit, options.trace)
            runner.run(chosen, options.jobs)
            print(", ".join(f"{count} {outcome}" for outcome, count in sorted(runner.counts.items())))
            newest = results.newest()
            failed = [test for test in chosen if newest[test.package, test.test].outcome == "fail" and not explained.reason_of(test)]
            status = 1 if failed else status
    newest = report.merge(report.read(places.REPORT), results.newest())
    report.write(places.REPORT, tests, newest, explained)
    print(report.summary_line(tests, newest))
    return status
