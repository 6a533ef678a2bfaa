"""Challenges on the board page: words first, then a small table."""

import pytest
from bs4 import BeautifulSoup

from dashboards.challenged import Challenged
from dashboards.encoding import as_fields
from response_tool.figures.challenges import AgencyChallenges, ChallengeFigures
from tests.conftest import submit
from tests.response_tool.questions import ask, close, make_late, reply

ONE = [AgencyChallenges("Hopewell")]


def said(**figures: object) -> str:
    made = ChallengeFigures(**{"agencies": ONE} | figures)
    return Challenged(as_fields(made)).sentence


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"agencies": []}, "Nobody has asked an agency about an answer yet."),
        (
            {"waiting": 1},
            "One question is open: it waits for a reply. None is closed yet.",
        ),
        (
            {"waiting": 1, "late": 1, "closed": {"answered": 1}},
            (
                "One question is open: it waits for a reply, late. One is closed, "
                "answered."
            ),
        ),
        (
            {"replied": 1},
            (
                "One question is open: it has been replied to and not closed. None is "
                "closed yet."
            ),
        ),
        (
            {"waiting": 3, "late": 1, "replied": 2, "closed": {"answered": 2}},
            (
                "Five questions are open: three wait for a reply, one of them late; "
                "two have been replied to and not closed. Two are closed: two answered."
            ),
        ),
        (
            {"waiting": 2, "late": 2},
            (
                "Two questions are open: two wait for a reply, all late. None is "
                "closed yet."
            ),
        ),
        (
            {"closed": {"withdrawn": 1, "answered": 1, "action_agreed": 1}},
            (
                "No question is open. Three are closed: one answered, one with an "
                "action agreed and one withdrawn."
            ),
        ),
    ],
)
def test_it_is_said_in_words(figures, sentence):
    assert said(**figures) == sentence


def test_a_snapshot_from_before_this_part_says_nothing():
    assert not Challenged({}).is_known
    assert Challenged(as_fields(ChallengeFigures())).is_known


@pytest.fixture
def page(cast, signed_in, adoption):
    """The part of the board page, opened afresh."""

    def read() -> BeautifulSoup:
        partnership, strategy = adoption.partnership, adoption.strategy
        url = f"/dashboards/{partnership.slug}/{strategy.slug}/"
        html = signed_in(cast.board).get(url).content.decode()
        return BeautifulSoup(html, "html.parser").select_one(
            "section[aria-labelledby=challenges]"
        )

    return read


def test_the_empty_state_is_one_quiet_line(page, round_, compiled, adoption):
    compiled(adoption)
    part = page()
    assert part.select("table, a") == []
    assert "Nobody has asked an agency about an answer yet." in part.get_text()


def test_the_board_reads_them_by_agency_with_a_link_to_the_log(
    page, response, northshire, compiled, adoption, now, today
):
    submit(response)
    make_late(ask(response, northshire, now), today)
    reply(ask(response, northshire, now, number=2), now)
    compiled(adoption)
    part = page()
    cells = [cell.get_text() for cell in part.select("tbody td, tbody th")]
    assert cells[0] == "Hopewell Family Support"
    numbers = [int(text[-1]) for text in cells[1:]]
    assert numbers == [1, 1, 1, 0]
    assert part.a["href"] == "/challenges/?show=all"


def test_every_move_is_compiled_and_nothing_else(
    response, northshire, castlebourne, compiled, adoption, now
):
    submit(response)
    revisions = [compiled(adoption).revision]
    one = ask(response, northshire, now)
    revisions.append(compiled(adoption).revision)
    reply(one, now)
    revisions.append(compiled(adoption).revision)
    close(one, now)
    revisions.append(compiled(adoption).revision)
    ask(response, castlebourne, now)
    revisions.append(compiled(adoption).revision)
    assert revisions == [1, 2, 3, 4, 4]


def test_only_the_part_about_challenges_is_compiled_anew(
    response, northshire, compiled, adoption, now
):
    submit(response)
    before = compiled(adoption)
    ask(response, northshire, now)
    after = compiled(adoption)
    assert after.sections["challenges"]["waiting"] == 1
    same = {"response_tool", "strategies"}
    assert {n: before.sections[n] for n in same} == {n: after.sections[n] for n in same}
    assert before.fingerprints["response_tool"] == after.fingerprints["response_tool"]
