"""The Response Tool to take away as a Word document."""

import pytest

from response_tool.word.reading import read
from tests.factories import NOW
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import answer_to, put, send


def test_a_member_of_the_agency_takes_the_draft_away(cast, response, signed_in):
    put(answer_to(response, 1), what="Train staff")
    sent = signed_in(cast.viewer).get(address("word", response.pk))
    assert sent["Content-Type"].endswith("wordprocessingml.document")
    name = "response-tool-hopewell-autumn-2026.docx"
    assert sent["Content-Disposition"] == f'attachment; filename="{name}"'
    assert sent["Cache-Control"] == "no-store"
    assert read(sent.content).rows[0].actions[0].text == "Train staff"


def test_a_blank_one_holds_no_answers(cast, response, signed_in):
    put(answer_to(response, 1))
    url = address("word", response.pk) + "?as=blank"
    found = read(signed_in(cast.lead).get(url).content)
    assert all(row.is_blank for row in found.rows)


def test_the_board_takes_away_what_was_sent_and_no_draft(cast, response, signed_in):
    url = address("word", response.pk)
    assert signed_in(cast.board).get(url).status_code == 404
    send(response, at=NOW)
    found = read(signed_in(cast.board).get(url).content)
    assert found.rows[0].actions[0].text == "Action for 1"
    assert found.date == "18 November 2026"


def test_the_number_of_queries_does_not_grow_with_actions(cast, response, signed_in):
    client, url = signed_in(cast.lead), address("word", response.pk)
    before = query_count(client, url)
    for number in (1, 2, 3, 4):
        put(answer_to(response, number))
        put(answer_to(response, number))
    assert query_count(client, url) == before


@pytest.mark.parametrize("page", ["tasks", "answers"])
def test_the_pages_lead_to_it(cast, response, visit, page, now):
    response.started_at = now
    response.save()
    shown = visit(cast.lead).open(page, response.pk)
    assert shown.links["Download your Response Tool (.docx)"] == address(
        "word", response.pk
    )


def test_the_receipt_leads_to_it(cast, response, visit):
    send(response, at=NOW)
    shown = visit(cast.lead).open("receipt", response.pk)
    assert "Download what you sent as a Word document" in shown.links
