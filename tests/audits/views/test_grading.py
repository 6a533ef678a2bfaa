"""An agency's cases and the page of one, in the browser."""

import pytest

from audits.actions.grading import save_part
from audits.models import SELF_ASSESSMENT, Audit, Part
from tests.audits import steps
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import query_count
from ui.merging import Edit

NHS = "NHS 943 476 5919"
BY = {"by": ANYBODY, "at": NOW}


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


@pytest.fixture
def where(part) -> str:
    return f"/agencies/hopewell/audits/parts/{part.pk}/"


@pytest.fixture
def whole(audit) -> str:
    return f"/agencies/hopewell/audits/{audit.pk}/"


def filled(asked, mark, reason="Seen on file.") -> dict[str, str]:
    found = {f"grade-{one.pk}": mark for one in asked}
    return found | {f"reason-{one.pk}": reason for one in asked}


def pair(was, now) -> list[Edit]:
    return [Edit("mark", was[0], now[0]), Edit("reason", was[1], now[1])]


def test_cases_say_how_far_they_are_and_where_to_go_on(lead, whole, part, asked):
    page = lead.go(whole)
    assert "Start with A1" in page.text
    assert "0 of 4" in page.text
    steps.judge(part, asked[0])
    Part.objects.filter(pk=part.pk).update(saved_at=NOW, saved_by="A colleague")
    page = lead.go(whole)
    assert "1 of 4" in page.text
    assert "Begun" in page.text
    page = lead.follow("Go on where you stopped: A1")
    assert "Go on with question 2" in page.text


def test_a_case_is_graded_and_finished(lead, whole, where, part, asked, good):
    page = lead.go(where)
    assert "Question 1.1" in page.text
    page = lead.press("Finish this case", filled(asked, good))
    assert page.heading == "Neglect in early years"
    assert "A1 is finished." in page.text
    assert "1 of 2 cases is finished" in page.text
    page = lead.go(where)
    assert "Finish this case" not in page.text
    page = lead.press("Open this case again")
    assert "This case is open again" in page.text
    assert page.field(f"grade-{asked[0].pk}") == good


def test_what_is_missing_is_named_and_the_rest_saved(lead, where, part, asked, good):
    lead.go(where)
    typed = {f"grade-{asked[0].pk}": good, f"reason-{asked[0].pk}": "Seen."}
    typed[f"grade-{asked[1].pk}"] = good
    page = lead.press("Finish this case", typed)
    assert page.problems == [
        "Question 2: say why you chose this grade",
        "Question 3: choose a grade, or say that it does not apply here",
        "Question 4: choose a grade, or say that it does not apply here",
    ]
    assert part.judgements.count() == 2


def test_saving_is_not_finishing(lead, where, part, asked, good):
    lead.go(where)
    page = lead.press("Save and go to your cases", filled(asked[:1], good))
    assert "The case is not finished yet" in page.text
    assert part.judgements.get().reason == "Seen on file."


def test_personal_data_is_stopped_or_stays_with_a_reason(lead, where, asked, good):
    lead.go(where)
    page = lead.press("Finish this case", filled(asked, good) | {"note": NHS})
    assert page.problems == [
        "Some words look like personal data. Take them out, or say why they can stay."
    ]
    assert "is an NHS number" in page.text
    assert page.field("note") == NHS
    page = lead.press("Finish this case", {"may_stay_because": "It is made up."})
    assert "A1 is finished." in page.text


def test_a_colleagues_grade_is_shown_and_neither_is_lost(
    lead, where, part, asked, good, poor
):
    lead.go(where)
    first = asked[0].pk
    edits = {first: [Edit("mark", "", poor), Edit("reason", "", "No chronology.")]}
    save_part(part=part, edits=edits, by=ANYBODY, at=NOW)
    typed = filled(asked[:1], good, "All is there.")
    page = lead.press("Save and go to your cases", typed)
    assert "Question 1: a colleague chose “Inadequate” while" in page.problems[0]
    assert "1: a colleague changed the reason to “No chronology.”" in page.problems[1]
    assert page.field(f"reason-{first}") == "All is there."
    lead.press("Save and go to your cases")
    judged = part.judgements.get()
    assert (str(judged.grade_id), judged.reason) == (good, "All is there.")


def test_a_grade_stays_beside_a_reason_that_clashes(
    lead, where, part, asked, good, poor
):
    first = asked[0].pk
    save_part(part=part, edits={first: pair(("", ""), (good, "Seen."))}, **BY)
    lead.go(where)
    theirs = pair((good, "Seen."), (poor, "No chronology."))
    save_part(part=part, edits={first: theirs}, **BY)
    mine = {f"reason-{first}": "All is there."}
    page = lead.press("Finish this case", mine)
    assert "Question 1: a colleague chose “Inadequate” while" in page.problems[0]
    assert "changed the reason to “No chronology.”" in page.problems[1]
    assert "Save again to use your grade and reason" in page.problems[1]
    assert page.field(f"grade-{first}") == good
    lead.press("Save and go to your cases")
    judged = part.judgements.get()
    assert (str(judged.grade_id), judged.reason) == (good, "All is there.")


def test_a_reason_is_not_put_beside_the_grade_that_a_colleague_chose(
    lead, where, part, asked, good, poor
):
    first = asked[0].pk
    save_part(part=part, edits={first: pair(("", ""), (good, "Seen."))}, **BY)
    lead.go(where)
    save_part(part=part, edits={first: pair((good, "Seen."), (poor, "Seen."))}, **BY)
    page = lead.press("Save and go to your cases", {f"reason-{first}": "Mine."})
    assert len(page.problems) == 1
    assert "Question 1: a colleague chose “Inadequate” while" in page.problems[0]
    assert "Save again to use your grade and reason" in page.problems[0]
    assert page.field(f"grade-{first}") == good
    assert part.judgements.get().reason == "Seen."


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("grade", "999999", "This grade is not one of the scale"),
        ("reason", "x" * 2001, "must be 2,000 characters or fewer. It has 2,001."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_saved(
    lead, where, part, asked, good, name, value, problem
):
    lead.go(where)
    typed = filled(asked[:2], good) | {f"{name}-{asked[0].pk}": value}
    page = lead.press("Save and go to your cases", typed)
    assert problem in page.problems[0]
    assert part.judgements.get(criterion=asked[1]).reason == "Seen on file."


def test_words_that_look_personal_are_named_after_saving_too(
    lead, where, part, asked, good
):
    lead.go(where)
    typed = filled(asked[:1], good, "NHS 943 476 5919 was seen.")
    page = lead.press("Save and go to your cases", typed)
    assert "is saved. Some words look like personal data" in page.text
    assert part.judgements.get().reason == "NHS 943 476 5919 was seen."
    lead.go(where)
    page = lead.press("Save and go to your cases", filled(asked[:1], good))
    assert "Some words look like personal data" not in page.text


def test_words_typed_into_a_finished_case_are_not_lost(lead, where, part, asked, good):
    lead.go(where)
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="Someone")
    page = lead.press("Save and go to your cases", filled(asked[:1], good, "Mine."))
    assert page.problems == ["This case is finished. Open it again to change it."]
    assert page.field(f"reason-{asked[0].pk}") == "Mine."
    lead.press("Open this case again and save")
    assert part.judgements.get().reason == "Mine."


def test_words_typed_after_the_collecting_are_shown(lead, where, audit, asked, good):
    lead.go(where)
    Audit.objects.update(state="moderating")
    page = lead.press("Save and go to your cases", filled(asked[:1], good, "Mine."))
    assert "This audit does not take grades now" in page.problems[0]
    assert page.field(f"reason-{asked[0].pk}") == "Mine."


def test_a_case_is_not_opened_again_after_the_collecting(lead, where, part):
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="Someone")
    lead.go(where)
    Audit.objects.update(state="moderating")
    page = lead.press("Open this case again")
    assert "This audit does not take grades now" in page.text
    assert "Finish this case" not in page.text


def test_typing_is_saved_and_answered_in_a_line(lead, where, part, asked, good, poor):
    page = lead.go(where)
    sent = {**page.fields, **filled(asked[:1], good)}
    answer = lead.client.post(f"{where}autosave/", sent).json()
    assert answer["line"].startswith("Saved at ")
    assert answer["began"][f"grade-{asked[0].pk}"] == good
    answer = lead.client.post(
        f"{where}autosave/", {**page.fields, **filled(asked[:1], poor)}
    ).json()
    assert answer["paused"] is True
    assert f"grade-{asked[0].pk}" not in answer["began"]
    sent |= {f"reason-{asked[1].pk}": "x" * 2001}
    answer = lead.client.post(f"{where}autosave/", sent).json()
    assert answer["line"].startswith("Not saved. The reason for question 2 must be")
    Part.objects.filter(pk=part.pk).update(finished_at=NOW, finished_by="Someone")
    answer = lead.client.post(f"{where}autosave/", sent).json()
    assert answer["line"].startswith("What you type is not saved any more")


def test_what_a_colleague_saves_while_somebody_types_elsewhere_stays(
    lead, where, part, asked, good, poor
):
    sent = {**lead.go(where).fields, **filled(asked[:1], good)}
    theirs = [Edit("mark", "", poor), Edit("reason", "", "Theirs.")]
    save_part(part=part, edits={asked[1].pk: theirs}, by=ANYBODY, at=NOW)
    for reason in ("Seen.", "Seen twice."):
        sent[f"reason-{asked[0].pk}"] = reason
        began = lead.client.post(f"{where}autosave/", sent).json()["began"]
        sent |= {f"initial-{name}": value for name, value in began.items()}
    assert part.judgements.get(criterion=asked[1]).reason == "Theirs."
    assert part.judgements.get(criterion=asked[0]).reason == "Seen twice."


def test_moderated_grades_are_seen_once_the_audit_is_closed(lead, where, audit, asked):
    part = audit.cases.first().parts.get(agency__slug="hopewell")
    steps.judge(part, asked[0], 1, moderated=3)
    Audit.objects.update(state="reporting")
    assert "The panel saw it otherwise." not in lead.go(where).text
    Audit.objects.update(state="closed", closed_at=NOW)
    page = lead.go(where)
    assert "The moderator settled on: Inadequate" in page.text
    assert "The panel saw it otherwise." in page.text


def test_a_viewer_reads_and_another_agency_finds_nothing(cast, visit, where, whole):
    page = visit(cast.viewer).go(where)
    assert "Finish this case" not in page.text
    stranger = visit(cast.other_lead)
    assert stranger.client.get(where).status_code == 404
    other = where.replace("hopewell", "harbour")
    assert stranger.client.get(other).status_code == 404
    assert stranger.client.get(whole.replace("hopewell", "harbour")).status_code == 200


def test_a_self_assessment_is_the_same_page_in_its_own_words(
    northshire, hopewell, lead
):
    audit = steps.audit(
        northshire, hopewell, kind=Audit.Kind.SELF, cases=[SELF_ASSESSMENT]
    )
    part = steps.part_of(audit, hopewell)
    page = lead.go(f"/agencies/hopewell/audits/parts/{part.pk}/")
    assert page.heading == "How Hopewell Family Support sees itself"
    assert "Were you not involved" not in page.text


def test_pages_ask_the_database_no_more_for_more_questions_and_cases(
    cast, signed_in, northshire, hopewell
):
    client = signed_in(cast.lead)
    found = set()
    for name, each, cases in (("One", 1, ["A1"]), ("Two", 6, ["A1", "A2", "A3"])):
        tool = steps.tool(name, each=each, on=steps.scale(name=name))
        audit = steps.audit(northshire, hopewell, using=tool, title=name, cases=cases)
        steps.judge_all(audit)
        Part.objects.update(finished_at=None, finished_by="")
        part = steps.part_of(audit, hopewell)
        urls = f"{audit.pk}/", f"parts/{part.pk}/"
        found.add(
            tuple(
                query_count(client, f"/agencies/hopewell/audits/{one}") for one in urls
            )
        )
    assert len(found) == 1


def test_a_self_assessment_is_not_counted_in_cases(cast, visit, northshire, hopewell):
    audit = steps.audit(northshire, hopewell, kind="self", cases=["Self-assessment"])
    page = visit(cast.lead).go(f"/agencies/hopewell/audits/{audit.pk}/")
    assert "Your self-assessment is not finished yet." in page.text
    assert "of 1 case" not in page.text
