"""Every word of a made-up document is in what is read of it; nothing crashes.

A few dozen examples in the suite; `READER_EXAMPLES=2000` tries as many as that.
"""

import dataclasses
import os
import re
from contextlib import suppress
from typing import NamedTuple

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from response_tool.word.reading import read
from tests.packages import BODY, part, repacked, saved
from tests.response_tool.word.files import HEADER, tool
from ui.word import Refused

EXAMPLES = int(os.environ.get("READER_EXAMPLES", "40"))
SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
WORD = re.compile(r"\w+")

LOOSE = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), max_size=25
)
LIKELY = st.sampled_from(
    [
        *("Priority", "Action", "Status", "R1 Train staff", "R1 continued", "R2", "3."),
        *("ongoing", "Completed Sept 25", "N/A", "amber", "None", "• One", "- Two"),
        *("Organisation", "Date", "Contact details: team", "RAG", "Lead", "By when"),
        *("What we have done: much", "What difference this has made:", "continued"),
        *("Hold a day (Team, by 3 March 2027)", "Not relevant to us because: no", ""),
    ]
)
TEXT = st.lists(LIKELY | LOOSE, max_size=4).map("\n".join)
STYLES = st.sampled_from(["Normal", "List Bullet", "List Number", "Heading 2"])
PARAGRAPHS = st.lists(st.tuples(TEXT, STYLES), max_size=3)


class Made(NamedTuple):
    content: bytes
    said: str

    def __repr__(self) -> str:
        return f"Made({self.said[:2000]!r})"


@st.composite
def documents(draw) -> Made:
    """A document with tables of every shape, and all its words."""
    document = Document()
    said: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        write(draw, document, said)
        table = document.add_table(
            rows=draw(st.integers(1, 4)), cols=draw(st.integers(1, 5))
        )
        if draw(st.booleans()):
            for cell, text in zip(table.rows[0].cells, HEADER, strict=False):
                cell.text = text
                said.append(text)
        for cell in table._cells:
            write(draw, cell, said)
            if draw(st.integers(0, 12)) == 0:
                for one in cell.add_table(rows=draw(st.integers(1, 2)), cols=2)._cells:
                    write(draw, one, said)
        if draw(st.booleans()):
            draw(st.sampled_from(table._cells)).merge(
                draw(st.sampled_from(table._cells))
            )
    return Made(saved(document), "\n".join(said))


def write(draw, where, said: list[str]) -> None:
    for text, style in draw(PARAGRAPHS):
        where.add_paragraph(text, style=style)
        said.append(text)


def words_in(value: object) -> list[str]:
    """Every word in a value and all that it holds."""
    if isinstance(value, str):
        return WORD.findall(value.lower())
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [word for one in value for word in words_in(one)]
    return []


# Our own labels, which say what it is that follows them.
LABELS = (
    "by what we have done difference this has made not relevant to us because continued"
)
OURS = set(LABELS.split())


@SETTINGS
@given(documents())
def test_every_word_of_a_document_is_in_what_is_read(made):
    found = words_in(dataclasses.asdict(read(made.content)))
    lost = set(words_in(made.said)) - set(found) - OURS
    assert not lost


@SETTINGS
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    good = tool(("R1 Train", "One\nTwo", "done"), ("R2 Tell", "Three", "amber"))
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    # Whatever else is raised fails the test.
    with suppress(Refused):
        read(bytes(content))


@SETTINGS
@given(st.data())
def test_a_body_that_no_word_processor_wrote_is_read_or_refused(data):
    good = tool(("R1 Train", "One\nTwo", "done"))
    pieces = re.split(rb"(?=<)", part(good))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        other = data.draw(st.integers(0, len(pieces) - 1))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    with suppress(Refused):
        read(repacked(good, {BODY: b"".join(pieces)}))
