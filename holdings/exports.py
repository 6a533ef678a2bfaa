"""A copy of everything, packed: a .zip that is written to a temporary file."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from itertools import tee, zip_longest
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from holdings import contents
from holdings.readme import Readme
from partnership.models import Agency, Partnership
from ui.copies import Paper
from ui.packages import MB
from ui.tables import Table, csv_of, json_of
from ui.templatetags.words import day

IN_MEMORY = 8 * MB  # what is larger is on disk while it is written
BLOCK = 64 * 1024
PACKED_ALREADY = (".docx", ".xlsx", ".pdf", ".png", ".jpg")
OF_AGENCY = (
    "Everything that this agency holds in the portal, its drafts among it.",
    "Keep it as carefully as you would keep the portal’s own pages.",
)
OF_PARTNERSHIP = (
    "Everything that this partnership holds in the portal.",
    "Of responses it has what was submitted to the partnership. Drafts, and the files",
    "that are evidence, belong to their agency.",
)


def copy_of_agency(agency: Agency, *, at: datetime) -> IO[bytes]:
    """Everything an agency holds, as a file that whoever asks has to close."""
    return packed(
        Readme(_title(agency, at), OF_AGENCY),
        contents.tables_of_agency(agency),
        contents.papers_of_agency(agency),
        at=at,
    )


def copy_of_partnership(partnership: Partnership, *, at: datetime) -> IO[bytes]:
    """Everything a partnership holds, as a file that whoever asks has to close."""
    return packed(
        Readme(_title(partnership, at), OF_PARTNERSHIP),
        contents.tables_of_partnership(partnership),
        contents.papers_of_partnership(partnership),
        at=at,
    )


def file_name(slug: str, at: datetime) -> str:
    """What a copy is called when it is downloaded."""
    return f"copy-of-{slug}-{timezone.localdate(at).isoformat()}.zip"


def packed(
    readme: Readme, tables: Iterable[Table], papers: Iterable[Paper], *, at: datetime
) -> IO[bytes]:
    """Tables and documents, with a text that names them all, in one file."""
    with ExitStack() as if_it_fails:
        held = if_it_fails.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        with ZipFile(held, "w") as archive:
            for table in tables:
                _put_table(archive, readme, table, at)
            for paper in papers:
                _put_paper(archive, readme, paper, at)
            archive.writestr(_entry("README.txt", at), readme.text())
        held.seek(0)
        if_it_fails.pop_all()
    return held


def _put_table(archive: ZipFile, readme: Readme, table: Table, at: datetime) -> None:
    """Both formats from one reading, so that they say the same.

    A file of a .zip is written to its end before the next one is begun, so the JSON
    waits beside it.
    """
    counted = _Counted(table.rows)
    rows, again = tee(counted)
    lines = zip_longest(
        csv_of(replace(table, rows=rows)), json_of(replace(table, rows=again))
    )
    with SpooledTemporaryFile(max_size=IN_MEMORY) as beside:
        with archive.open(_entry(f"tables/{table.name}.csv", at), "w") as as_csv:
            for csv_line, json_line in lines:
                as_csv.write((csv_line or "").encode())
                beside.write((json_line or "").encode())
        beside.seek(0)
        with archive.open(_entry(f"tables/{table.name}.json", at), "w") as as_json:
            while block := beside.read(BLOCK):
                as_json.write(block)
    readme.add_table(table, counted.count)


def _put_paper(archive: ZipFile, readme: Readme, paper: Paper, at: datetime) -> None:
    content = paper.content()
    if content is not None:
        archive.writestr(_entry(paper.path, at), content)
    readme.add_paper(paper.path, paper.about, is_there=content is not None)


def _entry(path: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(path, timezone.localtime(at).timetuple()[:6])
    packed_already = path.endswith(PACKED_ALREADY)
    entry.compress_type = ZIP_STORED if packed_already else ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _title(whose: Agency | Partnership, at: datetime) -> str:
    return f"A copy of everything of {whose.name}, {day(at)}"


class _Counted:
    """Rows as they are asked for, and how many there were."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.count += 1
            yield row
