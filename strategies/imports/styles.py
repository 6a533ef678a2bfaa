"""What a paragraph is by its style: a heading, a list item, a table of contents."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from strategies.imports.xml import local
from ui.wordml import child, value

# A style may stand on another; a ring of styles must not hold the reader.
STEPS_MAX = 12
HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)

# Word's own list styles say their level in their name.
LIST = re.compile(r"list (?:bullet|number) ([2-5])\Z")


class Look(NamedTuple):
    """heading: its level from 1, else 0. list_level: from 0, else nothing."""

    heading: int
    list_level: int | None
    is_contents: bool


class Styles:
    """The styles of one document, by what the text calls them."""

    def __init__(self, part: Element | None) -> None:
        self.by_id: dict[str, Element] = {}
        for one in part if part is not None else ():
            if local(one) == "style":
                self.by_id[value(one, "styleId")] = one

    def look(self, paragraph: Element) -> Look:
        """What a paragraph is: its own properties first, then those of its styles."""
        own = child(paragraph, "pPr")
        chain = self._chain(value(child(own, "pStyle")))
        names = [value(child(style, "name")).lower() for style in chain]
        properties = [own, *(child(style, "pPr") for style in chain)]
        is_contents = any(re.match(r"toc \d|toc heading", name) for name in names)
        return Look(
            _heading(names, properties), _list_level(names, properties), is_contents
        )

    def _chain(self, style: str) -> list[Element]:
        found: list[Element] = []
        while style in self.by_id and len(found) < STEPS_MAX:
            found.append(self.by_id[style])
            style = value(child(found[-1], "basedOn"))
        return found


def _heading(names: list[str], properties: list[Element | None]) -> int:
    for name in names:
        if match := HEADING.match(name):
            return int(match[1]) or 1
        if name == "title":
            return 1
    for one in properties:
        level = value(child(one, "outlineLvl"))
        if level.isdecimal() and int(level) < 9:
            return int(level) + 1
    return 0


def _list_level(names: list[str], properties: list[Element | None]) -> int | None:
    """How deep a list item is; numbering number 0 takes a style's list away."""
    inner = next((match for name in names if (match := LIST.match(name))), None)
    level = int(inner[1]) - 1 if inner else 0
    for one in properties:
        numbering = child(one, "numPr")
        if numbering is None:
            continue
        deep = value(child(numbering, "ilvl"))
        level = int(deep) if deep.isdecimal() else level
        which = value(child(numbering, "numId"))
        if which:
            return None if which == "0" else min(level, 8)
    return None
