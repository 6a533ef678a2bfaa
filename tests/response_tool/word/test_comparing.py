"""What a document says beside what the portal holds."""

import pytest

from response_tool.word.beside import Held, HeldAction
from response_tool.word.comparing import compare, names_another
from response_tool.word.matching import Match
from response_tool.word.shapes import Document, ReadAction, Row


def held(*whats: str, **more: str) -> Held:
    actions = [
        HeldAction(pk, what, "All", "2027-03-03", "on_track")
        for pk, what in enumerate(whats, 1)
    ]
    return Held(1, actions=actions, **more)


def row(*texts: str, understood: str = "on_track", **more: str) -> Row:
    actions = [ReadAction(text, "as written", understood) for text in texts]
    return Row(number=1, priority="Train", actions=actions, **more)


def placed(one: Row, answer: Held, *, number: int | None = 1):
    document = Document(rows=[one])
    found = compare(document, [Match(number)], {1: answer}, longest=300)
    return found.rows[0]


@pytest.mark.parametrize(
    ("said", "answer", "kind"),
    [
        (row("Train all staff"), held("Train all staff"), "same"),
        (row("train ALL staff."), held("Train all staff"), "same"),
        (
            row("Train all staff", understood="complete"),
            held("Train all staff"),
            "changed",
        ),
        (row("Train all our staff"), held("Train all staff"), "changed"),
        (row("Train all staff"), held(), "new"),
        (row("Something else here"), held("Train all staff"), "changed"),
        (row("Train all staff", understood=""), held("Train all staff"), "same"),
        (row(progress="We began."), held(progress="We began.  "), "same"),
        (row(progress="We began."), held(progress="We began. And more."), "same"),
        (row(progress="We went on."), held(progress="We began."), "changed"),
        (row("No reason", understood="not_relevant"), held(), "changed"),
    ],
)
def test_a_row_is_new_changed_or_the_same(said, answer, kind):
    assert placed(said, answer).kind == kind


def test_a_row_without_a_priority_needs_a_place():
    assert placed(row("A"), held(), number=None).kind == "unplaced"


def test_each_action_is_paired_with_the_one_it_is_most_like():
    answer = held("Train all the staff of wards", "Train all the staff of schools")
    said = row("Train all the staff of schools", "Train all staff of wards", "New")
    items = placed(said, answer).items
    assert [item.held.pk if item.held else None for item in items] == [2, 1, None]
    assert [item.kind for item in items] == ["same", "changed", "new"]


def test_no_action_of_the_portal_is_paired_twice():
    items = placed(row("Train staff", "Train staff"), held("Train staff")).items
    assert [bool(item.held) for item in items] == [True, False]


def test_blank_rows_and_those_not_in_the_document_are_absent():
    document = Document(rows=[Row(number=1, priority="Train", reference="R1")])
    answers = {1: held(), 2: Held(2)}
    found = compare(document, [Match(1)], answers, longest=300)
    assert (found.rows, found.absent, found.has_news) == ([], [1, 2], False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 301, "This is longer than an action can be"),
        ("Call 07700 900123", "cannot be an action"),
        ("Train staff", ""),
    ],
)
def test_what_cannot_be_an_action_says_why(text, said):
    assert said in placed(row(text), held()).items[0].does_not_fit
    assert bool(placed(row(text), held()).items[0].does_not_fit) is bool(said)


@pytest.mark.parametrize(
    ("said", "another"),
    [
        ("", False),
        ("Hopewell Family Support", False),
        ("HOPEWELL", False),
        ("Hopewell Family Support (Northshire)", False),
        ("Harbour Service", True),
    ],
)
def test_the_name_of_another_agency_is_noticed(said, another):
    assert names_another(said, "Hopewell Family Support") is another
