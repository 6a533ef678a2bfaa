"""Whom to ask, and the declaration."""

import pytest

from response_tool.forms import ContactForm, DeclarationForm
from response_tool.models import Response
from ui.merging import Edit

TYPED = {
    "contact_role": "Safeguarding lead",
    "contact_name": "",
    "contact_email": "team@agency.example",
    "contact_phone": "",
}


def form(response=None, **changes) -> ContactForm:
    return ContactForm(TYPED | changes, response=response or Response())


def test_a_role_and_an_address_are_enough():
    assert form().is_valid()


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("contact_role", "", "Enter a role or team"),
        ("contact_role", "   ", "Enter a role or team"),
        (
            "contact_role",
            "x" * 121,
            "Role or team must be 120 characters or fewer. It has 121.",
        ),
        ("contact_email", "", "Enter an e-mail address"),
        (
            "contact_email",
            "team at agency",
            "Enter an e-mail address in the right form, like team@agency.example",
        ),
        (
            "contact_name",
            "x" * 121,
            "Name must be 120 characters or fewer. It has 121.",
        ),
        (
            "contact_phone",
            "1" * 41,
            "Telephone must be 40 characters or fewer. It has 41.",
        ),
    ],
)
def test_bad_input_gets_a_clear_error(field, typed, message):
    assert form(**{field: typed}).errors == {field: [message]}


def test_an_overlong_address_is_refused():
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example"
    assert list(form(contact_email=long).errors) == ["contact_email"]


def test_a_change_is_told_from_what_the_page_began_with():
    saved = Response(contact_role="Head", contact_email="old@agency.example")
    typed = form(saved, **{"initial-contact_role": "Nurse"})
    assert typed.is_valid()
    assert typed.edits("contact_role", "contact_email") == [
        Edit("contact_role", was="Nurse", now="Safeguarding lead"),
        Edit("contact_email", was="old@agency.example", now="team@agency.example"),
    ]


def test_nothing_is_sent_without_the_declaration():
    assert DeclarationForm({"declared": ""}).errors == {
        "declared": ["Confirm that the answers are true"]
    }
    assert DeclarationForm({"declared": "on"}).is_valid()
