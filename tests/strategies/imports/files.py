"""Word files for tests of bringing a document in."""

from collections.abc import Callable

from docx import Document

from tests.packages import saved


def word(fill: Callable[[object], None] | None = None) -> bytes:
    """A Word file, filled in by a function."""
    document = Document()
    (fill or (lambda one: one.add_paragraph("Words.")))(document)
    return saved(document)
