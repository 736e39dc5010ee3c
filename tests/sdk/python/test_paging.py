"""Paged listings, as client loops read them."""

import pytest

from callers import create_division, create_role, create_user

PAST_THE_END = 1000


def test_pages_are_of_the_size_asked_for(admin, home):
    for _ in range(3):
        create_user(admin, home.id)
    first = admin.users.get_users(page_size=2, page_number=1)
    assert (len(first.entities), first.page_size, first.page_number) == (2, 2, 1)
    assert first.total >= 3
    assert first.page_count == -(-first.total // 2)


def test_pages_do_not_overlap(admin, home):
    for _ in range(3):
        create_user(admin, home.id)
    one = [each.id for each in admin.users.get_users(page_size=2, page_number=1).entities]
    two = [each.id for each in admin.users.get_users(page_size=2, page_number=2).entities]
    assert two and not set(one) & set(two)


@pytest.mark.parametrize("listing", ["users", "roles", "divisions"])
def test_a_page_past_the_end_is_empty_and_still_counts(admin, home, listing):
    create_user(admin, home.id), create_role(admin, "authorization:role:view"), create_division(admin)
    fetch = {
        "users": admin.users.get_users,
        "roles": admin.authorization.get_authorization_roles,
        "divisions": admin.authorization.get_authorization_divisions,
    }[listing]

    page = fetch(page_size=25, page_number=PAST_THE_END)

    assert page.entities == []
    assert page.total > 0
    assert page.page_count == -(-page.total // 25)
