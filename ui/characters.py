"""Characters that XML, and so no Word document or workbook, can hold."""

import re

_LEGAL = r"\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ILLEGAL = re.compile(f"[^{_LEGAL}]")
# A line end is made even, and a null character is refused, by who reads the field.
_UNMEANT = re.compile(f"[^{_LEGAL}\r\x00]")
# Word's own line and page ends and its hyphen that does not break, as they are pasted.
_MEANT = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-"})


def legal(text: str) -> str:
    """A text without the characters that no document may hold."""
    return _ILLEGAL.sub("", text)


def meant(text: str) -> str:
    """A text as its person meant it: what they cannot have meant is left out."""
    return _UNMEANT.sub("", text.translate(_MEANT))
