"""The challenge log as a table to take away."""

from datetime import date, timedelta

import pytest

from response_tool.exports import challenge_table
from response_tool.models import Challenge
from tests.conftest import submit
from tests.response_tool.questions import again, ask, close, make_late, reply


@pytest.fixture
def sent(response):
    return submit(response)


def rows(today: date) -> list[dict[str, object]]:
    found = Challenge.objects.told().prefetch_related("replies")
    table = challenge_table(found, today)
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def test_a_closed_one_is_told_from_beginning_to_end(sent, northshire, now, today):
    one = ask(sent, northshire, now)
    reply(one, now)
    again(one, now + timedelta(minutes=1))
    close(one, now, how="action_agreed")
    (row,) = rows(today)
    assert row["Number"] == one.pk
    assert row["Partnership"] == northshire.name
    assert row["Agency"] == "Hopewell Family Support"
    assert (row["Priority"], row["Priority title"]) == (1, "Do thing 1")
    assert (row["Asked by"], row["Asked on"]) == ("the tests", today)
    assert row["Where it is"] == "Closed"
    first, second = str(row["What was written since"]).split("\n")
    assert first.endswith("the tests: In both.")
    assert second.endswith("the tests: And the night staff?")
    assert (row["Closed on"], row["Closed by"]) == (today, "the tests")
    assert row["What came of it"] == "Action agreed"
    assert row["In a sentence"] == "The reply says it."


def test_a_late_one_says_so(sent, northshire, now, today):
    make_late(ask(sent, northshire, now), today)
    ask(sent, northshire, now, number=2)
    assert [row["Late"] for row in rows(today)] == [False, True]
    assert rows(today)[0]["Closed on"] is None
