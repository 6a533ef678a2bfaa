"""Tools in the browser: read, built, copied, changed, decided about."""

import pytest

from activity.models import Event
from audits.actions.tools_parts import change_question, remove_domain, remove_question
from audits.laid import LaidQuestion, domain_laid, question_laid
from audits.models import Tool
from tests.audits import steps
from tests.factories import ANYBODY, NOW
from tests.response_tool.pages import query_count

LIST = "/partnerships/northshire/audits/tools/"


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


@pytest.fixture
def board(cast, visit):
    return visit(cast.board)


@pytest.fixture
def draft(northshire):
    scale = steps.scale(name="Our grades", partnership=northshire)
    return steps.tool("Ours", on=scale, partnership=northshire, state="draft")


def at(tool, more=""):
    return f"{LIST}{tool.pk}/{more}"


def test_a_tool_is_built_made_ready_and_read(auditor):
    auditor.go(LIST)
    auditor.follow("Build a tool")
    typed = {"title": "Early help", "about": "For early help.", "scale": "ofsted-four"}
    page = auditor.press("Save", typed)
    assert page.heading == "Early help"
    assert "It asks nothing yet" in page.text
    assert "Make it ready" not in page.links
    auditor.follow("Add a domain")
    auditor.press("Save", {"title": "Voice", "about": "Who heard the child."})
    auditor.follow("Add a question to Voice")
    typed = {"text": "Was the child\nseen?", "guidance": "Look for dates."}
    page = auditor.press("Save", typed)
    assert "Was the child seen? Look for dates." in page.text
    auditor.follow("Make it ready")
    page = auditor.press("Make it ready")
    assert "The tool is ready to plan with." in page.text
    assert Tool.objects.get().state == "ready"
    page = auditor.go(LIST)
    assert "Our own Early help" in page.text


def test_a_board_member_reads_and_can_change_nothing(board, draft):
    page = board.go(LIST)
    assert "Build a tool" not in page.links
    page = board.follow("Ours")
    assert "Question 2.2" in page.text
    assert not page.buttons
    assert "Copy it" not in page.links


def test_a_shipped_tool_is_read_before_anybody_used_it_then_used(auditor, board):
    board.go(LIST)
    page = board.follow("Neglect practice audit")
    assert "Drift and delay" in page.text
    assert "Look for the first sign in the record" in page.text
    assert "Requires improvement to be good" in page.text
    assert not page.buttons
    assert not Tool.objects.exists()
    auditor.go(LIST)
    auditor.follow("Neglect practice audit")
    page = auditor.press("Use it as it is")
    assert "The tool is ready to plan with." in page.text
    tool = Tool.objects.get()
    assert page.path == at(tool)
    assert board.go(f"{LIST}library/neglect-practice/").path == at(tool)
    assert board.go(f"{LIST}library/nothing/").status == 404


def test_a_shipped_tool_is_copied_to_be_changed(auditor, northshire):
    auditor.go(f"{LIST}library/tool-use/")
    page = auditor.press("Copy it to change it")
    assert "cannot be compared question by question" in page.text
    page = auditor.press("Make the copy", {"title": "Our dip sample"})
    assert page.heading == "Our dip sample"
    own = Tool.objects.get(partnership=northshire)
    assert own.domains.count() == 3
    auditor.go(f"{LIST}library/tool-use/")
    auditor.follow("Copy it")
    page = auditor.press("Make the copy", {"title": "our DIP sample"})
    (told,) = page.problems
    assert told.startswith("Your partnership has a tool “our DIP sample” already.")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"title": ""}, "Enter what the tool is called"),
        ({"title": "x" * 121}, "What it is called must be 120 characters or fewer"),
        ({"title": "For NHS 943 476 5919"}, "Take out what could identify"),
        ({"about": "Ring 01632 960 123"}, "Take out what could identify"),
        ({"about": "x" * 2001}, "What it is for must be 2,000 characters or fewer"),
        ({"scale": []}, "Choose a scale"),
        ({"scale": "nothing"}, "Choose a scale that is in the list"),
        ({"title": "ours"}, "Your partnership has a tool “ours” already"),
    ],
)
def test_what_is_wrong_with_a_tool_is_said_and_nothing_is_lost(
    auditor, draft, typed, problem
):
    auditor.go(f"{LIST}add/")
    sent = {"title": "New", "about": "Kept.", "scale": "ofsted-four"} | typed
    page = auditor.press("Save", sent)
    (told,) = page.problems
    assert problem in told
    assert page.field("about").strip() == sent["about"]
    assert Tool.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"text": ""}, "Enter the question"),
        ({"text": "x" * 301}, "The question must be 300 characters or fewer"),
        ({"text": "question 1.2"}, "This domain asks the same already"),
        ({"text": "Is NHS 943 476 5919 well?"}, "Take out what could identify"),
        ({"guidance": "x" * 2001}, "What to look for must be 2,000 characters"),
        ({"guidance": "Ring 01632 960 123"}, "Take out what could identify"),
        ({"domain": "0"}, "Choose a domain that the tool has"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_and_nothing_is_lost(
    auditor, draft, typed, problem
):
    domain = draft.domains.get(position=1)
    auditor.go(at(draft, f"questions/add/?domain={domain.pk}"))
    sent = {"text": "New?", "guidance": "Kept."} | typed
    page = auditor.press("Save", sent)
    (told,) = page.problems
    assert problem in told
    assert page.field("guidance").strip() == sent["guidance"]
    assert len(steps.questions(draft)) == 4


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"title": ""}, "Enter what the domain is called"),
        ({"title": "DOMAIN 2"}, "There is a domain “DOMAIN 2” already"),
        ({"title": "NHS 943 476 5919"}, "Take out what could identify"),
        ({"about": "Ring 01632 960 123"}, "Take out what could identify"),
    ],
)
def test_what_is_wrong_with_a_domain_is_said(auditor, draft, typed, problem):
    domain = draft.domains.get(position=1)
    auditor.go(at(draft, f"domains/{domain.pk}/"))
    page = auditor.press("Save", typed)
    (told,) = page.problems
    assert problem in told
    domain.refresh_from_db()
    assert domain.title == "Domain 1"


def test_questions_are_changed_moved_and_removed(auditor, draft):
    auditor.go(at(draft))
    auditor.follow("Change the question Question 1.2")
    second = draft.domains.get(position=2)
    auditor.press("Save", {"text": "Changed?", "domain": str(second.pk)})
    page = auditor.press("Move up : Changed?")
    asked = [one.text for one in steps.questions(draft)]
    assert asked == ["Question 1.1", "Question 2.1", "Changed?", "Question 2.2"]
    page = auditor.follow("Remove the question Changed?")
    assert "What it says stays in the history" in page.text
    auditor.press("Remove it")
    assert len(steps.questions(draft)) == 3


def test_domains_are_moved_and_removed(auditor, draft):
    auditor.go(at(draft))
    auditor.press("Move down : Domain 1")
    assert [one.title for one in draft.domains.order_by("position")] == [
        "Domain 2",
        "Domain 1",
    ]
    page = auditor.follow("Remove the domain Domain 1")
    assert "2 questions go with it" in page.text
    auditor.press("Remove it")
    assert draft.domains.get().title == "Domain 2"


def test_what_a_colleague_saved_meanwhile_is_shown_beside_what_was_typed(
    auditor, draft
):
    question = steps.questions(draft)[0]
    auditor.go(at(draft, f"questions/{question.pk}/"))
    change_question(
        question=question,
        said=LaidQuestion("Theirs?", "Their guidance."),
        domain=question.domain,
        seen=question_laid(question).mark,
        by=ANYBODY,
        at=NOW,
    )
    page = auditor.press("Save", {"text": "Mine?", "guidance": "My guidance."})
    assert "What stands there now Question Theirs?" in page.text
    assert "Their guidance." in page.text
    assert page.field("text").strip() == "Mine?"
    assert page.field("guidance").strip() == "My guidance."
    question.refresh_from_db()
    assert question.text == "Theirs?"
    auditor.press("Save")
    question.refresh_from_db()
    assert question.text == "Mine?"


def test_what_was_typed_into_something_that_is_gone_can_be_added_as_new(auditor, draft):
    domain = draft.domains.get(position=1)
    question = steps.questions(draft)[3]
    auditor.go(at(draft, f"domains/{domain.pk}/"))
    remove_domain(
        domain=domain, seen=domain_laid(domain).whole_mark, by=ANYBODY, at=NOW
    )
    page = auditor.press("Save", {"title": "Mine"})
    assert page.problems == [
        "A colleague removed this while you were writing. What you typed is still here."
    ]
    auditor.press("Save")
    assert draft.domains.filter(title="Mine").exists()
    auditor.go(at(draft, f"questions/{question.pk}/"))
    remove_question(
        question=question, seen=question_laid(question).mark, by=ANYBODY, at=NOW
    )
    page = auditor.press("Save", {"text": "Mine?"})
    assert "A colleague removed this" in page.problems[0]
    auditor.press("Save")
    assert [one.text for one in steps.questions(draft)] == ["Question 2.1", "Mine?"]


def test_details_that_a_colleague_changed_are_shown(auditor, draft):
    auditor.go(at(draft, "change/"))
    Tool.objects.filter(pk=draft.pk).update(title="Theirs")
    page = auditor.press("Save", {"title": "Mine"})
    assert "What stands there now Title Theirs" in page.text
    page = auditor.press("Save")
    assert page.heading == "Mine"


def test_a_question_needs_a_domain_first(auditor, northshire):
    empty = steps.tool("Empty", partnership=northshire, state="draft", domains=0)
    page = auditor.go(at(empty, "questions/add/"))
    assert page.heading == "Add a domain"


def test_another_partnerships_tool_is_not_found(auditor, castlebourne):
    theirs = steps.tool("Theirs", partnership=castlebourne)
    assert auditor.go(at(theirs)).status == 404
    assert auditor.go(at(theirs, "copy/")).status == 404
    assert "Theirs" not in auditor.go(LIST).text


def test_a_shipped_row_is_not_changed_by_its_address(auditor):
    shipped = steps.tool()
    for more in ("change/", "retire/", "domains/add/", "questions/add/"):
        assert auditor.go(at(shipped, more)).status == 404


def test_the_list_and_a_tool_take_the_same_queries_however_much_there_is(
    auditor, northshire, draft
):
    few = query_count(auditor.client, LIST), query_count(auditor.client, at(draft))
    for number in range(4):
        steps.tool(f"T{number}", partnership=northshire, domains=1, each=1)
        domain = draft.domains.create(position=9, title=f"More {number}")
        domain.criteria.create(position=1, text="Why?")
    many = query_count(auditor.client, LIST), query_count(auditor.client, at(draft))
    assert many == few


def test_the_history_of_a_tool_names_who_did_what(auditor, draft, cast):
    auditor.go(at(draft, "domains/add/"))
    auditor.press("Save", {"title": "Voice"})
    done = Event.objects.in_threads(Tool.objects.all()).get()
    assert (done.verb, done.actor_id) == ("added", cast.auditor.pk)
