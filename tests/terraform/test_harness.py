"""The parts of the harness that need neither Terraform nor the provider. `python3 -m unittest` in this folder."""

import tempfile
import unittest
from pathlib import Path

from harness import catalogue, gotest, report
from harness.results import Result, Results

FAILED = """=== RUN   TestAccResourceGroupBasic
    resource_genesyscloud_group_test.go:31: Step 2/4 error: Error running apply: exit status 1

        Error: Failed to create group 8c5fbdd9-2cc6-4be6-9cf9-e0b5650d1139

          with genesyscloud_group.one,
          on terraform_plugin_test.tf line 12, in resource "genesyscloud_group" "one":
          12: resource "genesyscloud_group" "one" {

        API Error: 403 - missing permission

        {"resourceType":"genesyscloud_group","statusCode":403}
--- FAIL: TestAccResourceGroupBasic (1.25s)
FAIL
"""
SKIPPED = """=== RUN   TestAccResourceGuide
    resource_genesyscloud_guide_test.go:20: Skipping because the feature is off
--- SKIP: TestAccResourceGuide (0.01s)
"""
EXPLAINED = catalogue.Explained("Measured.", {}, {"TestB": "It cannot | here.", "whole": "Nothing of it can."})


def outcomes(newest: report.Newest) -> dict[tuple[str, str], str]:
    """Only how each test ended."""
    return {key: result.outcome for key, result in newest.items()}


class Reading(unittest.TestCase):
    """What a Go test prints."""

    def test_a_failure_gives_its_step_and_its_first_error_without_ids(self) -> None:
        ended = gotest.read("TestAccResourceGroupBasic", FAILED)
        self.assertEqual((ended.outcome, ended.seconds), ("fail", 1.25))
        self.assertEqual(ended.reason, "Step 2/4: Failed to create group … API Error: 403 - missing permission")

    def test_a_skip_gives_the_line_that_says_why(self) -> None:
        ended = gotest.read("TestAccResourceGuide", SKIPPED)
        self.assertEqual((ended.outcome, ended.reason), ("skipped", "Skipping because the feature is off"))

    def test_a_pass_gives_no_reason(self) -> None:
        self.assertEqual(gotest.read("TestA", "--- PASS: TestA (3.00s)\nPASS\n"), gotest.Ended("pass", 3.0, ""))

    def test_the_end_of_another_test_is_not_taken_for_this_one(self) -> None:
        self.assertIsNone(gotest.read("TestA", "--- PASS: TestAB (3.00s)\n    --- PASS: TestC/TestA (1.00s)\n"))

    def test_a_plan_that_should_be_empty_gives_what_it_would_change(self) -> None:
        output = """    a_test.go:45: Step 1/6 error: After applying this test step, the plan was not empty.
          # genesyscloud_location.one will be updated in-place
          ~ resource "genesyscloud_location" "one" {
                name  = "Here"
              - emergency_number {}
            }
"""
        changes = '# genesyscloud_location.one will be updated in-place ~ resource "genesyscloud_location" "one" { - emergency_number {}'
        self.assertEqual(gotest.reason(output), f"Step 1/6: the plan was not empty. {changes}")

    def test_a_check_gives_what_it_expected(self) -> None:
        output = "    a_test.go:45: Step 1/3 error: Check failed: Check 4/7 error: one: Attribute 'mode' expected \"on\", got \"\"\n"
        self.assertEqual(gotest.reason(output), output.strip().replace("a_test.go:45: ", "").replace(" error: Check", ": Check", 1))

    def test_the_folder_of_the_source_tree_is_left_out(self) -> None:
        text = "no url for file /srv/tree/provider/test/data/resource/voice.grxml and /api/v2/test/kept"
        self.assertEqual(gotest.shorten(text), "no url for file test/data/resource/voice.grxml and /api/v2/test/kept")

    def test_the_address_of_the_machine_s_resolver_is_left_out(self) -> None:
        for resolver in ("192.0.2.53:53", "[2001:db8::53]:53"):
            text = f"dial tcp: lookup apps.example.com on {resolver}: no such host"
            self.assertEqual(gotest.shorten(text), "dial tcp: lookup apps.example.com: no such host")

    def test_a_panic_is_a_reason(self) -> None:
        output = "=== RUN   TestA\npanic: runtime error: index out of range\n"
        self.assertEqual(gotest.reason(output), "panic: runtime error: index out of range")


class Keeping(unittest.TestCase):
    """Results accumulate."""

    def test_the_newest_result_of_a_test_counts_until_it_is_forgotten(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            results = Results(Path(folder, "in", "results.jsonl"))
            results.add(Result("group", "TestA", "fail", 1, "no", "2026-01-01T00:00:00Z"))
            results.add(Result("group", "TestB", "pass", 1, "", "2026-01-01T00:00:01Z"))
            results.add(Result("group", "TestA", "pass", 2, "", "2026-01-01T00:00:02Z"))
            results.add(Result("user", "TestC", "pass", 2, "", "2026-01-01T00:00:03Z"))
            results.forget("user")
            newest = results.newest()
        self.assertEqual(outcomes(newest), {("group", "TestA"): "pass", ("group", "TestB"): "pass"})


class Reporting(unittest.TestCase):
    """docs/TERRAFORM.md."""

    def setUp(self) -> None:
        self.tests = [catalogue.Test("group", "identity", "f/group", f"Test{name}") for name in "ABC"]
        self.tests.append(catalogue.Test("whole", "export", "f/whole", "TestD"))
        ended = {"TestA": "pass", "TestB": "fail", "TestD": "fail"}
        packages = {test.test: test.package for test in self.tests}
        results = [Result(packages[test], test, outcome, 1, "first words", "") for test, outcome in ended.items()]
        self.newest = {(result.package, result.test): result for result in results}
        self.page = report.render(self.tests, self.newest, EXPLAINED)

    def test_it_counts_what_passes(self) -> None:
        self.assertEqual(report.summary_line(self.tests, self.newest), "1 of 4 acceptance tests pass; identity 1 of 3")
        self.assertIn("| identity | 3 | 1 | 1 | 0 | 1 |", self.page)

    def test_an_explanation_takes_the_place_of_the_test_s_own_words(self) -> None:
        self.assertIn("| group | TestB | fail | It cannot \\| here. |", self.page)
        self.assertIn("| whole | TestD | fail | Nothing of it can. |", self.page)

    def test_the_page_read_again_holds_the_same_results(self) -> None:
        step = Result(report.EXAMPLES, "pipeline: init, apply", "pass", 0, "30 resources", "")
        newest = self.newest | {(report.EXAMPLES, step.test): step}
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "TERRAFORM.md")
            report.write(page, self.tests, newest, EXPLAINED)
            known = report.read(page)
            report.write(page, self.tests, known, EXPLAINED)
            self.assertEqual(report.read(page), known)
        self.assertEqual(outcomes(known), outcomes(newest))
        self.assertEqual(known[report.EXAMPLES, step.test].reason, "30 resources")

    def test_steps_of_the_examples_are_replaced_as_a_whole(self) -> None:
        old, new = (Result(report.EXAMPLES, name, "pass", 0, "", "") for name in ("pipeline: old", "pipeline: new"))
        merged = report.merge({(old.package, old.test): old} | self.newest, {(new.package, new.test): new})
        self.assertEqual(set(merged), set(self.newest) | {(new.package, new.test)})

    def test_what_was_not_run_says_so(self) -> None:
        self.assertIn("| group | TestC | not run |  |", self.page)


class Choosing(unittest.TestCase):
    """The names on the command line."""

    def test_packages_families_and_tests_are_names(self) -> None:
        tests = catalogue.load_tests()
        self.assertEqual({test.package for test in catalogue.choose(tests, ["auth_role"])}, {"auth_role"})
        self.assertEqual({test.family for test in catalogue.choose(tests, ["identity"])}, {"identity"})
        self.assertEqual(catalogue.choose(tests, []), tests)

    def test_another_name_is_an_error(self) -> None:
        with self.assertRaisesRegex(ValueError, "`auth_rule`"):
            catalogue.choose(catalogue.load_tests(), ["auth_rule"])

    def test_there_are_422_tests_of_which_56_are_identity(self) -> None:
        tests = catalogue.load_tests()
        self.assertEqual((len(tests), len(catalogue.choose(tests, ["identity"]))), (422, 56))

    def test_explanations_are_of_tests_that_exist(self) -> None:
        known = {name for test in catalogue.load_tests() for name in (test.package, test.test)}
        explained = catalogue.load_explained()
        self.assertLessEqual(set(explained.reasons) | set(explained.environment), known)
        self.assertTrue(all(reason.endswith(".") for reason in explained.reasons.values()))


if __name__ == "__main__":
    unittest.main()
