"""A board member walks every page and every download, from the home page on."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import resolve
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

HERE = "http://testserver"
LINK = re.compile(r'<a [^>]*?href="([^"]*)"')
NOT_FOLLOWED = {"account_logout"}
# A room that may not read figures, by the rules of imports: one page of each kind.
ONE_OF_MANY = {"response_tool"}
# What is about figures is another page for each board; the rest is the same for all.
OF_FIGURES = {"performance", "dashboards"}


@dataclass(frozen=True)
class Answer:
    """A page or a download, as it came."""

    path: str
    kind: str
    content: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and no download."""
        return "html" in self.kind

    @property
    def text(self) -> str:
        """What can be read in it, in one line; of a page its source."""
        if self.is_page or self.kind.startswith(("text/", "application/yaml")):
            return self.content.decode("utf-8-sig")
        if "pdf" in self.kind:
            pages = PdfReader(io.BytesIO(self.content)).pages
            return _plain(" ".join(page.extract_text() for page in pages))
        if "wordprocessing" in self.kind:
            found = Document(io.BytesIO(self.content)).element.body.itertext()
            return _plain(" ".join(found))
        return "\n".join(" ".join(row) for row in self.rows)

    @property
    def soup(self) -> Tag:
        """A page as it is read, without what only repeats a heading."""
        found = BeautifulSoup(self.content, "lxml")
        for one in found.select(".np-cards__name"):
            one.decompose()
        return found

    @property
    def rows(self) -> list[list[str]]:
        """The rows of a spreadsheet."""
        if "csv" in self.kind:
            return list(csv.reader(io.StringIO(self.text)))
        if "spreadsheet" not in self.kind:
            return []
        book = load_workbook(io.BytesIO(self.content), read_only=True)
        return [
            ["" if value is None else str(value) for value in row]
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
        ]


def walked(client: Client, seen: set[str]) -> Iterator[Answer]:
    """Everything that somebody can reach; `seen` was the same for everybody."""
    waiting, met, kinds = ["/"], set(), set()
    while waiting:
        path = waiting.pop()
        if path in met or path in seen or not _is_followed(path):
            continue
        met.add(path)
        match = resolve(urlsplit(path).path)
        if match.namespace not in OF_FIGURES:
            seen.add(path)
        if match.namespace in ONE_OF_MANY:
            kind = match.view_name, match.kwargs.get("suffix"), urlsplit(path).query
            if kind in kinds:
                continue
            kinds.add(kind)
        answer = client.get(path)
        assert answer.status_code in (200, 302), path
        if answer.status_code == 302:
            waiting.append(_there(path, answer["Location"]))
            continue
        content = b"".join(answer) if answer.streaming else answer.content
        one = Answer(path, answer["Content-Type"], content)
        if one.is_page:
            waiting += [_there(path, unescape(link)) for link in LINK.findall(one.text)]
        yield one


def _there(path: str, link: str) -> str:
    """Where a link leads to, without the place on the page; nothing for elsewhere."""
    to = urlsplit(urljoin(HERE + path, link))
    if f"{to.scheme}://{to.netloc}" != HERE:
        return ""
    return f"{to.path}?{to.query}" if to.query else to.path


def _is_followed(path: str) -> bool:
    if not path or path.startswith(("/static/", "/admin/")):
        return False
    return resolve(urlsplit(path).path).view_name not in NOT_FOLLOWED


def _plain(text: str) -> str:
    return " ".join(text.split())
