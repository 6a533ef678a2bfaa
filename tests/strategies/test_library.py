"""The five documents of the library, against what the printed strategies hold."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from privacy import identifiers
from strategies import library

# What each document holds, counted in the printed strategies.
# Priorities objective by objective; then how many aims, principles, outcomes.
SHAPES = {
    "barking-and-dagenham": ([4], 3, 7, 0),
    "darlington": ([2, 3, 2, 2, 3], 1, 0, 0),
    "nottingham": ([3, 5, 2], 0, 0, 0),
    "pan-bedfordshire": ([3, 3, 2], 1, 11, 10),
    "surrey": ([1, 1, 4, 4, 3], 1, 0, 7),
}
COMMITMENTS = {
    "barking-and-dagenham": [3, 3],
    "darlington": [],
    "nottingham": [],
    "pan-bedfordshire": [7],
    "surrey": [4, 5, 5],
}
OBJECTIVES = {
    "darlington": [
        "Recognise and understand",
        "Address",
        "Empower",
        "Performance",
        "Evaluate",
    ],
    "nottingham": ["Recognise", "Respond", "Reflect and Review"],
    "surrey": [
        "Leadership and organisational culture",
        "Recognition",
        "Early identification",
        "Workforce development",
        "Quality assurance",
    ],
}
TOOLS = {
    "barking-and-dagenham": [
        "Neglect Strategy 2024",
        "Neglect Toolkit",
        "Graded Care Profile 2 (GCP2)",
        "Neglect Improvement Plan",
        "LBBDD Domestic Abuse Practitioner’s Guidance",
        "Safe and Together approach",
        "Child Sexual Abuse (CSA) signs and indicators toolkits",
        "Brook Sexual Behaviours traffic light tool",
        "Barnardo’s Child Sexual Exploitation Risk Matrix",
        "Youth at Risk Matrix",
        "Child Criminal Exploitation tool",
        "Self-Neglect Policy",
        "Pressure Ulcer Guidance",
    ],
    "darlington": [
        "Early Help Strategy",
        "Children and Young People’s Plan 2017 – 2022",
        "Darlington Safeguarding Children Board’s Child Protection procedures",
        "Threshold document",
        "Practice guidance and supporting tool-kit",
    ],
    "nottingham": [
        "Neglect Strategy Response Tool",
        "Child Neglect toolkit",
        "Engagement Strategy",
    ],
    "pan-bedfordshire": [
        "Graded Care Profile (GCP)",
        "Profile of Neglect",
        "Early Help Assessment",
    ],
    "surrey": [
        "Surrey Neglect Toolkit",
        "SSCB Levels of Need",
        "Safer Surrey/Signs of Safety methodology",
    ],
}
BOARDS = {
    "barking-and-dagenham": 2,
    "darlington": 1,
    "nottingham": 2,
    "pan-bedfordshire": 3,
}
GROUPS = {"barking-and-dagenham": 1, "pan-bedfordshire": 1}
DEFINED = {"barking-and-dagenham", "pan-bedfordshire"}
DATES = {
    "barking-and-dagenham": (date(2024, 1, 1), None),
    "darlington": (date(2017, 1, 1), date(2020, 12, 31)),
    "surrey": (date(2017, 1, 1), date(2020, 12, 31)),
}

# Parsing takes a while, and no test changes what it reads.
read = cache(library.read)
each_document = pytest.mark.parametrize("name", SHAPES)


def test_the_library_holds_five_documents():
    assert library.names() == list(SHAPES)


@each_document
def test_a_document_has_its_objectives_priorities_and_parts(name):
    document = read(name)
    priorities = [len(one["priorities"]) for one in document["objectives"]]
    parts = [len(document.get(k, [])) for k in ("aims", "principles", "outcomes")]
    assert (priorities, *parts) == SHAPES[name]
    assert document["key"] == name


@pytest.mark.parametrize("name", OBJECTIVES)
def test_objectives_are_called_what_the_document_calls_them(name):
    titles = [one["title"] for one in read(name)["objectives"]]
    assert titles == OBJECTIVES[name]


@each_document
def test_priorities_are_numbered_through_the_strategy(name):
    numbers = [
        priority["number"]
        for objective in read(name)["objectives"]
        for priority in objective["priorities"]
    ]
    assert numbers == list(range(1, sum(SHAPES[name][0]) + 1))


@each_document
def test_commitments_stand_in_their_groups(name):
    groups = read(name).get("commitments", [])
    assert [len(group["items"]) for group in groups] == COMMITMENTS[name]


@each_document
def test_tools_and_documents_keep_their_names(name):
    titles = [one["title"] for one in read(name)["resources"]]
    assert titles == TOOLS[name]


@each_document
def test_toolkits_are_called_toolkits(name):
    for one in read(name)["resources"]:
        named = any(word in one["title"].lower() for word in ("toolkit", "tool-kit"))
        assert (one["kind"] == "toolkit") is named, one["title"]


@pytest.mark.parametrize("name", BOARDS)
def test_boards_and_groups_watch_over_it(name):
    kinds = [one["kind"] for one in read(name)["oversight"]]
    assert kinds.count("board") == BOARDS[name]
    assert kinds.count("group") == GROUPS.get(name, 0)


def test_barking_and_dagenham_names_both_boards_and_the_task_and_finish_group():
    names = [one["name"] for one in read("barking-and-dagenham")["oversight"]]
    assert names == [
        "Barking and Dagenham Safeguarding Children Partnership (BDSCP)",
        "Barking and Dagenham Safeguarding Adults Board (BDSAB)",
        "Neglect Improvement Programme Task and Finish Group (NIPT&FG)",
    ]


def test_nottingham_was_written_by_two_partnerships():
    assert read("nottingham")["written_by"] == [
        "Nottingham City Safeguarding Children Partnership",
        "Nottinghamshire Safeguarding Children Partnership",
    ]


def test_surrey_keeps_its_facts():
    summary = read("surrey")["summary"]
    for fact in ("1 child in every 10", "69%", "31 July 2017", "two of the five"):
        assert fact in summary


def test_darlington_was_adopted_a_year_after_it_began():
    document = read("darlington")
    assert document["adopted_on"] == date(2018, 8, 1)
    assert document["review_on"] == date(2020, 8, 1)


@each_document
def test_a_document_says_which_years_it_is_for(name):
    document = read(name)
    dates = document.get("starts_on"), document.get("ends_on")
    assert dates == DATES.get(name, (None, None))
    assert ("dates_note" in document) is (name in DATES)


@each_document
def test_a_document_defines_neglect_where_the_printed_one_does(name):
    assert bool(read(name).get("definition")) is (name in DEFINED)


@each_document
def test_every_priority_has_its_request_and_guidance(name):
    for objective in read(name)["objectives"]:
        for priority in objective["priorities"]:
            assert priority["text"].strip()
            assert priority["guidance"].strip()


@each_document
def test_a_document_holds_no_persons_name_or_address(name):
    texts = list(texts_of(read(name)))
    assert len(texts) > 20
    assert [found for text in texts for found in identifiers.find(text)] == []


def test_an_unknown_name_is_answered_with_the_names_there_are():
    with pytest.raises(library.NotInLibrary) as refused:
        read("atlantis")
    assert str(refused.value) == (
        "There is no strategy “atlantis” in the library. There are: "
        "barking-and-dagenham, darlington, nottingham, pan-bedfordshire, surrey."
    )


@pytest.mark.parametrize("name", ["../library/nottingham", "nottingham.yaml", ""])
def test_a_name_is_never_taken_for_a_path(name):
    with pytest.raises(library.NotInLibrary):
        read(name)


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
