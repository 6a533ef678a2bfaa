"""A file of published statistics as rows of text, within bounds. Pure."""

import csv
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MB = 1024 * 1024
FILE_MAX = 10 * MB
ROWS_MAX = 50_000
COLUMNS_MAX = 300
NAME_MAX = 120  # characters of the name of a column


class Refused(ValueError):
    """A file that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file and its rows, each as long as the columns."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    def missing(self, *names: str) -> list[str]:
        """Which of these columns it does not have."""
        return [name for name in names if name not in self.columns]

    def need(self, *names: str) -> None:
        """Raises Refused with every column that is not there."""
        if missing := self.missing(*names):
            raise Refused(
                "The file must have the columns "
                f"{', '.join(f'“{name}”' for name in names)}. It has no "
                f"{', '.join(f'“{name}”' for name in missing)}."
            )


def read(content: bytes) -> Sheet:
    """The rows of a CSV file in UTF-8. Raises Refused."""
    if len(content) > FILE_MAX:
        raise Refused(
            f"The file must be {FILE_MAX // MB} MB or smaller. This one has "
            f"{len(content) / MB:.1f} MB."
        )
    rows = _rows(content)
    if not rows:
        raise Refused("The file is empty.")
    columns = tuple(name.strip() for name in rows[0])
    _check_columns(columns)
    del rows[0]
    width = len(columns)
    for row in rows:
        if len(row) != width:
            place = rows.index(row) + 2
            raise Refused(
                f"Row {place} has {len(row)} cells and the headings are {width}: the "
                "file seems to be damaged."
            )
    return Sheet(columns, rows)


def sha256(content: bytes) -> str:
    """By which the same file is known again."""
    return hashlib.sha256(content).hexdigest()


def packed(content: bytes) -> bytes:
    """A file as it is kept."""
    return zlib.compress(content, 1)


def unpacked(kept: bytes) -> bytes:
    """A file that was kept."""
    return zlib.decompress(kept)


def dataset_of(file_name: str, keys: Sequence[str]) -> str:
    """The key with which the name of a file begins; nothing where none does."""
    name = file_name.rsplit("/", 1)[-1].lower().removesuffix(".csv")
    found = [key for key in keys if name == key or name.startswith(f"{key}_")]
    return max(found, key=len, default="")


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not a CSV file in UTF-8.") from None
    if "\0" in text:
        raise Refused("The file is not a CSV file: it holds what no text can hold.")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            if row:
                rows.append(row)
            if len(rows) > ROWS_MAX + 1:
                raise Refused(f"The file has more than {ROWS_MAX:,} rows.")
    except csv.Error as error:
        raise Refused(f"The file is not a CSV file: {error}.") from None
    return rows


def _check_columns(columns: Sequence[str]) -> None:
    if len(columns) > COLUMNS_MAX:
        raise Refused(f"The file has more than {COLUMNS_MAX} columns.")
    if "" in columns:
        raise Refused(f"Column {columns.index('') + 1} of the file has no name.")
    if long := [name for name in columns if len(name) > NAME_MAX]:
        raise Refused(f"The column “{long[0][:60]}…” has a name that is too long.")
    if twice := [name for name, times in Counter(columns).items() if times > 1]:
        raise Refused(f"The file has the column “{twice[0]}” twice.")
