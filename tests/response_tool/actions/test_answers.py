"""Saving what somebody wrote, beside a colleague who wrote too."""

from datetime import timedelta

import pytest

from response_tool.actions import save_answer
from response_tool.models import Answer
from strategies.models import Adoption
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.steps import events, put, verbs, write
from ui.merging import Edit

LATER = NOW + timedelta(minutes=5)


def save(answer, *edits, by=ANYBODY, at=LATER, **more):
    edits = [Edit(*one) for one in edits]
    return save_answer(answer=answer, edits=edits, by=by, at=at, **more)


def stands(answer) -> Answer:
    return Answer.objects.get(pk=answer.pk)


def test_only_what_changed_is_recorded(cast, response, answer):
    write(answer, progress="We met.", difference="Too early to say.")
    saved = save(
        answer,
        ("progress", "We met.", "We met twice."),
        ("difference", "Too early to say.", "Too early to say."),
        by=access(cast.contributor),
    )
    assert saved.is_whole
    last = events(response)[-1]
    assert (last.verb, last.subject_label) == ("changed", "Priority 1")
    assert last.before == {"progress": "We met."}
    assert last.after == {"progress": "We met twice."}
    row = stands(answer)
    assert (row.saved_at, row.saved_by) == (LATER, "the volunteer coordinator")


def test_saving_nothing_new_changes_and_records_nothing(response, answer):
    write(answer, progress="We met.")
    before = Answer.objects.filter(pk=answer.pk).values().get()
    saved = save(answer, ("progress", "We met.", "We met."), ("difference", "", ""))
    assert saved.is_whole
    assert Answer.objects.filter(pk=answer.pk).values().get() == before
    assert verbs(response) == ["changed"]


def test_writing_about_a_priority_says_that_it_is_ours(answer):
    save(answer, ("progress", "", "We met."))
    assert stands(answer).relevance == Answer.Relevance.OURS


def test_each_save_counts_one_version(answer):
    for number in (2, 3):
        write(answer, progress=f"Text {number}")
        assert stands(answer).version == number


def test_a_colleagues_change_of_the_other_text_is_kept(cast, answer):
    # Both opened the page when it was empty.
    save(answer, ("progress", "", "Mine."), ("difference", "", ""))
    saved = save(answer, ("progress", "", ""), ("difference", "", "Theirs."))
    assert saved.is_whole
    row = stands(answer)
    assert (row.progress, row.difference) == ("Mine.", "Theirs.")


def test_the_same_change_twice_is_no_clash(response, answer):
    save(answer, ("progress", "", "We met."))
    assert save(answer, ("progress", "", "We met.")).is_whole
    assert verbs(response) == ["changed"]


def test_a_text_both_changed_stays_and_the_other_is_kept_in_the_history(
    cast, response, answer
):
    save(answer, ("progress", "", "First."), by=access(cast.lead), at=NOW)
    saved = save(
        answer,
        ("progress", "", "Second."),
        ("difference", "", "Heard."),
        by=access(cast.contributor),
    )
    (clash,) = saved.clashes
    assert (clash.field, clash.theirs, clash.mine) == ("progress", "First.", "Second.")
    assert (clash.saved_by, clash.saved_at) == ("the family support manager", NOW)
    row = stands(answer)
    assert (row.progress, row.difference) == ("First.", "Heard.")
    *_, merged, kept = events(response)
    assert (merged.verb, merged.after) == ("changed", {"difference": "Heard."})
    assert (kept.verb, kept.after) == (
        "wrote, but did not save,",
        {"progress": "Second."},
    )
    assert kept.actor_name == "the volunteer coordinator"


def test_a_clash_alone_leaves_the_row_as_the_colleague_left_it(answer):
    save(answer, ("progress", "", "First."), at=NOW)
    before = Answer.objects.filter(pk=answer.pk).values().get()
    assert not save(answer, ("progress", "", "Second.")).is_whole
    assert Answer.objects.filter(pk=answer.pk).values().get() == before


def test_statuses_are_saved_and_recorded_by_the_name_of_the_action(response, answer):
    one, other = put(answer, "", what="Train"), put(answer, "complete", what="Meet")
    statuses = {
        one.pk: Edit("status", "", "slipping"),
        other.pk: Edit("status", "complete", "complete"),
    }
    assert save(answer, statuses=statuses).is_whole
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, one.version) == ("slipping", 2)
    assert (other.status, other.version) == ("complete", 1)
    (event,) = events(response)
    assert event.before == {"status of “Train”": ""}
    assert event.after == {"status of “Train”": "slipping"}


def test_texts_and_statuses_of_one_save_are_one_event(response, answer):
    action = put(answer, "", what="Train")
    save(
        answer,
        ("progress", "", "We met."),
        statuses={action.pk: Edit("status", "", "complete")},
    )
    (event,) = events(response)
    assert event.after == {"progress": "We met.", "status of “Train”": "complete"}


def test_a_status_a_colleague_changed_comes_back(response, answer):
    action = put(answer, "embedded")
    saved = save(
        answer,
        ("progress", "", "We met."),
        statuses={action.pk: Edit("status", "on_track", "slipping")},
    )
    assert [clash.row for clash in saved.status_clashes] == [action.pk]
    assert not saved.is_whole
    action.refresh_from_db()
    assert action.status == "embedded"
    assert events(response)[0].after == {"progress": "We met."}


def test_a_status_of_another_answers_action_is_not_touched(response, answer):
    other = put(response.answers.get(priority__number=2), "on_track")
    save(answer, statuses={other.pk: Edit("status", "on_track", "embedded")})
    other.refresh_from_db()
    assert other.status == "on_track"


def test_saving_a_draft_marks_no_dashboard(answer):
    Adoption.objects.update(evidence_changed_at=None)
    save(answer, ("progress", "", "We met."))
    assert not Adoption.objects.exclude(evidence_changed_at=None).exists()


KAYLA = "Kayla, 7, came."


def test_personal_data_may_stay_with_a_reason_that_is_recorded(response, answer):
    save(answer, ("progress", "", KAYLA), may_stay_because="The name of a pony.")
    row = stands(answer)
    assert (row.may_stay, row.may_stay_because) == (["Kayla, 7"], "The name of a pony.")
    assert events(response)[-1].after == {
        "progress": KAYLA,
        "may_stay_because": "The name of a pony.",
    }


def test_a_reason_given_later_is_a_save_of_its_own(response, answer):
    write(answer, progress=KAYLA)
    save(answer, ("progress", KAYLA, KAYLA), may_stay_because="The name of a pony.")
    assert stands(answer).may_stay == ["Kayla, 7"]
    last = events(response)[-1]
    assert last.before == {"may_stay_because": ""}
    assert last.after == {"may_stay_because": "The name of a pony."}


def test_the_same_reason_again_is_not_recorded_again(response, answer):
    for _ in range(2):
        save(answer, ("progress", "", KAYLA), may_stay_because="The name of a pony.")
    assert verbs(response) == ["changed"]


def test_a_reason_is_not_kept_where_nothing_was_found(response, answer):
    save(answer, ("progress", "", "We met."), may_stay_because="Just in case.")
    row = stands(answer)
    assert (row.may_stay, row.may_stay_because) == ([], "")
    assert "may_stay_because" not in events(response)[-1].after


def test_a_reason_covers_those_very_words_and_no_others(answer):
    save(answer, ("progress", "", KAYLA), may_stay_because="The name of a pony.")
    write(answer, difference="Liam, 9, smiles.")
    assert stands(answer).may_stay == ["Kayla, 7"]


@pytest.mark.parametrize("field", ["progress", "difference"])
def test_a_reason_does_not_cover_words_of_a_colleague_that_were_not_read(answer, field):
    # The writer's own text clashed, so what stands is a text they have not seen.
    write(answer, **{field: "Liam, 9, smiles."})
    save(answer, (field, "", KAYLA), may_stay_because="The name of a pony.")
    assert stands(answer).may_stay == []
