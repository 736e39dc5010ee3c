"""`/api/v2/tokens/me`: what a token says of itself, and how it ends."""

from callers import create_client, log_in, refused


def test_a_token_names_its_client_and_organization(server, admin):
    token = admin.tokens.get_tokens_me()
    assert token.organization.id == server.organization_id
    assert token.home_organization.id == server.organization_id
    assert token.o_auth_client.id == server.client_id
    assert token.o_auth_client.authorized_grant_type == "CLIENT-CREDENTIALS"
    assert token.o_auth_client.organization.id == server.organization_id


def test_a_valid_token_answers_head(admin):
    assert admin.tokens.head_tokens_me() is None


def test_a_deleted_token_is_refused(server, admin):
    caller = log_in(server, create_client(admin, "authorization:role:view"))
    caller.tokens.get_tokens_me()

    caller.tokens.delete_tokens_me()

    with refused(401, "bad.credentials"):
        caller.tokens.get_tokens_me()


def test_deleting_one_token_leaves_the_others_of_the_client(server, admin):
    client = create_client(admin, "authorization:role:view")
    one, other = log_in(server, client), log_in(server, client)

    one.tokens.delete_tokens_me()

    assert other.tokens.get_tokens_me().o_auth_client.id == client.id


def test_the_organization_of_the_token_is_readable(server, admin):
    organization = admin.organization.get_organizations_me()
    assert organization.id == server.organization_id
    assert organization.default_country_code
