"""Pasted text to lines: what is a heading, a list item, a table row or a paragraph.

Text that was pasted has lost its styles, so the look of each line and of its
neighbours decides.
"""

import re
from collections.abc import Sequence

from strategies.imports.refusal import Refused, bounded
from strategies.outline import LINES_MAX, TEXT_MAX, Kind, Line
from strategies.outline.sections import is_plain

MARKED = re.compile(r"(#{1,6})\s+(\S.*)\Z")
BULLET = re.compile(r"(\s*)[·•●▪◦‣§*–-][\s\xa0]+(\S.*)\Z", re.DOTALL)
NUMBER = re.compile(r"\s*(?:\d{1,2}\.)*(\d{1,3})[.)]?(?<=[.)\d])[\s\xa0]+(\S.*)\Z")
COUNTED = re.compile(r"\s*\d{1,3}(?:[.)]|(?:\.\d{1,2})+[.)]?)[\s\xa0]+\S")
NAMED = re.compile(
    r"(?i:strategic |key )?(?i:objective|priority|theme)\s+(?:\d{1,3}|[a-zA-Z])\b"
)
RULE = re.compile(r"[\s|:=_*-]+\Z")
# How high a heading is that shows it by its look alone.
SHOUTED, ASKED, NUMBERED, COLON = 1, 2, 2, 4


def lines_of_text(text: str) -> list[Line]:
    """The lines of a pasted text. Raises Refused."""
    if len(text) > TEXT_MAX:
        raise Refused(
            f"The text has {len(text):,} characters. At most {TEXT_MAX:,} can be read: "
            "paste the summary, or one part at a time."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    typed = [line.rstrip() for line in text.split("\n")]
    typed = [line for line in typed if line.strip() and not RULE.match(line)]
    if len(typed) > LINES_MAX:
        return bounded([Line(Kind.PARAGRAPH, line) for line in typed])
    return bounded([_line(typed, place) for place in range(len(typed))])


def _line(typed: Sequence[str], place: int) -> Line:
    plain = _unmarked(typed[place])
    for read in (_marked, _bullet, _row):
        if line := read(plain):
            return line
    if COUNTED.match(plain):
        return _counted(typed, place, plain)
    text = plain.strip()
    level = _level(text)
    return Line(Kind.HEADING, text, level) if level else Line(Kind.PARAGRAPH, text)


def _unmarked(text: str) -> str:
    """Without the marks of bold and links that Markdown leaves in a text."""
    text = re.sub(r"\[([^\]]+)\]\(#[^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r"\1 (\2)", text)
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    return re.sub(r"\*\*(?=\S)([^*]+)\*\*", r"\1", text)


def _marked(text: str) -> Line | None:
    if match := MARKED.match(text):
        words = match[2].rstrip("#").strip() or match[2]
        return Line(Kind.HEADING, words, len(match[1]))
    return None


def _bullet(text: str) -> Line | None:
    if match := BULLET.match(text):
        inner = len(match[1].expandtabs(4)) // 2
        return Line(Kind.ITEM, match[2].strip(), min(inner, 8))
    return None


def _row(text: str) -> Line | None:
    if text.startswith("|") and text.count("|") > 1:
        cells = text.strip().strip("|").split("|")
    elif "\t" in text and not re.match(r"\d{1,3}[.)]\t[^\t]+\Z", text.strip()):
        cells = text.split("\t")
        # A list that a table's cell holds comes with its number.
        cells = cells[1:] if not cells[0].strip() else cells
    else:
        return None
    cells = [cell.strip() for cell in cells]
    number = None
    if len(cells) == 1 and COUNTED.match(cells[0]) and (m := NUMBER.match(cells[0])):
        number, cells = int(m[1]), [m[2]]
    return Line(Kind.ROW, number=number, cells=tuple(cells))


def _counted(typed: Sequence[str], place: int, text: str) -> Line:
    """“1. Introduction” is a heading, unless its neighbours make it a list."""
    match = NUMBER.match(text)
    if not match:
        return Line(Kind.PARAGRAPH, text.strip())
    number, words = int(match[1]), match[2].strip()
    neighbours = [typed[i] for i in (place - 1, place + 1) if 0 <= i < len(typed)]
    in_list = any(COUNTED.match(line) for line in neighbours)
    if not in_list and len(words) <= 80 and words[-1] not in ".;,":
        return Line(Kind.HEADING, words.rstrip(":"), NUMBERED)
    return Line(Kind.ITEM, words, number=number)


def _level(text: str) -> int:
    """How high a heading the line is by its look; 0 when it is none."""
    if sum(c.isalpha() for c in text) >= 4 and text.isupper() and len(text) <= 120:
        return SHOUTED
    if text.endswith("?") and len(text) <= 80:
        return ASKED
    if NAMED.match(text) and len(text) <= 200:
        return ASKED + 1
    if text.endswith(":") and len(text.split()) <= 14 and ". " not in text:
        return COLON
    if len(text.split()) <= 8 and text[-1] not in ".;,!" and is_plain(text):
        return ASKED
    return 0
