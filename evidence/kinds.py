"""The kinds of file that are kept, and how each is handed over."""

from enum import Enum

_OFFICE = "application/vnd.openxmlformats-officedocument."


class Kind(Enum):
    """What a file is by its content, whatever it is called."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def label(self) -> str:
        """What people call it."""
        return _TOLD[self][0]

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return _TOLD[self][1]

    @property
    def content_type(self) -> str:
        """What a browser is told that it is."""
        return _TOLD[self][2]

    @property
    def is_picture(self) -> bool:
        """Whether it holds no words that could be read."""
        return self in (Kind.PNG, Kind.JPEG)


_TOLD = {
    Kind.PDF: ("PDF", ".pdf", "application/pdf"),
    Kind.WORD: ("Word", ".docx", _OFFICE + "wordprocessingml.document"),
    Kind.EXCEL: ("Excel", ".xlsx", _OFFICE + "spreadsheetml.sheet"),
    Kind.PNG: ("Picture (PNG)", ".png", "image/png"),
    Kind.JPEG: ("Picture (JPEG)", ".jpg", "image/jpeg"),
}
