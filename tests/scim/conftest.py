"""One fresh organization, and a SCIM client by others that has read from it what it serves."""

import uuid

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient

from server import start_postern


@pytest.fixture(scope="session")
def server():
    """`postern up --ephemeral` on a free port, stopped when the run ends."""
    with start_postern() as running:
        # The checker asks more than 300 times a minute.
        settings = {"rate.requests-per-minute": "0"}
        httpx2.patch(f"{running.url}/postern/settings", json=settings, trust_env=False).raise_for_status()
        yield running


@pytest.fixture(scope="session")
def token(server):
    """A client-credentials token: what an identity provider is given for provisioning."""
    credentials = (server.client_id, server.client_secret)
    form = {"grant_type": "client_credentials"}
    answer = httpx2.post(f"{server.url}/oauth/token", auth=credentials, data=form, trust_env=False)
    return answer.raise_for_status().json()["access_token"]


@pytest.fixture
def http(server, token):
    """Plain HTTP with that token."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=f"{server.url}/api/v2", headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture(params=["scim", "scim/v2"])
def scim(server, token, request):
    """The SCIM client under both spellings of the base address; every answer is checked against the published schemas."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=f"{server.url}/api/v2/{request.param}", headers=headers, trust_env=False) as client:
        scim = SyncSCIMClient(client)
        scim.discover()
        yield scim


@pytest.fixture
def address():
    """An e-mail address that nobody has."""
    return f"{uuid.uuid4()}@local.example"
