"""Groups and their members."""

from PureCloudPlatformClientV2 import GroupMembersUpdate

from callers import create_group, create_user, every_page, refused


def test_a_new_group_is_listed(admin, home):
    group = create_group(admin, create_user(admin, home.id).id)
    listed = {each.id: each.name for each in every_page(admin.groups.get_groups)}
    assert listed[group.id] == group.name


def test_a_group_name_in_use_is_refused(admin, home):
    owner = create_user(admin, home.id)
    group = create_group(admin, owner.id)
    duplicate = {"name": group.name, "type": "official", "visibility": "public", "rulesVisible": True, "ownerIds": [owner.id]}
    with refused(400, "group.name.in.use"):
        admin.groups.post_groups(duplicate)


def test_added_members_are_listed_until_removed(admin, home):
    owner, member = create_user(admin, home.id), create_user(admin, home.id)
    group = create_group(admin, owner.id)

    members = GroupMembersUpdate()
    members.member_ids, members.version = [member.id], group.version
    admin.groups.post_group_members(group.id, members)
    assert member.id in [each.id for each in admin.groups.get_group_members(group.id).entities]

    admin.groups.delete_group_members(group.id, member.id)
    assert member.id not in [each.id for each in admin.groups.get_group_members(group.id).entities]
