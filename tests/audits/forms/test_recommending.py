"""What may be entered for a recommendation and its milestones."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from audits.actions.recommending import Stone
from audits.forms.recommending import RecommendationForm
from privacy.forms import refuse_identifiers
from tests.audits import steps
from tests.audits.wanted import wanted
from tests.factories import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def form_of(audit, hopewell):
    """form_of(typed) is the form with what was typed."""
    found = steps.finding(audit)
    usual = {
        "findings": [str(found.pk)],
        "text": "Bring in a chronology.",
        "change": "policy",
        "agency": str(hopewell.pk),
        "owner": "Head of service",
        "due_on-day": "1",
        "due_on-month": "2",
        "due_on-year": "2027",
        "rows": "3",
    }

    def made(typed=None, **more) -> RecommendationForm:
        data = QueryDict(mutable=True)
        for name, value in (usual | (typed or {})).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        where = {"typed": data} if more.pop("more_rows", False) else {"data": data}
        return RecommendationForm(
            **where, findings=[found], agencies=[hopewell], today=TODAY, **more
        )

    return made


def by(number: int, day: str) -> dict[str, str]:
    parts = zip(("day", "month", "year"), day.split(), strict=True)
    return {f"milestone_by-{number}-{part}": text for part, text in parts}


def test_milestones_that_are_filled_in_are_wanted(form_of):
    form = form_of({"milestone-2": "Agree a template", **by(2, "31 12 2026")})
    assert form.is_valid()
    (stone,) = form.wanted().milestones
    assert stone.text == "Agree a template"


@pytest.mark.parametrize(
    ("typed", "place", "problem"),
    [
        ({"milestone-1": "A"}, "milestone_by-1", "Enter by when milestone 1 is done"),
        (by(1, "31 12 2026"), "milestone-1", "Enter what milestone 1 is"),
        (
            {"milestone-1": "A", **by(1, "3 2 2027")},
            "milestone_by-1",
            "by the day the recommendation is due",
        ),
        ({"milestone-1": "NHS 943 476 5919"}, "milestone-1", "Take out what could"),
        ({"findings": []}, "findings", "Choose at least one finding"),
        ({"agency": "0"}, "agency", "has no seat today"),
        ({"owner": ""}, "owner", "Enter the role"),
        ({"due_on-year": "2090"}, "due_on", "must be between"),
    ],
)
def test_what_is_wrong_stands_beside_its_box(form_of, typed, place, problem):
    form = form_of(typed)
    assert not form.is_valid()
    assert problem in " ".join(form.errors[place])


def test_every_milestone_refuses_personal_data(form_of):
    form = form_of()
    assert refuse_identifiers in form.fields["milestone-1"].validators


def test_more_rows_keep_what_was_typed_and_complain_of_nothing(form_of):
    form = form_of({"text": "", "milestone-1": "A"}, more_rows=True)
    assert form.many == 6
    assert not form.errors
    assert form["milestone-1"].value() == "A"
    assert form["due_on"].value() == ["1", "2", "2027"]


def test_there_are_never_more_than_twelve_rows(form_of, hopewell):
    assert form_of({"rows": "11"}, more_rows=True).many == 12
    assert form_of({"rows": "999999"}).many == 3
    stones = [Stone(f"Step {n}", TODAY + DAY) for n in range(11)]
    full = wanted(hopewell, milestones=stones)
    form = RecommendationForm(findings=[], agencies=[], today=TODAY, wanted=full)
    assert form.many == 12
    assert form["milestone-11"].value() == "Step 10"
