"""A copy of an agency's things: all of its own, and nobody else's."""

import pytest

from activity.models import Event
from evidence import storing
from notices.actions import Message, tell
from notices.models import Kind
from response_tool.models import Action, Answer
from tests.conftest import submit
from tests.factories import ANYBODY, NOW, SignUpFactory, member_of
from tests.holdings.copies import OF_HOPEWELL, taken
from tests.response_tool.steps import (
    answer_to,
    last_round,
    put,
    response_of,
    returned_one,
    write,
)

SECRET = "A secret of another agency"


@pytest.fixture
def lead(cast, signed_in):
    return signed_in(cast.lead)


def test_every_answer_and_action_of_every_round_is_in_it(lead, response, harbour):
    before = last_round(response)
    write(answer_to(response, 1), progress="Said in a draft")
    earlier = Action.objects.filter(answer__response=before).first()
    carried = put(answer_to(response, 1), what="A new step", carries_on_from=earlier)
    copy = taken(lead, OF_HOPEWELL)
    own = Answer.objects.filter(response__agency=response.agency)
    assert copy.column("answers", "id") == list(
        own.order_by("response", "priority__number").values_list("pk", flat=True)
    )
    texts = set(copy.column("answers", "progress"))
    assert texts == set(own.values_list("progress", flat=True))
    assert "Said in a draft" in texts
    (new,) = [row for row in copy.rows("actions") if row["id"] == carried.pk]
    assert new["carries_on_from_id"] == earlier.pk
    assert (new["status"], new["round"]) == ("On track", "autumn 2026")
    assert len([name for name in copy.names if name.startswith("word/")]) == 2
    assert copy.everything().count("Said in a draft") >= 3


def test_nobody_elses_words_are_in_it(lead, response, harbour, round_, keep, cast):
    # Given a neighbour in the same round, who says and keeps things of its own
    theirs = response_of(round_, harbour)
    write(answer_to(theirs, 1), progress=SECRET)
    put(answer_to(theirs, 2), what=SECRET)
    keep(SECRET, agency=harbour)
    SignUpFactory(agency=harbour, strategy=round_.strategy, how=SECRET)
    message = Message(
        kind=Kind.LATE,
        title=SECRET,
        text="",
        href="/",
        reason=SECRET,
        key="k",
        agency=harbour,
    )
    tell(people=[cast.other_lead, cast.lead], message=message, at=NOW)
    # and who has submitted
    submit(theirs)
    # When Hopewell takes its copy
    copy = taken(lead, OF_HOPEWELL)
    # Then none of it is there
    assert SECRET not in copy.everything()
    assert set(copy.column("responses", "agency")) == {"Hopewell Family Support"}
    assert not [name for name in copy.names if name.startswith("files/")]


def test_what_was_returned_and_its_reason_are_in_it(lead, response, northshire):
    correction = returned_one(submit(response), northshire)
    copy = taken(lead, OF_HOPEWELL)
    (one,) = copy.rows("returned_answers")
    assert one["reason"] == "Please say in which teams."
    assert one["partnership"] == northshire.name
    assert correction.pk in copy.column("responses", "id")
    assert "Returned for a change" in copy.column("reviews", "review")


def test_each_file_is_in_it_once_under_a_name_that_is_safe(lead, response, keep):
    file = keep("../../etc/Plan: “2026” =1+1")
    for number in (1, 2):
        answer_to(response, number).attachments.create(
            file=file, added_at=NOW, added_by="A"
        )
    copy = taken(lead, OF_HOPEWELL)
    (name,) = [one for one in copy.names if one.startswith("files/")]
    assert name == f"files/{file.pk}-etcplan-2026-11.pdf"
    assert copy.archive.read(name) == storing.path_of(file.stored_as).read_bytes()
    assert copy.column("files", "copied_as") == [name.removeprefix("files/")]
    assert copy.column("evidence", "file_id") == [file.pk, file.pk]
    assert "stored_as" not in copy.rows("files")[0]


def test_a_file_whose_content_is_missing_is_named_as_missing(lead, keep, caplog):
    file = keep()
    storing.path_of(file.stored_as).unlink()
    copy = taken(lead, OF_HOPEWELL)
    assert not [one for one in copy.names if one.startswith("files/")]
    assert f"files/{file.copy_name}" in copy.readme
    assert "MISSING" in copy.readme
    assert "is missing" in caplog.text


def test_people_seats_sign_ups_and_messages_are_in_it(lead, cast, hopewell, response):
    signed = SignUpFactory(agency=hopewell, strategy=response.round.strategy)
    message = Message(
        kind=Kind.CHASED,
        title="Please answer",
        text="",
        href="/",
        reason="You are its lead.",
        key="k",
        agency=hopewell,
    )
    tell(people=[cast.lead, cast.coordinator], message=message, at=NOW)
    copy = taken(lead, OF_HOPEWELL)
    assert "lead@hopewell.example" in copy.column("people", "email")
    assert len(copy.rows("seats")) == 2
    assert copy.column("sign_ups", "how") == [signed.how]
    (told,) = [row for row in copy.rows("messages") if row["title"] == "Please answer"]
    assert (told["kind"], told["to"]) == (Kind.CHASED.label, cast.lead.name)
    assert "read_at" not in told


def test_who_changed_what_is_in_it(lead, response):
    write(answer_to(response, 1), progress="Changed once")
    copy = taken(lead, OF_HOPEWELL)
    changed = [row for row in copy.rows("response_history") if row["verb"] == "changed"]
    assert changed[-1]["after"]["progress"] == "Changed once"


def test_what_looks_like_a_formula_is_harmless_in_csv_and_whole_in_json(lead, response):
    write(answer_to(response, 1), progress="=HYPERLINK(1)")
    copy = taken(lead, OF_HOPEWELL)
    assert "'=HYPERLINK(1)" in [row["Progress"] for row in copy.csv("answers")]
    assert "=HYPERLINK(1)" in copy.column("answers", "progress")


def test_both_formats_have_the_same_rows_and_it_is_whole(lead, response, keep):
    last_round(response)
    keep()
    copy = taken(lead, OF_HOPEWELL)
    assert copy.archive.testzip() is None
    for table in copy.tables():
        assert len(copy.csv(table)) == len(copy.rows(table)), table


def test_the_readme_names_every_file_and_every_column(lead, response, keep):
    keep()
    copy = taken(lead, OF_HOPEWELL)
    for name in copy.names:
        assert name in copy.readme
    for table in copy.tables():
        for heading in copy.headings(table):
            assert f" (“{heading}”): " in copy.readme


def test_it_is_recorded_and_not_kept_by_browsers(lead, hopewell, cast):
    answer = lead.post(OF_HOPEWELL)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "copy-of-hopewell-" in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content)
    told = Event.objects.about("partnership.agency", hopewell.pk).first()
    assert str(told) == (
        f"{cast.lead.called} took a copy of everything of Hopewell Family Support"
    )


def test_looking_at_the_page_takes_nothing(lead, hopewell):
    assert "Take a copy of everything" in lead.get(OF_HOPEWELL).content.decode()
    assert not Event.objects.about("partnership.agency", hopewell.pk).exists()


def test_a_lead_of_another_agency_finds_no_page(cast, signed_in):
    assert signed_in(cast.other_lead).get(OF_HOPEWELL).status_code == 404


def test_a_lead_elsewhere_who_coordinates_here_is_refused(
    harbour, northshire, hopewell, signed_in
):
    person = member_of(harbour, "lead")
    northshire.members.create(user=person, role="coordinator")
    assert signed_in(person).post(OF_HOPEWELL).status_code == 403
    assert not Event.objects.about("partnership.agency", hopewell.pk).exists()


def test_the_list_of_responses_and_the_files_lead_there(
    lead, response, cast, signed_in
):
    for path in ("/responses/", "/files/"):
        assert OF_HOPEWELL in lead.get(path).content.decode()
        viewer = signed_in(cast.viewer).get(path).content.decode()
        assert OF_HOPEWELL not in viewer


def test_it_is_read_in_a_number_of_queries_that_does_not_grow(
    lead, hopewell, response, django_assert_max_num_queries
):
    put(answer_to(response, 1))
    with django_assert_max_num_queries(60) as first:
        taken(lead, OF_HOPEWELL)
    for number in (2, 3, 4):
        put(answer_to(response, number))
        write(answer_to(response, number), by=ANYBODY, progress="More")
    member_of(hopewell, "viewer")
    with django_assert_max_num_queries(len(first)):
        taken(lead, OF_HOPEWELL)
