"""Every model is in a copy, or named with the reason why not."""

import pytest
from django.apps import apps

from holdings import contents
from tests.rules.reading import ROOMS
from ui.copies import Beside, table_of

RECORDED = "activity.Event"


def ours() -> set[str]:
    """Every model of the rooms."""
    found = (one._meta for one in apps.get_models())
    return {one.label for one in found if one.app_label in ROOMS}


def forgotten(models: set[str], copied: set[str], left_out: set[str]) -> set[str]:
    """Models in no table and not left out, and what is left out without need."""
    return (models - copied - left_out) | (left_out & copied) | (left_out - models)


@pytest.fixture
def copied(hopewell, northshire) -> set[str]:
    tables = [
        *contents.tables_of_agency(hopewell),
        *contents.tables_of_partnership(northshire),
    ]
    return {table.of for table in tables}


def test_every_model_is_copied_or_left_out_for_a_reason(copied):
    assert forgotten(ours(), copied, set(contents.LEFT_OUT)) == set()
    assert all(contents.LEFT_OUT.values())


def test_the_rule_notices_a_model_that_nobody_thought_of():
    assert forgotten({"a.One", "a.New"}, {"a.One"}, set()) == {"a.New"}


def test_the_rule_notices_a_reason_that_is_out_of_date():
    assert forgotten({"a.One"}, {"a.One"}, {"a.One", "a.Gone"}) == {"a.One", "a.Gone"}


@pytest.mark.parametrize("whose", ["agency", "partnership"])
def test_no_two_tables_have_one_name(whose, hopewell, northshire):
    if whose == "agency":
        tables = list(contents.tables_of_agency(hopewell))
    else:
        tables = list(contents.tables_of_partnership(northshire))
    names = [table.name for table in tables]
    assert sorted(set(names)) == sorted(names)
    for table in tables:
        columns = [column.name for column in table.columns]
        assert sorted(set(columns)) == sorted(columns)
        assert table.about
        assert all(column.about for column in table.columns)


def test_a_table_has_every_field_but_those_left_out_and_says_so(hopewell):
    table = table_of(
        type(hopewell).objects.filter(pk=hopewell.pk),
        name="agency",
        about="One agency.",
        beside=[Beside("called", "its name again", "name")],
        without={"contact_phone": "nobody rings"},
    )
    names = [column.name for column in table.columns]
    assert names == [
        *("id", "name", "slug", "sector"),
        *("contact_role", "contact_name", "contact_email"),
        *("senior_role", "senior_name", "senior_email", "called"),
    ]
    assert table.about == "One agency. Without “Contact phone”: nobody rings."
    (row,) = table.rows
    assert row[names.index("sector")] == "Charity"
    assert row[-1] == "Hopewell Family Support"
