"""What no document can hold is left out, and nothing else."""

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ui.characters import legal, meant

ANY = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY)
def test_what_is_legal_can_be_written_as_xml_and_read_back(text):
    element = ET.Element("t")
    element.text = legal(text)
    assert (ET.fromstring(ET.tostring(element)).text or "") == legal(text)  # noqa: S314


@given(ANY)
def test_nothing_but_the_unwritable_is_left_out(text):
    left = set(text) - set(legal(text))
    assert not re.search("[\t\n\x20-\ud7ff\ue000-\ufffd]", "".join(left))
    assert all(ord(one) < 0x10000 for one in left)


def test_half_a_character_is_left_out():
    assert ascii(meant("a\ud800b")) == ascii(legal("a\udfffb")) == "'ab'"


def test_words_own_characters_become_what_was_meant():
    assert meant("one\x0btwo\x0cthree long\x1eterm") == "one\ntwo\nthree long-term"


def test_what_a_field_judges_itself_is_left_to_it():
    assert meant("one\r\ntwo\x00") == "one\r\ntwo\x00"
