"""Users: creation, change under a version, deletion."""

from PureCloudPlatformClientV2 import UpdateUser, UserSearchCriteria, UserSearchRequest

from callers import create_user, every_page, refused


def update(version, **fields):
    body = UpdateUser()
    body.version = version
    for name, value in fields.items():
        setattr(body, name, value)
    return body


def test_a_new_user_is_listed(admin, home):
    user = create_user(admin, home.id)
    listed = {each.id: each.email for each in every_page(admin.users.get_users)}
    assert listed[user.id] == user.email


def test_a_user_reads_back_as_made(admin, home):
    user = create_user(admin, home.id)
    read = admin.users.get_user(user.id)
    assert (read.name, read.email, read.state, read.division.id) == (user.name, user.email, "active", home.id)
    assert read.self_uri == f"/api/v2/users/{user.id}"


def test_a_second_user_with_the_same_email_conflicts(admin, home):
    user = create_user(admin, home.id)
    duplicate = {"name": "Someone else", "email": user.email, "divisionId": home.id}
    with refused(409, "general.conflict"):
        admin.users.post_users(duplicate)


def test_a_patch_merges_and_raises_the_version(admin, home):
    user = create_user(admin, home.id)
    patched = admin.users.patch_user(user.id, update(user.version, title="Engineer"))
    assert (patched.title, patched.name, patched.email) == ("Engineer", user.name, user.email)
    assert patched.version > user.version


def test_a_patch_of_an_old_version_conflicts(admin, home):
    user = create_user(admin, home.id)
    admin.users.patch_user(user.id, update(user.version, title="First"))
    with refused(409, "general.conflict"):
        admin.users.patch_user(user.id, update(user.version, title="Second"))
    assert admin.users.get_user(user.id).title == "First"


def test_a_user_is_found_by_email(admin, home):
    user = create_user(admin, home.id)
    by_email = UserSearchCriteria()
    by_email.type, by_email.fields, by_email.value = "EXACT", ["email"], user.email
    search = UserSearchRequest()
    search.query = [by_email]
    found = admin.users.post_users_search(search)
    assert [each.id for each in found.results] == [user.id]


def test_a_deleted_user_is_no_longer_listed(admin, home):
    user = create_user(admin, home.id)
    admin.users.delete_user(user.id)
    assert user.id not in [each.id for each in every_page(admin.users.get_users)]
