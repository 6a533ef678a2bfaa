"""What the documents link to is there."""

import re

import pytest

from tests.rules.reading import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def missing(document, text: str) -> list[str]:
    """Files that a document links to and that are not there."""
    return [
        name for name in LINK.findall(text) if not (document.parent / name).exists()
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_links_to_is_there(document):
    assert missing(document, document.read_text()) == []


def test_the_rule_notices_a_picture_that_is_missing():
    text = "![The board](docs/images/none.png) [out](https://example.org)"
    assert missing(ROOT / "README.md", text) == ["docs/images/none.png"]
