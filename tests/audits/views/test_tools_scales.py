"""Scales in the browser: read, built, copied, changed, removed."""

import pytest

from audits.laid import scale_laid
from audits.models import Scale
from tests.audits import steps

LIST = "/partnerships/northshire/audits/tools/scales/"
TYPED = {
    "title": "Our grades",
    "label_1": "Fine",
    "means_1": "As it should be.",
    "label_2": "Not fine",
    "concern_2": "on",
}


@pytest.fixture
def auditor(cast, visit):
    return visit(cast.auditor)


@pytest.fixture
def scale(northshire):
    return steps.scale(name="Our grades", partnership=northshire)


def labels(scale):
    return [one.label for one in scale_laid(scale).grades]


def test_shipped_scales_are_read_and_nothing_is_made_by_looking(cast, visit):
    board = visit(cast.board)
    page = board.go(LIST)
    assert "Requires improvement to be good" in page.text
    assert "Urgent improvement" in page.text
    assert "There is none of your own yet." in page.text
    assert "Build a scale" not in page.links
    assert not Scale.objects.exists()


def test_a_scale_is_built(auditor, northshire):
    auditor.go(LIST)
    auditor.follow("Build a scale")
    page = auditor.press("Save", TYPED)
    assert "The scale is ready to use in your tools." in page.text
    scale = Scale.objects.get(partnership=northshire)
    assert labels(scale) == ["Fine", "Not fine"]
    assert [one.is_concern for one in scale.grades.all()] == [False, True]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"title": ""}, "Enter what the scale is called"),
        (
            {"label_1": "", "means_1": "", "label_2": "", "concern_2": []},
            "at least two",
        ),
        ({"label_2": "", "concern_2": []}, "Enter at least two grades"),
        ({"label_2": "FINE"}, "Grades 1 and 2 are both called “FINE”"),
        ({"label_1": ""}, "Enter what grade 1 is called"),
        ({"means_4": "What?"}, "Enter what grade 4 is called"),
        (
            {"label_3": "x" * 61},
            "What grade 3 is called must be 60 characters or fewer",
        ),
        ({"means_1": "x" * 301}, "What it means must be 300 characters or fewer"),
        ({"label_3": "NHS 943 476 5919"}, "Take out what could identify"),
        ({"means_1": "Ring 01632 960 123"}, "Take out what could identify"),
        ({"about": "Ring 01632 960 123"}, "Take out what could identify"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(auditor, typed, problem):
    auditor.go(f"{LIST}add/")
    page = auditor.press("Save", TYPED | typed)
    (told,) = page.problems
    assert problem in told
    sent = TYPED | typed
    assert page.field("label_2") == sent["label_2"]
    assert page.field("title") == sent["title"]
    assert not Scale.objects.exists()


def test_a_row_left_empty_between_two_grades_counts_for_nothing(auditor):
    auditor.go(f"{LIST}add/")
    auditor.press("Save", TYPED | {"label_2": "", "concern_2": [], "label_5": "Bad"})
    assert labels(Scale.objects.get()) == ["Fine", "Bad"]


def test_a_shipped_scale_is_copied(auditor):
    auditor.go(LIST)
    page = auditor.follow("Copy Yes, partly, no")
    assert page.field("label_2") == "Partly"
    auditor.press("Save", {"label_3": "Not at all"})
    scale = Scale.objects.get()
    assert (scale.name, labels(scale)) == (
        "Yes, partly, no, our own",
        ["Yes", "Partly", "Not at all"],
    )


def test_a_scale_changes_itself_until_something_was_graded_on_it(
    auditor, scale, northshire, hopewell
):
    auditor.go(LIST)
    auditor.follow("Change Our grades")
    auditor.press("Save", {"label_1": "Best"})
    assert labels(Scale.objects.get())[0] == "Best"
    tool = steps.tool(partnership=northshire, on=scale)
    steps.judge_all(steps.audit(northshire, hopewell, using=tool))
    page = auditor.go(f"{LIST}{scale.pk}/")
    assert "Saving makes version 2" in page.text
    page = auditor.press("Save as version 2", {"label_1": "Very best"})
    assert "Version 2 is made." in page.text
    assert labels(Scale.objects.get(number=1))[0] == "Best"
    assert labels(Scale.objects.get(number=2))[0] == "Very best"
    assert tool.scale == scale


def test_a_scale_that_was_graded_on_meanwhile_asks_before_it_makes_a_version(
    auditor, scale, northshire, hopewell
):
    auditor.go(f"{LIST}{scale.pk}/")
    steps.audit(northshire, hopewell, using=steps.tool(on=scale))
    page = auditor.press("Save", {"label_1": "Best"})
    assert "Save again to make version 2" in page.problems[0]
    assert page.field("label_1") == "Best"
    auditor.press("Save as version 2")
    assert labels(Scale.objects.get(number=2))[0] == "Best"


def test_what_a_colleague_saved_meanwhile_is_shown(auditor, scale):
    auditor.go(f"{LIST}{scale.pk}/")
    scale.grades.filter(position=1).update(label="Theirs")
    page = auditor.press("Save", {"label_1": "Mine"})
    assert "What stands there now" in page.text
    assert "Theirs" in page.text
    assert page.field("label_1") == "Mine"
    auditor.press("Save")
    assert labels(Scale.objects.get())[0] == "Mine"


def test_a_tool_keeps_an_older_version_of_its_scale_until_another_is_chosen(
    auditor, scale, northshire
):
    tool = steps.tool("Ours", partnership=northshire, on=scale, state="draft")
    steps.scale("A", "B", name="Our grades", partnership=northshire, replaces=scale)
    page = auditor.go(f"/partnerships/northshire/audits/tools/{tool.pk}/change/")
    assert "Our grades, version 1" in page.text
    auditor.press("Save", {"about": "Changed."})
    tool.refresh_from_db()
    assert (tool.about, tool.scale) == ("Changed.", scale)


def test_a_scale_is_removed_after_asking_unless_a_tool_grades_on_it(
    auditor, scale, northshire
):
    tool = steps.tool(partnership=northshire, on=scale)
    auditor.go(LIST)
    auditor.follow("Remove Our grades")
    page = auditor.press("Remove it")
    assert "A tool grades on this scale" in page.text
    tool.delete()
    page = auditor.press("Remove it")
    assert "The scale is removed." in page.text
    assert not Scale.objects.exists()


def test_scales_of_nobody_and_of_others_are_not_changed(auditor, castlebourne):
    for other in (steps.scale(), steps.scale(name="X", partnership=castlebourne)):
        assert auditor.go(f"{LIST}{other.pk}/").status == 404
        assert auditor.go(f"{LIST}{other.pk}/remove/").status == 404
