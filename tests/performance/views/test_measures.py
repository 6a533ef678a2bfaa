"""All measures of a partnership on one page."""

from tests.performance.steps import accept, ask, give, measure, send


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
