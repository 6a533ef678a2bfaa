"""Which small numbers are hidden is said as the policy of each measure has it."""

from performance.policies import hidden_said, hidden_up_to
from tests.performance.steps import ask, give, measure
from tests.performance.workbooks import template

OURS = (
    "Numbers of children from 1 to 5 are hidden, and others that would give them away."
)


def test_the_usual_policy_is_said_once(db):
    assert hidden_said([measure("One"), measure("Two")]) == OURS


def test_another_policy_says_of_which_measures_it_is(db):
    health = [measure(f"Visits {name}", "count", hides="nhs") for name in "AB"]
    others = (
        "umbers of children from 1 to 7 are hidden, and the others rounded to the "
        "nearest 5."
    )
    assert hidden_said(health) == f"N{others}"
    told = f"{OURS} In “Visits A” and “Visits B”: n{others}"
    assert hidden_said([*health, measure("One")]) == told
    assert hidden_up_to([*health, measure("Three")]) == 7


def test_of_what_does_not_count_children_nothing_is_said(db):
    staff = measure("Staff", "count", hides="nothing")
    assert hidden_said([staff]) == ""
    assert hidden_up_to([staff]) == hidden_up_to([]) == 0


def test_an_agency_reads_up_to_which_number_its_own_are_hidden(
    northshire, hopewell, cast, visit
):
    health = measure("Visits", "count", hides="nhs")
    ask(northshire, hopewell, of=health)
    give(hopewell, health, 12)
    at = "/figures/hopewell/quarter/2026-07-01/"
    lead = visit(cast.lead)
    assert "a count of children as small as 1 to 7." in lead.go(at).text
    assert "as small as 1 to 7 hidden." in lead.go(f"{at}send/").text
    health.hides = "nothing"
    health.save()
    assert "Small numbers" not in lead.go(at).text
    assert "hidden" not in lead.go(f"{at}send/").text


def test_the_spreadsheet_says_the_same(northshire, hopewell):
    health = measure("Visits", "count", hides="nhs")
    ask(northshire, hopewell, of=health)
    assert "as small as 1 to 7." in notes_of(hopewell)
    health.hides = "nothing"
    health.save()
    assert "small numbers" not in notes_of(hopewell)


def notes_of(agency) -> str:
    rows = template(agency)["Notes"].iter_rows(values_only=True)
    return " ".join(str(value) for row in rows for value in row if value)
