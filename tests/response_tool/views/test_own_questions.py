"""Own questions of a partnership: asked, answered, seen by those two alone."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from response_tool.actions import submit_response
from response_tool.models import OwnAnswer, OwnQuestion
from response_tool.word import ours
from tests.conftest import complete, make_round, submit
from tests.factories import ANYBODY, NOW, partner_in
from tests.response_tool.own import SAVE, WORDS, asks, box
from tests.response_tool.pages import address, query_count
from tests.response_tool.steps import events, response_of


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


# --- Asking


def test_a_coordinator_adds_up_to_three(coordinator, round_, northshire):
    coordinator.open("round", round_.pk)
    page = coordinator.follow("Northshire")
    assert "You ask nothing of your own in this round." in page.text
    for number in (1, 2, 3):
        page = coordinator.press("Add this question", {"text": f"Question {number}?"})
        assert "The question is added." in page.text
    assert "Add this question" not in page.buttons
    assert OwnQuestion.objects.filter(partnership=northshire).count() == 3


def test_the_same_words_twice_are_asked_once(coordinator, round_):
    for _ in range(2):
        coordinator.open("own_questions", round_.pk, "northshire")
        coordinator.press("Add this question", {"text": WORDS})
    assert OwnQuestion.objects.count() == 1


def test_what_is_wrong_is_said_beside_the_box(coordinator, round_):
    coordinator.open("own_questions", round_.pk, "northshire")
    assert coordinator.press("Add this question").problems == ["Write the question"]
    typed = {"text": "How is Kayla, 7, now?"}
    page = coordinator.press("Add this question", typed)
    assert page.problems[0].startswith("Take out what could identify")
    assert page.field("text") == typed["text"]


def test_none_is_added_once_an_agency_has_sent(coordinator, round_, response):
    submit(response)
    coordinator.open("own_questions", round_.pk, "northshire")
    page = coordinator.press("Add this question", {"text": WORDS})
    assert "An agency has submitted its answers already" in page.text
    assert not OwnQuestion.objects.exists()


def test_a_coordinator_asks_for_no_other_partnership(
    cast, signed_in, round_, castlebourne
):
    url = address("own_questions", round_.pk, castlebourne.slug)
    assert signed_in(cast.coordinator).get(url).status_code == 404


def test_it_is_reworded_and_removed_until_it_is_answered(
    coordinator, round_, question, lead, response
):
    def change():
        coordinator.open("change_own_question", round_.pk, "northshire", question.pk)

    change()
    page = coordinator.press("Save these words", {"text": "What would help?"})
    assert "What would help?" in page.text
    lead.open("own_answers", response.pk)
    lead.press(SAVE, {box(question): "Time."})
    change()
    page = coordinator.press("Save these words", {"text": "Another?"})
    assert "An agency has answered this question" in page.text
    assert page.field("text") == "Another?"
    page = coordinator.press("Remove the question")
    assert "An agency has answered this question" in page.text
    OwnAnswer.objects.all().delete()
    change()
    page = coordinator.press("Remove the question")
    assert "The question is removed." in page.text
    assert not OwnQuestion.objects.exists()


# --- Answering


def test_it_stands_on_the_list_and_keeps_from_submitting(
    lead, question, response, today
):
    complete(response)
    page = lead.open("tasks", response.pk)
    assert "1 question of their own" in page.text
    assert "Cannot submit yet" in page.text
    page = lead.open("check", response.pk)
    assert "what partnerships also ask : 1 question" in page.text
    lead.follow("what partnerships also ask")
    page = lead.press(SAVE, {box(question): "Time to talk."})
    assert "Answered" in page.text
    assert "Ready to submit" in page.text
    (event,) = [e for e in events(response) if e.verb == "changed the answer to"]
    assert event.after == {"answer": "Time to talk."}


def test_an_unanswered_one_cannot_be_submitted_past_the_page(question, response, now):
    complete(response)
    with pytest.raises(Exception, match="not finished"):
        submit_response(response=response, by=ANYBODY, at=now)


def test_two_colleagues_lose_nothing(lead, cast, visit, question, response):
    other = visit(cast.contributor)
    for person in (lead, other):
        person.open("own_answers", response.pk)
    lead.press(SAVE, {box(question): "From the lead."})
    page = other.press(SAVE, {box(question): "From the other."})
    assert "A colleague changed this to “From the lead.”" in page.text
    assert page.field(box(question)) == "From the other."
    other.press(SAVE)
    assert OwnAnswer.objects.get().text == "From the other."


def test_words_that_could_identify_are_refused_and_stay(lead, question, response):
    lead.open("own_answers", response.pk)
    page = lead.press(SAVE, {box(question): "Kayla, 7, came to us."})
    assert page.problems[0].startswith("Take out what could identify")
    assert page.field(box(question)) == "Kayla, 7, came to us."


def test_last_rounds_answer_to_the_same_words_stands_beside_the_box(
    strategy, northshire, hopewell, today, lead, response, question
):
    earlier = make_round(strategy, [northshire], today, ago=30, name="spring 2026")
    before = response_of(earlier, hopewell)
    old = asks(earlier, northshire)
    OwnAnswer.objects.create(
        response=before, question=old, text="A desk.", saved_at=NOW, saved_by="us"
    )
    assert "A desk." not in lead.open("own_answers", response.pk).text
    submit(before)
    page = lead.open("own_answers", response.pk)
    assert "Last time you said A desk." in page.text


# --- Who sees the answer


def test_only_who_asks_and_the_agency_see_the_answer(
    lead, cast, visit, question, response, castlebourne
):
    lead.open("own_answers", response.pk)
    lead.press(SAVE, {box(question): "Between us."})
    submit(response)
    assert "Between us." in lead.open("answers", response.pk).text
    assert "Between us." in visit(cast.board).open("answers", response.pk).text
    page = visit(cast.coordinator).open("review", response.pk, "northshire")
    assert "Between us." in page.text
    neighbour = visit(partner_in(castlebourne, "coordinator"))
    assert "Between us." not in neighbour.open("answers", response.pk).html
    page = neighbour.open("review", response.pk, "castlebourne")
    assert "Between us." not in page.html


def test_the_documents_say_that_it_is_answered_in_the_portal(
    cast, signed_in, question, response
):
    client = signed_in(cast.lead)
    said = ours.OWN
    word = Document(io.BytesIO(client.get(address("word", response.pk)).content))
    assert said in [one.text for one in word.paragraphs]
    pdf = PdfReader(io.BytesIO(client.get(address("pdf", response.pk)).content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert said in text
    question.delete()
    word = Document(io.BytesIO(client.get(address("word", response.pk)).content))
    assert said not in [one.text for one in word.paragraphs]


def test_the_list_takes_the_same_queries_for_three_as_for_one(
    cast, signed_in, lead, round_, northshire, question, response
):
    client = signed_in(cast.lead)
    before = query_count(client, address("tasks", response.pk))
    asks(round_, northshire, "Another?")
    asks(round_, northshire, "A third?")
    assert query_count(client, address("tasks", response.pk)) == before
    page = query_count(client, address("own_answers", response.pk))
    assert page <= 12
