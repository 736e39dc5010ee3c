"""The SDK as one caller holds it, and the few moves most tests start with."""

import contextlib
import json
import uuid
from dataclasses import dataclass

import pytest
from PureCloudPlatformClientV2 import (
    AnalyticsApi,
    ApiClient,
    AuthorizationApi,
    AuthzDivision,
    CreateUser,
    DomainOrganizationRoleCreate,
    DomainPermissionPolicy,
    GroupCreate,
    GroupsApi,
    IdentityProviderApi,
    NotificationsApi,
    OAuthApi,
    OAuthClientRequest,
    OrganizationApi,
    PresenceApi,
    RoleDivision,
    RoleDivisionGrants,
    RoleDivisionPair,
    RoutingApi,
    SCIMApi,
    TokensApi,
    UsersApi,
)
from PureCloudPlatformClientV2.rest import ApiException

ALL_DIVISIONS = "*"


class Caller:
    """One logged-in client and the platform APIs as it sees them."""

    def __init__(self, server, api_client, client_id=None):
        self.server = server
        self.client_id = client_id
        self.analytics = AnalyticsApi(api_client)
        self.authorization = AuthorizationApi(api_client)
        self.groups = GroupsApi(api_client)
        self.identity_providers = IdentityProviderApi(api_client)
        self.notifications = NotificationsApi(api_client)
        self.oauth = OAuthApi(api_client)
        self.organization = OrganizationApi(api_client)
        self.presence = PresenceApi(api_client)
        self.routing = RoutingApi(api_client)
        self.scim = SCIMApi(api_client)
        self.tokens = TokensApi(api_client)
        self.users = UsersApi(api_client)


@dataclass(frozen=True)
class MachineClient:
    """A client-credentials client and the one role it was made with."""

    id: str
    name: str
    secret: str
    role_id: str
    division_id: str


def gateway_client(server):
    """An SDK client whose login and API calls both go to `server`, by the SDK's own gateway setting."""
    api_client = ApiClient()
    api_client.set_gateway(host=server.host, protocol="http", port=server.port, path_params_login="", path_params_api="")
    return api_client


def token_client(server, client_id, client_secret):
    """An SDK client logged in with client credentials."""
    return gateway_client(server).get_client_credentials_token(client_id, client_secret)


def log_in(server, client):
    """A caller for a machine client."""
    return Caller(server, token_client(server, client.id, client.secret), client.id)


def with_token(server, access_token):
    """A caller that presents `access_token`, whatever it is."""
    api_client = gateway_client(server)
    api_client.access_token = access_token
    return Caller(server, api_client)


def unique(name):
    """`name` with a suffix no other test uses."""
    return f"{name} {uuid.uuid4().hex[:8]}"


@contextlib.contextmanager
def refused(status, code=None):
    """Expects an `ApiException` of this status and, when given, this error code; gives the parsed body as `.body`."""
    refusal = Refusal()
    with pytest.raises(ApiException) as raised:
        yield refusal
    refusal.body = json.loads(raised.value.body)
    assert raised.value.status == status, raised.value
    if code is not None:
        assert refusal.body["code"] == code, raised.value
        assert refusal.body["status"] == status, raised.value


class Refusal:
    """The body of an expected refusal, filled in when the call has failed."""

    body = None


def create_role(admin, *permissions):
    """A role of these permissions (`domain:entity:action`). The admin's client gets it too: nobody may hand on a role they lack."""
    role = DomainOrganizationRoleCreate()
    role.name = unique("Role")
    role.permission_policies = [policy(permission) for permission in permissions]
    created = admin.authorization.post_authorization_roles(role)
    grant(admin, admin.client_id, created.id, subject_type="PC_OAUTH_CLIENT")
    return created


def policy(permission):
    domain, entity, action = permission.split(":")
    one = DomainPermissionPolicy()
    one.domain, one.entity_name, one.action_set = domain, entity, [action]
    return one


def grant(admin, subject_id, role_id, division_id=ALL_DIVISIONS, subject_type="PC_USER"):
    """Grants a role to a subject in a division, all divisions unless told."""
    pair = RoleDivisionPair()
    pair.role_id, pair.division_id = role_id, division_id
    grants = RoleDivisionGrants()
    grants.grants = [pair]
    admin.authorization.post_authorization_subject_bulkadd(subject_id, grants, subject_type=subject_type)


def client_request(name, role_id, division_id=ALL_DIVISIONS, state="active"):
    """The body that creates or replaces a client-credentials client."""
    role_division = RoleDivision()
    role_division.role_id, role_division.division_id = role_id, division_id
    request = OAuthClientRequest()
    request.name = name
    request.authorized_grant_type = "CLIENT-CREDENTIALS"
    request.role_divisions = [role_division]
    request.state = state
    return request


def create_client(admin, *permissions, division_id=ALL_DIVISIONS):
    """A client-credentials client that holds a fresh role of these permissions."""
    role = create_role(admin, *permissions)
    created = admin.oauth.post_oauth_clients(client_request(unique("Client"), role.id, division_id))
    return MachineClient(created.id, created.name, created.secret, role.id, division_id)


def set_client_state(admin, client, state):
    return admin.oauth.put_oauth_client(client.id, client_request(client.name, client.role_id, client.division_id, state))


def create_division(admin):
    division = AuthzDivision()
    division.name = unique("Division")
    division.description = "made by a test"
    return admin.authorization.post_authorization_divisions(division)


def create_user(admin, division_id):
    user = CreateUser()
    user.name = unique("Person")
    user.email = f"{uuid.uuid4().hex}@example.com"
    user.division_id = division_id
    return admin.users.post_users(user)


def create_group(admin, owner_id, roles_enabled=False):
    group = GroupCreate()
    group.name = unique("Group")
    group.type = "official"
    group.visibility = "public"
    group.rules_visible = True
    group.roles_enabled = roles_enabled
    group.owner_ids = [owner_id]
    return admin.groups.post_groups(group)


def every_page(fetch, page_size=100):
    """Every entity of a paged listing, read as clients do: until the last page."""
    entities, number = [], 1
    while True:
        page = fetch(page_size=page_size, page_number=number)
        entities += page.entities
        if number >= page.page_count:
            return entities
        number += 1
