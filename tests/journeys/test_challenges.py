"""A board member challenges, the agency replies, the challenge is closed."""

from datetime import timedelta

from response_tool.models import Challenge
from tests.conftest import submit
from tests.factories import access
from tests.response_tool.questions import ask

QUESTION = "In which of your teams, and since when?"
REPLY = "In both, since September."
MISSING = "Please say also what the night staff do."


def types_the_day(visitor, on) -> None:
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        visitor.page.get_by_label(part, exact=True).fill(str(number))


def asks(board, response, today) -> None:
    board.goes_to(f"/responses/{response.pk}/answers/").checks_the_page()
    board.follows("Ask about this answer").sees("Progress on 1.").checks_the_page()
    board.presses("Send your question").sees("Enter your question").checks_the_page()
    board.page.get_by_label("What do you want to know?").fill(QUESTION)
    types_the_day(board, today + timedelta(days=7))
    board.presses("Send your question").sees("Your question is sent to Hopewell")
    board.checks_the_page()


def replies(lead, text: str) -> None:
    lead.goes_to("/").sees(QUESTION).checks_the_page()
    lead.follows("Reply to Northshire’s question about priority 1").checks_the_page()
    lead.page.get_by_label("Your reply").fill(text)
    lead.presses("Send your reply").sees("Your reply is sent to Northshire")
    lead.checks_the_page()


def asks_again(board, today) -> None:
    board.goes_to("/").checks_the_page()
    board.follows("Read the reply of Hopewell").sees(REPLY).checks_the_page()
    board.page.get_by_text("Say what is not answered yet").click()
    board.page.get_by_label("What is still missing?").fill(MISSING)
    types_the_day(board, today + timedelta(days=9))
    board.checks_the_page().presses("Ask again").sees("is asked again")
    board.checks_the_page()


def closes(board) -> None:
    board.goes_to("/").follows("Read the reply of Hopewell").checks_the_page()
    board.presses("Close the question").sees("Choose what came of it")
    board.checks_the_page()
    board.page.get_by_label("Action agreed").check()
    board.page.get_by_label("In a sentence").fill("Night staff are trained by May.")
    board.presses("Close the question").sees("The question is closed.")
    board.sees("Closed: action agreed").checks_the_page()


def test_a_board_member_asks_the_agency_replies_and_it_is_closed(
    visitor, cast, response, today
):
    submit(response)
    board = visitor().signs_in(cast.board)
    lead = visitor(width=320).signs_in(cast.lead)
    asks(board, response, today)
    replies(lead, REPLY)
    asks_again(board, today)
    lead.goes_to("/challenges/?show=waiting").sees("In which").checks_the_page()
    replies(lead, "They are trained too.")
    closes(board)
    board.goes_to("/challenges/").sees("None of this kind.").checks_the_page()
    board.follows("Closed (1)").sees("Action agreed").checks_the_page()
    assert board.takes("spreadsheet").suggested_filename.endswith(".xlsx")
    assert board.takes("plain table").suggested_filename.endswith(".csv")
    lead.goes_to(f"/responses/{response.pk}/history/").sees("closed Northshire’s")
    lead.checks_the_page()
    assert Challenge.objects.get().closed_how == "action_agreed"


def test_the_dashboard_counts_it_within_the_minute_without_a_touch(
    visitor, cast, response, northshire, strategy, now
):
    submit(response)
    board = visitor(width=320).signs_in(cast.board)
    board.goes_to(f"/dashboards/{northshire.slug}/{strategy.slug}/")
    board.sees("Nobody has asked an agency about an answer yet.")
    ask(response, northshire, now, by=access(cast.board))
    board.page.reload()
    board.page.get_by_text("One question is open").wait_for(timeout=45_000)
    board.checks_the_page().follows("Read every challenge").checks_the_page()


def test_without_javascript_it_is_asked_and_closed_just_the_same(
    visitor, cast, response, northshire, now
):
    submit(response)
    one = ask(response, northshire, now, by=access(cast.board))
    lead = visitor(javascript=False).signs_in(cast.lead)
    lead.goes_to(f"/challenges/{one.pk}/")
    lead.page.get_by_label("Your reply").fill(REPLY)
    lead.presses("Send your reply").sees(REPLY)
    board = visitor(javascript=False).signs_in(cast.board)
    board.goes_to(f"/challenges/{one.pk}/")
    board.page.get_by_label("Answered", exact=True).check()
    board.page.get_by_label("In a sentence").fill("It is all here.")
    board.presses("Close the question").sees("Closed: answered")
