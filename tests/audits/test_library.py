"""The library of tools and scales: whole, within bounds, and in words of our own."""

import re

import pytest
import yaml

from audits import library
from audits.models.tools import (
    ABOUT_MAX,
    CRITERIA_MAX,
    DOMAINS_MAX,
    GRADES_MAX,
    GUIDANCE_MAX,
    LABEL_MAX,
    MEANS_MAX,
    NAME_MAX,
    TEXT_MAX,
)
from privacy import identifiers

NEGLECT = [
    "Recognition and threshold",
    "Assessment and use of a neglect tool",
    "Chronology and cumulative harm",
    "Child’s voice and lived experience",
    "Fathers and wider family",
    "Multi-agency planning",
    "Drift and delay",
    "Supervision and escalation",
    "Impact",
]
SCALE = """
scales:
  - key: two
    version: 1
    name: Two
    about: Two grades.
    grades: [{label: Fine}, {label: Not fine, is_concern: true}]
"""
TOOL = """
key: short
version: 1
title: Short
scale: two
about: Short.
domains:
  - title: One
    about: One.
    questions: [{text: "Why?", guidance: Look.}]
"""

tools = pytest.mark.parametrize("tool", library.tools(), ids=lambda one: one.key)
scales = pytest.mark.parametrize("scale", library.scales(), ids=lambda one: one.key)


def test_it_has_the_scales_that_the_field_uses():
    labels = {
        one.key: [grade.label for grade in one.laid.grades] for one in library.scales()
    }
    assert labels["ofsted-four"] == [
        "Outstanding",
        "Good",
        "Requires improvement to be good",
        "Inadequate",
    ]
    assert labels["report-card-five"] == [
        "Exceptional",
        "Strong standard",
        "Expected standard",
        "Needs attention",
        "Urgent improvement",
    ]
    assert [label[0] for label in labels["section-11"]] == ["3", "2", "1", "0"]
    assert labels["yes-partly-no"] == ["Yes", "Partly", "No"]
    assert labels["graded-care-profile"] == [f"Grade {n}" for n in range(1, 6)]


def test_of_the_graded_care_profile_it_has_the_grades_alone():
    scale = library.scale_entry("graded-care-profile").laid
    assert not any(one.means for one in scale.grades)
    assert "NSPCC" in scale.about


@scales
def test_a_scale_fits_and_says_which_grades_are_not_good_enough(scale):
    laid = scale.laid
    assert 2 <= len(laid.grades) <= GRADES_MAX
    assert len(laid.name) <= NAME_MAX
    assert len(laid.about) <= ABOUT_MAX
    concerns = [one.is_concern for one in laid.grades]
    assert concerns == sorted(concerns)
    assert any(concerns)
    assert not all(concerns)
    for one in laid.grades:
        assert len(one.label) <= LABEL_MAX
        assert len(one.means) <= MEANS_MAX


def test_the_neglect_audit_looks_at_the_nine_domains_that_were_asked_for():
    laid = library.tool_entry("neglect-practice").laid
    assert [one.title for one in laid.domains] == NEGLECT
    assert all(2 <= len(one.questions) <= 4 for one in laid.domains)


def test_there_is_a_self_assessment_and_a_dip_sample():
    assert library.tool_entry("section-11").scale == "section-11"
    assert library.tool_entry("tool-use").scale == "yes-partly-no"


@tools
def test_a_tool_fits_and_every_question_says_what_to_look_for(tool):
    laid = tool.laid
    assert len(laid.title) <= NAME_MAX
    assert len(laid.about) <= ABOUT_MAX
    assert len(laid.domains) <= DOMAINS_MAX
    assert laid.how_many <= CRITERIA_MAX
    texts = [one.text for one in laid.questions()]
    assert len(set(texts)) == len(texts)
    for domain in laid.domains:
        assert len(domain.title) <= NAME_MAX
    for one in laid.questions():
        assert one.text.endswith("?")
        assert len(one.text) <= TEXT_MAX
        assert 60 <= len(one.guidance) <= GUIDANCE_MAX


@tools
def test_a_tool_passes_the_guard_that_its_own_copy_would_meet(tool):
    words = [tool.laid.title, tool.laid.about]
    for domain in tool.laid.domains:
        words += [domain.title, domain.about]
        words += [text for one in domain.questions for text in (one.text, one.guidance)]
    assert [found for text in words if (found := identifiers.find(text))] == []


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("scale: two", "scale: three", "short: there is no scale “three”"),
        ("about: Short.\n", "", "short: its about is missing"),
        ("guidance: Look.", "help: Look.", "short: its guidance is missing"),
        ("title: One", "title: 1", "short: 1 is not text (quote it)"),
        ("version: 1", "version: 1\nnotes: x", "short: “notes” is not known here"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(was, now, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        library.parse(SCALE, [TOOL.replace(was, now, 1)])


def test_no_key_is_there_twice():
    with pytest.raises(ValueError, match="short: there are two tools of this key"):
        library.parse(SCALE, [TOOL, TOOL])
    twice = yaml.safe_load(SCALE)
    twice["scales"] *= 2
    with pytest.raises(ValueError, match="two: there are two scales of this key"):
        library.parse(yaml.safe_dump(twice), [])


def test_a_key_that_there_is_not_is_said_to_be_none():
    with pytest.raises(library.NotInLibrary, match="no “nothing” in the library"):
        library.tool_entry("nothing")
