"""A lead signs an agency up, and may change what they said."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from strategies.actions import sign_up
from strategies.models import Adoption, SignUp
from tests.factories import ANYBODY, NOW, TODAY, access
from ui.merging import Edit

DAY = timedelta(days=1)
SAID = {
    "name": "Agency director",
    "role": "Director",
    "signed_on": TODAY,
    "how": "In induction.",
}
EMPTY = {"name": "", "role": "", "signed_on": None, "how": ""}


def sign(strategy, agency, *, by=ANYBODY, at=NOW, was=None, **said):
    was = was or EMPTY
    now = was | SAID | said if was is EMPTY else was | said
    edits = [Edit(name, was[name], now[name]) for name in SAID]
    return sign_up(strategy=strategy, agency=agency, edits=edits, by=by, at=at)


def marked() -> set[str]:
    found = Adoption.objects.filter(evidence_changed_at=NOW)
    return set(found.values_list("partnership__slug", flat=True))


def test_a_lead_signs_for_every_partnership_in_which_the_agency_sits(
    cast, strategy, hopewell
):
    assert sign(strategy, hopewell, by=access(cast.lead)) == []
    signed = SignUp.objects.get()
    assert (signed.agency, signed.strategy) == (hopewell, strategy)
    assert (signed.name, signed.signed_on) == ("Agency director", TODAY)
    assert marked() == {"northshire", "castlebourne"}
    event = Event.objects.get()
    assert (event.verb, event.subject_label) == ("signed up", hopewell.name)
    assert event.after["how"] == "In induction."


@pytest.mark.parametrize("who", ["contributor", "viewer", "other_lead", "coordinator"])
def test_nobody_else_signs(cast, strategy, hopewell, who):
    with pytest.raises(Forbidden):
        sign(strategy, hopewell, by=access(getattr(cast, who)))
    assert not SignUp.objects.exists()


def test_a_change_keeps_what_was_said_in_the_history(strategy, hopewell):
    sign(strategy, hopewell)
    sign(strategy, hopewell, was=SAID, how="At every team meeting.")
    assert SignUp.objects.get().how == "At every team meeting."
    event = Event.objects.order_by("pk").last()
    assert event.verb == "changed the sign-up of"
    assert (event.before, event.after) == (
        {"how": "In induction."},
        {"how": "At every team meeting."},
    )


def test_two_leads_at_once_lose_nothing(strategy, hopewell):
    sign(strategy, hopewell)
    clashes = sign(strategy, hopewell, how="By e-mail.")
    assert [(one.field, one.theirs) for one in clashes] == [("how", "In induction.")]
    assert SignUp.objects.get().how == "In induction."


def test_nobody_signs_on_a_day_to_come(strategy, hopewell):
    with pytest.raises(ValidationError, match="in the future"):
        sign(strategy, hopewell, signed_on=TODAY + DAY)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("status", ["replaced", "ended"])
def test_what_is_not_in_force_is_not_signed(strategy, northshire, harbour, status):
    Adoption.objects.update(status=status)
    with pytest.raises(ValidationError, match="works to this version"):
        sign(strategy, harbour)


def test_without_a_seat_today_there_is_nothing_to_sign(strategy, harbour):
    harbour.seats.update(to_on=TODAY - DAY)
    with pytest.raises(ValidationError, match="works to this version"):
        sign(strategy, harbour)


@pytest.mark.parametrize("field", ["name", "role", "how"])
def test_a_sign_up_is_complete(strategy, harbour, field):
    with pytest.raises(ValidationError):
        sign(strategy, harbour, **{field: ""})
    assert not SignUp.objects.exists()
