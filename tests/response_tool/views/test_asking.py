"""Asking about an answer, with the answer beside the box."""

from datetime import timedelta

import pytest

from response_tool.actions import withdraw_response
from response_tool.models import Challenge, Response
from tests.conftest import submit
from tests.factories import ANYBODY, member_of
from tests.response_tool.pages import address, day, query_count
from tests.response_tool.questions import QUESTION, ask

SEND = "Send your question"
ASK = "Ask about this answer : priority 1"
NHS = "What of the child with NHS number 943 476 5919?"


@pytest.fixture
def sent(cast, response) -> Response:
    submit(response)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def board(cast, visit):
    return visit(cast.board)


@pytest.fixture
def typed(today):
    on = today + timedelta(days=7)
    return {"question": QUESTION, **day("reply_by", f"{on.day} {on.month} {on.year}")}


def test_a_board_member_asks_from_the_answers(board, sent, typed):
    board.open("answers", sent.pk)
    page = board.follow(ASK)
    assert "Progress on 1." in page.text
    page = board.press(SEND, typed)
    assert "Your question is sent to Hopewell Family Support." in page.text
    one = Challenge.objects.get()
    assert page.path == address("challenge", one.pk)
    assert (one.question, one.partnership.slug) == (QUESTION, "northshire")
    page = board.open("answers", sent.pk)
    assert "Northshire asked on" in page.text
    assert "Waiting for a reply" in page.text


def test_a_coordinator_asks_from_the_review(cast, visit, sent):
    coordinator = visit(cast.coordinator)
    page = coordinator.open("review", sent.pk, "northshire")
    assert page.links[ASK] == address("ask", sent.pk, 1)


@pytest.mark.parametrize("who", ["analyst", "lead", "viewer"])
def test_who_may_not_ask_is_offered_nothing(cast, visit, sent, who):
    page = visit(getattr(cast, who)).open("answers", sent.pk)
    assert ASK not in page.links


def test_nobody_is_offered_to_ask_their_own_agency(sent, hopewell, northshire, visit):
    person = member_of(hopewell, "lead")
    northshire.members.create(user=person, role="board")
    visitor = visit(person)
    assert ASK not in visitor.open("answers", sent.pk).links
    assert visitor.open("ask", sent.pk, 1).status == 403


def test_a_draft_offers_its_agency_no_question_about_itself(cast, visit, response):
    assert ASK not in visit(cast.lead).open("answers", response.pk).links


def test_nothing_typed_says_what_is_missing(board, sent):
    board.open("ask", sent.pk, 1)
    page = board.press(SEND)
    assert page.problems == [
        "Enter your question",
        "Enter the day the agency should reply by",
    ]
    assert page.title.startswith("Error: ")


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (NHS, "Take out what could identify a child or family"),
        ("x" * 1001, "Your question must be 1,000 characters or fewer. It has 1,001."),
    ],
)
def test_a_question_that_cannot_stand_comes_back_as_typed(
    board, sent, typed, question, problem
):
    board.open("ask", sent.pk, 1)
    page = board.press(SEND, typed | {"question": question})
    assert any(problem in one for one in page.problems)
    assert page.field("question") == question
    assert not Challenge.objects.exists()


def test_a_day_that_is_past_is_not_taken(board, sent, typed):
    board.open("ask", sent.pk, 1)
    page = board.press(SEND, typed | day("reply_by", "1 1 2020"))
    assert "must be between" in page.problems[0]
    assert page.field("question") == QUESTION


def test_somebody_of_two_partnerships_says_which_asks(
    cast, visit, sent, castlebourne, typed
):
    castlebourne.members.create(user=cast.board, role="auditor")
    visitor = visit(cast.board)
    visitor.open("ask", sent.pk, 1)
    assert visitor.press(SEND, typed).problems == ["Choose which partnership asks"]
    visitor.press(SEND, {"partnership": str(castlebourne.pk)})
    assert Challenge.objects.get().partnership == castlebourne


def test_a_page_sent_twice_asks_once(board, sent, typed):
    form = board.open("ask", sent.pk, 1)
    board.press(SEND, typed)
    board.page = form
    page = board.press(SEND, typed)
    assert page.path == address("challenge", Challenge.objects.get().pk)


def test_an_answer_withdrawn_meanwhile_is_not_asked_about_and_the_words_are_shown(
    board, sent, typed, now
):
    board.open("ask", sent.pk, 1)
    withdraw_response(response=sent, reason="Sent too early.", by=ANYBODY, at=now)
    page = board.press(SEND, typed)
    assert page.status == 409
    assert "The agency has withdrawn this answer" in page.text
    assert QUESTION in page.text
    assert not Challenge.objects.exists()
    assert board.open("ask", sent.pk, 1).status == 404


def test_who_belongs_to_the_agency_is_told_before_they_write(
    cast, visit, hopewell, sent, typed
):
    guest = visit(cast.board)
    guest.open("ask", sent.pk, 1)
    hopewell.members.create(user=cast.board, role="viewer")
    page = guest.press(SEND, typed)
    assert "You belong to this agency" in page.problems[0]
    assert page.field("question") == QUESTION
    page = guest.open("ask", sent.pk, 1)
    assert page.status == 403
    assert "You belong to this agency" in page.text
    assert not Challenge.objects.exists()


def test_what_was_asked_before_stands_above_the_box(board, sent, northshire, now):
    ask(sent, northshire, now)
    page = board.open("ask", sent.pk, 1)
    assert "Asked before" in page.text


def test_another_partnerships_question_is_told_to_nobody_here(
    board, sent, castlebourne, now
):
    ask(sent, castlebourne, now, question="Secret question?")
    for name in ("answers", "history"):
        assert "Castlebourne asked" not in board.open(name, sent.pk).text
        assert "Secret question?" not in board.page.html
    assert "Asked before" not in board.open("ask", sent.pk, 1).text


@pytest.mark.parametrize(
    ("who", "name", "more"),
    [("lead", "answers", ()), ("coordinator", "review", ("northshire",))],
)
def test_pages_with_answers_need_no_more_queries_for_more_questions(
    cast, signed_in, sent, northshire, now, who, name, more
):
    client = signed_in(getattr(cast, who))
    ask(sent, northshire, now)
    few = query_count(client, address(name, sent.pk, *more))
    for number in (1, 2, 3, 4):
        ask(sent, northshire, now, number=number)
    assert query_count(client, address(name, sent.pk, *more)) == few
