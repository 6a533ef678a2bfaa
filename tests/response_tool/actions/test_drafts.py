"""Who may change a draft, and until when: the same for every action."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from response_tool.actions import (
    Choice,
    add_action,
    change_action,
    choose_priorities,
    keep_aside,
    remove_action,
    save_answer,
    save_contact,
    start_response,
)
from response_tool.models import Action, Answer, Response
from tests.conftest import submit
from tests.factories import NOW, TODAY, access
from tests.response_tool.steps import events, put
from ui.merging import Edit


def start(response, answer, action, by):
    start_response(response=response, by=by, at=NOW)


def choose(response, answer, action, by):
    choice = Choice(
        1, Edit("relevance", "", "ours"), Edit("not_relevant_because", "", "")
    )
    choose_priorities(response=response, choices=[choice], by=by, at=NOW)


def save(response, answer, action, by):
    edits = [Edit("progress", "", "We met.")]
    save_answer(answer=answer, edits=edits, by=by, at=NOW)


def add(response, answer, action, by):
    words = {"what": "Train", "who": "Manager", "by_when": TODAY, "status": "complete"}
    add_action(answer=answer, by=by, at=NOW, **words)


def change(response, answer, action, by):
    edits = [Edit("who", "Team manager", "Nurse")]
    change_action(action=action, edits=edits, by=by, at=NOW)


def remove(response, answer, action, by):
    remove_action(action=action, by=by, at=NOW)


def contact(response, answer, action, by):
    edits = [Edit("contact_role", response.contact_role, "Head")]
    save_contact(response=response, edits=edits, by=by, at=NOW)


def aside(response, answer, action, by):
    keep_aside(about=answer, words={"progress": "We met."}, by=by, at=NOW)


CHANGES = [start, choose, save, add, change, remove, contact]


def by_name(value) -> str:
    return getattr(value, "__name__", str(value))


def everything() -> list[object]:
    """Every row that a change could touch."""
    tables = (Response, Answer, Action)
    rows = [list(table.objects.order_by("pk").values()) for table in tables]
    return [*rows, Event.objects.count()]


@pytest.fixture
def action(answer):
    return put(answer)


OTHERS = (
    *("viewer", "other_lead", "coordinator", "board", "auditor", "analyst"),
    *("coordinator_elsewhere", "nobody", "administrator"),
)


def refusal(change_it, *things, by) -> str:
    """Why somebody is refused, in the words they are told; empty when they are not."""
    try:
        change_it(*things, by)
    except Forbidden as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("change_it", [*CHANGES, aside], ids=by_name)
def test_only_an_agencys_own_editors_change_its_draft(
    cast, response, answer, action, change_it
):
    before = everything()
    told = {
        role: refusal(
            change_it, response, answer, action, by=access(getattr(cast, role))
        )
        for role in OTHERS
    }
    reason = "To change an agency’s answers you need to be a lead or contributor."
    assert told == dict.fromkeys(OTHERS, reason)
    assert everything() == before


@pytest.mark.parametrize("change_it", [*CHANGES, aside], ids=by_name)
@pytest.mark.parametrize("role", ["lead", "contributor"])
def test_leads_and_contributors_change_a_draft(
    cast, response, answer, action, role, change_it
):
    person = getattr(cast, role)
    change_it(response, answer, action, access(person))
    event = Event.objects.about("response_tool.response", response.pk).get()
    assert (event.actor_id, event.actor_name) == (person.pk, person.called)


@pytest.mark.parametrize("change_it", CHANGES, ids=by_name)
def test_what_is_submitted_can_no_longer_be_changed(
    cast, response, answer, action, change_it
):
    submit(response)
    before = everything()
    with pytest.raises(ValidationError, match="has been submitted") as refused:
        change_it(response, answer, action, access(cast.lead))
    assert refused.value.code == "submitted"
    assert everything() == before


@pytest.mark.parametrize("change_it", CHANGES, ids=by_name)
def test_a_draft_can_be_changed_after_the_round_has_closed(
    cast, response, answer, action, change_it
):
    round_ = response.round
    round_.opens_on, round_.due_on, round_.closes_on = (
        date.replace(year=2020)
        for date in (round_.opens_on, round_.due_on, round_.closes_on)
    )
    round_.due_on = round_.closes_on = round_.opens_on.replace(year=2021)
    round_.save()
    change_it(response, answer, action, access(cast.lead))
    assert Event.objects.about("response_tool.response", response.pk).exists()


def test_words_that_came_too_late_can_still_be_kept_aside(
    cast, response, answer, action
):
    submit(response)
    aside(response, answer, action, access(cast.contributor))
    event = events(response)[-1]
    assert event.verb == "wrote, but did not save,"
    assert event.after == {"progress": "We met."}
