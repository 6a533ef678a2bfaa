"""A line of a document, and what kind of line it is."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a line is in its document."""

    HEADING = "heading"
    ITEM = "list item"
    ROW = "table row"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, and what the document says that it is.

    level: of a heading, 1 is the highest; of a list item, 0 is the outermost.
    number: as the document counts it, where it does so in plain figures.
    cells: of a table row, one text each; several paragraphs are parted by line ends.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    number: int | None = None
    cells: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Everything the line says, on one line."""
        texts = self.cells if self.kind is Kind.ROW else (self.text,)
        return " – ".join(" ".join(text.split()) for text in texts if text.strip())
