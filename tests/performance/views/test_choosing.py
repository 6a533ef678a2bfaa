"""A partnership chooses what it measures, in a browser."""

from datetime import date

import pytest

from performance.library import entries
from performance.models import Asked, Commission, Measure
from tests.performance.steps import ask, measure
from tests.response_tool.pages import Visitor

BASE = "/measures/northshire/"
DAY = {"first_on-day": "1", "first_on-month": "4", "first_on-year": "2026"}


@pytest.fixture
def analyst(cast, visit) -> Visitor:
    return visit(cast.analyst)


@pytest.fixture
def staff(northshire, hopewell) -> Commission:
    return ask(northshire, hopewell, of=measure("Staff", "count", hides="nothing"))


def terms(agency, **more: object) -> dict:
    agencies = [str(agency.pk)]
    said = {"frequency": "quarter", **DAY, "due_days": "30", "agencies": agencies}
    return said | more


def test_a_measure_of_the_library_is_picked_and_asked_for(
    analyst, northshire, hopewell
):
    page = analyst.go(f"{BASE}choose/")
    words = next(label for label in page.buttons if label.startswith("Ask for it"))
    page = analyst.press(words)
    page = analyst.press("Ask for it", terms(hopewell, target="85"))
    assert "Agencies are asked for" in page.text
    asked = Commission.objects.get(partnership=northshire)
    assert asked.measure.library_key
    assert [one.agency for one in asked.asked.all()] == [hopewell]
    assert str(asked.target) == "85.0000"


def test_what_is_missing_is_said_beside_its_box(analyst, northshire):
    counted = measure("Staff", "count")
    analyst.go(f"{BASE}choose/{counted.pk}/")
    page = analyst.press("Ask for it", {"due_days": "0", "target": "a lot"})
    assert set(page.problems) == {
        "Enter the first day",
        "Enter a number from 1 to 180",
        "Choose at least one agency",
        "Target: ‘a lot’ is not a number. Enter digits only, such as 1,234.",
    }
    assert page.field("target") == "a lot"


def test_a_wrong_day_and_numbers_are_told_by_name(analyst, hopewell):
    shared = measure("Staff trained", "percentage")
    analyst.go(f"{BASE}choose/{shared.pk}/")
    typed = terms(hopewell, **{"first_on-day": "31"}, target="1,234", baseline="abc")
    page = analyst.press("Ask for it", typed)
    first, target, baseline = page.problems
    assert first == "The first day must be a real date, such as 27 3 2027."
    assert target.startswith("Target: ‘1,234’ is more than 100%")
    assert baseline.startswith("Baseline: ‘abc’ is not a number")


def test_a_day_on_which_no_period_begins_is_refused_with_those_that_do(
    analyst, northshire, hopewell
):
    counted = measure("Staff", "count")
    analyst.go(f"{BASE}choose/{counted.pk}/")
    page = analyst.press("Ask for it", terms(hopewell, **{"first_on-month": "5"}))
    (problem,) = page.problems
    assert "One begins on 1 April 2026, the next on 1 July 2026" in problem
    assert not Commission.objects.exists()


def test_a_baseline_of_few_children_is_refused(analyst, northshire, hopewell):
    counted = measure("Injuries", "count")
    analyst.go(f"{BASE}choose/{counted.pk}/")
    page = analyst.press("Ask for it", terms(hopewell, baseline="3"))
    assert page.problems == [
        "Boards do not see 1 to 5 children, so it cannot be a baseline. Leave it empty"
    ]


def test_a_measure_of_their_own_is_written_and_asked_for(analyst, northshire):
    analyst.go(f"{BASE}choose/own/")
    typed = {"title": "Homes visited", "unit": "percentage", "numerator": "Visits"}
    page = analyst.press("Save and say whom to ask", typed)
    assert page.problems == ["Enter out of what it is counted"]
    analyst.press("Save and say whom to ask", {"denominator": "All homes"})
    own = Measure.objects.get(partnership=northshire)
    assert analyst.page.path == f"{BASE}choose/{own.pk}/"


@pytest.mark.parametrize(
    ("unit", "chosen", "hides"),
    [
        ("yes_no", "", "nothing"),
        ("words", "", "nothing"),
        ("count", "", "dfe"),
        ("rate", "", "dfe"),
        ("yes_no", "dfe", "dfe"),
        ("count", "nothing", "nothing"),
    ],
)
def test_a_measure_that_counts_no_children_hides_nothing_unless_they_say_so(
    analyst, northshire, unit, chosen, hides
):
    page = analyst.go(f"{BASE}choose/own/")
    assert "none for ‘yes or no’ and for words" in page.text
    typed = {"title": "A plan", "unit": unit, "numerator": "Whether there is one"}
    more = {"hides": chosen} if chosen else {}
    analyst.press("Save and say whom to ask", typed | more)
    assert Measure.objects.get(partnership=northshire).hides == hides


def test_a_second_measure_of_the_same_name_is_refused_beside_its_name(
    analyst, northshire
):
    typed = {"title": "Homes visited", "unit": "count", "numerator": "Visits"}
    for _ in range(2):
        analyst.go(f"{BASE}choose/own/")
        analyst.press("Save and say whom to ask", typed)
    own = Measure.objects.get(partnership=northshire)
    assert analyst.page.path == f"{BASE}choose/{own.pk}/"
    analyst.go(f"{BASE}choose/own/")
    page = analyst.press(
        "Save and say whom to ask", typed | {"numerator": "Visits by two people"}
    )
    (problem,) = page.problems
    assert "has a measure of this name already" in problem
    assert page.main.find(id="id_title-error")
    assert page.field("numerator") == "Visits by two people"


def test_the_name_of_a_measure_of_the_library_is_refused_beside_the_name(
    analyst, northshire
):
    (first, *_) = entries()
    analyst.go(f"{BASE}choose/own/")
    typed = {"title": first.title.upper(), "unit": "count", "numerator": "Visits"}
    page = analyst.press("Save and say whom to ask", typed)
    (problem,) = page.problems
    assert "every partnership can ask for has this name already" in problem
    assert page.main.find(id="id_title-error")
    assert not Measure.objects.filter(partnership=northshire).exists()


def test_a_colleagues_change_is_not_written_over(analyst, staff, hopewell):
    analyst.go(f"{BASE}{staff.pk}/change/")
    Commission.objects.update(version=2, due_days=20)
    page = analyst.press("Save", {"due_days": "40"})
    assert "A colleague changed this measure" in page.text
    assert page.field("due_days") == "40"
    # Nor by sending the same page again.
    page = analyst.press("Save")
    assert "A colleague changed this measure" in page.text
    assert Commission.objects.get().due_days == 20


def test_terms_are_changed(analyst, staff, hopewell, northshire):
    analyst.go(f"{BASE}{staff.pk}/change/")
    page = analyst.press("Save", {"due_days": "40", "target": "12"})
    assert "The changes are saved." in page.text
    assert Commission.objects.get().due_days == 40
    assert Asked.objects.get().agency == hopewell


def test_asking_ends_after_a_day(analyst, staff):
    analyst.go(f"{BASE}{staff.pk}/stop/")
    page = analyst.press("Stop asking after that day")
    assert page.problems == ["Enter the last day"]
    day = {"ended_on-day": "30", "ended_on-month": "6", "ended_on-year": "2026"}
    page = analyst.press("Stop asking after that day", day)
    assert "It is asked for until then." in page.text
    assert Commission.objects.get().ended_on.isoformat() == "2026-06-30"


def days(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def test_asking_cannot_end_before_it_begins(analyst, staff):
    analyst.go(f"{BASE}{staff.pk}/stop/")
    page = analyst.press(
        "Stop asking after that day", days("ended_on", "31", "3", "2020")
    )
    (problem,) = page.problems
    assert "begins on 1 April 2020. Enter that day or a later one." in problem
    assert page.main.find(id="id_ended_on-error")
    assert page.field("ended_on-day") == "31"
    assert Commission.objects.get().ended_on is None


def test_a_measure_that_was_stopped_is_asked_for_again(analyst, staff):
    Commission.objects.update(ended_on=date(2025, 6, 30))
    page = analyst.go(f"{BASE}choose/{staff.measure_id}/")
    assert page.heading == "Ask for it again"
    page = analyst.press("Ask for it again", days("from_on", "1", "4", "2025"))
    assert "until 30 June 2025 already" in page.problems[0]
    page = analyst.press("Ask for it again", days("from_on", "2", "4", "2026"))
    assert "One begins on 1 April 2026" in page.problems[0]
    page = analyst.press("Ask for it again", days("from_on", "1", "4", "2026"))
    assert "Agencies are asked again for “Staff”." in page.text
    assert "Stop asking for it" in page.links
    assert Commission.objects.get().ended_on is None
    page = analyst.go(f"{BASE}{staff.pk}/again/")
    assert "You ask for this measure already." in page.text
    assert not page.buttons
