"""Which elements of a Word document are read when a strategy is brought in."""

import re
from xml.etree.ElementTree import Element

# Transitional and strict; what alternatives and text boxes come wrapped in is neither.
WORD = re.compile(r"\{[^}]*(?:wordprocessingml|wordprocessingShape)[^}]*\}(\w+)\Z")
WRAPPING = re.compile(
    r"\{[^}]*(?:markup-compatibility|drawingml|vml|wordprocessing\w*|office)[^}]*\}(\w+)\Z"
)
# Deleted or moved text, properties, codes of fields, and sounds of foreign scripts.
SKIPPED = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "rt", "pPr", "rPr", "tblPr"),
        *("tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "fldData"),
    }
)


def local(element: Element) -> str:
    """The name of a Word element; of others only what may hold one, marked with >."""
    if match := WORD.match(element.tag):
        return match[1]
    match = WRAPPING.match(element.tag)
    if match and match[1] == "AlternateContent":
        return match[1]
    return f">{match[1]}" if match else ""
