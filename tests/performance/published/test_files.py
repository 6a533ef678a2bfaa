import pytest

from performance.published import files
from performance.published.files import Refused, dataset_of, packed, read, unpacked

KEYS = ["c1", "d3", "d31", "statistical_neighbours"]


def test_a_file_is_read_with_its_mark_and_blanks():
    sheet = read('\ufeff one ,two\r\n1,"a, b"\r\n\r\n2,c\r\n'.encode())
    assert sheet.columns == ("one", "two")
    assert sheet.rows == [["1", "a, b"], ["2", "c"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04\xff\xfe", "not a CSV file in UTF-8"),
        (b"a,b\n\x00,1\n", "what no text can hold"),
        (b"a,a\n", "the column “a” twice"),
        (b"a,\n", "Column 2 of the file has no name"),
        (b"a,b\n1,2\n3\n", "Row 3 has 1 cells and the headings are 2"),
        (b'a,b\n"1,2\n', "not a CSV file: unexpected end of data"),
        (b"a" * 200 + b",b\n", "has a name that is too long"),
        (",".join(f"c{n}" for n in range(301)).encode(), "more than 300 columns"),
    ],
)
def test_what_is_no_file_of_figures_is_refused_with_the_reason(content, reason):
    with pytest.raises(Refused, match=reason):
        read(content)


def test_a_file_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(files, "ROWS_MAX", 2)
    assert len(read(b"a\n1\n2\n").rows) == 2
    with pytest.raises(Refused, match="more than 2 rows"):
        read(b"a\n1\n2\n3\n")
    monkeypatch.setattr(files, "FILE_MAX", 4)
    with pytest.raises(Refused, match="must be 0 MB or smaller"):
        read(b"a\n1\n2\n")


def test_every_column_that_is_missing_is_named():
    with pytest.raises(Refused, match="It has no “b”, “c”"):
        read(b"a\n").need("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("c1_children_in_need_2013_to_2024.csv", "c1"),
        ("C1_X.CSV", "c1"),
        ("d31_other.csv", "d31"),
        ("d3.csv", "d3"),
        ("statistical_neighbours_2025.csv", "statistical_neighbours"),
        ("c10_more.csv", ""),
        ("figures.csv", ""),
    ],
)
def test_the_name_of_a_file_tells_which_statistics_it_is(name, key):
    assert dataset_of(name, KEYS) == key


def test_a_file_that_is_kept_comes_back_as_it_was():
    content = b"a,b\r\n1,2\r\n" * 1000
    assert unpacked(packed(content)) == content
    assert len(packed(content)) < len(content) / 10
