"""What was decided about a Word document is saved by an editor, whole or not at all."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from partnership.access import Forbidden
from response_tool.actions.word import (
    ChangedAction,
    Decisions,
    NewAction,
    save_from_word,
)
from response_tool.models import Action
from tests.factories import NOW, TODAY, access
from tests.response_tool.steps import answer_to, put, send, verbs, write
from ui.merging import Edit


def new(number: int, what: str = "Train staff") -> NewAction:
    return NewAction(number, what, "All", TODAY, "on_track", uuid4())


def save(response, person, **decided):
    save_from_word(
        response=response,
        decisions=Decisions(document="ours.docx", **decided),
        by=access(person),
        at=NOW,
    )


def test_a_contributor_saves_and_it_is_recorded(cast, response):
    save(response, cast.contributor, new=[new(1), new(2)])
    assert Action.objects.count() == 2
    assert verbs(response) == [
        "started",
        "added an action to",
        "added an action to",
        "brought a Word document into",
    ]


@pytest.mark.parametrize("person", ["viewer", "other_lead", "coordinator", "nobody"])
def test_nobody_else_may(cast, response, person):
    with pytest.raises(Forbidden):
        save(response, getattr(cast, person), new=[new(1)])
    assert Action.objects.count() == 0


def test_a_submitted_response_is_not_changed(cast, response):
    send(response, at=NOW)
    with pytest.raises(ValidationError) as refused:
        save(response, cast.lead, new=[new(1)])
    assert refused.value.code == "submitted"


@pytest.mark.parametrize(
    "decided",
    [
        {"texts": {1: [Edit("progress", "Shown", "From Word")]}},
        {"changed": [ChangedAction(1, 0, [Edit("what", "A", "B")])]},
    ],
)
def test_what_a_colleague_changed_meanwhile_stops_everything(cast, response, decided):
    write(answer_to(response, 1), progress="A colleague’s words")
    with pytest.raises(ValidationError) as refused:
        save(response, cast.lead, new=[new(2)], **decided)
    assert refused.value.code == "overtaken"
    assert Action.objects.count() == 0
    assert "brought a Word document into" not in verbs(response)
    assert answer_to(response, 1).progress == "A colleague’s words"


def test_an_action_of_another_priority_is_not_changed(cast, response):
    action = put(answer_to(response, 2), what="A")
    changed = ChangedAction(1, action.pk, [Edit("what", "A", "B")])
    with pytest.raises(ValidationError):
        save(response, cast.lead, changed=[changed])
    action.refresh_from_db()
    assert action.what == "A"
