"""What two neighbours audit, in the demonstration."""

from collections import Counter

import pytest
from django.db import models

from accounts.models import User
from activity.models import Event
from audits.actions.grading import finish_part, save_part
from audits.actions.moderating import moderate
from audits.judging import Words, moderated, own
from audits.models import (
    Audit,
    Briefing,
    CaseReview,
    Finding,
    Judgement,
    Milestone,
    Part,
    Programme,
    Recommendation,
    Shared,
    Step,
)
from audits.references import problems
from audits.report import report_of
from demonstration.grading import MODERATOR
from demonstration.returning import who_in
from partnership.membership import access_of
from privacy import identifiers
from ui.merging import Edit

pytestmark = pytest.mark.usefixtures("loaded", "db")

State = Audit.State
FIELDS = ("mark", "reason")
JUDGED = (
    *("criterion_id", "grade_id", "does_not_apply", "reason", "saved_at", "saved_by"),
    *("moderated_id", "moderated_reason", "moderated_at", "moderated_by", "version"),
)
TOLD = (
    *("pk", "at", "actor_id", "actor_name", "verb", "subject_kind", "subject_label"),
    *("thread_kind", "thread_id", "before", "after"),
)


def audit(title: str) -> Audit:
    return Audit.objects.get(title=title)


def test_there_is_an_audit_in_every_state_in_two_years():
    northshire = Audit.objects.filter(partnership__slug="northshire")
    states = set(Audit.objects.values_list("state", flat=True))
    assert states == set(State.values)
    assert northshire.filter(state=State.CLOSED).count() == 2
    assert Programme.objects.filter(partnership__slug="northshire").count() == 2


def test_a_report_about_few_cases_says_why_it_shows_no_grade(loaded):
    rows = Audit.objects.select_related("tool", "partnership", "again_of")
    dips = rows.filter(partnership__slug="castlebourne")
    assert {one.state for one in dips} == {State.CLOSED, State.REPORTING}
    board = access_of(User.objects.get(email="board@northshire.example"))
    for one in dips:
        assert one.cases.count() <= 5
        assert report_of(one, access=board, on=loaded.today).spread.few


def test_hopewell_has_finished_some_cases_begun_one_and_left_some():
    now = Audit.objects.get(state=State.COLLECTING)
    parts = Part.objects.filter(
        case__audit=now, agency__slug="hopewell-family-support"
    ).annotate(many=models.Count("judgements"))
    finished = parts.exclude(finished_at=None)
    begun = parts.filter(finished_at=None, many__gt=0)
    left = parts.filter(finished_at=None, many=0)
    assert [some.count() for some in (finished, begun, left)] == [2, 1, 3]


def test_what_is_repeated_moved_in_both_directions():
    again = audit("Neglect of children under five, one year on")
    assert again.again_of == audit("Neglect of children under five")
    then, now = concerns(again.again_of), concerns(again)
    assert then.keys() == now.keys()
    moved = [now[title] - then[title] for title in then]
    assert min(moved) < -0.1
    assert max(moved) > 0.1


def concerns(one: Audit) -> dict[str, float]:
    """By domain, the share of grades that are not good enough."""
    rows = Judgement.objects.filter(part__case__audit=one).exclude(grade=None)
    found: dict[str, list[bool]] = {}
    for row in rows.select_related("grade", "moderated", "criterion__domain"):
        stands = row.stands.is_concern
        found.setdefault(row.criterion.domain.title, []).append(stands)
    return {title: sum(some) / len(some) for title, some in found.items()}


def test_findings_are_of_every_kind_and_rest_on_grades_and_objectives():
    closed = Audit.objects.filter(state=State.CLOSED)
    for one in closed.filter(partnership__slug="northshire"):
        kinds = set(one.findings.values_list("kind", flat=True))
        assert kinds == set(Finding.Kind.values)
    for one in Finding.objects.all():
        assert one.judgements.exists(), one
        assert one.objectives.exists(), one
        assert one.agencies.exists(), one


def test_recommendations_are_in_every_state_and_closed_by_somebody_else(loaded):
    rows = Recommendation.objects.order_by("pk")
    states = Counter(rows.values_list("state", flat=True))
    assert set(states) == set(Recommendation.State.values)
    overdue = [one for one in rows if one.is_overdue(loaded.today)]
    assert [one.agency.slug for one in overdue] == ["hopewell-family-support"]
    kinds = set(Step.objects.values_list("kind", flat=True))
    # Nothing was handed on.
    assert kinds == set(Step.Kind.values) - {Step.Kind.GIVEN}
    assert rows.exclude(tested_by=None).count() == 2
    assert rows.exclude(proofs=None).count() == 1
    for one in rows.filter(state=Recommendation.State.CLOSED):
        assert one.closed_by != one.asked_by
        assert one.impact
    assert Milestone.objects.exclude(done_on=None).exists()
    assert Step.objects.filter(at__gt=loaded.at).count() == 0


def test_briefings_are_out_and_agencies_shared_them():
    assert Briefing.objects.count() == 2
    for briefing in Briefing.objects.all():
        assert briefing.is_published
        agencies = briefing.shared.values_list("agency", flat=True).distinct()
        assert agencies.order_by().count() >= 3


def test_nobody_can_be_told_from_references_and_texts():
    for one in Audit.objects.exclude(kind=Audit.Kind.SELF):
        assert problems(one.cases.values_list("reference", flat=True)) == []
    texts: set[str] = set()
    kinds = (models.CharField, models.TextField)
    for model in (Programme, Audit, CaseReview, Part, Judgement, Finding, Briefing):
        texts |= texts_of(model, kinds)
    for model in (Recommendation, Milestone, Step, Shared):
        texts |= texts_of(model, kinds)
    assert len(texts) > 200
    assert [one.words for text in texts for one in identifiers.find(text)] == []


def texts_of(model, kinds) -> set[str]:
    names = [one.name for one in model._meta.fields if isinstance(one, kinds)]
    return {text for row in model.objects.values_list(*names) for text in row}


def test_what_was_graded_is_written_as_the_actions_write_it(loaded):
    """One part, taken out and graded, finished and moderated with the actions."""
    part = (
        Part.objects.filter(judgements__moderated__isnull=False)
        .filter(case__audit__state=State.CLOSED)
        .exclude(note="")
        .order_by("pk")
    )[0]
    before, told = as_written(part), history(part)
    rows = list(part.judgements.select_related("moderated").order_by("pk"))
    said = {one.criterion_id: own(one) for one in rows}
    settled = {one.criterion_id: moderated(one) for one in rows if one.moderated}
    models.QuerySet(Event).filter(pk__in=[pk for pk, *_ in told]).delete()
    part.judgements.all().delete()
    whole, note = part.case.audit, part.note
    done, settled_at = (
        part.finished_at,
        next(o.moderated_at for o in rows if o.moderated),
    )
    Part.objects.filter(pk=part.pk).update(
        note="", finished_at=None, finished_by="", saved_at=None, saved_by="", version=1
    )
    Audit.objects.filter(pk=whole.pk).update(state=State.COLLECTING, closed_at=None)
    by = who_in(part.agency)
    save_part(
        part=part,
        edits={pk: edits(Words(), words) for pk, words in said.items()},
        about=[Edit("note", "", note)],
        by=by,
        at=part.saved_at,
    )
    finish_part(part=part, by=by, at=done)
    Audit.objects.filter(pk=whole.pk).update(state=State.MODERATING)
    new = {one.criterion_id: one.pk for one in part.judgements.all()}
    moderate(
        case=part.case,
        edits={new[pk]: edits(Words(), words) for pk, words in settled.items()},
        by=MODERATOR,
        at=settled_at,
    )
    part.refresh_from_db()
    assert as_written(part) == before
    assert [row[1:] for row in history(part)] == [row[1:] for row in told]


def edits(was: Words, now: Words) -> list[Edit]:
    return [Edit(name, getattr(was, name), getattr(now, name)) for name in FIELDS]


def as_written(part: Part) -> list[tuple]:
    """The part and what is judged in it, without the numbers of rows."""
    mine = (part.note, part.saved_at, part.saved_by, part.finished_at)
    rows = part.judgements.order_by("criterion_id").values_list(*JUDGED)
    return [(*mine, part.finished_by, part.version), *rows]


def history(part: Part) -> list[tuple]:
    """What the history tells of it."""
    of_part = Event.objects.about("audits.part", part.pk)
    judged = part.judgements.values("pk").order_by()
    settled = models.QuerySet(Event).filter(
        verb="moderated", subject_kind="audits.judgement", subject_id__in=judged
    )
    rows = models.QuerySet(Event).filter(
        pk__in=[one.pk for some in (of_part, settled) for one in some]
    )
    return list(rows.order_by("at", "verb", "subject_label").values_list(*TOLD))
