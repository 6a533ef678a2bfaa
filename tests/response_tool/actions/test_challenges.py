"""A question about an answer, replies, and how it was closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from partnership.access import Forbidden
from response_tool.actions import take_back_response, withdraw_response
from response_tool.actions.challenges import is_asker
from response_tool.challenging import ASK_AGAIN, CLOSE, THREAD_MAX
from response_tool.comparing import words
from response_tool.models import Challenge, ChallengeReply
from strategies.models import Adoption
from tests.conftest import submit
from tests.factories import ANYBODY, access, member_of, partner_in
from tests.response_tool.questions import QUESTION, again, ask, close, day, reply
from tests.response_tool.steps import answer_to, events, verbs

ASKERS = ("coordinator", "board", "auditor")


@pytest.fixture
def sent(cast, response):
    return submit(response)


@pytest.fixture
def challenge(sent, cast, northshire, now):
    return ask(sent, northshire, now, by=access(cast.board))


@pytest.fixture
def replied(challenge, now):
    reply(challenge, now)
    challenge.refresh_from_db()
    return challenge


def code(caught) -> str:
    error = caught.value
    if hasattr(error, "error_dict"):
        (errors,) = error.error_dict.values()
        return errors[0].code
    return error.code


def refused(job, *args, **kwargs) -> str:
    with pytest.raises(ValidationError) as caught:
        job(*args, **kwargs)
    return code(caught)


@pytest.mark.parametrize("who", ASKERS)
def test_whoever_reads_for_a_partnership_asks(cast, sent, northshire, now, who):
    by = access(getattr(cast, who))
    one = ask(sent, northshire, now, by=by)
    assert (one.state, one.question) == ("open", QUESTION)
    assert (one.asked_by_id, one.asked_by) == (by.actor_id, by.actor_name)
    assert (one.asked_at, one.reply_by) == (now, day(now, 7))
    assert one.partnership == northshire


@pytest.mark.parametrize("who", ["analyst", "lead", "coordinator_elsewhere", "nobody"])
def test_nobody_else_asks(cast, sent, northshire, now, who):
    with pytest.raises(Forbidden):
        ask(sent, northshire, now, by=access(getattr(cast, who)))
    assert not Challenge.objects.exists()


def test_nobody_asks_for_a_partnership_that_is_not_theirs(
    cast, sent, castlebourne, now
):
    with pytest.raises(Forbidden):
        ask(sent, castlebourne, now, by=access(cast.board))


def test_the_words_of_the_answer_are_kept_whatever_becomes_of_it(challenge, sent, now):
    before = words(answer_to(sent, 1))
    assert challenge.said == before
    assert challenge.said["progress"] == "Progress on 1."
    answer = answer_to(sent, 1)
    answer.progress = "Something else."
    answer.save()
    challenge.refresh_from_db()
    assert challenge.said == before


def test_a_draft_cannot_be_asked_about(cast, response, northshire, now):
    assert refused(ask, response, northshire, now) == "not_submitted"


def test_an_answer_that_was_taken_back_meanwhile_cannot_be_asked_about(
    sent, northshire, now
):
    take_back_response(response=sent, by=ANYBODY, at=now)
    assert refused(ask, sent, northshire, now) == "not_submitted"
    assert not Challenge.objects.exists()


def test_a_partnership_asks_only_about_what_it_received(
    cast, round_, castlebourne, northshire, harbour, now
):
    theirs = submit(round_.responses.get(agency=harbour))
    assert refused(ask, theirs, northshire, now) == "not_submitted"
    assert ask(theirs, castlebourne, now).partnership == castlebourne


def test_nobody_asks_their_own_agency(sent, hopewell, northshire, now):
    person = member_of(hopewell, "lead")
    northshire.members.create(user=person, role="board")
    assert refused(ask, sent, northshire, now, by=access(person)) == "own"


def test_the_day_to_reply_by_is_not_past(sent, northshire, now):
    assert refused(ask, sent, northshire, now, days=-1) == "past"
    assert ask(sent, northshire, now, days=0).reply_by == now.date()


@pytest.mark.parametrize("question", ["", "   ", "x" * 1001])
def test_a_question_says_something_and_not_too_much(sent, northshire, now, question):
    with pytest.raises(ValidationError):
        ask(sent, northshire, now, question=question)


def test_the_same_page_sent_twice_asks_once(sent, northshire, now):
    key = uuid4()
    one = ask(sent, northshire, now, form_key=key)
    assert ask(sent, northshire, now, form_key=key) == one
    assert verbs(sent).count("asked") == 1


def test_a_page_about_another_answer_is_not_taken_for_this_one(sent, northshire, now):
    key = uuid4()
    ask(sent, northshire, now, form_key=key)
    assert refused(ask, sent, northshire, now, number=2, form_key=key) == "another"


@pytest.mark.parametrize("who", ["lead", "contributor"])
def test_those_who_write_for_the_agency_reply(cast, challenge, now, who):
    by = access(getattr(cast, who))
    said = reply(challenge, now, by=by)
    challenge.refresh_from_db()
    assert challenge.state == "replied"
    assert (said.text, said.side, said.written_by) == (
        "In both.",
        "agency",
        by.actor_name,
    )


@pytest.mark.parametrize("who", ["viewer", "other_lead", "board", "coordinator"])
def test_nobody_else_replies(cast, challenge, now, who):
    with pytest.raises(Forbidden):
        reply(challenge, now, by=access(getattr(cast, who)))
    assert not ChallengeReply.objects.exists()


def test_an_agency_may_add_to_its_reply(replied, now):
    reply(replied, now, text="And in the third.", seen=1)
    assert [one.text for one in replied.thread()] == ["In both.", "And in the third."]
    replied.refresh_from_db()
    assert replied.state == "replied"


def test_an_agency_replies_also_after_it_has_withdrawn_the_response(
    challenge, sent, now
):
    withdraw_response(response=sent, reason="Sent too early.", by=ANYBODY, at=now)
    reply(challenge, now)
    challenge.refresh_from_db()
    assert challenge.state == "replied"


def test_a_reply_to_what_was_not_read_is_not_saved(replied, now):
    assert refused(reply, replied, now, text="Mine.", seen=0) == "meanwhile"
    assert replied.replies.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_a_reply_says_something_and_not_too_much(challenge, now, text):
    with pytest.raises(ValidationError):
        reply(challenge, now, text=text)


def test_the_same_reply_sent_twice_is_written_once(challenge, now):
    key = uuid4()
    one = reply(challenge, now, form_key=key, seen=0)
    assert reply(challenge, now, form_key=key, seen=0) == one
    assert challenge.replies.count() == 1


def test_a_reply_from_another_questions_page_is_refused(
    challenge, sent, northshire, now
):
    key = uuid4()
    reply(challenge, now, form_key=key)
    other = ask(sent, northshire, now, number=2)
    assert refused(reply, other, now, form_key=key) == "another"


def test_whoever_asked_says_that_it_is_not_answered_yet(cast, replied, now):
    again(replied, now, by=access(cast.board), seen=1)
    replied.refresh_from_db()
    assert (replied.state, replied.reply_by) == ("open", day(now, 14))
    assert [one.side for one in replied.thread()] == ["agency", "partnership"]


def test_nothing_is_asked_again_before_there_is_a_reply(challenge, now):
    assert refused(again, challenge, now) == "moved"


def test_asking_again_needs_a_day_that_is_not_past(replied, now):
    assert refused(again, replied, now, reply_by=day(now, -1)) == "past"


@pytest.mark.parametrize("who", ["board", "coordinator"])
def test_the_asker_and_coordinators_close(cast, replied, now, who):
    by = access(getattr(cast, who))
    close(replied, now, by=by, seen=1)
    replied.refresh_from_db()
    assert (replied.state, replied.closed_how) == ("closed", "answered")
    assert replied.closed_because == "The reply says it."
    assert (replied.closed_by, replied.closed_at) == (by.actor_name, now)


@pytest.mark.parametrize("who", ["auditor", "analyst", "lead", "coordinator_elsewhere"])
def test_nobody_else_closes_or_asks_again(cast, replied, now, who):
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        close(replied, now, by=by)
    with pytest.raises(Forbidden):
        again(replied, now, by=by)
    assert not is_asker(replied, CLOSE, by)


def test_an_asker_who_has_left_the_partnership_does_not_close(cast, replied, now):
    cast.board.partnership_memberships.all().delete()
    with pytest.raises(Forbidden) as caught:
        close(replied, now, by=access(cast.board))
    assert str(caught.value) == (
        "To close a question that somebody else asked you need to be a coordinator."
    )


def test_a_coordinator_of_another_partnership_does_not_close(
    replied, castlebourne, now
):
    person = partner_in(castlebourne, "coordinator")
    assert not is_asker(replied, ASK_AGAIN, access(person))
    with pytest.raises(Forbidden):
        close(replied, now, by=access(person))


@pytest.mark.parametrize("role", ["lead", "viewer"])
def test_nobody_of_the_agency_closes_or_asks_again(
    hopewell, northshire, sent, replied, now, role
):
    person = member_of(hopewell, role)
    northshire.members.create(user=person, role="coordinator")
    for move in (again, close):
        with pytest.raises(PermissionDenied, match="You belong to this agency"):
            move(replied, now, by=access(person))
    replied.refresh_from_db()
    assert (replied.state, replied.replies.count()) == ("replied", 1)


def test_whoever_asked_and_joined_the_agency_since_does_not_close(
    cast, hopewell, replied, now
):
    assert is_asker(replied, CLOSE, access(cast.board))
    hopewell.members.create(user=cast.board, role="contributor")
    assert not is_asker(replied, CLOSE, access(cast.board))


@pytest.mark.parametrize("how", ["answered", "action_agreed", "to_board", "withdrawn"])
def test_a_question_is_closed_in_one_of_four_ways_also_without_a_reply(
    challenge, now, how
):
    close(challenge, now, how=how)
    challenge.refresh_from_db()
    assert challenge.closed_how == how


@pytest.mark.parametrize(
    ("more", "why"), [({"how": ""}, "how"), ({"because": "  "}, "reason")]
)
def test_nothing_is_closed_without_saying_how(replied, now, more, why):
    assert refused(close, replied, now, **more) == why
    replied.refresh_from_db()
    assert replied.state == "replied"


def test_there_is_no_fifth_way_to_close(replied, now):
    with pytest.raises(ValidationError):
        close(replied, now, how="forgotten")


def test_the_database_keeps_that_a_closed_one_says_how(replied, now):
    rows = Challenge.objects.filter(pk=replied.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="closed", closed_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(closed_how="answered")


def test_what_is_closed_stays_closed(replied, now):
    close(replied, now)
    assert refused(reply, replied, now) == "moved"
    assert refused(again, replied, now) == "moved"
    assert refused(close, replied, now, how="to_board") == "moved"


def test_a_question_is_never_closed_over_a_reply_that_was_not_read(replied, now):
    assert refused(close, replied, now, seen=0) == "meanwhile"


def test_the_same_closing_sent_twice_closes_once(cast, replied, sent, now):
    by = access(cast.board)
    close(replied, now, by=by, seen=1)
    close(replied, now + timedelta(seconds=1), by=by, seen=1)
    replied.refresh_from_db()
    assert replied.closed_at == now
    assert verbs(sent).count("closed") == 1


def test_a_thread_has_an_end(challenge, now):
    ChallengeReply.objects.bulk_create(
        ChallengeReply(
            challenge=challenge,
            side="agency",
            text="More.",
            written_at=now,
            written_by="the team",
        )
        for _ in range(THREAD_MAX)
    )
    assert refused(reply, challenge, now) == "full"
    close(challenge, now)


def test_every_move_joins_the_history_of_the_response(replied, sent, now):
    again(replied, now)
    reply(replied, now, text="There too.")
    close(replied, now)
    found = events(sent)[-5:]
    assert [one.verb for one in found] == [
        "asked",
        "replied to",
        "asked again after the reply to",
        "replied to",
        "closed",
    ]
    assert {one.subject_label for one in found} == {
        "Northshire’s question about priority 1"
    }
    assert found[0].after["question"] == QUESTION
    assert found[-1].after == {
        "closed_how": "answered",
        "closed_because": "The reply says it.",
    }


def test_every_move_marks_the_dashboard_of_the_partnership_that_asks(
    sent, northshire, castlebourne, strategy, now
):
    def marks():
        found = Adoption.objects.filter(strategy=strategy).order_by("pk")
        rows = found.values_list("partnership__slug", "evidence_changed_at")
        return dict(rows)

    other = marks()["castlebourne"]
    moments = [now + timedelta(minutes=n) for n in range(1, 5)]
    one = ask(sent, northshire, moments[0])
    assert marks()["northshire"] == moments[0]
    reply(one, moments[1])
    assert marks()["northshire"] == moments[1]
    again(one, moments[2])
    assert marks()["northshire"] == moments[2]
    close(one, moments[3])
    assert marks() == {"northshire": moments[3], "castlebourne": other}
