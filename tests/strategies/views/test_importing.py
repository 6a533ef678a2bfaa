"""A coordinator imports a document in the browser; a reader takes one away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from strategies import library
from strategies.imports import document_of_yaml
from strategies.models import Strategy
from tests.factories import StrategyFactory
from tests.packages import repacked
from tests.response_tool.pages import Page, Visitor
from tests.strategies.imports.files import word
from tests.strategies.outline.texts import COLONS, MARKED, NUMBERED
from tests.strategies.test_exports import loaded

IMPORT, OUTLINE = "/strategies/import/", "/strategies/import/outline/"
SHOW, SAVE, PLACE, ADD = (
    "Show the outline",
    "Save as a draft",
    "Place these lines",
    "Add an objective",
)


@pytest.fixture
def coordinator(cast, signed_in) -> Visitor:
    return Visitor(signed_in(cast.coordinator))


@pytest.fixture
def outline(coordinator):
    """The coordinator, at the outline of a pasted text."""

    def paste(text: str) -> Visitor:
        coordinator.go(IMPORT)
        coordinator.press(SHOW, {"text": text})
        return coordinator

    return paste


def upload(coordinator: Visitor, name: str, content: bytes) -> Page:
    pk = coordinator.go(IMPORT).field("convenor")
    file = SimpleUploadedFile(name, content)
    return Page(coordinator.client.post(IMPORT, {"convenor": pk, "file": file}))


def test_a_coordinator_finds_the_import_on_the_list(coordinator, cast, signed_in):
    assert coordinator.go("/strategies/").links["Import from a document"] == IMPORT
    reader = Visitor(signed_in(cast.board))
    assert "Import from a document" not in reader.go("/strategies/").links


def test_a_pasted_text_becomes_a_draft_in_two_steps(outline, northshire):
    visitor = outline(NUMBERED)
    assert visitor.page.heading == "Correct the outline"
    assert not Strategy.objects.filter(convenor=northshire).exists()
    page = visitor.press(SAVE)
    draft = Strategy.objects.get(convenor=northshire)
    assert page.path == f"/strategies/{draft.slug}/"
    assert (
        "“Ashdale Joint Neglect Strategy 2026 - 29” is saved as a draft." in page.text
    )
    assert "Strategy, version 3, draft" in page.text
    assert [str(one) for one in draft.objectives.all()] == ["See", "Act"]
    assert draft.priorities.count() == 3
    assert draft.starts_on.year == 2026


def test_an_outline_sent_twice_makes_one_draft(outline, northshire):
    visitor = outline(NUMBERED)
    shown = visitor.page
    key = shown.field("form_key")
    assert key
    first = visitor.press(SAVE)
    visitor.page = shown
    assert visitor.press(SAVE).path == first.path
    assert Strategy.objects.filter(convenor=northshire).count() == 1


def test_an_outline_gone_back_to_and_corrected_loses_nothing(outline, northshire):
    visitor = outline(NUMBERED)
    shown = visitor.page
    visitor.press(SAVE)
    visitor.page = shown
    visitor.press(SAVE, {"summary": "My careful words."})
    drafts = Strategy.objects.filter(convenor=northshire)
    assert drafts.count() == 2
    assert drafts.get(summary="My careful words.")


def test_the_outline_keeps_its_key_while_it_is_corrected(outline):
    visitor = outline(NUMBERED)
    key = visitor.page.field("form_key")
    assert visitor.press(ADD).field("form_key") == key
    assert visitor.press(SAVE, {"title": ""}).field("form_key") == key


def test_opening_the_address_of_an_outline_leads_to_the_import(coordinator):
    assert coordinator.go(OUTLINE).path == IMPORT


def test_a_word_file_becomes_an_outline(coordinator):
    def fill(document):
        document.add_heading("Millbrook strategy", 0)
        document.add_heading("Priorities", 1)
        document.add_paragraph("Look closely", style="List Number")

    page = upload(coordinator, "ours.docx", word(fill))
    assert page.field("title") == "Millbrook strategy"
    assert page.field("objective-0-priorities") == "1. Look closely"


def test_a_yaml_file_of_another_portal_becomes_an_outline(coordinator):
    text = (library.FOLDER / "nottingham.yaml").read_bytes()
    page = upload(coordinator, "nottingham.yaml", text)
    assert page.field("objective-2-title") == "Reflect and Review"
    assert "Guidance: " in page.field("objective-2-priorities")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"words", "not a Word document"),
        ("a.docx", b"", "not a Word document"),
        ("a.docx", repacked(word(), {"word/vbaProject.bin": b"x"}), "holds macros"),
        (
            "a.docx",
            repacked(word(), {"word/a": bytes(9_000_000)}),
            "unpacks to far",
        ),
        ("a.docx", bytes(10 * 1024 * 1024 + 1), "10 MB or smaller"),
        ("a.yaml", b"kye: 1", "Line 1: “kye” is not something a strategy has."),
        ("a.yaml", b"\xff\xfe\xff", "not text in UTF-8"),
    ],
)
def test_a_bad_file_is_refused_beside_its_field_and_nothing_is_saved(
    coordinator, name, content, said
):
    before = Strategy.objects.count()
    page = upload(coordinator, name, content)
    assert page.heading == "Import a strategy from a document"
    assert any(said in problem for problem in page.problems)
    assert page.soup.find(id="id_file-error")
    assert Strategy.objects.count() == before


def test_a_pasted_text_that_is_refused_stays_in_its_box(outline):
    visitor = outline("title: a\nkye: 1\nobjectives: []\n")
    assert any("Line 2: “kye”" in problem for problem in visitor.page.problems)
    assert "kye: 1" in visitor.page.field("text")


def test_lines_without_a_place_are_placed_before_saving(outline, northshire):
    visitor = outline(COLONS)
    page = visitor.page
    assert "The Fernlea office answers questions." in page.text
    waiting = len(page.soup.select(".np-choice"))
    assert waiting == 2
    page = visitor.press(SAVE)
    assert page.problems == ["Say where these lines belong, or tick to leave them out"]
    page = visitor.press(PLACE, {"place-0": "leave", "place-1": "governance"})
    assert page.problems == []
    assert page.field("governance") == "The Fernlea office answers questions."
    visitor.press(SAVE)
    draft = Strategy.objects.get(convenor=northshire)
    assert draft.governance == "The Fernlea office answers questions."


def test_lines_are_placed_on_saving_too(outline, northshire):
    outline(COLONS).press(SAVE, {"place-0": "leave", "place-1": "aims"})
    aims = Strategy.objects.get(convenor=northshire).aims
    assert aims.filter(text="The Fernlea office answers questions.").exists()


def test_a_line_that_turns_into_a_priority_is_counted(outline, northshire):
    outline(COLONS).press(SAVE, {"place-0": "leave", "place-1": "priority-1"})
    numbers = Strategy.objects.get(convenor=northshire).priorities
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_another_objective_can_be_added(outline, northshire):
    visitor = outline(MARKED)
    visitor.press(ADD, {"title": "Typed before"})
    assert visitor.page.field("title") == "Typed before"
    typed = {"objective-1-title": "Hear", "objective-1-priorities": "Listen to all"}
    visitor.press(SAVE, typed)
    draft = Strategy.objects.get(convenor=northshire)
    assert draft.title == "Typed before"
    assert [str(one) for one in draft.priorities.all()][-1] == "3. Listen to all"


def test_problems_are_said_beside_their_boxes_and_nothing_typed_is_lost(outline):
    typed = {
        "title": "",
        "governance": "Typed with care.",
        "objective-0-priorities": "1. A\n1. B",
    }
    page = outline(MARKED).press(SAVE, typed)
    assert page.problems == [
        "Enter the title of the strategy",
        "Another priority has the number 1 too",
    ]
    assert page.field("governance") == "Typed with care."
    assert page.field("objective-0-priorities").split() == ["1.", "A", "1.", "B"]
    assert page.soup.find(id="id_objective-0-priorities-error")
    assert page.title.startswith("Error: ")


def test_a_draft_cannot_be_saved_for_a_partnership_that_is_not_ones_own(
    outline, castlebourne
):
    visitor = outline(MARKED)
    sent = {name: values[0] for name, values in visitor.page.fields.items()}
    sent |= {"convenor": str(castlebourne.pk), "then": "save"}
    page = Page(visitor.client.post(OUTLINE, sent))
    assert any("Select a valid choice" in problem for problem in page.problems)
    assert not Strategy.objects.filter(convenor=castlebourne).exists()


def test_what_a_document_says_is_shown_as_words(outline):
    page = outline(
        "# <script>x</script> strategy\n\n## Why\n\n<b>Bold</b>\n\n## Ours\n\n<i>no</i>"
    ).page
    assert "<script>x" not in page.html
    assert "<b>Bold" not in page.html
    assert "<i>no" not in page.html
    assert page.field("title") == "<script>x</script> strategy"


def test_a_draft_is_found_by_its_own_partnership_alone(outline, cast, signed_in):
    outline(MARKED).press(SAVE)
    draft = Strategy.objects.get(title__startswith="Millbrook")
    for role, status in (("board", 200), ("lead", 404), ("coordinator_elsewhere", 404)):
        client = signed_in(getattr(cast, role))
        for url in (
            f"/strategies/{draft.slug}/",
            f"/strategies/{draft.slug}/download/",
        ):
            assert (role, client.get(url).status_code) == (role, status)


def test_a_reader_takes_a_strategy_away_as_a_file(cast, signed_in, northshire):
    document, strategy = loaded("darlington", northshire)
    visitor = Visitor(signed_in(cast.board))
    links = visitor.go(f"/strategies/{strategy.slug}/").links
    answer = visitor.client.get(links["Download as a file to share (YAML)"])
    assert answer["Content-Type"] == "application/yaml; charset=utf-8"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{strategy.slug}.yaml"'
    )
    found = document_of_yaml(answer.content.decode())
    assert found["review_on"] == document["review_on"]
    assert len(found["objectives"]) == 5


def test_what_was_taken_away_can_be_brought_back(coordinator, northshire):
    _, strategy = loaded("barking-and-dagenham", northshire)
    answer = coordinator.client.get(f"/strategies/{strategy.slug}/download/")
    page = upload(coordinator, "theirs.yaml", answer.content)
    coordinator.page = page
    coordinator.press(SAVE)
    copy = Strategy.objects.get(slug=f"{strategy.slug}-2")
    for part in ("principles", "resources", "oversight", "commitments", "priorities"):
        ours, theirs = (
            [str(one) for one in getattr(each, part).all()] for each in (copy, strategy)
        )
        assert ours == theirs != []


def test_a_file_takes_as_many_queries_however_long_the_strategy(
    cast, signed_in, northshire, django_assert_max_num_queries
):
    client = signed_in(cast.board)
    counts = []
    for strategy in (
        StrategyFactory(convenor=northshire),
        loaded("darlington", northshire)[1],
    ):
        strategy.objectives.exists() or strategy.objectives.create(title="One")
        url = f"/strategies/{strategy.slug}/download/"
        client.get(url)
        with django_assert_max_num_queries(16) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]
