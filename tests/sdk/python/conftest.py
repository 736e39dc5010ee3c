"""One fresh organization for the whole run, and the fixtures every test draws on."""

import os
import tempfile

# The SDK reads and watches `~/.genesyscloudpython` as it is imported: an empty home keeps a developer's own settings out of the run.
EMPTY_HOME = tempfile.TemporaryDirectory(prefix="postern-sdk-home-", ignore_cleanup_errors=True)
os.environ["HOME"] = EMPTY_HOME.name

import pytest

from callers import Caller, token_client
from server import start_postern
from signing_in import Place


@pytest.fixture(scope="session")
def server():
    """`postern up --ephemeral` on a free port, stopped when the run ends."""
    with start_postern() as running:
        yield running


@pytest.fixture(scope="module")
def admin(server):
    """The bootstrap client, logged in once a file: one token for the whole run would pass 300 calls a minute, the rate limit."""
    return Caller(server, token_client(server, server.client_id, server.client_secret), server.client_id)


@pytest.fixture(scope="module")
def home(admin):
    """The home division."""
    return admin.authorization.get_authorization_divisions_home()


@pytest.fixture(scope="session")
def sign_in_server():
    """A second server, with the test identity provider."""
    with start_postern("--test-idp") as running:
        yield running


@pytest.fixture(scope="module")
def place(sign_in_server):
    """Where people sign in."""
    return Place(sign_in_server)
