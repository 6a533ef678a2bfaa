"""Lines of a document become a proposed strategy, and none of them is lost."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies.imports import lines_of_text
from strategies.outline import Kind, Line, propose
from tests.strategies.outline.texts import TEXTS
from tests.strategies.outline.words import missing


def read(name: str):
    return propose(lines_of_text(TEXTS[name]))


def titles(proposal) -> list[str]:
    return [one["title"] for one in proposal.document["objectives"]]


def priorities(proposal) -> list[tuple[int, str]]:
    return [
        (one["number"], one["title"])
        for objective in proposal.document["objectives"]
        for one in objective["priorities"]
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_no_line_of_a_document_is_lost(name):
    lines = lines_of_text(TEXTS[name])
    assert missing(lines, propose(lines)) == []


def test_the_title_gives_the_years():
    document = read("marked").document
    assert document["title"] == "Millbrook Neglect Strategy 2027–2030"
    assert document["starts_on"] == date(2027, 1, 1)
    assert document["ends_on"] == date(2030, 12, 31)
    assert read("numbered").document["ends_on"] == date(2029, 12, 31)


def test_a_title_that_shouts_is_said_plainly():
    assert read("colons").document["title"] == "Fernlea Neglect Plan"


def test_every_section_goes_where_its_heading_says():
    document = read("marked").document
    assert document["summary"] == "Children in Millbrook deserve a warm, safe home."
    assert document["definition"].startswith("Neglect means")
    assert document["aims"] == ["Fewer children go without.", "Help comes sooner."]
    assert document["principles"] == ["We listen first."]
    assert document["outcomes"] == ["More children say that they feel cared for."]
    assert document["governance"].startswith("The board reads")


def test_headings_under_priorities_are_priorities_with_their_text():
    proposal = read("marked")
    assert titles(proposal) == ["Our priorities"]
    assert priorities(proposal) == [
        (1, "Notice the small signs"),
        (2, "Stay with the family"),
    ]
    first = proposal.document["objectives"][0]["priorities"][0]
    assert first["text"] == (
        "Notice the small signs. Every worker learns to see what builds up slowly."
    )


def test_a_resource_has_its_kind_and_its_link():
    assert read("marked").document["resources"] == [
        {
            "title": "Home conditions checklist",
            "kind": "tool",
            "url": "https://tools.example.org/home",
        },
        {"title": "Millbrook neglect toolkit", "kind": "toolkit"},
    ]


def test_numbered_headings_after_objectives_are_objectives():
    proposal = read("numbered")
    assert titles(proposal) == ["See", "Act"]
    assert proposal.document["aims"] == ["No child in Ashdale lives with neglect."]
    assert proposal.document["objectives"][0]["aim"].startswith("Everybody who meets")
    assert proposal.document["governance"].startswith("The partnership looks")
    assert proposal.unplaced == []


def test_a_title_of_a_priority_begins_with_its_verb_and_the_text_stays_whole():
    third = read("numbered").document["objectives"][1]["priorities"][0]
    assert third["title"].startswith("Answer every referral in two days")
    assert third["text"].startswith("We will answer every referral")
    assert len(third["short"]) <= 30
    assert third["number"] == 3


def test_a_small_table_gives_version_owner_and_dates():
    document = read("numbered").document
    assert document["version"] == "3"
    assert document["written_by"] == ["Ashdale Safeguarding Partnership"]
    assert "Review date: May 2029" in document["dates_note"]


def test_headings_with_a_colon_are_objectives_or_groups_by_where_they_stand():
    document = read("colons").document
    assert titles(read("colons")) == ["Early notice", "Good company"]
    assert document["commitments"] == [
        {
            "group": "Teach each other about neglect",
            "items": ["Run a seminar in every school", "Share what reviews found"],
        }
    ]
    assert document["outcomes"][0] == "Fewer second referrals"


def test_a_table_of_priorities_gives_objectives_with_their_aims():
    proposal = read("table")
    assert titles(proposal) == ["Notice", "Help"]
    assert proposal.document["objectives"][0]["aim"] == (
        "making sure that neglect is seen"
    )
    assert priorities(proposal) == [
        (1, "Talk with parents about what is hard"),
        (2, "Show every volunteer the signs of neglect"),
        (3, "Open a clothes bank"),
    ]
    assert proposal.unplaced == ["Return this form in June."]


def test_an_unknown_heading_and_what_follows_wait_to_be_placed():
    lines = [
        Line(Kind.HEADING, "Principles", 1),
        Line(Kind.ITEM, "Listen"),
        Line(Kind.HEADING, "Our history", 1),
        Line(Kind.PARAGRAPH, "It began in a school hall."),
    ]
    proposal = propose(lines)
    assert proposal.unplaced == ["Our history", "It began in a school hall."]


def test_an_objective_that_is_one_sentence_asks_for_that():
    lines = [
        Line(Kind.HEADING, "Objective 1:", 3),
        Line(Kind.PARAGRAPH, "To improve how help is offered in every village."),
    ]
    (objective,) = propose(lines).document["objectives"]
    assert objective["title"] == "Improve how help is offered in every village"
    assert objective["priorities"][0]["text"].startswith("To improve how help")


def test_an_objective_with_nothing_under_it_waits_to_be_placed():
    lines = [
        Line(Kind.HEADING, "Objectives", 1),
        Line(Kind.HEADING, "See", 2),
        Line(Kind.ITEM, "Look"),
        Line(Kind.HEADING, "Hear", 2),
    ]
    proposal = propose(lines)
    assert titles(proposal) == ["See"]
    assert proposal.unplaced == ["Hear"]


def test_outer_items_are_objectives_and_inner_ones_priorities():
    lines = [
        Line(Kind.HEADING, "Objectives", 1),
        Line(Kind.ITEM, "See", 0),
        Line(Kind.ITEM, "Look", 1),
        Line(Kind.ITEM, "Hear", 0),
        Line(Kind.ITEM, "Listen", 1),
    ]
    proposal = propose(lines)
    assert titles(proposal) == ["See", "Hear"]
    assert priorities(proposal) == [(1, "Look"), (2, "Listen")]


def test_the_documents_own_numbers_are_kept_where_each_is_used_once():
    lines = [
        Line(Kind.HEADING, "Priorities", 1),
        Line(Kind.ITEM, "Look", number=4),
        Line(Kind.ITEM, "Listen", number=7),
    ]
    assert [n for n, _ in priorities(propose(lines))] == [4, 7]


def test_a_table_with_named_columns_fills_every_column():
    rows = [
        ("Objective", "Priority", "Action", "Measure", "Lead"),
        ("See", "Look closely", "Train staff", "More referrals", "Schools"),
        ("", "Look again", "", "", ""),
        ("Hear", "1. Listen", "", "Children say so", ""),
    ]
    lines = [Line(Kind.ROW, cells=cells) for cells in rows]
    proposal = propose(lines)
    assert titles(proposal) == ["See", "Hear"]
    assert [len(o["priorities"]) for o in proposal.document["objectives"]] == [2, 1]
    assert proposal.document["commitments"] == [{"items": ["Train staff"]}]
    assert proposal.document["outcomes"] == ["More referrals", "Children say so"]
    assert proposal.unplaced == ["Schools"]


SAID = (
    "aim aims objective Objective 1: priority 2 PRINCIPLES commitment impact toolkit "
    "governance neglect strategy 2026 – 2029 : ? . , to we will review date version "
    "families ensure training https://a.example/b working together (home)"
)
WORDS = st.sampled_from(SAID.split())
PHRASES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
LINES = st.builds(
    Line,
    kind=st.sampled_from(Kind),
    text=st.one_of(PHRASES, st.text(max_size=60)),
    level=st.integers(0, 6),
    number=st.one_of(st.none(), st.integers(0, 99999)),
    cells=st.lists(
        st.one_of(
            PHRASES,
            st.sampled_from(["", "Priority", "Action", "Objective", "Version", "a\nb"]),
        ),
        max_size=4,
    ).map(tuple),
)


# An address that stands there twice is kept twice.
TWICE = "toolkit – https://a.example/b https://a.example/b"


@example([Line(Kind.HEADING, ""), Line(Kind.PARAGRAPH, TWICE)])
@given(st.lists(LINES, max_size=25))
def test_no_line_of_any_document_is_lost(lines):
    assert missing(lines, propose(lines)) == []


@given(st.lists(LINES, max_size=25))
def test_whatever_is_proposed_keeps_within_its_bounds(lines):
    document = propose(lines).document
    numbers = []
    for objective in document["objectives"]:
        assert 0 < len(objective["title"]) <= 120
        assert objective["priorities"]
        for priority in objective["priorities"]:
            assert 0 < len(priority["title"]) <= 120
            assert 0 < len(priority["short"]) <= 30
            numbers.append(priority["number"])
    assert numbers == sorted(set(numbers))
