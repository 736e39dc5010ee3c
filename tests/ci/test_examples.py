"""The files of examples/ci do what they say: their shell steps run against a snapshot of the demo organization with the real
binary, as the runner would run them, and the reports and the exit code come out."""

import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
POSTERN = Path(os.environ.get("POSTERN_BIN", REPOSITORY / "target/debug/postern")).resolve()
EXAMPLES = REPOSITORY / "examples/ci"
POLICIES = REPOSITORY / "examples/policy"


def environment(folder, **variables):
    """What a step sees: `postern` on the path, and nothing that an organization could be read with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GENESYSCLOUD_", "GITHUB_", "CI"))}
    return {**kept, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", **variables}


def snapshot_of_the_demo(folder):
    ready = folder / "ready.json"
    options = ["up", "--ephemeral", "--demo", "--listen", "127.0.0.1:0", "--ready-file", ready]
    server = subprocess.Popen([POSTERN, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while not ready.exists() and server.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        url = json.loads(ready.read_text())["url"]
        subprocess.run([POSTERN, "snapshot", "--org", url, "-o", folder / "org.json"], check=True, env=environment(folder), capture_output=True)
    finally:
        server.terminate()
        server.wait()


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="postern-ci-")
        cls.seen = Path(cls.home.name)
        (cls.seen / "bin").mkdir()
        (cls.seen / "bin/postern").symlink_to(POSTERN)
        snapshot_of_the_demo(cls.seen)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def setUp(self):
        """A checkout with the policy and what it names."""
        self.folder = Path(tempfile.mkdtemp(dir=self.seen))
        shutil.copytree(POLICIES, self.folder, dirs_exist_ok=True)
        (self.folder / "harbour-bank.toml").rename(self.folder / "postern.toml")
        shutil.copy(self.seen / "org.json", self.folder)

    def reports_are_whole(self, reports, names):
        """Each report is there and can be read; gives the number of open findings that the action plan has."""
        self.assertEqual(sorted(file.name for file in reports.iterdir()), sorted(names))
        sarif = json.loads((reports / "report.sarif").read_text())
        self.assertEqual(sarif["version"], "2.1.0")
        found = sarif["runs"][0]["results"]
        self.assertTrue(any(result["ruleId"] == "CLI-01" for result in found))
        suites = xml.parse(reports / "report.junit.xml").getroot()
        self.assertEqual(suites.tag, "testsuites")
        with (reports / "actions.csv").open(newline="", encoding="utf-8-sig") as plan:
            actions = list(csv.DictReader(plan))
        wrong = len(suites.findall(".//failure")) + len(suites.findall(".//error"))
        self.assertEqual(wrong, len(actions))
        suppressed = sum("suppressions" in result for result in found)
        self.assertEqual(len(found) - suppressed, len(actions))
        self.assertEqual(json.loads((reports / "report.json").read_text())["version"], 1)
        return len(actions)

    def run_action(self, file="action.yml", required=("org",), **given):
        """A composite action, step by step, with these inputs. Gives its outputs and how it ends."""
        action = yaml.safe_load((EXAMPLES / file).read_text())
        self.assertEqual(action["runs"]["using"], "composite")
        unknown = set(given) - set(action["inputs"])
        self.assertFalse(unknown, "the action has no such inputs")
        inputs = {name: given.get(name, described.get("default")) for name, described in action["inputs"].items()}
        for name, described in action["inputs"].items():
            self.assertTrue(inputs[name] is not None or not described.get("required"), f"{name} is required")
        self.assertEqual({name for name, described in action["inputs"].items() if described.get("required")}, set(required))
        outputs = {}

        def filled(text):
            def value(match):
                words = match[1].strip().split(".")
                if words[0] == "inputs" and words[1] in inputs:
                    return inputs[words[1]]
                if words[0] == "steps" and words[2] == "outputs" and words[1] in outputs:
                    return outputs[words[1]].get(words[3], "")
                self.fail(f"nothing stands for {match[0]}")

            return re.sub(r"\$\{\{(.*?)\}\}", value, text)

        handed, ended = [], 0
        there = lambda: (self.folder / inputs.get("reports", "") / "report.sarif").exists()
        conditions = {
            "always()": lambda: True,
            "always() && hashFiles(format('{0}/report.sarif', inputs.reports)) != ''": there,
        }
        for step in action["runs"]["steps"]:
            if "if" in step and not conditions[step["if"]]():
                continue
            if "uses" in step:
                self.assertRegex(step["uses"], r"^[\w-]+/[\w/-]+@v\d+$")
                handed += [filled(text) for key, text in step["with"].items() if key in ("sarif_file", "path")]
                continue
            self.assertNotIn("${{", step["run"], "an expression in the script would be part of it")
            self.assertEqual(step["shell"], "bash")
            said, summary = self.folder / "output", self.folder / "summary"
            said.write_text("")
            variables = {name: filled(text) for name, text in step.get("env", {}).items()}
            variables |= {"GITHUB_OUTPUT": str(said), "GITHUB_STEP_SUMMARY": str(summary)}
            script = self.folder / "step.sh"
            script.write_text(step["run"])
            # As the runner calls it for `shell: bash`.
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
            ran = subprocess.run(shell, cwd=self.folder, env=environment(self.seen, **variables), capture_output=True, text=True)
            if "id" in step:
                outputs[step["id"]] = dict(line.split("=", 1) for line in said.read_text().splitlines())
            if ran.returncode:
                ended = ran.returncode
                self.assertEqual(ran.stderr, "")
                break
        results = {name: filled(described["value"]) for name, described in action["outputs"].items()}
        for path in handed:
            self.assertTrue((self.folder / path).exists(), f"what is handed on is not there: {path}")
        return results, ended

    ALL = ["actions.csv", "report.html", "report.json", "report.junit.xml", "report.md", "report.sarif"]

    def test_the_action_fails_on_findings_and_hands_every_report_on(self):
        outputs, ended = self.run_action(org="org.json")
        self.assertEqual((outputs, ended), ({"exit-code": "1"}, 1))
        self.assertGreater(self.reports_are_whole(self.folder / "postern-reports", self.ALL), 20)
        self.assertTrue((self.folder / "summary").read_text().startswith("# Machine access of Harbour Bank"))

    def test_the_action_passes_with_a_baseline_and_in_a_folder_with_blanks(self):
        known = self.folder / "known findings.txt"
        made = [POSTERN, "check", "--org", "org.json", "--policy", "postern.toml", "--write-baseline", known]
        self.assertEqual(subprocess.run(made, cwd=self.folder, env=environment(self.seen), capture_output=True).returncode, 1)
        given = {"org": "org.json", "baseline": known.name, "reports": "all reports", "fail-on": "low", "policy": "postern.toml"}
        outputs, ended = self.run_action(**given)
        self.assertEqual((outputs, ended), ({"exit-code": "0"}, 0))
        self.assertEqual(self.reports_are_whole(self.folder / "all reports", self.ALL), 0)

    def test_bad_input_ends_with_2_and_an_input_is_no_part_of_the_script(self):
        self.assertEqual(self.run_action(org='$(touch broken)"; touch broken; "'), ({"exit-code": "2"}, 2))
        self.assertFalse((self.folder / "broken").exists())

    def run_job(self, job):
        """A job of GitLab as the runner does it: every line in one shell that stops at the first that fails."""
        script = "\n".join(["set -eo pipefail", *job["script"]])
        variables = environment(self.seen, ORG="org.json")
        return subprocess.run(["bash", "-c", script], cwd=self.folder, env=variables, capture_output=True, text=True)

    def planned(self):
        """The recorded plan of docs/WALKTHROUGH.md, for the role of this organization."""
        roles = json.loads((self.folder / "org.json").read_text())["roles"]["known"]
        role = next(role["id"] for role in roles if role["name"] == "Infrastructure Pipeline")
        plan = (REPOSITORY / "examples/walkthrough/plan.json").read_text()
        (self.folder / "plan.json").write_text(plan.replace("ROLE_ID", role))

    LOST = "lost-workload: `Terraform pipeline` cannot do 2 of its 14 operations any more\n"

    def test_the_gitlab_job_stops_a_plan_that_takes_something_away(self):
        self.planned()
        ran = self.run_job(yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text())["terraform-plan"])
        self.assertEqual((ran.returncode, ran.stderr), (1, self.LOST))
        self.assertIn("breaks at 2", (self.folder / "reports/rehearsal.md").read_text())

    def test_the_action_stops_a_plan_that_takes_something_away_and_lets_another_pass(self):
        self.planned()
        given = {"file": "rehearse-action.yml", "required": ("org", "plan"), "org": "org.json", "plan": "plan.json"}
        self.assertEqual(self.run_action(**given), ({"exit-code": "1"}, 1))
        self.assertIn("breaks at 2", (self.folder / "summary").read_text())
        self.assertEqual(self.run_action(**given, **{"fail-on": "new-admin,lock-out"}), ({"exit-code": "0"}, 0))

    def test_the_gitlab_job_fails_on_findings_and_hands_its_reports_on(self):
        jobs = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text())
        self.assertEqual(list(jobs), ["machine-access", "terraform-plan"])
        job = jobs["machine-access"]
        ran = self.run_job(job)
        self.assertEqual((ran.returncode, ran.stderr), (1, ""))
        for path in [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]:
            self.assertTrue((self.folder / path).exists(), path)
        self.assertEqual(job["artifacts"]["when"], "always")
        self.assertFalse(job["allow_failure"])
        self.reports_are_whole(self.folder / "reports", self.ALL)


if __name__ == "__main__":
    unittest.main()
