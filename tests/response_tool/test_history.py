"""Events as sentences, day by day."""

from datetime import datetime, timedelta

import pytest

from activity.actions import record
from response_tool import history
from response_tool.actions import add_action, remove_action, save_answer
from tests.conftest import submit
from tests.factories import ANYBODY, NOW, TODAY, access
from tests.response_tool.steps import put, write
from ui.merging import Edit

SERVED = ("Castlebourne", "Northshire")


def tell(response, *, at=NOW, verb="changed", subject=None, **words):
    subject = subject or response
    return record(
        by=ANYBODY, at=at, verb=verb, subject=subject, thread=response, **words
    )


def of(response, *, sent_only=False):
    return history.of(response, sent_only=sent_only)


def only(response) -> history.Telling:
    ((telling,),) = [day.tellings for day in of(response)]
    return telling


def said(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def details(telling) -> list[tuple[str, str, str]]:
    return [(one.name, said(one.was), said(one.now)) for one in telling.details]


def test_nothing_has_happened_to_a_new_response(response):
    assert of(response) == []
    assert history.latest(response) is None


def test_days_and_what_happened_on_them_come_latest_first(response):
    moments = [
        "2026-11-16T09:00+00:00",
        "2026-11-18T08:00+00:00",
        "2026-11-18T14:00+00:00",
    ]
    for moment in moments:
        tell(response, at=datetime.fromisoformat(moment))
    told = [(f"{day.on}", [f"{t.at:%H}" for t in day.tellings]) for day in of(response)]
    assert told == [("2026-11-18", ["14", "08"]), ("2026-11-16", ["09"])]
    assert history.latest(response).at == datetime.fromisoformat(moments[-1])


def test_days_begin_at_midnight_in_london(response):
    # Half past eleven in Greenwich is past midnight on a summer's night.
    tell(response, at=datetime.fromisoformat("2026-06-30T23:30+00:00"))
    tell(response, at=datetime.fromisoformat("2026-06-30T22:30+00:00"))
    assert [f"{day.on}" for day in of(response)] == ["2026-07-01", "2026-06-30"]


def test_what_happened_in_one_moment_keeps_its_order(response):
    for verb in ("started", "changed"):
        tell(response, verb=verb)
    ((first, second),) = [day.tellings for day in of(response)]
    assert (first.verb, second.verb) == ("changed", "started")


def test_an_event_says_who_did_what_to_which_priority(cast, response, answer):
    write(answer, progress="We met.", by=access(cast.contributor))
    telling = only(response)
    assert (telling.who, telling.verb, telling.what) == (
        "the volunteer coordinator",
        "changed",
        "priority 1",
    )
    assert details(telling) == [("What you have done", "", "We met.")]


def test_an_event_of_the_whole_is_about_the_response(response):
    tell(response, verb="started")
    assert only(response).what == "the response"


def test_before_and_after_show_which_words_differ(response, answer):
    before, after = {"progress": "We met once."}, {"progress": "We met twice."}
    tell(response, subject=answer, before=before, after=after)
    (detail,) = only(response).details
    assert [(p.text, p.differs) for p in detail.was] == [
        ("We met ", False),
        ("once.", True),
    ]
    assert [(p.text, p.differs) for p in detail.now] == [
        ("We met ", False),
        ("twice.", True),
    ]


@pytest.mark.parametrize(
    ("field", "value", "name", "words"),
    [
        ("status", "off_track", "Status", "Off track"),
        ("status", "embedded", "Status", "Complete and embedded"),
        ("status of “Train”", "on_track", "Status of “Train”", "On track"),
        ("by_when", "2027-03-07", "By when", "7 March 2027"),
        ("relevance", "not_relevant", "Is it yours?", "Not relevant to us"),
        ("relevance", "ours", "Is it yours?", "Yes, ours"),
        ("not_relevant_because", "No beds.", "Not relevant because", "No beds."),
        ("difference", "Heard.", "What difference this has made", "Heard."),
        ("may_stay_because", "A pony.", "Why the words may stay", "A pony."),
        ("contact_role", "Head", "Role or team", "Head"),
        ("contact_email", "a@b.example", "E-mail address", "a@b.example"),
        ("to", ["Here", "There"], "Sent to", "Here, There"),
        ("status", "", "Status", ""),
        ("who", None, "Who", ""),
    ],
)
def test_fields_and_values_are_told_in_words(response, field, value, name, words):
    tell(response, after={field: value})
    assert details(only(response)) == [(name, "", words)]


@pytest.mark.parametrize(
    ("field", "text"),
    [("progress", "complete"), ("who", "ours"), ("contact_phone", "20270307")],
)
def test_what_people_typed_is_told_as_they_typed_it(response, field, text):
    # Each of these could be taken for a status, a choice or a date.
    tell(response, after={field: text})
    assert [words for _, _, words in details(only(response))] == [text]


def test_an_action_that_was_removed_can_still_be_read(response, answer):
    words = {"what": "Train", "who": "Head", "by_when": TODAY, "status": "complete"}
    added = add_action(answer=answer, by=ANYBODY, at=NOW, **words)
    later = NOW + timedelta(minutes=1)
    remove_action(action=added, by=ANYBODY, at=later)
    removed, _ = of(response)[0].tellings
    assert removed.verb == "removed an action from"
    # PostgreSQL keeps the fields of an event in an order of its own.
    assert sorted(details(removed)) == [
        ("By when", "18 November 2026", ""),
        ("Status", "Complete", ""),
        ("What", "Train", ""),
        ("Who", "Head", ""),
    ]


def test_readers_outside_the_agency_see_only_what_was_sent(response, answer):
    write(answer, progress="We met.")
    put(answer)
    submit(response)
    tell(response, verb="wrote, but did not save,", after={"progress": "Too late."})
    (day,) = of(response, sent_only=True)
    (telling,) = day.tellings
    assert (telling.verb, telling.what) == ("submitted", "the response")
    names = [f"{short} Safeguarding Children Partnership" for short in SERVED]
    assert details(telling) == [("Sent to", "", ", ".join(names))]
    told = {t.verb for day in of(response) for t in day.tellings}
    assert {"changed", "submitted", "wrote, but did not save,"} <= told


def test_another_responses_history_is_not_mixed_in(round_, response, harbour):
    other = round_.responses.get(agency=harbour)
    tell(other, verb="started")
    assert of(response) == []


def test_a_very_long_history_is_told_from_its_end(response, monkeypatch):
    monkeypatch.setattr(history, "LONGEST", 3)
    for minute in range(5):
        tell(response, at=NOW + timedelta(minutes=minute))
    (day,) = of(response)
    assert [t.at.minute for t in day.tellings] == [9, 8, 7]


def test_a_clash_leaves_both_texts_in_the_history(response, answer):
    write(answer, progress="First.")
    # As from a page that was opened before.
    from_empty = [Edit("progress", "", "Second.")]
    save_answer(answer=answer, edits=from_empty, by=ANYBODY, at=NOW)
    latest, first = of(response)[0].tellings
    assert details(latest) == [("What you have done", "", "Second.")]
    assert details(first) == [("What you have done", "", "First.")]


def test_what_is_changed_at_one_sitting_is_told_as_one_change(response, answer):
    for minutes, words in enumerate(["We", "We trained", "We trained twelve."]):
        write(answer, progress=words, at=NOW + timedelta(minutes=5 * minutes))
    telling = only(response)
    assert details(telling) == [("What you have done", "", "We trained twelve.")]
    assert telling.at == NOW + timedelta(minutes=10)


def test_another_sitting_person_or_answer_is_told_apart(response, answer, cast):
    write(answer, progress="One.")
    write(answer, progress="Two.", at=NOW + timedelta(minutes=31))
    write(answer, progress="Three.", by=access(cast.lead), at=NOW + timedelta(hours=1))
    ((tellings),) = [day.tellings for day in of(response)]
    assert len(tellings) == 3


def test_what_was_typed_and_taken_out_again_is_no_change(response, answer):
    write(answer, progress="Oops")
    write(answer, progress="", at=NOW + timedelta(minutes=1))
    assert details(only(response)) == []
