"""The actions under an answer: added, changed, removed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from response_tool.actions import add_action, change_action, remove_action
from response_tool.models import Action, Answer
from strategies.models import Adoption
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.steps import events, put, verbs
from ui.merging import Clash, Edit

WORDS = {
    "what": "Train all staff",
    "who": "Team manager",
    "by_when": date(2027, 3, 27),
    "status": "on_track",
}


def add(answer, *, by=ANYBODY, form_key=None, **changes) -> Action:
    words = WORDS | changes
    return add_action(answer=answer, by=by, at=NOW, form_key=form_key, **words)


def change(action, *edits, by=ANYBODY) -> list[Clash]:
    edits = [Edit(*one) for one in edits]
    return change_action(action=action, edits=edits, by=by, at=NOW)


def words_of(action) -> dict[str, object]:
    return Action.objects.filter(pk=action.pk).values(*WORDS).get()


def test_an_action_is_added_and_recorded(cast, response, answer):
    added = add(answer, by=access(cast.contributor))
    assert words_of(added) == WORDS
    (event,) = events(response)
    assert str(event) == "the volunteer coordinator added an action to Priority 1"
    assert event.after == WORDS | {"by_when": "2027-03-27"}


def test_adding_an_action_says_that_the_priority_is_ours(answer):
    add(answer)
    answer.refresh_from_db()
    assert (answer.relevance, answer.version) == (Answer.Relevance.OURS, 2)
    add(answer)
    answer.refresh_from_db()
    assert answer.version == 2


def test_the_same_page_sent_twice_adds_one_action(response, answer):
    key = uuid4()
    first = add(answer, form_key=key)
    assert add(answer, form_key=key) == first
    assert answer.actions.count() == 1
    assert verbs(response) == ["added an action to"]


def test_two_pages_add_two_actions_though_they_say_the_same(answer):
    add(answer, form_key=uuid4())
    add(answer, form_key=uuid4())
    add(answer)
    assert answer.actions.count() == 3


def test_a_key_of_another_answer_adds_nothing_here(response, answer):
    key = uuid4()
    add(response.answers.get(priority__number=2), form_key=key)
    with pytest.raises(ValidationError):
        add(answer, form_key=key)
    assert not answer.actions.exists()


def test_a_priority_has_twenty_actions_at_most(answer):
    for _ in range(19):
        put(answer)
    last = add(answer, form_key=uuid4())
    with pytest.raises(ValidationError, match="can have 20 actions") as refused:
        add(answer)
    assert refused.value.code == "too_many"
    assert answer.actions.count() == 20
    # Sending the page of the twentieth again is still no mistake.
    assert add(answer, form_key=last.form_key) == last


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("what", "x" * 301), ("what", ""), ("who", "x" * 121), ("status", "blooming")],
)
def test_what_the_database_could_not_keep_is_refused(response, answer, field, wrong):
    with pytest.raises(ValidationError) as refused:
        add(answer, **{field: wrong})
    assert list(refused.value.message_dict) == [field]
    assert not answer.actions.exists()
    assert not events(response)


def test_a_change_is_recorded_with_the_name_of_the_action(cast, response, answer):
    action = add(answer)
    clashes = change(
        action,
        ("what", "Train all staff", "Train all staff"),
        ("by_when", date(2027, 3, 27), date(2027, 4, 30)),
        ("status", "on_track", "slipping"),
        by=access(cast.lead),
    )
    assert clashes == []
    changed = {"by_when": date(2027, 4, 30), "status": "slipping"}
    assert words_of(action) == WORDS | changed
    last = events(response)[-1]
    assert last.verb == "changed an action of"
    assert last.before == {"by_when": "2027-03-27", "status": "on_track"}
    assert last.after == {
        "what": "Train all staff",
        "by_when": "2027-04-30",
        "status": "slipping",
    }


def test_changing_nothing_records_nothing(response, answer):
    action = add(answer)
    assert change(action, ("who", "Team manager", "Team manager")) == []
    assert verbs(response) == ["added an action to"]


def test_colleagues_who_changed_different_fields_are_both_kept(answer):
    action = add(answer)
    change(action, ("who", "Team manager", "Nurse"))
    assert change(action, ("status", "on_track", "complete")) == []
    assert words_of(action) == WORDS | {"who": "Nurse", "status": "complete"}


def test_a_clash_saves_nothing_at_all(response, answer):
    action = add(answer)
    change(action, ("who", "Team manager", "Nurse"))
    clashes = change(
        action,
        ("who", "Team manager", "Head"),
        ("status", "on_track", "complete"),
    )
    assert clashes == [Clash("who", theirs="Nurse", mine="Head")]
    assert words_of(action) == WORDS | {"who": "Nurse"}
    assert verbs(response) == ["added an action to", "changed an action of"]


def test_a_change_the_database_could_not_keep_is_refused(answer):
    action = add(answer)
    with pytest.raises(ValidationError):
        change(action, ("what", "Train all staff", "x" * 301))
    assert words_of(action) == WORDS


def test_what_a_removed_action_said_stays_in_the_history(cast, response, answer):
    remove_action(action=add(answer), by=access(cast.lead), at=NOW)
    assert not answer.actions.exists()
    last = events(response)[-1]
    assert last.verb == "removed an action from"
    assert last.before == WORDS | {"by_when": "2027-03-27"}
    assert last.after == {}


def test_the_history_of_a_removal_has_what_a_colleague_had_just_made_of_it(
    response, answer
):
    opened = Action.objects.select_related("answer").get(pk=add(answer).pk)
    change(opened, ("who", "Team manager", "Nurse"))
    remove_action(action=opened, by=ANYBODY, at=NOW)
    assert events(response)[-1].before["who"] == "Nurse"


def test_actions_of_a_draft_mark_no_dashboard(answer):
    Adoption.objects.update(evidence_changed_at=None)
    action = add(answer)
    change(action, ("by_when", action.by_when, action.by_when + timedelta(days=1)))
    remove_action(action=action, by=ANYBODY, at=NOW)
    assert not Adoption.objects.exclude(evidence_changed_at=None).exists()
