"""All measures of a partnership on one page."""

from performance.models import Return
from tests.performance.steps import accept, ask, give, history, measure, send


def test_measures_open_with_a_sentence_and_name_those_without_figures(
    cast, northshire, hopewell, visit
):
    share, waits = measure(), measure("Waits", "average")
    heard = measure("Heard", "words", hides="nothing")
    for of in (share, waits, heard):
        ask(northshire, hopewell, of=of)
    give(hopewell, share, 9, 64)
    give(hopewell, heard, None, words="They were heard.")
    give(hopewell, waits, None, missing="not_yet", note="Soon")
    accept(send(hopewell), northshire)
    read = visit(cast.board).go("/measures/northshire/")
    assert "None of the two measures can be judged." in read.text
    assert "The one agency that is asked said something in words" in read.text


def test_what_is_asked_for_stands_there_before_anything_has_come(
    cast, northshire, hopewell, visit
):
    ask(northshire, hopewell, of=measure())
    read = visit(cast.board).go("/measures/northshire/")
    assert "Nothing has been accepted yet." in read.text
    assert "can be judged" not in read.text


def test_a_board_takes_away_what_it_sees_and_no_small_number(
    cast, northshire, hopewell, visit
):
    few, many = measure("Few", "count"), measure("Many", "count")
    for of in (few, many):
        ask(northshire, hopewell, of=of)
    give(hopewell, few, 3)
    give(hopewell, many, 12)
    accept(send(hopewell), northshire)
    board = visit(cast.board)
    href = board.go("/measures/northshire/").links["Download the figures"]
    text = board.client.get(href).content.decode()
    rows = {row.split(",")[0]: row.split(",")[3:5] for row in text.splitlines()}
    assert rows["Many"] == ["12", "12"]
    assert rows["Few"] == ["c", "c"]


def test_a_measure_of_three_periods_is_not_judged(cast, northshire, hopewell, visit):
    share = measure()
    commission = ask(northshire, hopewell, of=share, target=30)
    history(hopewell, share, 10, 20, out_of=64)
    for data_return in Return.objects.all():
        accept(data_return, northshire)
    give(hopewell, share, 15, 64)
    accept(send(hopewell), northshire)
    read = visit(cast.board).go(f"/measures/northshire/{commission.pk}/")
    assert "Three quarters so far, too few to judge." in read.text
    assert "Not judged" in read.text
    assert "No real change" not in read.text
