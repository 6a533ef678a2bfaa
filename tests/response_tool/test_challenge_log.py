"""The kinds of challenges that the log can show."""

from response_tool.challenge_log import DEFAULT, KINDS, filters, known
from response_tool.models import Challenge


def test_every_kind_is_counted(db, today):
    assert set(KINDS) == set(Challenge.objects.counted(today))


def test_an_unknown_kind_is_the_open_ones():
    assert [known(one) for one in ("late", "", "x' OR 1=1")] == [
        "late",
        DEFAULT,
        DEFAULT,
    ]


def test_the_one_that_is_shown_is_marked():
    shown = filters(dict.fromkeys(KINDS, 2), "late")
    assert [one.name for one in shown if one.is_shown] == ["late"]
    assert shown[0].label == "Open"
