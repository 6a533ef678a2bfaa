"""The board page in the partnership's own words."""

import pytest

from dashboards.board import Board, overdue_rows
from partnership.actions import change_wording
from partnership.wording import Words
from tests.conftest import submit
from tests.dashboards.conftest import address
from tests.dashboards.figures import board, objective, overdue
from tests.factories import ANYBODY
from ui.merging import Edit

OWN = Words(
    {
        "status_on_track": "Green",
        "status_slipping": "Amber",
        "status_embedded": "Blue",
        "meaning_embedded": "Part of what we do.",
    }
)


@pytest.fixture
def said() -> Board:
    objectives = [
        objective("Recognise", on_track=2, slipping=1),
        objective("Respond", slipping=2),
    ]
    figures = board(objectives=objectives).figures
    figures["totals"] |= {"asked": 3, "returns": 3, "held": 9, "good": 9}
    return Board(figures, OWN)


def test_sentences_use_the_partnerships_words(said):
    assert said.lead.endswith("are green, complete or blue.")
    assert said.progress_sentence.endswith(
        "largest share that is amber, off track, not started or without an action."
    )
    assert said.progress.bars[0].note == "2 of 3 green or better"


def test_the_legend_gives_the_partnerships_words_and_meanings(said):
    legend = {tone: (word, meaning) for tone, word, meaning in said.legend}
    assert legend["embedded"] == ("Blue", "part of what we do")
    assert legend["complete"] == ("Complete", "done")
    assert legend["no_action"] == ("No action", "theirs, nothing planned")


def test_charts_and_figures_use_the_partnerships_words(said):
    assert list(said.by_status.table.headings)[1:4] == ["Blue", "Complete", "Green"]
    assert said.key_figures[2].label == "Blue"
    assert said.key_figures[2].note == "part of what we do"


def test_overdue_actions_use_the_partnerships_words():
    row = list(overdue("Hopewell", 3)._replace(by_when="2026-10-01"))
    (own,) = overdue_rows([row], OWN)
    (standard,) = overdue_rows([row])
    assert (own["word"], standard["word"]) == ("Amber", "Slipping")


@pytest.fixture
def reader(cast, signed_in):
    return signed_in(cast.board)


def test_new_words_are_shown_at_once(
    reader, northshire, adoption, response, compiled, now
):
    submit(response)
    compiled(adoption)
    before = reader.get(address(adoption)).text
    assert "are on track, complete or embedded" in before
    change_wording(
        partnership=northshire,
        edits=[Edit("status_on_track", "", "Green")],
        by=ANYBODY,
        at=now,
    )
    after = reader.get(address(adoption)).text
    assert "are green, complete or embedded" in after
    assert "On track" not in after
