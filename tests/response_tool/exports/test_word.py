"""The Response Tool as a Word document: accessible, plain, and read back the same."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from response_tool.actions import choose_priorities
from response_tool.actions.answers import Choice
from response_tool.exports import file_name, word_document
from response_tool.models import Action
from response_tool.standing import bands, lines
from response_tool.word.reading import read
from response_tool.word.statuses import called
from tests.conftest import complete
from tests.factories import ANYBODY, NOW
from tests.response_tool.steps import answer_to, put, write
from ui.merging import Edit

WORDS = dict(Action.Status.choices)


def document_of(response, *, blank=False) -> bytes:
    return word_document(response, bands(lines(response)), WORDS, blank=blank)


@pytest.fixture
def filled(response):
    """Two actions on the first priority, the second not theirs, the rest begun."""
    put(answer_to(response, 1), what="Train staff", who="Team (north)")
    put(answer_to(response, 1), status="", what="=1+1 {DATE} <b>", who="All")
    write(answer_to(response, 1), progress="We began.\n\nAnd went on.", difference="A.")
    choose_priorities(
        response=response,
        choices=[
            Choice(
                2,
                Edit("relevance", "", "not_relevant"),
                Edit("not_relevant_because", "", "We see\nadults only"),
            )
        ],
        by=ANYBODY,
        at=NOW,
    )
    return response


def test_what_is_written_is_read_back_as_it_stands(filled):
    found = read(document_of(filled))
    first, second, third, fourth = found.rows
    assert [row.reference for row in found.rows] == ["R1", "R2", "R3", "R4"]
    assert [(a.text, a.understood, a.who, a.by_when) for a in first.actions] == [
        ("Train staff", "on_track", "Team (north)", "18 November 2026"),
        ("=1+1 {DATE} <b>", "", "All", "18 November 2026"),
    ]
    assert first.progress == "We began.\nAnd went on."
    assert first.difference == "A."
    assert second.is_not_relevant
    assert second.because == "We see adults only"
    assert third.is_blank
    assert fourth.is_blank
    assert [row.objective for row in found.rows] == ["Recognise"] * 2 + ["Respond"] * 2
    assert found.organisation == "Hopewell Family Support"
    assert not any(row.kept for row in found.rows)


def test_the_contact_and_the_objectives_are_read_back(response):
    complete(response)
    response.refresh_from_db()
    found = read(document_of(response))
    assert found.contact == "Safeguarding lead\nteam@agency.example"
    assert found.objectives == ["Recognise", "Respond"]
    assert all(row.actions[0].understood == "on_track" for row in found.rows)


def test_a_blank_one_holds_the_priorities_and_no_answers(filled):
    found = read(document_of(filled, blank=True))
    assert [row.priority for row in found.rows] == [
        "What the partnership asks for."
    ] * 4
    assert all(row.is_blank for row in found.rows)
    assert (found.contact, found.date) == ("", "")
    assert found.organisation == "Hopewell Family Support"


def test_it_is_accessible(filled):
    document = Document(io.BytesIO(document_of(filled)))
    assert document.core_properties.title.startswith("Hopewell Family Support")
    assert document.core_properties.language == "en-GB"
    assert {
        one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))
    } == {"en-GB"}
    headings = [p.text for p in document.paragraphs if p.style.name[:7] == "Heading"]
    assert headings[1:] == ["Recognise", "Respond", "About this response"]
    answers = document.tables[:-1]
    for table in answers:
        header = table.rows[0]._tr.trPr.find(qn("w:tblHeader"))
        assert header is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert all(paragraph.text for paragraph in document.paragraphs)


def test_no_text_can_become_a_field(filled):
    xml = Document(io.BytesIO(document_of(filled))).element.xml
    assert "instrText" not in xml
    assert "fldSimple" not in xml
    assert "{DATE} &lt;b&gt;" in xml


def test_characters_that_no_word_document_may_hold_are_left_out(response):
    put(answer_to(response, 1), what="A\x0bB\x1f \ufffeC \U0001f600")
    (action,) = read(document_of(response)).rows[0].actions
    assert action.text == "AB C \U0001f600"


def test_the_file_is_named_for_the_agency_and_the_round(response):
    assert file_name(response, "docx") == "response-tool-hopewell-autumn-2026.docx"


def test_the_partnerships_own_words_for_statuses_are_written_and_read_back(filled):
    words = WORDS | {"on_track": "Going well"}
    content = word_document(filled, bands(lines(filled)), words, blank=False)
    found = read(content)
    assert found.rows[0].actions[0].understood == ""
    called(found, words)
    assert found.rows[0].actions[0].understood == "on_track"
    assert any("Going well" in kept.text for kept in found.kept)
