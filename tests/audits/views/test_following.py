"""One recommendation in the browser, for its owner and for its partnership."""

from datetime import timedelta

import pytest

from audits.actions.closing import (
    NO_IMPACT,
    Outcome,
    ask_to_close,
    save_outcome,
    send_back,
)
from partnership.models import AgencyMember
from tests.audits import steps
from tests.factories import ANYBODY, NOW, access
from tests.response_tool.pages import day, query_count

DAY = timedelta(days=1)
OUTCOME = {
    "answer-output": "A template is used.",
    "answer-impact": "Children were seen sooner.",
    "answer-shown_by": "The dip sample of June.",
}


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def one(audit, hopewell):
    return steps.recommendation(audit, hopewell)


@pytest.fixture
def page_of(one) -> str:
    return f"/recommendations/{one.pk}/"


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


def test_an_owner_names_no_case_of_the_audit(lead, one, page_of):
    lead.go(page_of)
    page = lead.press("Ask to close it", OUTCOME | {"answer-impact": "A1 is safe."})
    (told,) = page.problems
    assert "Take out “A1”" in told
    assert page.soup.select_one("#id_answer-impact").text.strip() == "A1 is safe."
    one.refresh_from_db()
    assert (one.state, one.impact) == ("open", "")


def test_the_whole_way_to_a_closed_recommendation(
    lead, coordinator, cast, visit, one, page_of
):
    lead.go(page_of)
    without = OUTCOME | {"answer-impact": ""}
    page = lead.press("Ask to close it", without)
    assert page.problems == [NO_IMPACT]
    assert page.soup.select_one("#id_answer-output").text.strip() == (
        "A template is used."
    )
    page = lead.press("Ask to close it", OUTCOME)
    assert "is asked to check it" in page.text
    assert "Ask to close it" not in page.buttons
    page = coordinator.go(page_of)
    assert "Children were seen sooner." in page.text
    page = coordinator.press("Send it back", {"back-because": "Which teams?"})
    assert "It is sent back to Hopewell Family Support." in page.text
    page = lead.go(page_of)
    assert "Which teams?" in page.text
    lead.press("Ask to close it")
    coordinator.go(page_of)
    page = coordinator.press("It is checked: close it", {"close-note": "Looked."})
    assert "The recommendation is closed." in page.text
    page = visit(cast.board).go(page_of)
    for words in ("Closed by", "Looked.", "Which teams?", "Asked to close it"):
        assert words in page.text
    page = coordinator.press("Open it again", {"reopen-because": "It came back."})
    assert "It is open again." in page.text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (OUTCOME | {"answer-output": ""}, "Say what was done."),
        (OUTCOME | {"answer-shown_by": ""}, "Attach a file that shows it"),
        (OUTCOME | {"answer-impact": "NHS 943 476 5919"}, "Take out what could"),
    ],
)
def test_asking_says_what_is_missing_and_loses_nothing(
    lead, one, page_of, typed, problem
):
    lead.go(page_of)
    page = lead.press("Ask to close it", typed)
    (told,) = page.problems
    assert problem in told
    for name, text in typed.items():
        assert page.soup.find(id=f"id_{name}").text.strip() == text
    one.refresh_from_db()
    assert one.state == "open"


def test_an_attached_file_is_evidence(lead, one, page_of):
    steps.proof(one, "Audit of June")
    page = lead.go(page_of)
    assert "Audit of June" in page.links
    page = lead.press("Ask to close it", OUTCOME | {"answer-shown_by": ""})
    assert page.problems == []
    assert "Take off" not in page.text


def test_it_is_saved_for_now_and_comes_back(lead, page_of):
    lead.go(page_of)
    page = lead.press("Save for now", {"answer-output": "A template."})
    assert "What you wrote is saved." in page.text
    assert page.soup.select_one("#id_answer-output").text.strip() == "A template."


def test_a_colleagues_words_stand_beside_what_was_typed(lead, cast, one, page_of):
    lead.go(page_of)
    theirs = Outcome("Theirs.", "Theirs too.", "")
    by = access(cast.contributor)
    save_outcome(recommendation=one, outcome=theirs, seen=1, by=by, at=NOW)
    page = lead.press("Save for now", {"answer-output": "Mine."})
    assert "A colleague changed this while you were writing" in page.problems[0]
    assert "Theirs too." in page.text
    assert page.soup.select_one("#id_answer-output").text.strip() == "Mine."
    page = lead.press("Save for now")
    assert "What you wrote is saved." in page.text
    one.refresh_from_db()
    assert one.output == "Mine."


def test_a_request_to_close_is_taken_back(lead, coordinator, page_of):
    lead.go(page_of)
    lead.press("Ask to close it", OUTCOME)
    assert "Take back your request" not in coordinator.go(page_of).buttons
    page = lead.press("Take back your request")
    assert "Your request is taken back." in page.text
    assert "Took back the request to close it" in page.text
    assert "Ask to close it" in page.buttons
    assert page.soup.select_one("#id_answer-output").text.strip() == (
        "A template is used."
    )


def test_a_request_that_was_decided_meanwhile_is_not_taken_back(lead, one, page_of):
    lead.go(page_of)
    lead.press("Ask to close it", OUTCOME)
    one.refresh_from_db()
    send_back(recommendation=one, because="No.", seen=one.version, by=ANYBODY, at=NOW)
    page = lead.press("Take back your request")
    assert page.status == 409
    assert "somebody was quicker than you" in page.text


def test_words_for_what_is_no_longer_open_stand_there_to_copy(lead, cast, one, page_of):
    lead.go(page_of)
    ask_to_close(
        recommendation=one,
        outcome=Outcome("A.", "B.", "C."),
        seen=1,
        by=access(cast.contributor),
        at=NOW,
    )
    page = lead.press("Save this update", {"answer-text": "Half of the teams."})
    assert page.status == 409
    assert "Half of the teams." in page.text
    assert "Closing it was asked for meanwhile" in page.text


def test_invalid_words_for_what_is_no_longer_open_are_not_lost_either(
    coordinator, one, page_of, cast
):
    asked = Outcome("A.", "B.", "C.")
    ask_to_close(
        recommendation=one, outcome=asked, seen=1, by=access(cast.lead), at=NOW
    )
    coordinator.go(page_of)
    send_back(recommendation=one, because="No.", seen=2, by=ANYBODY, at=NOW)
    page = coordinator.press("Send it back", {"back-because": "NHS 943 476 5919"})
    assert page.status == 409
    assert "NHS 943 476 5919" in page.text


def test_an_update_ticks_milestones_with_their_days(lead, one, page_of, today):
    first = one.milestones.create(position=1, text="Agree", due_on=today)
    second = one.milestones.create(position=2, text="Train", due_on=today)
    page = lead.go(page_of)
    done = today - 3 * DAY
    page = lead.press(
        "Save this update",
        {
            f"answer-done-{first.pk}": "on",
            **day(f"answer-done_on-{first.pk}", f"{done:%d %m %Y}"),
            f"answer-done-{second.pk}": "on",
        },
    )
    assert "What you wrote is saved." in page.text
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.done_on, second.done_on) == (done, today)
    page = lead.press("Save this update", {f"answer-done-{first.pk}": []})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.done_on, second.done_on) == (None, today)


def test_what_a_colleague_ticked_meanwhile_stays_ticked(lead, one, page_of, today):
    stone = one.milestones.create(position=1, text="Agree", due_on=today)
    lead.go(page_of)
    type(stone).objects.update(done_on=today - DAY)
    page = lead.press("Save this update", {"answer-text": "Half of the teams."})
    assert "What you wrote is saved." in page.text
    stone.refresh_from_db()
    assert stone.done_on == today - DAY


def test_a_day_without_the_tick_says_that_it_is_done(lead, one, page_of, today):
    stone = one.milestones.create(position=1, text="Agree", due_on=today)
    lead.go(page_of)
    typed = day(f"answer-done_on-{stone.pk}", f"{today - DAY:%d %m %Y}")
    lead.press("Save this update", typed)
    stone.refresh_from_db()
    assert stone.done_on == today - DAY


def test_each_button_saves_everything_that_was_typed(lead, one, page_of):
    lead.go(page_of)
    typed = OUTCOME | {"answer-text": "Half of the teams."}
    page = lead.press("Save this update", typed)
    assert "Half of the teams." in page.text
    one.refresh_from_db()
    assert (one.output, one.state) == ("A template is used.", "open")
    page = lead.press("Ask to close it", {"answer-text": "All of the teams."})
    kinds = [step.kind for step in one.steps.order_by("pk")]
    assert kinds[-3:] == ["update", "update", "asked"]


def test_what_is_refused_is_not_saved_in_part(lead, one, page_of):
    lead.go(page_of)
    page = lead.press("Ask to close it", {"answer-text": "Half of the teams."})
    assert "Say what was done." in page.problems[0]
    assert not one.steps.filter(kind="update").exists()
    assert page.soup.select_one("#id_answer-text").text.strip() == "Half of the teams."
    page = lead.press("Save for now")
    assert one.steps.get(kind="update").text == "Half of the teams."


def test_an_update_leaves_what_a_colleague_wrote_meanwhile(lead, cast, one, page_of):
    lead.go(page_of)
    theirs = Outcome("Theirs.", "Theirs too.", "")
    by = access(cast.contributor)
    save_outcome(recommendation=one, outcome=theirs, seen=1, by=by, at=NOW)
    page = lead.press("Save this update", {"answer-text": "Half of the teams."})
    assert page.problems == []
    one.refresh_from_db()
    assert (one.output, one.impact) == ("Theirs.", "Theirs too.")
    assert one.steps.get(kind="update").text == "Half of the teams."


def test_boxes_that_were_left_alone_follow_a_colleague(lead, cast, one, page_of):
    lead.go(page_of)
    by = access(cast.contributor)
    theirs = Outcome("Theirs.", "", "")
    save_outcome(recommendation=one, outcome=theirs, seen=1, by=by, at=NOW)
    lead.press("Save for now", {"answer-impact": "Mine."})
    one.refresh_from_db()
    assert (one.output, one.impact) == ("Theirs.", "Mine.")
    later = Outcome("Theirs.", "Theirs too.", "")
    save_outcome(recommendation=one, outcome=later, seen=3, by=by, at=NOW)
    page = lead.press("Save for now", {"answer-impact": "Mine again."})
    assert "A colleague changed this while you were writing" in page.problems[0]
    assert page.soup.select_one("#id_answer-output").text.strip() == "Theirs."
    lead.press("Save for now")
    one.refresh_from_db()
    assert (one.output, one.impact) == ("Theirs.", "Mine again.")


def test_an_update_says_something(lead, page_of):
    lead.go(page_of)
    page = lead.press("Save this update")
    assert page.problems == ["Say how far it is, or tick a milestone that is done."]


def test_a_checker_who_belongs_to_the_owner_is_told_why_not(
    coordinator, cast, audit, hopewell
):
    one = steps.recommendation(audit, hopewell, state="asked")
    AgencyMember.objects.create(user=cast.coordinator, agency=hopewell, role="viewer")
    page = coordinator.go(f"/recommendations/{one.pk}/")
    assert "You belong to Hopewell Family Support" in page.text
    assert "It is checked: close it" not in page.buttons
    answer = coordinator.client.post(
        f"/recommendations/{one.pk}/close/",
        {"close-note": "Mine.", "close-seen": "1"},
    )
    assert answer.status_code == 409
    assert "which owns this recommendation" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "asked"


def test_another_day_needs_a_reason(coordinator, one, page_of, today):
    coordinator.go(page_of)
    later = today + 200 * DAY
    typed = day("day-due_on", f"{later:%d %m %Y}")
    page = coordinator.press("Change the day", typed)
    assert page.problems == ["Say why the day changes"]
    page = coordinator.press("Change the day", {"day-because": "More time."})
    assert "It is due on another day now" in page.text
    assert "More time." in page.text
    page = coordinator.press(
        "Change the day", day("day-due_on", "1 1 2020") | {"day-because": "Why."}
    )
    assert page.problems == ["The day it is due must not be past."]


def test_it_is_linked_to_the_audit_that_tested_it(
    coordinator, lead, one, audit, hopewell, northshire, page_of
):
    later = steps.audit(
        northshire,
        hopewell,
        using=audit.tool,
        title="A year on",
        period_to=audit.period_to + 300 * DAY,
        state="closed",
    )
    coordinator.go(page_of)
    page = coordinator.press("Save", {"tested-audits": [str(later.pk)]})
    assert "Which audits tested it is saved." in page.text
    assert "Tested by A year on" in page.text
    assert "Tested by A year on" in lead.go(page_of).text


def test_its_owner_reads_of_no_audit_that_is_not_closed(
    lead, coordinator, one, audit, hopewell, northshire, page_of
):
    planned = steps.audit(
        northshire,
        hopewell,
        using=audit.tool,
        title="A surprise",
        period_to=audit.period_to + 300 * DAY,
        state="planned",
    )
    one.tested_by.add(planned)
    assert "A surprise" not in lead.go(page_of).text
    assert "No later audit is closed yet" in coordinator.go(page_of).text


def test_readers_of_the_board_see_it_and_can_do_nothing(cast, visit, page_of):
    page = visit(cast.board).go(page_of)
    assert page.buttons == {}
    assert visit(cast.viewer).go(page_of).buttons == {}
    assert visit(cast.other_lead).go(page_of).status == 404


def test_queries_do_not_grow_with_what_happened(lead, one, page_of, today):
    def more(number):
        one.milestones.create(position=number, text="A", due_on=today)
        one.steps.create(kind="update", text=f"{number}", at=NOW, by="A")
        steps.proof(one, f"File {number}")

    more(1)
    before = query_count(lead.client, page_of)
    for number in range(2, 6):
        more(number)
    assert query_count(lead.client, page_of) == before
