"""Which elements of a Word document are read as a Response Tool."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from ui.word import Refused
from ui.wordml import child, value

# No document nests this deep; a made-up one must not exhaust the reader.
DEPTH_MAX = 60
TOO_DEEP = "This document is nested too deeply to be read."

OFF = ("0", "false", "off")

# Deleted or moved text, properties, codes of fields, and sounds of foreign scripts.
SKIPPED = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "rt", "pPr", "rPr", "tblPr"),
        *("tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "sectPr"),
        *("fldData", "rubyPr", "ctrlPr", "posOffset", "pctHeight", "pctWidth"),
    }
)

WORDS_TOO = ("sym", "ddList", "checkBox")  # they say something without any text


def not_too_deep(depth: int) -> None:
    """Refuse a document that is nested deeper than any real one."""
    if depth > DEPTH_MAX:
        raise Refused(TOO_DEEP)


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """The name of an element that may hold words, else nothing."""
    space, _, name = tag.rpartition("}")
    if name == "t" and "math" in space:
        return "t"
    if "wordprocessingml" in space or name == "AlternateContent":
        return name
    wraps = ("markup-compatibility", "drawing", "vml", "wordprocessing", "office")
    return f">{name}" if any(word in space for word in wraps) else ""


def children(parent: Element) -> Iterator[Element]:
    """The children to be read: one of two alternatives, and nothing deleted."""
    placeholder = local(parent.tag) == "sdt" and _is_placeholder(parent)
    for one in parent:
        name = local(one.tag) if isinstance(one.tag, str) else ""
        if name == "AlternateContent":
            if (chosen := _alternative(one)) is not None:
                yield chosen
        elif name and name not in SKIPPED and not placeholder:
            yield one


def _alternative(either: Element) -> Element | None:
    """The first of two alternatives, unless only the second one has words."""
    found = [child(either, name) for name in ("Choice", "Fallback")]
    there = [one for one in found if one is not None]
    return next((one for one in there if _has_words(one)), next(iter(there), None))


def _has_words(element: Element) -> bool:
    return any(
        (local(one.tag) == "t" and one.text) or local(one.tag) in WORDS_TOO
        for one in element.iter()
        if isinstance(one.tag, str)
    )


def under(
    parent: Element, wanted: str, depth: int, tag: str = "", *, unfilled: bool = False
) -> Iterator[tuple[Element, str, bool]]:
    """Rows of a table or cells of a row, through content controls.

    With the tag of the control, and whether it only shows where to type.
    """
    not_too_deep(depth)
    for one in parent:
        name = local(one.tag) if isinstance(one.tag, str) else ""
        if name == wanted:
            yield one, tag, unfilled
        elif name and name not in SKIPPED and name not in ("tbl", "p"):
            control = name == "sdt"
            yield from under(
                one,
                wanted,
                depth + 1,
                (control and tag_of(one)) or tag,
                unfilled=unfilled or (control and _is_placeholder(one)),
            )


def tag_of(control: Element) -> str:
    """What a content control is tagged with."""
    return value(child(child(control, "sdtPr"), "tag"))[:100]


def _is_placeholder(control: Element) -> bool:
    """Whether a control shows “Click here to enter text”, which nobody typed."""
    shown = child(child(control, "sdtPr"), "showingPlcHdr")
    return shown is not None and value(shown) not in OFF


def number(element: Element | None, otherwise: int) -> int:
    """The number an element gives as its value."""
    text = value(element)
    return (
        int(text)
        if text.isascii() and text.isdecimal() and len(text) < 4
        else otherwise
    )


def _chosen(dropdown: Element) -> str:
    """What is chosen in a drop-down of an old form: it is no text of the document."""
    entries = [one for one in dropdown if local(one.tag) == "listEntry"]
    place = child(dropdown, "result")
    if place is None:
        place = child(dropdown, "default")
    at = number(place, 0)
    return value(entries[at]) if at < len(entries) else ""


def _ticked(box: Element) -> str:
    """A tick box of an old form, as a sign."""
    mark = child(box, "checked")
    if mark is None:
        mark = child(box, "default")
    return "☑" if mark is not None and value(mark) not in OFF else "☐"


# Fields of Word's old forms, whose value stands in their properties.
FORM_FIELDS = {"ddList": _chosen, "checkBox": _ticked}
