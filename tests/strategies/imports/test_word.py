"""A Word file is read as a person reads it: what stands there, once, in order."""

import pytest

from strategies.imports import Refused, lines_of_word
from strategies.outline import Kind, propose
from tests.packages import part, repacked, with_body, xml
from tests.strategies.imports.files import word

TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def texts(content: bytes) -> list[str]:
    return [line.words for line in lines_of_word(content)]


def kinds(content: bytes) -> list[tuple[Kind, int, str]]:
    return [(line.kind, line.level, line.words) for line in lines_of_word(content)]


def test_headings_lists_and_paragraphs_are_told_apart():
    def fill(document):
        document.add_heading("Our strategy", 0)
        document.add_heading("Aims", 2)
        document.add_paragraph("Warm homes", style="List Bullet")
        document.add_paragraph("Warm rooms", style="List Number 2")
        document.add_paragraph("Words.")

    assert kinds(word(fill)) == [
        (Kind.HEADING, 1, "Our strategy"),
        (Kind.HEADING, 2, "Aims"),
        (Kind.ITEM, 0, "Warm homes"),
        (Kind.ITEM, 1, "Warm rooms"),
        (Kind.PARAGRAPH, 0, "Words."),
    ]


def test_an_outline_level_makes_a_heading_and_numbering_a_list():
    content = with_body(
        "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>See</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='5'/></w:numPr></w:pPr>"
        "<w:r><w:t>Look</w:t></w:r></w:p>"
    )
    assert kinds(content) == [(Kind.HEADING, 3, "See"), (Kind.ITEM, 1, "Look")]


def test_a_list_style_whose_numbering_is_taken_away_is_a_paragraph():
    content = with_body(
        "<w:p><w:pPr><w:pStyle w:val='ListBullet'/><w:numPr><w:numId w:val='0'/>"
        "</w:numPr></w:pPr><w:r><w:t>Plain</w:t></w:r></w:p>"
    )
    assert kinds(content) == [(Kind.PARAGRAPH, 0, "Plain")]


def test_a_style_that_stands_on_a_heading_is_a_heading():
    def fill(document):
        style = document.styles.add_style("House heading", 1)
        style.base_style = document.styles["Heading 1"]
        document.add_paragraph("Aims", style="House heading")

    assert kinds(word(fill)) == [(Kind.HEADING, 1, "Aims")]


def test_styles_that_stand_on_each_other_do_not_hold_the_reader():
    def fill(document):
        one = document.styles.add_style("One", 1)
        two = document.styles.add_style("Two", 1)
        one.base_style, two.base_style = two, one
        document.add_paragraph("Words", style="One")

    assert texts(word(fill)) == ["Words"]


def test_insertions_are_kept_and_deletions_left_out():
    content = with_body(
        "<w:p><w:r><w:t xml:space='preserve'>We </w:t></w:r>"
        "<w:ins w:id='1' w:author='x'><w:r><w:t>listen</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>talk</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3' w:author='x'><w:r><w:t> old</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='4' w:author='x'><w:r><w:t> first</w:t></w:r></w:moveTo></w:p>"
    )
    assert texts(content) == ["We listen first"]


def test_a_deleted_row_is_left_out():
    cell = f"<w:tc>{TEXT}</w:tc>"
    content = with_body(
        f"<w:tbl><w:tr>{cell.format('Stays')}{cell.format('too')}</w:tr>"
        "<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>"
        f"{cell.format('Goes')}</w:tr></w:tbl>"
    )
    assert texts(content) == ["Stays – too"]


def test_content_controls_are_read_wherever_they_stand():
    block = f"<w:sdt><w:sdtContent>{TEXT.format('Block')}</w:sdtContent></w:sdt>"
    inline = (
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Inline</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )
    row = (
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>"
        f"{TEXT.format('Cell')}</w:tc></w:sdtContent></w:sdt><w:tc>"
        f"{TEXT.format('two')}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert texts(with_body(block + inline + row)) == ["Block", "Inline", "Cell – two"]


def test_a_merged_cell_is_read_once_and_columns_stay_in_place():
    def fill(document):
        table = document.add_table(3, 3)
        for column, text in enumerate(("Priority", "Action", "Status")):
            table.cell(0, column).text = text
        across = table.cell(1, 0).merge(table.cell(1, 1))
        across.text = "Wide"
        table.cell(1, 2).text = "last"
        down = table.cell(1, 2).merge(table.cell(2, 2))
        down.text = "Tall"
        table.cell(2, 1).text = "middle"

    rows = [line.cells for line in lines_of_word(word(fill))]
    assert rows == [
        ("Priority", "Action", "Status"),
        ("Wide", "", "Tall"),
        ("", "middle", ""),
    ]


def test_a_row_merged_from_end_to_end_is_one_cell():
    def fill(document):
        table = document.add_table(1, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Notice – see it early"

    (line,) = lines_of_word(word(fill))
    assert line.cells == ("Notice – see it early",)


def test_a_table_inside_a_cell_follows_its_row():
    def fill(document):
        outer = document.add_table(1, 2)
        outer.cell(0, 0).text = "Outer"
        outer.cell(0, 1).text = "two"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text = "Inner"
        inner.cell(0, 1).text = "three"

    assert texts(word(fill)) == ["Outer – two", "Inner – three"]


def test_a_frame_of_one_cell_is_read_as_what_stands_in_it():
    def fill(document):
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "First."
        cell.add_paragraph("Aims", style="Heading 2")
        cell.add_paragraph("Warm homes", style="List Bullet")

    assert kinds(word(fill)) == [
        (Kind.PARAGRAPH, 0, "First."),
        (Kind.HEADING, 2, "Aims"),
        (Kind.ITEM, 0, "Warm homes"),
    ]


def test_a_text_box_is_read_once_though_word_writes_it_twice():
    box = f"<w:txbxContent>{TEXT.format('In the box')}</w:txbxContent>"
    alternate = (
        '<w:p><w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://'
        'schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>'
        '</mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:'
        f'vml"><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(with_body(alternate)) == ["Beside", "In the box"]


def test_a_link_keeps_its_address():
    def fill(document):
        mark = document.part.relate_to(
            "https://www.example.org/kit",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            "hyperlink",
            is_external=True,
        )
        paragraph = document.add_paragraph("See ")
        paragraph._p.append(
            xml(
                f"<w:hyperlink r:id='{mark}'><w:r><w:t>the kit</w:t></w:r>"
                "</w:hyperlink>"
            )
        )

    assert texts(word(fill)) == ["See the kit (https://www.example.org/kit)"]


def test_a_table_of_contents_is_not_read_twice():
    def fill(document):
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("Aims 3", style="toc 1")
        document.add_heading("Aims", 1)

    assert texts(word(fill)) == ["Aims"]


def test_tabs_breaks_and_joined_words_read_as_words():
    content = with_body(
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>multi</w:t>"
        "<w:noBreakHyphen/><w:t>agency</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(content) == ["one two multi-agency"]


def test_the_strict_kind_of_word_file_is_read():
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = word(lambda document: document.add_heading("Aims", 1))
    parts = {
        name: part(content, name).replace(transitional, strict)
        for name in ("word/document.xml", "word/styles.xml")
    }
    assert kinds(repacked(content, parts)) == [(Kind.HEADING, 1, "Aims")]


def test_a_document_without_words_is_refused():
    with pytest.raises(Refused, match="no words in it"):
        lines_of_word(word(lambda document: document.add_paragraph(" ")))


def test_a_document_of_too_many_lines_is_refused_saying_how_many():
    content = with_body(TEXT.format("a") * 2001)
    with pytest.raises(Refused, match=r"It has 2,001 lines\. At most 2,000"):
        lines_of_word(content)


def test_a_document_of_too_many_words_is_refused():
    content = with_body(TEXT.format("words " * 40_000))
    with pytest.raises(Refused, match="more than 200,000 characters"):
        lines_of_word(content)


@pytest.mark.parametrize("name", ["sdt", "ins"])
def test_a_document_nested_without_end_is_refused(name):
    deep = f"<w:{name}>" * 200 + f"</w:{name}>" * 200
    with pytest.raises(Refused, match="nested too deeply"):
        lines_of_word(with_body(f"<w:p>{deep}</w:p>{TEXT.format('a')}"))


def test_links_inside_links_are_walked_once():
    depth = 100
    inner = "<w:r><w:t>Deep.</w:t></w:r>"
    for _ in range(depth):
        inner = f"<w:hyperlink>{inner}</w:hyperlink>"
    # Walked twice a level this would outlast the sun.
    assert texts(with_body(f"<w:p>{inner}</w:p>")) == ["Deep."]


def test_empty_paragraphs_without_end_are_refused():
    with pytest.raises(Refused, match="20,000 paragraphs"):
        lines_of_word(with_body(TEXT.format("Words.") + "<w:p/>" * 20_001))


def test_a_response_table_from_word_becomes_objectives_and_priorities():
    def fill(document):
        document.add_heading("Oakham Neglect Strategy", 0)
        table = document.add_table(0, 3)
        for texts in (
            ("Priority", "Action", "Status"),
            ("Notice – making sure that neglect is seen",),
            ("Show every volunteer the signs", "", ""),
            ("Talk with parents", "", ""),
        ):
            cells = table.add_row().cells
            if len(texts) == 1:
                cells[0].merge(cells[2])
            cells[0].text = texts[0]
            if texts[0] == "Priority":
                cells[1].text, cells[2].text = texts[1:]

    document = propose(lines_of_word(word(fill))).document
    (objective,) = document["objectives"]
    assert (objective["title"], objective["aim"]) == (
        "Notice",
        "making sure that neglect is seen",
    )
    assert [one["title"] for one in objective["priorities"]] == [
        "Show every volunteer the signs",
        "Talk with parents",
    ]
