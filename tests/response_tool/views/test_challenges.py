"""The challenge log, and one challenge from both sides."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from notices.models import Notice, kinds_for
from partnership.roles import PartnershipRole
from response_tool.actions import withdraw_response
from response_tool.models import Challenge, Response
from response_tool.views.challenges import PAGE
from tests.conftest import submit
from tests.factories import ANYBODY, access, member_of
from tests.response_tool.pages import address, day, query_count
from tests.response_tool.questions import QUESTION, again, ask, close, make_late, reply
from tests.response_tool.steps import write

REPLY, AGAIN, CLOSE = "Send your reply", "Ask again", "Close the question"
HOW = {"close-how": "answered", "close-because": "The reply says it."}
NHS = "943 476 5919"
MEANWHILE = "Something was added while you were writing."


@pytest.fixture
def sent(cast, response) -> Response:
    submit(response)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def challenge(cast, sent, northshire, now) -> Challenge:
    return ask(sent, northshire, now, by=access(cast.board))


@pytest.fixture
def replied(challenge, now) -> Challenge:
    reply(challenge, now)
    return challenge


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


@pytest.fixture
def board(cast, visit):
    return visit(cast.board)


def state(challenge) -> str:
    challenge.refresh_from_db()
    return challenge.state


def test_from_the_home_page_to_the_reply_and_the_closing(lead, board, challenge):
    lead.go("/")
    lead.follow("Reply to Northshire’s question about priority 1")
    page = lead.press(REPLY, {"reply-text": "In both."})
    assert "Your reply is sent to Northshire" in page.text
    assert "Hopewell Family Support replied" in page.text
    board.go("/")
    board.follow("Read the reply of Hopewell Family Support about priority 1")
    page = board.press(CLOSE, HOW)
    assert "The question is closed." in page.text
    assert "Closed: answered" in page.text
    assert page.buttons == {}
    assert state(challenge) == "closed"


def test_the_page_shows_the_answer_as_it_stood(lead, challenge, sent):
    page = lead.open("challenge", challenge.pk)
    assert "Progress on 1." in page.text
    assert "Action for 1 (Team manager, by" in page.text
    assert "has changed this answer since" not in page.text
    answer = challenge.answer
    answer.progress = "Other words."
    answer.save()
    page = lead.open("challenge", challenge.pk)
    assert "Hopewell Family Support has changed this answer since" in page.text
    assert "Other words." not in page.text


def test_the_answer_as_it_is_now_is_where_the_link_leads(board, challenge, sent):
    page = board.open("challenge", challenge.pk)
    href = page.links["The answer as it is now"]
    assert href == address("answers", sent.pk) + "#priority-1"
    assert board.go(href).soup.find(id="priority-1")


def test_after_a_withdrawal_the_question_stands_and_no_draft_is_shown(
    lead, board, challenge, sent, now
):
    withdraw_response(response=sent, reason="Sent too early.", by=ANYBODY, at=now)
    write(challenge.answer, progress="A new draft.")
    page = board.open("challenge", challenge.pk)
    assert "has withdrawn this response since" in page.text
    assert "Progress on 1." in page.text
    assert "A new draft." not in page.html
    assert "The answer as it is now" not in page.links
    lead.open("challenge", challenge.pk)
    lead.press(REPLY, {"reply-text": "In both."})
    assert state(challenge) == "replied"


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("lead", {REPLY}),
        ("contributor", {REPLY}),
        ("viewer", set()),
        ("board", {AGAIN, CLOSE}),
        ("coordinator", {AGAIN, CLOSE}),
        ("auditor", set()),
        ("analyst", set()),
    ],
)
def test_each_is_offered_what_they_can_do(cast, visit, replied, who, buttons):
    page = visit(getattr(cast, who)).open("challenge", replied.pk)
    assert set(page.buttons) == buttons


def test_asking_again_gives_a_new_day(board, replied, today):
    on = today + timedelta(days=9)
    board.open("challenge", replied.pk)
    typed = day("again-reply_by", f"{on.day} {on.month} {on.year}")
    page = board.press(AGAIN, typed | {"again-text": "And at night?"})
    assert "Hopewell Family Support is asked again." in page.text
    assert "Northshire said that it is not answered yet" in page.text
    replied.refresh_from_db()
    assert (replied.state, replied.reply_by) == ("open", on)


def test_nothing_is_closed_without_saying_how(board, replied):
    board.open("challenge", replied.pk)
    page = board.press(CLOSE)
    assert page.problems == [
        "Choose what came of it",
        "Say in a sentence what came of it",
    ]
    page = board.press(CLOSE, {"close-how": "to_board"})
    assert page.problems == ["Say in a sentence what came of it"]
    assert state(replied) == "replied"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Enter your reply"),
        ("x" * 2001, "Your reply must be 2,000 characters or fewer. It has 2,001."),
        (f"NHS {NHS}", "Take out what could identify a child or family"),
    ],
)
def test_a_reply_that_cannot_stand_comes_back_as_typed(lead, challenge, text, problem):
    lead.open("challenge", challenge.pk)
    page = lead.press(REPLY, {"reply-text": text})
    assert any(problem in one for one in page.problems)
    assert page.field("reply-text") == text
    assert state(challenge) == "open"


def test_a_reply_sent_twice_is_written_once(lead, challenge):
    form = lead.open("challenge", challenge.pk)
    lead.press(REPLY, {"reply-text": "In both."})
    lead.page = form
    page = lead.press(REPLY, {"reply-text": "In both."})
    assert page.path == address("challenge", challenge.pk)
    assert challenge.replies.count() == 1


def test_a_colleague_who_replied_meanwhile_is_read_before_one_sends_again(
    lead, challenge, now
):
    lead.open("challenge", challenge.pk)
    reply(challenge, now, text="A colleague’s words.")
    page = lead.press(REPLY, {"reply-text": "My words."})
    assert MEANWHILE in page.problems[0]
    assert "A colleague’s words." in page.text
    assert page.field("reply-text") == "My words."
    lead.press(REPLY)
    texts = [one.text for one in challenge.thread()]
    assert texts == ["A colleague’s words.", "My words."]


def test_nobody_closes_over_a_reply_that_came_meanwhile(board, challenge, now):
    board.open("challenge", challenge.pk)
    reply(challenge, now, text="Only just.")
    page = board.press(CLOSE, HOW)
    assert MEANWHILE in page.problems[0]
    assert "Only just." in page.text
    assert state(challenge) == "replied"
    board.press(CLOSE)
    assert state(challenge) == "closed"


def test_words_for_what_was_closed_meanwhile_are_shown_for_copying(
    lead, board, challenge, now
):
    lead.open("challenge", challenge.pk)
    board.open("challenge", challenge.pk)
    close(challenge, now, how="withdrawn", because="Asked of another agency.")
    page = lead.press(REPLY, {"reply-text": "My words."})
    assert page.status == 409
    assert "Your words are not saved" in page.text
    assert "This question is closed" in page.text
    assert "My words." in page.text
    page = board.press(CLOSE, HOW)
    assert (page.status, challenge.replies.count()) == (409, 0)
    assert "The reply says it." in page.text


@pytest.mark.parametrize("words", ["My words. " * 300, f"My words: {NHS}"])
def test_words_with_a_problem_are_shown_too_where_it_was_closed_meanwhile(
    lead, board, replied, now, words
):
    lead.open("challenge", replied.pk)
    board.open("challenge", replied.pk)
    form = board.page
    close(replied, now)
    page = lead.press(REPLY, {"reply-text": words})
    assert (page.status, page.problems) == (409, [])
    assert "This question is closed" in page.text
    assert words.strip() in page.text
    page = board.press(AGAIN, {"again-text": words})
    assert "There is no new reply to this question" in page.text
    assert words.strip() in page.text
    board.page = form
    page = board.press(CLOSE, {"close-because": words})
    assert "This question is closed already" in page.text
    assert words.strip() in page.text


def test_a_closing_sent_twice_is_fine(board, replied):
    form = board.open("challenge", replied.pk)
    board.press(CLOSE, HOW)
    board.page = form
    assert "The question is closed." in board.press(CLOSE, HOW).text


def test_texts_are_shown_as_texts(lead, challenge, now):
    reply(challenge, now, text="<script>alert(1)</script>")
    page = lead.open("challenge", challenge.pk)
    assert "<script>alert(1)</script>" in page.text
    assert page.main.select("blockquote script") == []


# --- The log


@pytest.fixture
def four(cast, sent, northshire, now, today):
    """Waiting, late, replied and closed, about priorities 1 to 4."""
    found = [
        ask(sent, northshire, now, number=n, question=f"Question {n}?")
        for n in range(1, 5)
    ]
    make_late(found[1], today)
    reply(found[2], now)
    close(found[3], now)
    return found


SHOWN = {
    "": {1, 2, 3},
    "open": {1, 2, 3},
    "waiting": {1, 2},
    "late": {2},
    "replied": {3},
    "closed": {4},
    "all": {1, 2, 3, 4},
    "nonsense": {1, 2, 3},
}


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize("who", ["lead", "coordinator"])
def test_the_log_shows_one_kind_at_a_time(cast, visit, four, who, show):
    page = visit(getattr(cast, who)).go(f"{address('challenges')}?show={show}")
    shown = {n for n in range(1, 5) if f"Question {n}?" in page.text}
    assert shown == SHOWN[show]
    for label in (
        *("Open (3)", "Waiting for a reply (2)", "Late (1)"),
        *("Replied (1)", "Closed (1)", "All (4)"),
    ):
        assert label in page.links
    assert len(page.main.select("nav [aria-current]")) == 1


def test_the_log_of_others_is_empty_and_says_so(cast, visit, four):
    for who in ("other_lead", "coordinator_elsewhere"):
        page = visit(getattr(cast, who)).open("challenges")
        assert "None of this kind." in page.text
        assert "Question" not in page.text.replace("Questions that", "")


def test_only_who_may_ask_is_told_how(cast, visit, response):
    hint = "open its answers"
    assert hint in visit(cast.board).open("challenges").text
    assert hint not in visit(cast.lead).open("challenges").text


def test_a_long_log_has_pages_that_keep_the_kind(board, sent, northshire, now):
    for _ in range(PAGE + 1):
        ask(sent, northshire, now)
    page = board.go(f"{address('challenges')}?show=waiting")
    assert len(page.main.select("tbody tr")) == PAGE
    href = page.main.select_one("a[rel=next]")["href"]
    page = board.go(address("challenges") + href)
    assert len(page.main.select("tbody tr")) == 1
    assert "Page 2 of 2" in page.text
    assert href == "?show=waiting&page=2"


@pytest.mark.parametrize("name", ["challenges", "challenge_log"])
def test_the_log_needs_no_more_queries_for_more(
    cast, signed_in, four, sent, northshire, now, name
):
    client = signed_in(cast.coordinator)
    url = address(name, *(["xlsx"] if name == "challenge_log" else []))
    url += "?show=all"
    few = query_count(client, url)
    for number in (1, 2, 3, 4):
        reply(ask(sent, northshire, now, number=number), now)
    assert query_count(client, url) == few


def test_one_challenge_needs_no_more_queries_for_a_longer_thread(
    cast, signed_in, replied, now
):
    client, url = signed_in(cast.board), address("challenge", replied.pk)
    few = query_count(client, url)
    again(replied, now)
    reply(replied, now)
    assert query_count(client, url) == few


def test_both_downloads_hold_what_the_log_shows(cast, signed_in, four):
    client = signed_in(cast.coordinator)
    answer = client.get(address("challenge_log", "csv") + "?show=replied")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    (row,) = [dict(zip(head, row, strict=True)) for row in rows]
    assert (row["Question"], row["Where it is"]) == ("Question 3?", "Replied")
    answer = client.get(address("challenge_log", "xlsx") + "?show=all")
    _, sheet = load_workbook(io.BytesIO(answer.content)).worksheets
    assert sheet.max_row == 5
    assert 'filename="challenges-all-' in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_download_holds_nothing_of_others(cast, signed_in, four, castlebourne, sent):
    client = signed_in(cast.other_lead)
    answer = client.get(address("challenge_log", "csv") + "?show=all")
    assert len(answer.content.decode().splitlines()) == 1


def test_there_is_no_third_kind_of_file(cast, signed_in, four):
    assert signed_in(cast.lead).get(address("challenge_log", "exe")).status_code == 404


def test_somebody_of_both_sides_is_offered_what_the_agency_may(
    hopewell, northshire, visit, replied
):
    person = member_of(hopewell, "contributor")
    northshire.members.create(user=person, role="coordinator")
    page = visit(person).open("challenge", replied.pk)
    assert set(page.buttons) == {REPLY}
    assert QUESTION in page.text
    page = visit(person).open("close_challenge", replied.pk)
    assert page.status == 403
    assert "somebody else of the partnership" in page.text


# --- Messages


def told(kind: str) -> set[tuple[str, str]]:
    rows = Notice.objects.filter(kind=kind).select_related("person")
    return {(one.person.email, one.href) for one in rows}


def test_each_move_is_told_to_the_other_side(cast, sent, northshire, now):
    one = ask(sent, northshire, now, by=access(cast.board))
    href = address("challenge", one.pk)
    agency = {(person.email, href) for person in (cast.lead, cast.contributor)}
    assert told("question_asked") == agency
    reply(one, now, by=access(cast.lead))
    asking = {(person.email, href) for person in (cast.board, cast.coordinator)}
    assert told("question_replied") == asking
    close(one, now, by=access(cast.board))
    asking.remove((cast.board.email, href))
    assert told("question_closed") == agency | asking


def test_whoever_asked_is_told_what_a_coordinator_made_of_the_question(
    cast, challenge, now
):
    reply(challenge, now)
    again(challenge, now, by=access(cast.coordinator))
    close(challenge, now, by=access(cast.coordinator))
    notices = Notice.objects.filter(person=cast.board).order_by("pk")
    _, asked, closed = [(one.title, one.text, one.reason) for one in notices]
    because = "You get this because Northshire Safeguarding Children Partnership asked."
    assert asked == (
        "Hopewell Family Support is asked again about priority 1",
        "Northshire Safeguarding Children Partnership asks: And the night staff?",
        because,
    )
    assert closed == (
        "A question to Hopewell Family Support about priority 1 is closed",
        "Answered: The reply says it.",
        because,
    )
    assert [one.kind for one in notices[1:]] == ["question_asked", "question_closed"]
    assert set(notices.values_list("kind", flat=True)) <= set(
        kinds_for([PartnershipRole.BOARD])
    )


def test_who_answers_for_the_agency_and_asks_is_told_once(
    hopewell, northshire, challenge, now
):
    person = member_of(hopewell, "contributor")
    northshire.members.create(user=person, role="coordinator")
    close(challenge, now)
    (notice,) = Notice.objects.filter(person=person, kind="question_closed")
    assert (
        notice.reason == "You get this because you answer for Hopewell Family Support."
    )
