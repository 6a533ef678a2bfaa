"""A file is looked after by those who edit; what was sent to others stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from evidence.actions import change_file, keeping, remove_file
from evidence.uses import Use
from partnership.access import Forbidden
from tests.factories import ANYBODY, NOW, access
from ui.merging import Edit


@pytest.fixture
def used(monkeypatch):
    """used(*texts) makes every file evidence for these, sent to others or not."""

    def use(*texts: str, is_sent: bool) -> None:
        monkeypatch.setattr(
            keeping,
            "uses_of",
            lambda pks: {pk: [Use(pk, t, "/", is_sent) for t in texts] for pk in pks},
        )

    return use


def test_a_new_name_and_date_are_recorded_and_reminded_of_anew(keep):
    file = keep(expires_on=date(2027, 1, 1))
    file.reminded = 7
    file.save()
    edits = [
        Edit("name", "Training plan", "Plan 2027"),
        Edit("expires_on", date(2027, 1, 1), None),
    ]
    assert change_file(file=file, edits=edits, by=ANYBODY, at=NOW) == []
    file.refresh_from_db()
    assert (file.name, file.expires_on, file.reminded) == ("Plan 2027", None, None)
    assert Event.objects.get(verb="changed the file").before["name"] == "Training plan"


def test_what_two_people_changed_differently_is_not_written_over(keep):
    file = keep("Theirs")
    edits = [Edit("name", "Training plan", "Mine")]
    (clash,) = change_file(file=file, edits=edits, by=ANYBODY, at=NOW)
    assert (clash.theirs, clash.mine) == ("Theirs", "Mine")
    file.refresh_from_db()
    assert file.name == "Theirs"


def test_a_file_that_nothing_sent_needs_can_be_removed(keep, used):
    file = keep()
    used("Priority 1", is_sent=False)
    remove_file(file=file, by=ANYBODY, at=NOW)
    file.refresh_from_db()
    assert file.removed_at == NOW
    assert Event.objects.filter(verb="removed the file").exists()


def test_evidence_for_what_was_submitted_stays_and_says_for_what(keep, used):
    file = keep()
    used(*(f"priority {n}" for n in range(1, 6)), is_sent=True)
    with pytest.raises(ValidationError) as refused:
        remove_file(file=file, by=ANYBODY, at=NOW)
    assert "priority 1, priority 2, priority 3 and 2 more" in refused.value.messages[0]
    file.refresh_from_db()
    assert file.removed_at is None


@pytest.mark.parametrize("role", ["viewer", "other_lead", "board"])
def test_nobody_else_looks_after_it(cast, keep, role):
    file, by = keep(), access(getattr(cast, role))
    with pytest.raises(Forbidden):
        remove_file(file=file, by=by, at=NOW)
    with pytest.raises(Forbidden):
        change_file(file=file, edits=[], by=by, at=NOW)
