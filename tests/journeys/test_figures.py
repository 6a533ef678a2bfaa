"""An agency brings figures, a coordinator looks at them, the board sees the change."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from performance.models import DataPoint
from performance.periods import Frequency, latest_ended
from tests.cast import seated
from tests.factories import member_of
from tests.performance.steps import accept, ask, give, measure, send

PHONE = 320
# With the latest seven in a row above the mean, after seven below; none out of range.
BEFORE = (18, 22, 19, 22, 18, 22, 19, 24, 28, 25, 29, 24, 28)
# Asked for from this quarter on: rows 9 to 15 of the spreadsheet, in this order.
NEW = (
    *("Visits", "Calls about neglect", "Officers at meetings", "Children met"),
    *("Warrants", "Arrests", "Letters"),
)
MISTAKES = {
    "D7": 130,  # above the 100 that it is out of
    "E7": 100,
    "D8": "three",
    "D9": "1,234",  # no mistake
    "D10": "12%",
    "D11": date(2026, 7, 9),
    "D12": -4,
    "D13": 7,  # merged with the one below
    "D15": "=3+4",
}
MENDED = {
    "D7": 25,
    "G7": "More families came back.",
    "D8": " 3 ",
    "G8": "A quiet quarter.",
    "D10": 41,
    "D11": 9,
    "D12": 14,
    "D13": 7,
    "D14": 8,
    "D15": 7,
}
NAMED = {
    "D7": "cannot be larger than ‘out of’ (100)",
    "D8": "‘three’ is not a number",
    "D10": "‘12%’ is a percentage",
    "D11": "is a date. Enter a number, and set the cell’s format to number",
    "D12": "‘-4’ is below 0",
    "D13:D14": "These are merged",
    "D15": "a formula here without its result",
}


@pytest.fixture
def police(northshire):
    return seated("Northshire Police", "police", northshire)


@pytest.fixture
def analyst(police):
    """Who counts for the police."""
    return member_of(police, "contributor", email="analyst@police.example")


@pytest.fixture
def asked(northshire, police, today):
    """Fourteen quarters are asked about; all but the latest were accepted."""
    shares = measure("Re-referrals", better=-1)
    small = measure("Injuries of babies", "count")
    for one in (shares, small):
        ask(northshire, police, of=one, due_days=180)
    latest = latest_ended(Frequency.QUARTER, today)
    period = latest.moved(-len(BEFORE))
    for number in BEFORE:
        give(police, shares, number, 100, period=period, note="As ever.")
        give(police, small, 9, period=period, note="As ever.")
        accept(send(police, period), northshire)
        period = period.moved(1)
    for title in NEW:
        one = measure(title, "count")
        ask(northshire, police, of=one, first_on=latest.starts_on, due_days=180)
    return latest


class Sheet:
    """The spreadsheet as the analyst has it open, and brings it."""

    def __init__(self, visitor, folder: Path) -> None:
        self.visitor, self.path = visitor, folder / "figures.xlsx"
        visitor.takes("Download it for this period").save_as(self.path)
        self.book = load_workbook(self.path)
        self.cells = self.book["Figures"]

    def fill(self, cells: dict[str, object]) -> None:
        for where, value in cells.items():
            self.cells[where] = value
        self.book.save(self.path)

    def bring(self) -> None:
        self.visitor.page.get_by_label("Spreadsheet").set_input_files(self.path)
        self.visitor.presses("Upload and look at it").sees("What the spreadsheet says")


def makes_mistakes(sheet: Sheet) -> None:
    sheet.cells.merge_cells("D13:D14")
    sheet.cells.row_dimensions[9].hidden = True
    sheet.cells["K6"] = "Our workings"
    sheet.fill({**MISTAKES, "K9": "see the other file"})
    sheet.bring()


def reads_what_is_wrong(analyst) -> None:
    analyst.sees("Nothing of it is saved yet.").checks_the_page()
    rows = analyst.page.get_by_role("table", name="Problems, cell by cell")
    found = {
        row.get_by_role("rowheader").inner_text(): row.inner_text()
        for row in rows.get_by_role("row").all()[1:]
    }
    assert set(found) == set(NAMED)
    for cell, words in NAMED.items():
        assert words in found[cell], cell
    analyst.sees("Row 9 is hidden. It was read all the same.")
    analyst.sees("Column K, “Our workings”, is not one of ours and was not read.")
    # The one good row is not lost because of the others.
    analyst.sees("1 row says something new")


def mends_them_and_saves(analyst, sheet: Sheet, latest) -> None:
    analyst.follows("Upload another spreadsheet").checks_the_page()
    sheet.cells.unmerge_cells("D13:D14")
    # As the message says: the format of a date would make a date of any number.
    sheet.cells["D11"].number_format = "#,##0"
    sheet.fill(MENDED)
    sheet.bring()
    analyst.sees("9 rows say something new").sees("1,234").checks_the_page()
    points = DataPoint.objects.filter(data_return__starts_on=latest.starts_on)
    assert not points.exists()
    analyst.presses("Save the 9 good rows").sees("9 figures from “figures.xlsx” saved.")
    assert points.count() == 9


def sends(analyst) -> None:
    analyst.checks_the_page().presses("Check and send").sees("Check your figures")
    analyst.checks_the_page()
    analyst.presses("Send these figures").sees("Your figures are sent.")


def queries_one_and_accepts_the_rest(coordinator) -> None:
    coordinator.follows("Look at 9 figures that agencies sent").checks_the_page()
    coordinator.follows("Look at them").checks_the_page()
    coordinator.page.get_by_text("Ask about this figure: Visits").click()
    box = coordinator.page.get_by_label("What do you ask about “Visits”?")
    box.fill("Is this the whole quarter?")
    coordinator.presses("Send your decision")
    coordinator.sees("8 figures accepted, 1 figure sent back with a question.")
    coordinator.checks_the_page()


def is_asked(analyst) -> None:
    analyst.goes_to("/").follows("Answer 1 question about your figures")
    analyst.sees("Is this the whole quarter?").checks_the_page()


def sees_the_change_and_what_is_hidden(board) -> None:
    board.goes_to("/measures/northshire/").sees("Getting worse").checks_the_page()
    board.sees("hidden,").follows("Re-referrals").checks_the_page()
    board.sees("the last 7 quarters are all above the mean")
    board.sees("This is a change for the worse")
    board.goes_to("/measures/northshire/").follows("Injuries of babies")
    board.sees("Hidden: from 1 to 5, or it would give another figure away")
    board.checks_the_page()
    shown = board.page.locator("main td, main dd, main text").all_text_contents()
    assert "c" in {text.strip() for text in shown}
    assert "3" not in {text.strip() for text in shown}


def test_figures_from_a_spreadsheet_to_the_board(
    visitor, cast, analyst, asked, tmp_path
):
    person = visitor(width=PHONE).signs_in(analyst)
    person.follows("Send your figures")
    sheet = Sheet(person, tmp_path)
    person.follows("Upload a filled-in one")
    makes_mistakes(sheet)
    reads_what_is_wrong(person)
    mends_them_and_saves(person, sheet, asked)
    sends(person)
    coordinator = visitor(width=PHONE).signs_in(cast.coordinator)
    queries_one_and_accepts_the_rest(coordinator)
    is_asked(person)
    sees_the_change_and_what_is_hidden(visitor(width=PHONE).signs_in(cast.board))
