"""Deciding about tools in the browser: ready, followed, retired, removed."""

import pytest

from audits.models import Tool
from tests.audits import steps

LIST = "/partnerships/northshire/audits/tools/"


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


@pytest.fixture
def draft(northshire):
    scale = steps.scale(name="Our grades", partnership=northshire)
    return steps.tool("Ours", on=scale, partnership=northshire, state="draft")


@pytest.fixture
def used(northshire, hopewell):
    tool = steps.tool("Ours", partnership=northshire)
    steps.judge_all(steps.audit(northshire, hopewell, using=tool))
    return tool


def at(tool, more=""):
    return f"{LIST}{tool.pk}/{more}"


def test_a_tool_that_was_graded_with_offers_the_next_version_and_says_what_that_is(
    auditor, used, northshire, hopewell
):
    steps.audit(northshire, hopewell, using=used, state="planned", title="Later")
    page = auditor.go(at(used))
    assert "It has been used, so it stays as it is." in page.text
    assert "Add a domain" not in page.links
    page = auditor.follow("Begin the next version")
    assert "Audits that have begun keep the version that they have" in page.text
    page = auditor.press("Begin the next version")
    assert "version 2, being built" in page.text
    auditor.follow("Make it ready")
    page = auditor.press("Make it ready")
    assert "Planned with the version before Later" in page.text
    page = auditor.press("Use version 2 in it : Later")
    assert "“Later” uses version 2 now." in page.text
    assert used.audits.get().title == "Neglect in early years"
    page = auditor.go(LIST)
    assert "Ours , version 2" in page.text


def test_what_is_typed_into_a_tool_that_is_graded_with_meanwhile_is_kept(
    auditor, draft, northshire, hopewell
):
    Tool.objects.filter(pk=draft.pk).update(state="ready")
    question = steps.questions(draft)[0]
    page = auditor.go(at(draft))
    assert "Nothing was graded with this tool yet" in page.text
    auditor.follow("Change the question Question 1.1")
    steps.audit(northshire, hopewell, using=draft)
    page = auditor.press("Save", {"text": "Mine?"})
    assert "begin the next version" in page.problems[0]
    assert page.field("text").strip() == "Mine?"
    question.refresh_from_db()
    assert question.text == "Question 1.1"


def test_a_tool_is_retired_and_used_again(auditor, used):
    auditor.go(at(used))
    auditor.follow("Use it no longer")
    auditor.press("Use it no longer")
    page = auditor.go(LIST)
    assert "No longer used Ours" in page.text
    auditor.go(at(used))
    auditor.follow("Use it again")
    page = auditor.press("Use it again")
    assert "The tool is in use again." in page.text


def test_a_draft_is_removed_after_asking(auditor, draft):
    auditor.go(at(draft))
    auditor.follow("Remove the draft")
    Tool.objects.filter(pk=draft.pk).update(version=5)
    page = auditor.press("Remove the draft")
    assert "A colleague changed this meanwhile" in page.text
    page = auditor.press("Remove the draft")
    assert page.heading == "Audit tools"
    assert not Tool.objects.exists()


def test_a_draft_without_questions_is_not_made_ready(auditor, draft):
    steps.questions(draft)[0].domain.criteria.all().delete()
    page = auditor.go(at(draft))
    assert "“Domain 1” has no question yet" in page.text
    auditor.go(at(draft, "ready/"))
    page = auditor.press("Make it ready")
    assert "Error: “Domain 1” has no question yet" in page.text
