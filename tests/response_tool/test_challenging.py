"""The one table of who may move a challenge from where to where."""

import pytest
from django.core.exceptions import ValidationError

from partnership.roles import ROLES, Permission
from response_tool.challenging import (
    ASK_AGAIN,
    CLOSE,
    REPLY,
    TABLE,
    THREAD_MAX,
    Stage,
    check,
    is_possible,
)
from response_tool.models import Challenge

# Who, whether the asker too, from, to, and whether it must be said how.
AGREED = {
    "ask": (
        {"coordinator", "board", "auditor"},
        False,
        {"not_asked"},
        "open",
        False,
    ),
    "reply": ({"lead", "contributor"}, False, {"open", "replied"}, "replied", False),
    "ask again": ({"coordinator"}, True, {"replied"}, "open", False),
    "close": ({"coordinator"}, True, {"open", "replied"}, "closed", True),
}


def who(permission: Permission) -> set[str]:
    return {role.value for role, may in ROLES.items() if permission in may}


def refusal(*args: object, **kwargs: object) -> str:
    with pytest.raises(ValidationError) as caught:
        check(*args, **kwargs)
    error = caught.value
    one = error.error_dict if hasattr(error, "error_dict") else {"": [error]}
    return next(iter(one.values()))[0].code or ""


def test_the_table_is_the_one_that_was_agreed():
    assert {
        name: (
            who(move.permission),
            move.asker_too,
            {stage.value for stage in move.stages},
            move.to.value,
            move.needs_how,
        )
        for name, move in TABLE.items()
    } == AGREED


def test_its_stages_are_those_of_the_rows():
    assert {one.value for one in Stage} - {"not_asked"} == set(Challenge.State.values)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("name", TABLE)
def test_what_is_not_in_the_table_is_refused(name, stage):
    move = TABLE[name]
    how = {"how": "answered", "because": "It is."}
    if stage in move.stages:
        check(move, stage, **how)
        assert is_possible(move, stage)
    else:
        assert refusal(move, stage, **how) == "moved"
        assert not is_possible(move, stage)


def test_a_page_that_had_not_shown_everything_is_refused():
    assert refusal(REPLY, "open", written=2, seen=1) == "meanwhile"
    check(REPLY, "open", written=2, seen=2)


def test_a_move_made_by_no_page_has_seen_everything():
    check(REPLY, "open", written=2)


@pytest.mark.parametrize("because", ["", "   \n"])
def test_closing_says_how_and_in_words(because):
    assert refusal(CLOSE, "replied", how="answered", because=because) == "reason"
    assert refusal(CLOSE, "replied", because="It is.") == "how"


def test_a_thread_ends_somewhere_and_can_then_still_be_closed():
    assert refusal(REPLY, "open", written=THREAD_MAX) == "full"
    assert refusal(ASK_AGAIN, "replied", written=THREAD_MAX) == "full"
    check(CLOSE, "replied", written=THREAD_MAX, how="to_board", because="Talk.")
