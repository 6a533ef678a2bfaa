"""A file is kept once; one that looks personal waits for somebody to decide."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from evidence import storing
from evidence.actions import Details, discard_file, keep_file, take_in, taking_in
from evidence.models import File
from partnership.access import Forbidden
from tests.evidence.conftest import PERSONAL, inspected
from tests.factories import ANYBODY, NOW, access


def take(agency, *, by=ANYBODY, details=None, **told):
    details = details or Details("Plan", date(2027, 3, 1))
    about = {"agency": agency, "details": details, "by": by, "at": NOW}
    return take_in(inspected=inspected(**told), **about)


def test_a_file_is_kept_with_what_is_known_of_it(cast, hopewell):
    file = take(hopewell, by=access(cast.contributor)).file
    assert (file.name, file.kind, file.expires_on) == ("Plan", "pdf", date(2027, 3, 1))
    assert (file.state, file.scanned, file.was_read) == ("kept", "not_scanned", True)
    assert file.size == len(storing.path_of(file.stored_as).read_bytes())
    event = Event.objects.get(verb="added the file")
    assert event.after["viruses"] == "Not checked for viruses"
    assert event.actor_name == access(cast.contributor).actor_name


def test_a_scanned_file_says_when(hopewell):
    file = take(hopewell, scanned_at=NOW).file
    assert (file.scanned, file.scanned_at) == ("clean", NOW)


@pytest.mark.parametrize(
    ("original", "called"), [("a plan.v2.pdf", "a plan.v2"), (".pdf", ".pdf")]
)
def test_without_a_name_it_takes_that_of_the_file(hopewell, original, called):
    file = take(hopewell, details=Details(), original_name=original).file
    assert (file.name, file.chosen_name) == (called, "")
    assert take(hopewell, details=Details("Plan"), content=b"2").file.chosen_name


def test_the_same_content_again_gives_the_file_that_is_there(hopewell):
    first = take(hopewell)
    second = take(hopewell, details=Details("Another name"))
    assert (first.was_there, second.was_there) == (False, True)
    assert second.file == first.file
    assert second.file.name == "Plan"
    assert Event.objects.count() == 1


def test_a_file_that_is_there_takes_over_a_date_where_it_had_none(cast, hopewell):
    by = access(cast.contributor)
    first = take(hopewell, details=Details("Plan"))
    File.objects.update(reminded=7)
    again = take(hopewell, by=by, details=Details("Other", date(2027, 3, 1)))
    assert (again.file, again.was_dated) == (first.file, True)
    assert (again.file.expires_on, again.file.reminded) == (date(2027, 3, 1), None)
    event = Event.objects.get(verb="changed the file")
    assert (event.before, event.after) == (
        {"expires_on": None},
        {"expires_on": "2027-03-01"},
    )
    later = take(hopewell, by=by, details=Details("Other", date(2027, 5, 1)))
    assert (later.file.expires_on, later.was_dated) == (date(2027, 3, 1), False)
    assert later.typed == Details("Other", date(2027, 5, 1))


def test_another_agency_keeps_its_own(hopewell, harbour):
    assert take(hopewell).file != take(harbour).file


def test_what_was_removed_can_be_added_again(hopewell):
    first = take(hopewell).file
    File.objects.update(removed_at=NOW)
    assert take(hopewell).file != first


@pytest.mark.parametrize("role", ["viewer", "other_lead", "coordinator"])
def test_only_those_who_edit_for_the_agency_add_files(cast, hopewell, role):
    with pytest.raises(Forbidden):
        take(hopewell, by=access(getattr(cast, role)))
    assert not File.objects.exists()


@pytest.mark.parametrize("limit", ["FILES_MAX", "TOTAL_MAX"])
def test_an_agency_cannot_fill_the_disk_of_all(hopewell, harbour, monkeypatch, limit):
    monkeypatch.setattr(taking_in, limit, 1 if limit == "FILES_MAX" else 12_000)
    take(hopewell, content=bytes(9_000))
    with pytest.raises(ValidationError) as refused:
        take(hopewell, content=bytes(9_001))
    assert refused.value.code == "full"
    take(harbour, content=bytes(9_001))


def test_what_looks_personal_waits_and_nothing_is_recorded(hopewell):
    file = take(hopewell, findings=PERSONAL).file
    assert file.is_pending
    assert file.findings[0]["text"] == "943 476 5919"
    assert not Event.objects.exists()


def test_the_same_held_file_again_goes_by_what_was_typed_last(hopewell):
    first = take(hopewell, findings=PERSONAL)
    again = take(hopewell, findings=PERSONAL, details=Details("Newer name"))
    assert again.file == first.file
    assert not again.was_there
    assert (again.file.name, again.file.expires_on) == ("Newer name", None)


def test_a_reason_keeps_it_and_the_words_are_not_stored(hopewell):
    held = take(hopewell, findings=PERSONAL).file
    kept = keep_file(file=held, because=" A made-up number ", by=ANYBODY, at=NOW)
    kept.refresh_from_db()
    assert (kept.state, kept.may_stay_because) == ("kept", "A made-up number")
    assert kept.findings == [
        {"kind": "an NHS number", "text": "", "where": "on page 1"}
    ]
    event = Event.objects.get(verb="added the file")
    assert event.after["found"] == ["an NHS number, on page 1"]
    assert event.after["may_stay_because"] == "A made-up number"
    assert "943" not in str(event.after)


def test_saying_it_twice_is_saying_it_once(hopewell):
    held = take(hopewell, findings=PERSONAL).file
    for because in ("First", "Second"):
        keep_file(file=held, because=because, by=ANYBODY, at=NOW)
    assert File.objects.get().may_stay_because == "First"
    assert Event.objects.count() == 1


def test_without_a_reason_it_is_not_kept(hopewell):
    held = take(hopewell, findings=PERSONAL).file
    with pytest.raises(ValidationError):
        keep_file(file=held, because=" ", by=ANYBODY, at=NOW)
    assert File.objects.get().is_pending


def test_a_held_file_that_is_let_go_leaves_nothing(hopewell, cast):
    held = take(hopewell, findings=PERSONAL).file
    with pytest.raises(Forbidden):
        discard_file(file=held, by=access(cast.viewer))
    for _ in range(2):
        discard_file(file=held, by=ANYBODY)
    assert not File.objects.exists()


def test_a_kept_file_cannot_be_let_go(hopewell):
    kept = take(hopewell).file
    discard_file(file=kept, by=ANYBODY)
    assert File.objects.get() == kept


def test_the_same_file_sent_twice_at_once_is_stored_once(hopewell, overtaking):
    def send():
        return take(hopewell).was_there

    found = overtaking("evidence.storing.put", send, send)
    assert sorted(found) == [False, True]
    assert File.objects.count() == 1
