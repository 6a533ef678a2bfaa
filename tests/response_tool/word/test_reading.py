"""Filled-in Response Tools are read as people meant them."""

import pytest
from docx import Document

from response_tool.word.reading import read
from tests.packages import saved, with_body, xml
from tests.response_tool.word.files import (
    HEADER,
    add_table,
    p,
    tbl,
    tc,
    template,
    tool,
    tr,
)
from ui.word import Refused

INS = '<w:ins w:id="1" w:author="A"><w:r><w:t>{}</w:t></w:r></w:ins>'
DEL = '<w:del w:id="2" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def said(content: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each row: its priority, and its actions with their statuses as understood."""
    return [
        (row.priority, [(one.text, one.understood) for one in row.actions])
        for row in read(content).rows
    ]


def test_the_original_template_is_read_with_its_objectives():
    content = template(
        {
            "See it – that it is seen": [
                ("Tell families", "Leaflets\nA stall at the fair", "Completed Sept 25"),
                ("Train staff", "", ""),
            ],
            "Act – that help comes": [
                ("Use the toolkit", "Toolkit day\nRefresher", "green\nN/A"),
            ],
        }
    )
    found = read(content)
    assert [row.objective[:3] for row in found.rows] == ["See", "See", "Act"]
    assert said(content) == [
        (
            "Tell families",
            [("Leaflets", "complete"), ("A stall at the fair", "complete")],
        ),
        ("Train staff", []),
        (
            "Use the toolkit",
            [("Toolkit day", "on_track"), ("Refresher", "not_relevant")],
        ),
    ]
    assert [kept.text for kept in found.kept] == ["How to fill this in."]


def test_line_breaks_inside_a_paragraph_part_actions_too():
    document = Document()
    table = add_table(document, [HEADER, ("Train", "", "")])
    table.cell(1, 1).text = "Book a room\nInvite all teams\nand their partners"
    table.cell(1, 2).text = "done\nongoing"
    assert said(saved(document)) == [
        (
            "Train",
            [
                ("Book a room", "complete"),
                ("Invite all teams and their partners", "on_track"),
            ],
        )
    ]


def test_hand_made_bullets_are_taken_off():
    assert said(tool(("Train", "• One\n- Two\no Three", "ongoing")))[0][1] == [
        ("One", "on_track"),
        ("Two", "on_track"),
        ("Three", "on_track"),
    ]


def test_blank_lines_keep_statuses_level_with_their_actions():
    rows = ("Train", "One\n\nTwo\nThree", "done\n\n\nred")
    assert [meaning for _, meaning in said(tool(rows))[0][1]] == [
        "complete",
        "",
        "off_track",
    ]


def test_statuses_that_fit_no_action_are_shown_beside_all_as_written():
    (row,) = read(tool(("Train", "One\nTwo\nThree", "done\nred"))).rows
    assert {action.written for action in row.actions} == {"done red"}
    assert {action.understood for action in row.actions} == {""}


@pytest.mark.parametrize(
    ("written", "reference", "priority"),
    [
        ("R1 Train staff", "R1", "Train staff"),
        ("R12. Train staff", "R12", "Train staff"),
        ("3. Train staff", "3", "Train staff"),
        ("Priority 3: Train staff", "Priority 3", "Train staff"),
        ("R4", "R4", ""),
        ("10,000 leaflets", "", "10,000 leaflets"),
        ("Train 3 staff", "", "Train 3 staff"),
    ],
)
def test_a_literal_reference_is_taken_from_the_priority(written, reference, priority):
    (row,) = read(tool((written, "A", "done"))).rows
    assert (row.reference, row.priority) == (reference, priority)


def test_rows_that_carry_on_a_priority_are_part_of_it():
    assert said(tool(("R1 Train", "One", "done"), ("", "Two", "red"))) == [
        ("Train", [("One", "complete"), ("Two", "off_track")])
    ]
    assert said(tool(("R1 Train", "One", "done"), ("R1 continued", "Two", "red"))) == [
        ("Train", [("One", "complete"), ("Two", "off_track")])
    ]


def test_merged_cells_are_read_once_and_hold_for_every_row():
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    content = with_body(
        tbl(
            tr(tc(p("Train"), start), tc(p("One")), tc(p("done"), start)),
            tr(tc(p(), on), tc(p("Two")), tc(p(), on)),
            tr(tc(p("Tell")), tc(p("Three done"), '<w:gridSpan w:val="2"/>')),
        )
    )
    assert said(content) == [
        ("Train", [("One", "complete"), ("Two", "complete")]),
        ("Tell", [("Three done", "")]),
    ]


def test_tracked_insertions_are_kept_and_deletions_left_out():
    runs = INS.format("Train all ") + DEL.format("twelve ") + INS.format("staff")
    cell = f"<w:p>{runs}</w:p>"
    deleted = tr(*(tc(p("Gone")),) * 3, properties='<w:del w:id="3" w:author="A"/>')
    inserted = tr(
        tc(p("New")), tc(p("A")), tc(p()), properties='<w:ins w:id="4" w:author="A"/>'
    )
    content = with_body(tbl(tr(tc(p("P")), tc(cell), tc(p())), deleted, inserted))
    assert said(content) == [("P", [("Train all staff", "")]), ("New", [("A", "")])]


def test_a_paragraph_whose_end_is_deleted_runs_into_the_next():
    first = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
        "<w:r><w:t>Train </w:t></w:r></w:p>"
    )
    content = with_body(tbl(tr(tc(p("P")), tc(first + p("staff")), tc(p()))))
    assert said(content)[0][1] == [("Train staff", "")]


def test_moved_text_is_read_where_it_went():
    away = '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>Old</w:t></w:r></w:moveFrom>'
    here = '<w:moveTo w:id="2" w:author="A"><w:r><w:t>New</w:t></w:r></w:moveTo>'
    content = with_body(tbl(tr(tc(p("P")), tc(f"<w:p>{away}{here}</w:p>"), tc(p()))))
    assert said(content)[0][1] == [("New", "")]


def test_a_paragraph_that_was_moved_away_leaves_no_blank_line():
    mark = '<w:pPr><w:rPr><w:moveFrom w:id="1" w:author="A"/></w:rPr></w:pPr>'
    away = '<w:moveFrom w:id="2" w:author="A"><w:r><w:t>Old</w:t></w:r></w:moveFrom>'
    actions = p("One") + f"<w:p>{mark}{away}</w:p>" + p("Two")
    statuses = p("Done") + p("Ongoing")
    content = with_body(tbl(tr(tc(p("P")), tc(actions), tc(statuses))))
    assert said(content)[0][1] == [("One", "complete"), ("Two", "on_track")]


def test_a_soft_hyphen_is_no_part_of_a_word():
    cells = (tc(p("P")), tc(p("Train")), tc(p("com\u00adplete")))
    assert said(with_body(tbl(tr(*cells))))[0][1] == [("Train", "complete")]


@pytest.mark.parametrize(
    ("field", "meaning"),
    [
        (
            (
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Choose"/>'
                '<w:listEntry w:val="Amber"/></w:ddList>'
            ),
            "slipping",
        ),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "complete"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', ""),
    ],
)
def test_fields_of_old_forms_are_read(field, meaning):
    data = f"<w:ffData>{field}</w:ffData>"
    begin = f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>'
    status = f"<w:p><w:r>{begin}</w:r></w:p>"
    content = with_body(tbl(tr(tc(p("P")), tc(p("Train")), tc(status))))
    assert said(content)[0][1] == [("Train", meaning)]


def test_content_controls_are_read_and_give_their_tag():
    def sdt(inner: str, more: str = "") -> str:
        tag = f'<w:sdtPr><w:tag w:val="mine"/>{more}</w:sdtPr>'
        return f"<w:sdt>{tag}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    run = "<w:r><w:t>Train</w:t></w:r>"
    unfilled = sdt(p("Click here to enter text."), "<w:showingPlcHdr/>")
    content = with_body(
        tbl(
            tr(tc(f"<w:p>{sdt(run)}</w:p>"), tc(sdt(p("One"))), tc(unfilled)),
            tr(sdt(tc(p("Tell"))), tc(p("Two")), tc(p("done"))),
            sdt(tr(tc(p("Ask")), tc(p("Three")), tc(p("red")))),
            tr(tc(p("See")), sdt(tc(p("Click")), "<w:showingPlcHdr/>"), tc(p("N/A"))),
        )
    )
    assert said(content) == [
        ("Train", [("One", "")]),
        ("Tell", [("Two", "complete")]),
        ("Ask", [("Three", "off_track")]),
        ("See", []),
    ]
    assert [row.tag for row in read(content).rows] == ["mine", "mine", "mine", ""]
    assert read(content).rows[3].understood == "not_relevant"


def test_a_table_inside_a_cell_is_read_line_by_line():
    inner = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>".format(
        tr(tc(p("Book a room")), tc(p("done")))
        + tr(tc(p("Invite teams")), tc(p("ongoing")))
    )
    content = with_body(tbl(tr(tc(p("Train")), tc(inner + p()), tc(p()))))
    assert said(content)[0][1] == [
        ("Book a room", "complete"),
        ("Invite teams", "on_track"),
    ]


def test_a_table_that_only_frames_the_tool_is_looked_through():
    frame = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>".format(
        tr(tc(tbl(tr(tc(p("Train")), tc(p("One")), tc(p("done")))) + p()))
    )
    assert said(with_body(frame)) == [("Train", [("One", "complete")])]


def test_text_boxes_notes_and_formulas_are_not_lost():
    box = (
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert [kept.text for kept in read(with_body(box)).kept] == ["In a box"]
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Page head"
    assert [kept.text for kept in read(saved(document)).kept] == ["Page head"]


@pytest.mark.parametrize(("choice", "words"), [("", "Second"), (p("First"), "First")])
def test_of_two_alternatives_the_one_with_words_is_read(choice, words):
    either = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice Requires="x">{choice}</mc:Choice>'
        f"<mc:Fallback>{p('Second')}</mc:Fallback></mc:AlternateContent>"
    )
    row = tr(tc(p("Train")), tc(either), tc(p("done")))
    assert said(with_body(tbl(row))) == [("Train", [(words, "complete")])]


@pytest.mark.parametrize(
    ("char", "action"), [("F04A", "[symbol] One"), ("F0A7", "One")]
)
def test_a_symbol_that_is_not_known_is_shown_and_a_bullet_taken_off(char, action):
    words = (
        f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{char}"/><w:t> One</w:t></w:r>'
        "</w:p>"
    )
    row = tr(tc(p("Train")), tc(words), tc(p("done")))
    assert said(with_body(tbl(row))) == [("Train", [(action, "complete")])]


@pytest.mark.parametrize(
    ("action", "status"),
    [("What we will do", "Progress update / RAG"), ("Actions taken", "RAG")],
)
def test_headings_in_peoples_own_words_are_understood(action, status):
    document = Document()
    add_table(document, [("Priority area", action, status), ("P", "A", "red")])
    assert said(saved(document)) == [("P", [("A", "off_track")])]


def test_extra_columns_are_kept_and_who_and_when_are_understood():
    document = Document()
    head = ("Priority", "Action", "Lead", "Timescale", "Status", "Evidence")
    row = ("Train", "One", "Team manager", "3 March 2027", "done", "Register")
    add_table(document, [head, row])
    (found,) = read(saved(document)).rows
    (action,) = found.actions
    assert (action.who, action.by_when) == ("Team manager", "3 March 2027")
    assert [(kept.where, kept.text) for kept in found.kept] == [
        ("column “Evidence”", "Register")
    ]


def test_a_table_without_its_header_is_read_by_its_three_columns():
    document = Document()
    add_table(document, [("Train", "One", "done")])
    assert said(saved(document)) == [("Train", [("One", "complete")])]


def test_columns_in_another_order_are_read_by_their_headings():
    document = Document()
    add_table(
        document, [("RAG rating", "Our priorities", "Actions"), ("red", "P", "A")]
    )
    assert said(saved(document)) == [("P", [("A", "off_track")])]


@pytest.mark.parametrize("words", ["N/A", "Not applicable", "not relevant to us"])
def test_not_relevant_is_understood_in_either_column(words):
    status, action = read(tool(("P", "", words), ("Q", words, ""))).rows
    assert status.is_not_relevant
    assert action.is_not_relevant


def test_why_it_is_not_relevant_is_what_stands_as_its_action():
    (row,) = read(tool(("P", "We see adults only", "N/A"))).rows
    assert (row.is_not_relevant, row.because) == (True, "We see adults only")


def test_nothing_planned_is_no_action_and_is_kept():
    (row,) = read(tool(("P", "None", ""))).rows
    assert row.actions == []
    assert [kept.text for kept in row.kept] == ["None"]


def test_organisation_contact_and_date_are_read_from_table_and_text():
    details = {"Organisation": "Hopewell", "Contact details": "Team", "Date": "3/3/26"}
    found = read(tool(("P", "A", ""), details=details))
    assert (found.organisation, found.contact, found.date) == (
        "Hopewell",
        "Team",
        "3/3/26",
    )
    document = Document()
    document.add_paragraph("Organisation: Hopewell")
    assert read(saved(document)).organisation == "Hopewell"


def test_more_rows_than_any_tool_has_are_refused():
    rows = tr(*(tc(p("A")),) * 3) * 10_000
    with pytest.raises(Refused, match="more than 500 rows"):
        read(with_body(tbl(rows)))


def test_five_megabytes_in_one_cell_are_refused():
    text = "neglect word " * 400_000
    document = Document()
    add_table(document, [HEADER, ("P", text, "")])
    with pytest.raises(Refused, match=r"more than 200,000 characters|unpacks"):
        read(saved(document))


def test_nesting_without_end_is_refused():
    deep = "<w:smartTag>" * 90 + "<w:p/>" + "</w:smartTag>" * 90
    with pytest.raises(Refused, match="nested too deeply"):
        read(with_body(deep))


def test_a_document_without_tables_is_read_as_text():
    document = Document()
    document.element.body.insert(0, xml("<w:p><w:r><w:t>Only text</w:t></w:r></w:p>"))
    found = read(saved(document))
    assert (found.rows, [kept.text for kept in found.kept]) == ([], ["Only text"])
