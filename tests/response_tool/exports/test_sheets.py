"""What every agency of a round has sent, as a spreadsheet: never a draft."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.conftest import submit
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import answer_to, put, response_of, write


@pytest.fixture
def harbours(round_, harbour):
    return response_of(round_, harbour)


def book(client, round_):
    answer = client.get(address("round_sheet", round_.pk))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return load_workbook(io.BytesIO(answer.content))


def rows(sheet) -> list[dict]:
    head, *found = sheet.values
    return [dict(zip(head, row, strict=True)) for row in found]


def test_every_submitted_action_is_a_row_with_its_agency_and_priority(
    cast, signed_in, response, round_
):
    put(answer_to(response, 1), "slipping", what="Train twelve staff")
    submit(response)
    found = rows(book(signed_in(cast.coordinator), round_)["Actions"])
    assert len(found) == 5
    (one,) = [row for row in found if row["Action"] == "Train twelve staff"]
    assert one["Agency"] == "Hopewell Family Support"
    assert (one["Number"], one["Status"], one["Overdue"]) == (1, "Slipping", "Yes")


def test_every_submitted_answer_is_a_row_in_the_agencys_words(
    cast, signed_in, response, round_
):
    submit(response)
    found = rows(book(signed_in(cast.coordinator), round_)["Answers"])
    assert [row["Number"] for row in found] == [1, 2, 3, 4]
    assert all(row["What was done"] for row in found)


def test_a_draft_is_never_in_it(cast, signed_in, response, round_):
    write(answer_to(response, 1), progress="A secret of the draft")
    put(answer_to(response, 1), what="A secret action")
    client = signed_in(cast.coordinator)
    found = book(client, round_)
    assert rows(found["Actions"]) == rows(found["Answers"]) == []
    text = b"".join(client.get(address("round_sheet", round_.pk) + "?as=csv"))
    assert b"secret" not in text


def test_what_went_to_another_partnership_alone_is_not_in_it(
    cast, signed_in, harbours, round_
):
    submit(harbours)
    assert rows(book(signed_in(cast.coordinator), round_)["Actions"]) == []


def test_the_actions_are_there_as_csv(cast, signed_in, response, round_):
    submit(response)
    answer = signed_in(cast.coordinator).get(
        address("round_sheet", round_.pk) + "?as=csv"
    )
    text = b"".join(answer).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) == 4
    assert {row["Agency"] for row in found} == {"Hopewell Family Support"}


def test_it_takes_the_same_queries_however_much_was_sent(
    cast, signed_in, response, round_, northshire, harbours
):
    client = signed_in(cast.coordinator)
    url = address("round_sheet", round_.pk)
    empty = query_count(client, url)
    submit(response)
    harbours.recipients.create(partnership=northshire)
    submit(harbours)
    assert query_count(client, url) == empty


def test_the_page_of_the_round_leads_to_it_once_something_was_sent(
    cast, visit, response, round_
):
    person = visit(cast.coordinator)
    words = "every action and answer as a spreadsheet"
    assert words not in person.open("round", round_.pk).links
    submit(response)
    assert words in person.open("round", round_.pk).links
