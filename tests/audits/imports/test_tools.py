"""A tool in a spreadsheet: what is read, and what is said of each cell."""

import csv
import io
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from audits.exports.tools import empty_sheet, tool_sheet
from audits.imports.tools import read_tool, sealed, unsealed
from audits.laid import LaidDomain, LaidGrade, LaidQuestion, LaidScale, LaidTool
from audits.library import tool_entry
from ui.sheets.found import Refused

HEAD = ("Domain", "What the domain looks at", "Question", "What to look for")
SCALE = LaidScale("Two", "", (LaidGrade("Fine", "It is."), LaidGrade("Not")))


def book(*rows, head=HEAD, change=None) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "Questions"
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    if change:
        change(made, sheet)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def csv_of(*rows) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows([HEAD, *rows])
    return held.getvalue().encode()


def problems(*rows, **more):
    reading = read_tool(book(*rows, **more))
    return [(one.cell, one.found, one.expected) for one in reading.problems]


def exported(laid: LaidTool) -> bytes:
    return tool_sheet(laid, SCALE, 1)


@pytest.mark.parametrize("write", [book, csv_of])
def test_rows_become_domains_and_an_empty_domain_is_the_one_above(write):
    content = write(
        ("Voice", "Hear.", "Was the child seen?", "Look for\ndates."),
        ("", "", "Alone?", ""),
        ("Impact", "", "What changed?", ""),
        ("voice", "", "In their words?", ""),
    )
    asked = (
        LaidQuestion("Was the child seen?", "Look for\ndates."),
        LaidQuestion("Alone?"),
        LaidQuestion("In their words?"),
    )
    assert read_tool(content).domains == (
        LaidDomain("Voice", "Hear.", asked),
        LaidDomain("Impact", "", (LaidQuestion("What changed?"),)),
    )


@pytest.mark.parametrize("key", ["neglect-practice", "section-11", "tool-use"])
def test_what_is_exported_reads_back_the_same(key):
    laid = tool_entry(key).laid
    reading = read_tool(exported(laid))
    assert reading.domains == laid.domains
    assert reading.problems == reading.told == []


words = st.text("abcäé=+-@€🙂 ", min_size=1, max_size=20).filter(str.strip)
one_line = words.map(lambda text: " ".join(text.split()))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            one_line, st.lists(one_line, min_size=1, max_size=3, unique_by=str.casefold)
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one[0].casefold(),
    )
)
def test_whatever_people_write_comes_back_as_it_was(said):
    domains = tuple(
        LaidDomain(title, "", tuple(LaidQuestion(one) for one in asked))
        for title, asked in said
    )
    assert read_tool(exported(LaidTool("T", "", domains))).domains == domains


def test_the_export_says_what_it_is_and_runs_no_formula():
    laid = LaidTool("=T", "For us.", (LaidDomain("=D", "", (LaidQuestion("=1+1"),)),))
    made = load_workbook(BytesIO(exported(laid)))
    assert made.sheetnames == ["About", "Questions"]
    cells = [cell.value for row in made["Questions"].iter_rows() for cell in row]
    assert "'=1+1" in cells
    cover = [row[0] for row in made["About"].iter_rows(values_only=True)]
    assert "Graded on: Two." in cover
    assert "Fine: It is." in cover


def test_the_template_holds_headings_alone():
    sheet = load_workbook(BytesIO(empty_sheet()))["Questions"]
    assert list(sheet.iter_rows(values_only=True)) == [HEAD]
    with pytest.raises(Refused, match="Nothing is filled in"):
        read_tool(empty_sheet())


@pytest.mark.parametrize(
    ("row", "cell", "found", "expected"),
    [
        (("", "", "Why?", ""), "A2", "nothing", "the domain that the question is in"),
        (("Voice", "", "", "Look."), "C2", "nothing", "a question"),
        (
            ("V" * 121, "", "Why?", ""),
            "A2",
            "VVV",
            "at most 120 characters. It has 121",
        ),
        (("V", "", "W" * 301, ""), "C2", "WWW", "at most 300 characters. It has 301"),
        (("V", "", "Why?", "x" * 2001), "D2", "xxx", "at most 2,000 characters."),
        (("V", "", "NHS 943 476 5919", ""), "C2", "NHS", "nothing about a person."),
        (("V", "", "Why?", "Ring 01632 960 123"), "D2", "Ring", "nothing about a pe"),
    ],
)
def test_what_is_wrong_is_said_by_its_cell(row, cell, found, expected):
    ((where, what, told),) = problems(row)
    assert where == cell
    assert what.startswith(found)
    assert told.startswith(expected)
    assert len(what) <= 60


def test_a_question_that_is_there_twice_is_named():
    assert problems(("V", "", "Why?", ""), ("", "", "WHY?", "")) == [
        ("C3", "WHY?", "a question that “V” does not ask already")
    ]


def test_more_problems_than_anybody_reads_are_counted_and_not_shown():
    reading = read_tool(book(*[("V", "", "", "Look.")] * 101))
    assert len(reading.problems) == 100
    assert reading.told == [
        "There are more problems than the first 100, which are shown."
    ]


def test_a_formula_without_its_result_is_named():
    def calculate(made, sheet):
        sheet["C2"] = "=A2"

    found = problems(("V", "", "x", ""), change=calculate)
    assert found[0][0] == "C2"
    assert "formula" in found[0][2]


def test_headings_may_stand_lower_and_be_called_otherwise():
    made = book(
        ("Standard", "Criterion", "Prompts"),
        ("Voice", "Why?", "Look."),
        head=("Our tool",),
    )
    reading = read_tool(made)
    assert reading.domains == (
        LaidDomain("Voice", "", (LaidQuestion("Why?", "Look."),)),
    )
    assert reading.told == ["There is no column “What the domain looks at”."]


def test_what_is_not_read_or_hidden_is_told():
    def hide(made, sheet):
        sheet["E1"] = "Weight"
        sheet.row_dimensions[2].hidden = True
        made.create_sheet("Old").append(["x"])

    assert read_tool(book(("V", "", "Why?", ""), change=hide)).told == [
        "Column E, “Weight”, is not one of ours and was not read.",
        "Some of it is hidden. It was read all the same.",
        "The sheet “Old” was not read.",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "heading"),
        (b"PK\x03\x04nonsense", "could not be read"),
        (b"\0\1\2", "neither an Excel workbook"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB or smaller"),
        (book(("Voice", "Why?"), head=("Domain", "Reason")), "the heading “Question”"),
        (book(*[(f"D{n}", "", "Why?", "") for n in range(21)]), "at most 20 domains"),
        (book(*[("D", "", f"Q{n}?", "") for n in range(61)]), "at most 60 questions"),
        (book(*[("D", "", f"Q{n}?", "") for n in range(500)]), "more than 430 rows"),
    ],
)
def test_a_file_that_cannot_be_a_tool_is_refused_whole(content, told):
    with pytest.raises(Refused, match=told):
        read_tool(content)


def test_what_was_read_travels_sealed():
    reading = read_tool(book(("V", "Hear.", "Why?", "Look.")))
    text = sealed(reading, salt="a")
    assert unsealed(text, salt="a") == reading.domains
    assert unsealed(text, salt="b") is None
    assert unsealed(f"{text}x", salt="a") is None
    assert unsealed("", salt="a") is None
