"""People: an e-mail address is the name, and it is kept in lower case."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import PASSWORD, UserFactory


def test_an_address_is_kept_in_lower_case_and_without_blanks(db):
    person = User.objects.create_user("  Lead@Hopewell.Example ", name="A")
    person.refresh_from_db()
    assert person.email == "lead@hopewell.example"


def test_the_database_refuses_capitals_whoever_writes_them(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Lead@hopewell.example")
    person = UserFactory(email="lead@hopewell.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(email="LEAD@hopewell.example")


def test_a_form_with_capitals_is_told_what_to_do(db):
    with pytest.raises(ValidationError) as caught:
        User(email="Lead@hopewell.example", name="A", password="x").full_clean()
    assert caught.value.messages == ["Write the e-mail address in lower case."]


def test_one_address_belongs_to_one_person(db):
    User.objects.create_user("lead@hopewell.example", name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("LEAD@hopewell.example", name="B")


@pytest.mark.parametrize("nothing", ["", None])
def test_a_person_needs_an_address(nothing):
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user(nothing, name="A")


def test_a_person_is_found_whatever_the_capitals(db):
    person = UserFactory(email="lead@hopewell.example")
    assert User.objects.get_by_natural_key("LEAD@Hopewell.example") == person
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_a_new_person_may_do_nothing_and_has_no_password(db):
    person = User.objects.create_user("a@agency.example", name="A")
    assert (person.is_active, person.is_staff, person.is_superuser) == (
        True,
        False,
        False,
    )
    assert not person.has_usable_password()


def test_a_password_is_kept_as_a_hash(db):
    person = User.objects.create_user("a@agency.example", PASSWORD, name="A")
    assert PASSWORD not in person.password
    assert person.check_password(PASSWORD)


def test_a_system_administrator_may_use_the_admin(db):
    person = User.objects.create_superuser("a@agency.example", PASSWORD, name="A")
    assert (person.is_staff, person.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("job_title", "called"),
    [
        ("Family support manager", "the family support manager"),
        ("DSL", "the DSL"),
        ("Named nurse, ICB", "the named nurse, ICB"),
        ("", "Sam Okoro"),
        ("É", "the é"),
    ],
)
def test_a_sentence_names_people_by_what_they_do(job_title, called):
    assert User(name="Sam Okoro", job_title=job_title).called == called


def test_lists_name_people_by_name_or_else_by_address():
    assert str(User(name="Sam Okoro", email="s@agency.example")) == "Sam Okoro"
    assert str(User(email="s@agency.example")) == "s@agency.example"
