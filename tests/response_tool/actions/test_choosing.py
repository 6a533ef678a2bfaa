"""Saying which priorities are the agency's: choose_priorities in answers.py."""

from datetime import timedelta

from response_tool.actions import Choice, choose_priorities
from response_tool.models import Answer
from strategies.models import Adoption
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.steps import answer_to, events, verbs
from ui.merging import Edit

LATER = NOW + timedelta(minutes=5)
OURS, NOT_OURS = ("ours", ""), ("not_relevant", "We have no beds.")


def choose(response, choices, *, by=ANYBODY, at=NOW, begun=("", "")):
    """Choose by number, from pages that were opened when `begun` stood there."""
    edits = [
        Choice(
            number,
            Edit("relevance", begun[0], relevance),
            Edit("not_relevant_because", begun[1], because),
        )
        for number, (relevance, because) in choices.items()
    ]
    return choose_priorities(response=response, choices=edits, by=by, at=at)


def chosen(response) -> dict[int, tuple[str, str]]:
    rows = response.answers.order_by("priority__number")
    return {
        number: (relevance, because)
        for number, relevance, because in rows.values_list(
            "priority__number", "relevance", "not_relevant_because"
        )
    }


def test_choices_are_saved_and_recorded_one_by_one(cast, response):
    choices = {1: OURS, 2: NOT_OURS, 3: OURS, 4: OURS}
    assert choose(response, choices, by=access(cast.contributor)) == []
    assert chosen(response) == choices
    told = events(response)
    assert [e.verb for e in told] == ["said whether it is theirs:"] * 4
    assert {e.subject_label for e in told} == {f"Priority {n}" for n in (1, 2, 3, 4)}
    (second,) = [e for e in told if e.subject_label == "Priority 2"]
    assert second.before == {"relevance": "", "not_relevant_because": ""}
    assert second.after == {
        "relevance": "not_relevant",
        "not_relevant_because": "We have no beds.",
    }
    answer = answer_to(response, 2)
    assert (answer.saved_by, answer.saved_at) == ("the volunteer coordinator", NOW)
    assert answer.version == 2


def test_what_did_not_change_is_not_recorded(response):
    choose(response, {1: OURS, 2: OURS})
    choose(response, {1: OURS, 2: NOT_OURS}, begun=OURS)
    assert len(events(response)) == 3
    assert answer_to(response, 1).version == 2


def test_a_priority_a_colleague_decided_differently_stays_and_is_given_back(response):
    choose(response, {1: NOT_OURS, 2: OURS})
    assert choose(response, {1: OURS, 2: OURS, 3: OURS}, at=LATER) == [1]
    assert chosen(response) == {1: NOT_OURS, 2: OURS, 3: OURS, 4: ("", "")}
    assert answer_to(response, 1).saved_at == NOW


def test_a_clash_over_the_reason_alone_leaves_both_fields(response):
    choose(response, {1: NOT_OURS})
    again = {1: ("not_relevant", "No children come here.")}
    assert choose(response, again, at=LATER) == [1]
    assert chosen(response)[1] == NOT_OURS


def test_choosing_what_a_colleague_chose_is_no_clash(response):
    choose(response, {1: NOT_OURS})
    assert choose(response, {1: NOT_OURS}, at=LATER) == []
    assert len(verbs(response)) == 1


def test_a_priority_may_become_ours_again(response):
    choose(response, {1: NOT_OURS})
    assert choose(response, {1: OURS}, begun=NOT_OURS) == []
    assert chosen(response)[1] == OURS


def test_choosing_keeps_what_was_written(response):
    answer = answer_to(response, 1)
    answer.progress = "We met."
    answer.save()
    choose(response, {1: NOT_OURS})
    assert answer_to(response, 1).progress == "We met."


def test_another_agencys_choices_stay_its_own(response, round_, harbour):
    choose(response, dict.fromkeys((1, 2, 3, 4), OURS))
    theirs = Answer.objects.filter(response__agency=harbour)
    assert set(theirs.values_list("relevance", flat=True)) == {""}


def test_choosing_marks_no_dashboard(response):
    Adoption.objects.update(evidence_changed_at=None)
    choose(response, {1: OURS})
    assert not Adoption.objects.exclude(evidence_changed_at=None).exists()
