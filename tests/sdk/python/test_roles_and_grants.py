"""Roles, and who holds them where."""

from PureCloudPlatformClientV2 import DomainOrganizationRoleUpdate, GroupMembersUpdate

from callers import ALL_DIVISIONS, create_client, create_division, create_group, create_role, create_user, every_page, grant, policy


def grants_of(admin, subject_id, role_id):
    """Which subject, in which division: every grant through which `subject_id` holds the role."""
    subject = admin.authorization.get_authorization_subject(subject_id)
    assert subject.id == subject_id
    return [(each.subject_id, each.division.id) for each in subject.grants if each.role.id == role_id]


def test_a_new_role_is_listed(admin):
    role = create_role(admin, "authorization:role:view", "directory:user:view")
    listed = {each.id: each.name for each in every_page(admin.authorization.get_authorization_roles)}
    assert listed[role.id] == role.name


def test_a_fresh_organization_lists_the_shipped_roles(admin):
    shipped = {each.default_role_id for each in every_page(admin.authorization.get_authorization_roles) if each.default_role_id}
    assert {"admin", "employee"} <= shipped


def test_a_role_reads_back_as_it_was_made(admin):
    role = create_role(admin, "authorization:role:view", "directory:user:view")
    read = admin.authorization.get_authorization_role(role.id)
    assert read.name == role.name
    policies = {(each.domain, each.entity_name, tuple(each.action_set)) for each in read.permission_policies}
    assert policies == {("authorization", "role", ("view",)), ("directory", "user", ("view",))}


def test_putting_a_role_replaces_its_policies(admin):
    role = create_role(admin, "authorization:role:view", "directory:user:view")
    update = DomainOrganizationRoleUpdate()
    update.id, update.name = role.id, role.name
    update.permission_policies = [policy("directory:group:add")]

    admin.authorization.put_authorization_role(role.id, update)

    read = admin.authorization.get_authorization_role(role.id)
    assert [(each.domain, each.entity_name, each.action_set) for each in read.permission_policies] == [("directory", "group", ["add"])]


def test_a_grant_to_a_user_is_theirs(admin, home):
    user, role = create_user(admin, home.id), create_role(admin, "authorization:role:view")
    grant(admin, user.id, role.id, home.id)
    assert grants_of(admin, user.id, role.id) == [(user.id, home.id)]


def test_a_removed_grant_is_gone(admin, home):
    user, role = create_user(admin, home.id), create_role(admin, "authorization:role:view")
    grant(admin, user.id, role.id, home.id)
    admin.authorization.delete_authorization_subject_division_role(user.id, home.id, role.id)
    assert grants_of(admin, user.id, role.id) == []


def test_a_grant_to_a_group_reaches_its_members_under_the_group_id(admin, home):
    owner, member = create_user(admin, home.id), create_user(admin, home.id)
    role = create_role(admin, "authorization:role:view")
    group = create_group(admin, owner.id, roles_enabled=True)
    members = GroupMembersUpdate()
    members.member_ids, members.version = [member.id], group.version
    admin.groups.post_group_members(group.id, members)

    grant(admin, group.id, role.id, home.id, subject_type="PC_GROUP")

    assert grants_of(admin, group.id, role.id) == [(group.id, home.id)]
    assert grants_of(admin, member.id, role.id) == [(group.id, home.id)]


def test_the_roles_of_a_client_are_its_grants(admin):
    client = create_client(admin, "authorization:role:view")
    assert grants_of(admin, client.id, client.role_id) == [(client.id, ALL_DIVISIONS)]


def test_a_grant_in_one_division_names_that_division(admin, home):
    user, role, division = create_user(admin, home.id), create_role(admin, "authorization:role:view"), create_division(admin)
    grant(admin, user.id, role.id, division.id)
    assert grants_of(admin, user.id, role.id) == [(user.id, division.id)]
