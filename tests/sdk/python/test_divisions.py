"""Divisions: the home division, new ones, deletion."""

from callers import create_division, create_user, every_page, refused


def test_the_home_division_is_listed(admin, home):
    assert home.home_division is True
    listed = {each.id: each for each in every_page(admin.authorization.get_authorization_divisions)}
    assert listed[home.id].home_division is True


def test_a_new_division_is_listed(admin):
    division = create_division(admin)
    assert division.home_division is False
    listed = {each.id: each.name for each in every_page(admin.authorization.get_authorization_divisions)}
    assert listed[division.id] == division.name


def test_an_empty_division_is_deleted(admin):
    division = create_division(admin)
    admin.authorization.delete_authorization_division(division.id)
    assert division.id not in [each.id for each in every_page(admin.authorization.get_authorization_divisions)]


def test_a_division_in_use_is_not_deleted(admin):
    division = create_division(admin)
    create_user(admin, division.id)
    with refused(400):
        admin.authorization.delete_authorization_division(division.id)


def test_the_home_division_is_not_deleted(admin, home):
    with refused(400):
        admin.authorization.delete_authorization_division(home.id)
