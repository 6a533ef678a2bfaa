"""An agency sends figures, a coordinator looks at them, the board sees the change."""

import pytest

from performance.periods import Frequency, latest_ended
from tests.performance.steps import accept, ask, give, measure, send

PHONE = 320
# Seven in a row above the mean, after seven below it.
BEFORE = (20, 18, 19, 21, 18, 20, 19, 31, 33, 30, 32, 31, 33)


@pytest.fixture
def asked(northshire, hopewell, today):
    """Fourteen quarters are asked about; all but the latest were accepted."""
    shares = measure("Re-referrals", better=-1)
    small = measure("Injuries of babies", "count")
    for one in (shares, small):
        ask(northshire, hopewell, of=one, due_days=180)
    latest = latest_ended(Frequency.QUARTER, today)
    period = latest.moved(-len(BEFORE))
    for number in BEFORE:
        give(hopewell, shares, number, 100, period=period, note="As ever.")
        give(hopewell, small, 9, period=period, note="As ever.")
        accept(send(hopewell, period), northshire)
        period = period.moved(1)
    return latest


def fills(visitor, row: int, what: str, text: str) -> None:
    box = visitor.page.get_by_label(f"{what}, row {row}", exact=False)
    box.fill(text)


def makes_mistakes_and_mends_them(lead) -> None:
    lead.follows("Send your figures").checks_the_page()
    fills(lead, 1, "Number", "130")
    fills(lead, 1, "Out of", "1OO")
    fills(lead, 2, "Number", "three")
    lead.presses("Check and send").sees("There is a problem").checks_the_page()
    lead.sees("‘1OO’ is not a number").sees("‘three’ is not a number")
    fills(lead, 1, "Out of", "100")
    fills(lead, 2, "Number", " 3 ")
    lead.presses("Check and send")
    lead.sees("The number (130) cannot be larger than ‘out of’ (100)")
    lead.checks_the_page()
    fills(lead, 1, "Number", "34")
    lead.presses("Check and send").sees("Much lower than usual for you")
    lead.sees("Much higher than usual for you").checks_the_page()
    fills(lead, 1, "Note", "More families came back.")
    fills(lead, 2, "Note", "A quiet quarter.")


def sends(lead) -> None:
    lead.presses("Check and send").sees("Check your figures").checks_the_page()
    lead.presses("Send these figures").sees("Your figures are sent.")
    lead.checks_the_page()


def queries_one_and_accepts_the_rest(coordinator) -> None:
    coordinator.follows("Look at 2 figures that agencies sent").checks_the_page()
    coordinator.follows("Look at them").checks_the_page()
    coordinator.page.get_by_text("Ask about this figure: Injuries of babies").click()
    box = coordinator.page.get_by_label("What do you ask about “Injuries of babies”?")
    box.fill("Is this the whole quarter?")
    coordinator.checks_the_page().presses("Send your decision")
    coordinator.sees("1 figure accepted, 1 figure sent back with a question.")
    coordinator.checks_the_page()


def answers(lead) -> None:
    lead.goes_to("/").follows("Answer 1 question about your figures")
    lead.sees("Is this the whole quarter?").checks_the_page()
    fills(lead, 2, "Note", "It is: fewer babies were born.")
    sends(lead)


def accepts(coordinator) -> None:
    coordinator.goes_to("/").follows("Look at 1 figure that agencies sent")
    coordinator.follows("Look at them").sees("fewer babies were born")
    coordinator.presses("Send your decision").sees("1 figure accepted.")


def sees_the_change_and_what_is_hidden(board) -> None:
    board.goes_to("/measures/northshire/").sees("Getting worse").checks_the_page()
    board.sees("hidden,").follows("Re-referrals").checks_the_page()
    board.sees("This is a change for the worse")
    board.goes_to("/measures/northshire/").follows("Injuries of babies")
    board.sees("Hidden: from 1 to 5, or it would give another figure away")
    board.checks_the_page()
    shown = board.page.locator("main td, main dd, main text").all_text_contents()
    assert "c" in {text.strip() for text in shown}
    assert "3" not in {text.strip() for text in shown}


def test_figures_from_the_agency_to_the_board(visitor, cast, asked):
    lead = visitor(width=PHONE).signs_in(cast.lead)
    makes_mistakes_and_mends_them(lead)
    sends(lead)
    coordinator = visitor(width=PHONE).signs_in(cast.coordinator)
    queries_one_and_accepts_the_rest(coordinator)
    answers(lead)
    accepts(coordinator)
    sees_the_change_and_what_is_hidden(visitor(width=PHONE).signs_in(cast.board))
