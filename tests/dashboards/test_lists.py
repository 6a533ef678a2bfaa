"""The long lists behind the board page, and the list of boards."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.models import Snapshot
from response_tool.models import Action
from tests.conftest import submit
from tests.dashboards.conftest import address
from tests.factories import AdoptionFactory, published_strategy

DAY = timedelta(days=1)


@pytest.fixture
def reader(cast, signed_in):
    return signed_in(cast.board)


@pytest.fixture
def late(adoption, response, compiled, today):
    """A hundred and twenty overdue actions, the first of them one day late."""
    submit(response)
    answer = response.answers.get(priority__number=2)
    Action.objects.bulk_create(
        Action(
            answer=answer,
            what=f"Late thing {n};",
            who="Team manager",
            by_when=today - n * DAY,
            status="slipping",
        )
        for n in range(1, 121)
    )
    compiled(adoption)


def rows(page) -> list[str]:
    """The actions on a page, in order."""
    parts = page.content.decode().split("Late thing ")[1:]
    return [part.split(";")[0] for part in parts]


def test_the_board_page_shows_the_oldest_ten_and_where_the_rest_is(
    reader, adoption, late
):
    page = reader.get(address(adoption))
    assert rows(page) == [str(n) for n in range(120, 110, -1)]
    link = f'<a class="govuk-link" href="{address(adoption, "overdue/")}">'
    assert f"{link}All 120 overdue actions</a>" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "first", "last", "place"),
    [
        ("", 120, 71, "Page 1 of 3"),
        ("?page=2", 70, 21, "Page 2 of 3"),
        ("?page=3", 20, 1, "Page 3 of 3"),
        ("?page=99", 20, 1, "Page 3 of 3"),
        ("?page=second", 120, 71, "Page 1 of 3"),
    ],
)
def test_overdue_actions_are_paged_oldest_first(
    reader, adoption, late, asked, first, last, place
):
    page = reader.get(address(adoption, "overdue/") + asked)
    assert rows(page) == [str(n) for n in range(first, last - 1, -1)]
    content = page.content.decode()
    assert place in content
    assert "120 actions are past their date and not finished" in content
    assert ('rel="prev"' in content) is (first < 120)
    assert ('rel="next"' in content) is (last > 1)


def test_a_row_says_whose_action_it_is_how_late_and_what_they_say(
    reader, adoption, late
):
    page = reader.get(address(adoption, "overdue/")).content.decode()
    row = page.split("Late thing 120;")[1].split("</tr>")[0]
    for said in ("Hopewell Family Support", "Team manager", "2 Thing 2", "Slipping"):
        assert said in row
    assert "<strong>120</strong>" in row
    assert "last return" not in row


def test_one_overdue_action_is_one_action(reader, adoption, response, compiled, today):
    submit(response)
    first = Action.objects.filter(answer__response=response).order_by("pk").first()
    Action.objects.filter(pk=first.pk).update(by_when=today - DAY)
    compiled(adoption)
    page = reader.get(address(adoption, "overdue/")).content.decode()
    assert "1 action is past its date" in page


def test_statements_stand_under_their_priorities(reader, adoption, response, compiled):
    submit(response)
    compiled(adoption)
    page = reader.get(address(adoption, "difference/")).content.decode()
    places = [page.index(f"{n}. Thing {n}</h2>") for n in range(1, 5)]
    assert places == sorted(places)
    for n in range(1, 5):
        assert f"Children notice {n}." in page
    assert "Page 1" not in page


def test_statements_are_paged(reader, adoption, response, compiled):
    submit(response)
    snapshot = compiled(adoption)
    details = snapshot.details
    details["response_tool"]["statements"] *= 30
    Snapshot.objects.update(details=details)
    pages = [
        reader.get(address(adoption, "difference/") + f"?page={n}").content.decode()
        for n in (1, 2, 3)
    ]
    assert [page.count("Children notice") for page in pages] == [50, 50, 20]
    assert [f"Page {n} of 3" in page for n, page in enumerate(pages, 1)] == [True] * 3


def test_a_statement_that_it_is_too_early_is_counted_and_not_quoted(
    reader, adoption, response, compiled
):
    submit(response)
    one = response.answers.filter(priority__number=1)
    one.update(difference="Too early to say: ask us again in the spring.")
    compiled(adoption)
    page = reader.get(address(adoption)).content.decode()
    assert "3 answers say what has changed for children; 1 says that it is" in page
    assert "ask us again in the spring" not in page
    assert "All 3 statements" in page


BOARDS = "/dashboards/"


def test_the_list_names_the_boards_of_a_persons_partnerships_alone(
    reader, adoption, neighbour, compiled, strategy
):
    compiled(adoption)
    page = reader.get(BOARDS).content.decode()
    assert f'href="{address(adoption)}"' in page
    assert strategy.title in page
    assert re.search(r"Compiled \d+ seconds? ago", page)
    assert "Castlebourne" not in page


def test_the_list_leaves_out_what_is_only_convened(
    cast, signed_in, strategy, northshire, neighbour, adoption
):
    strategy.convenor = northshire
    strategy.save()
    page = signed_in(cast.coordinator).get(BOARDS).content.decode()
    assert "Northshire Safeguarding" in page
    assert "Castlebourne" not in page


def test_a_board_that_was_never_compiled_is_listed_as_on_its_way(reader, adoption):
    page = reader.get(BOARDS).content.decode()
    assert f'href="{address(adoption)}"' in page
    assert "Being compiled for the first time" in page


def test_somebody_whose_partnership_has_adopted_nothing_is_told_so(cast, signed_in):
    page = signed_in(cast.coordinator_elsewhere).get(BOARDS).content.decode()
    assert "None of your partnerships has adopted a strategy yet." in page


@pytest.mark.parametrize("who", ["lead", "viewer", "nobody", "administrator"])
def test_others_are_refused_the_list_with_the_reason(cast, signed_in, who):
    page = signed_in(getattr(cast, who)).get(BOARDS)
    assert page.status_code == 403
    assert "To read the board dashboard you need to be" in page.content.decode()


def test_the_list_takes_as_many_queries_however_many_boards(
    reader, northshire, adoption, compiled
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            assert reader.get(BOARDS).status_code == 200
        return len(context)

    reader.get(BOARDS)
    before = queries()
    for _ in range(4):
        compiled(AdoptionFactory(partnership=northshire, strategy=published_strategy()))
    assert queries() == before
