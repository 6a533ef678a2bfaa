"""Reading a copy back, as somebody would who took it away."""

import csv
import io
import json
from dataclasses import dataclass
from zipfile import ZipFile


@dataclass(frozen=True)
class Copy:
    """A copy, opened."""

    content: bytes

    @property
    def archive(self) -> ZipFile:
        return ZipFile(io.BytesIO(self.content))

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    @property
    def readme(self) -> str:
        return self.archive.read("README.txt").decode()

    def rows(self, table: str) -> list[dict]:
        """The rows of a table, as JSON tells them."""
        return json.loads(self.archive.read(f"tables/{table}.json"))

    def csv(self, table: str) -> list[dict[str, str]]:
        text = self.archive.read(f"tables/{table}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def headings(self, table: str) -> list[str]:
        text = self.archive.read(f"tables/{table}.csv").decode("utf-8-sig")
        return next(csv.reader(io.StringIO(text)))

    def column(self, table: str, name: str) -> list:
        return [row[name] for row in self.rows(table)]

    def tables(self) -> list[str]:
        found = [one for one in self.names if one.endswith(".csv")]
        return [one.removeprefix("tables/").removesuffix(".csv") for one in found]

    def everything(self) -> str:
        """Every word in it, documents unpacked as far as they are text."""
        words = [self.archive.read(one) for one in self.names]
        for one in self.names:
            if one.endswith(".docx"):
                document = ZipFile(io.BytesIO(self.archive.read(one)))
                words.append(document.read("word/document.xml"))
        return b"\n".join(words).decode(errors="replace")


def taken(client, path: str) -> Copy:
    """Send the page at an address, and open what comes back."""
    answer = client.post(path)
    assert answer.status_code == 200
    return Copy(b"".join(answer.streaming_content))


OF_HOPEWELL = "/agencies/hopewell/copy/"
OF_NORTHSHIRE = "/partnerships/northshire/copy/"
