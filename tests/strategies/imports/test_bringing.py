"""Whatever a coordinator brings is told apart by what it is."""

import pytest

from strategies import library
from strategies.imports import Refused, proposal_of_file, proposal_of_text
from tests.strategies.imports.files import word
from tests.strategies.outline.texts import MARKED

YAML = (library.FOLDER / "surrey.yaml").read_text()


def test_yaml_is_known_whether_it_is_uploaded_or_pasted():
    document = library.read("surrey")
    assert proposal_of_file("Surrey.YAML", YAML.encode()).document == document
    assert (
        proposal_of_file("s.yml", b"\xef\xbb\xbf" + YAML.encode()).document == document
    )
    assert proposal_of_text(YAML).document == document


def test_a_word_that_yaml_begins_with_does_not_make_yaml():
    assert proposal_of_text("title: a plan\nWords about it.").unplaced


def test_a_word_file_is_known_by_its_content_whatever_it_is_called():
    assert proposal_of_file("strategy", word()).document["title"] == "Words"
    with pytest.raises(Refused, match="not a Word document"):
        proposal_of_file("strategy.docx", b"Words")


def test_a_text_file_is_read_as_if_it_were_pasted():
    proposal = proposal_of_file("a.txt", MARKED.encode())
    assert proposal.document == proposal_of_text(MARKED).document


def test_a_text_in_another_encoding_is_refused():
    with pytest.raises(Refused, match="not text in UTF-8"):
        proposal_of_file("a.yaml", "title: café".encode("latin-1"))


def test_more_objectives_than_a_page_holds_are_refused():
    text = "".join(f"Objective {n}: See {n}\n- Look\n" for n in range(41))
    with pytest.raises(Refused, match=r"41 objectives\. At most 40"):
        proposal_of_text(text)
