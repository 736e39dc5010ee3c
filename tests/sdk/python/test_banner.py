"""The lines that `postern up` prints for pasting."""

import subprocess
import sys
import time


def pasted(server, heading):
    """The lines below `heading`, as one would paste them."""
    deadline = time.monotonic() + 10
    while heading not in server.banner or "Stop with Ctrl-C." not in server.banner:
        assert time.monotonic() < deadline, server.banner
        time.sleep(0.02)
    block = server.banner.split(heading, 1)[1].split("\n\n", 1)[0]
    return "\n".join(line.removeprefix("  ") for line in block.splitlines())


def test_the_python_lines_name_the_organization(server):
    lines = pasted(server, "Python (PureCloudPlatformClientV2):")
    run = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, timeout=60)
    assert (run.stdout, run.returncode) == ("Local organization\n", 0), run.stderr


def test_the_curl_lines_name_the_organization(server):
    run = subprocess.run(["bash", "-c", pasted(server, "curl:")], capture_output=True, text=True, timeout=60)
    assert '"name":"Local organization"' in run.stdout, run.stderr
