"""Who changed what in a case: agencies read their own part, reviewers the rest."""

from datetime import timedelta

import pytest

from audits.actions.grading import finish_part, save_part
from audits.actions.moderating import moderate
from audits.judging import grades_of, questions_of
from audits.models import Audit, CaseReview
from tests.audits import steps
from tests.factories import ANYBODY, NOW
from ui.merging import Edit


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell)


@pytest.fixture
def part(audit, hopewell):
    return steps.part_of(audit, hopewell)


@pytest.fixture
def case(part) -> CaseReview:
    return part.case


@pytest.fixture
def graded(part, audit):
    """Typed over ten minutes, finished, and moderated."""
    mark = str(grades_of(audit.tool)[0].pk)
    first = questions_of(audit.tool)[0]
    for one in questions_of(audit.tool)[1:]:
        said = [Edit("mark", "", mark), Edit("reason", "", "Fine.")]
        save_part(part=part, edits={one.pk: said}, by=ANYBODY, at=NOW)
    typed = [
        [Edit("mark", "", mark), Edit("reason", "", "Seen by half.")],
        [Edit("reason", "Seen by half.", "Seen on file.")],
    ]
    for minutes, edits in zip((10, 20), typed, strict=True):
        at = NOW + timedelta(minutes=minutes)
        save_part(part=part, edits={first.pk: edits}, by=ANYBODY, at=at)
    finish_part(part=part, by=ANYBODY, at=NOW + timedelta(days=1))
    Audit.objects.update(state="moderating")
    settled = [
        Edit("mark", "", str(grades_of(audit.tool)[1].pk)),
        Edit("reason", "", "The panel saw it otherwise."),
    ]
    judged = part.judgements.get(criterion=first.criterion)
    moderate(
        case=part.case,
        edits={judged.pk: settled},
        by=ANYBODY,
        at=NOW + timedelta(days=2),
    )


@pytest.fixture
def own(part) -> str:
    return f"/agencies/hopewell/audits/parts/{part.pk}/history/"


@pytest.mark.usefixtures("graded")
def test_an_agency_reads_how_it_graded_its_own_part(cast, visit, part, own):
    lead = visit(cast.lead)
    lead.go(f"/agencies/hopewell/audits/parts/{part.pk}/")
    page = lead.follow("Who changed what, and when")
    assert page.path == own
    assert "finished the case" in page.text
    assert "Seen on file." in page.text
    # What was typed at one sitting is told once, as it ended.
    assert "half" not in page.text
    assert "The panel saw it otherwise." not in page.text


@pytest.mark.usefixtures("graded")
def test_reviewers_read_how_it_was_moderated_and_no_drafts(cast, visit, case):
    coordinator = visit(cast.coordinator)
    coordinator.go(f"/partnerships/northshire/audits/cases/{case.pk}/grades/")
    page = coordinator.follow("Who changed what, and when")
    assert "finished its part: Hopewell Family Support" in page.text
    assert "moderated Hopewell Family Support" in page.text
    assert "The panel saw it otherwise." in page.text
    assert "Seen on file." not in page.text


def test_nothing_has_happened_yet(cast, visit, own):
    assert "Nothing has happened yet." in visit(cast.viewer).go(own).text


def test_another_agency_finds_nothing(cast, visit, own):
    stranger = visit(cast.other_lead).client
    assert stranger.get(own).status_code == 404
    assert stranger.get(own.replace("hopewell", "harbour")).status_code == 404
