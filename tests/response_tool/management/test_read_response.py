"""manage.py read_response prints what a document says, or one line why not."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.response_tool.word.files import tool


def told(capsys, *arguments: object) -> dict:
    call_command("read_response", *map(str, arguments))
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "filled.docx"
    rows = (
        ("R1 Do thing 1", "Train staff\nBook a room", "ongoing\nlate"),
        ("Extra", "B", ""),
    )
    path.write_bytes(tool(*rows, details={"Organisation": "Hopewell", "Date": "3 May"}))
    return path


def test_it_prints_what_was_read_without_a_database(file, capsys):
    found = told(capsys, file)
    first = found["rows"][0]
    assert (found["organisation"], found["date"]) == ("Hopewell", "3 May")
    assert (first["reference"], first["priority"]) == ("R1", "Do thing 1")
    assert [
        (one["text"], one["status_written"], one["status_understood"])
        for one in first["actions"]
    ] == [("Train staff", "ongoing", "on_track"), ("Book a room", "late", None)]
    assert "matched_to" not in first


def test_with_a_round_and_an_agency_it_says_what_was_matched(
    file, round_, hopewell, capsys
):
    found = told(capsys, file, "--round", round_.pk, "--agency", hopewell.slug)
    first, second = found["rows"]
    assert first["matched_to"] == {
        "priority": 1,
        "title": "Do thing 1",
        "by": "reference",
        "likeness": 1.0,
    }
    assert second["matched_to"] is None
    assert second["not_matched_because"]
    assert found["seems_of_another_strategy"] is False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.docx"], "missing.docx: no such file or directory."),
        (["."], ".: is a directory."),
        (["FILE", "--round", "1"], "Give both --round and --agency, or neither."),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments, said, file):
    given = [str(file) if one == "FILE" else one for one in arguments]
    with pytest.raises(CommandError) as refused:
        call_command("read_response", *given)
    assert str(refused.value) == said


def test_an_agency_that_is_not_asked_is_named(file, round_):
    with pytest.raises(CommandError, match="No agency “nobody” is asked in round"):
        call_command("read_response", str(file), round=round_.pk, agency="nobody")


def test_what_is_no_word_document_is_refused(tmp_path):
    path = tmp_path / "notes.docx"
    path.write_text("Words")
    with pytest.raises(CommandError, match=r"notes\.docx: This is not a Word document"):
        call_command("read_response", str(path))
