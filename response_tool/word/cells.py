"""The words of one cell: lines, actions with their statuses, labelled texts."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from response_tool.word.blocks import Block, Paragraph, Table
from response_tool.word.ours import BECAUSE, TEXTS
from response_tool.word.shapes import NOT_RELEVANT, ReadAction
from response_tool.word.statuses import is_empty, understood

# What people put before a line by hand; Word's own bullets are not text.
BULLET = re.compile(r"(?:[•·▪◦●○■‣➢*–—-]|o(?=\s))\s*")
NOTHING = re.compile(r"(?:none|nil|no actions?(?: planned)?|-+)\W*", re.IGNORECASE)
MONTHS = {
    name.lower()[:3]: number
    for number, name in enumerate(calendar.month_name)
    if number
}
DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4}))\b"
)
BY = re.compile(rf", by (?P<when>{DATE.pattern})\)\Z")


@dataclass(slots=True)
class Line:
    """One line of a cell, and the status that a table inside the cell gives it."""

    text: str
    written: str = ""
    runs_on: bool = False  # it may be the rest of the line above

    @property
    def whole(self) -> str:
        """All its words."""
        return f"{self.text} {self.written}" if self.written else self.text


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of a cell, blank ones too; every row of a table inside is a line."""
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            for at, text in enumerate(block.text.split("\n")):
                found.append(Line(text, runs_on=at > 0 and text[:1].islower()))
        else:
            found += [_inner(row) for row in _rows(block)]
    return found


def words_of(blocks: Sequence[Block]) -> str:
    """Everything in a cell as one text."""
    return "\n".join(line.whole for line in lines_of(blocks) if line.text)


def _rows(table: Table) -> list[list[str]]:
    return [
        [words_of(cell.blocks).replace("\n", " ") for cell in row] for row in table.rows
    ]


def _inner(cells: list[str]) -> Line:
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and understood(filled[-1]):
        return Line(" ".join(filled[:-1]), filled[-1])
    return Line(" ".join(filled))


def texts_in(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str]]:
    """The lines of an action cell without its labelled texts, and those."""
    rest: list[Line] = []
    texts: dict[str, list[str]] = {}
    now = ""
    for line in lines:
        name, text = _labelled(line.text)
        now = name or now
        if now:
            texts.setdefault(now, []).append(replace(line, text=text).whole)
        else:
            rest.append(line)
    return rest, {name: "\n".join(filter(None, told)) for name, told in texts.items()}


def _labelled(text: str) -> tuple[str, str]:
    for name, label in TEXTS:
        if text.lower().startswith(label.lower()):
            return name, text[len(label) :].strip()
    return "", text


def joined_up(lines: Sequence[Line]) -> list[Line]:
    """Lines with those that run on put to the ones above them."""
    found: list[Line] = []
    for line in lines:
        if line.runs_on and found and found[-1].text:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
    return found


def actions_in(lines: Sequence[Line], statuses: Sequence[Line]) -> list[ReadAction]:
    """Every line as an action, each with the status that belongs to it.

    One status serves all; as many as there are actions go one by one, and so do they
    where blank lines keep them level. Anything else is put beside every action as it
    is written, and understood only where it can mean one thing.
    """
    lines = joined_up(lines)
    filled = [line for line in lines if line.text]
    statuses = [Line(line.whole) for line in statuses]
    said = [line.text for line in statuses if line.text]
    inner = [line.written for line in filled]
    if any(inner) and not said:
        written = inner
    elif any(inner):
        # Both the column and the table inside give statuses: the column's count.
        return actions_in([Line(line.whole) for line in lines], statuses)
    elif len(said) <= 1:
        written = (said or [""]) * len(filled)
    elif len(said) == len(filled):
        written = said
    elif len(statuses) == len(lines):
        level = zip(lines, statuses, strict=True)
        written = [status.text for line, status in level if line.text]
        lost = [s.text for n, s in zip(lines, statuses, strict=True) if not n.text]
        written = [" ".join(said)] * len(filled) if any(lost) else written
    else:
        written = [" ".join(said)] * len(filled)
    return [
        action_of(line.text, status)
        for line, status in zip(filled, written, strict=True)
    ]


def action_of(text: str, written: str) -> ReadAction:
    """An action from its line: who and by when are read where they are in our form."""
    plain = BULLET.sub("", text, count=1) if BULLET.match(text) else text
    meaning = understood(written)
    lowered = plain.lower()
    if lowered.startswith(BECAUSE.lower().rstrip(":")):
        plain = plain[len(BECAUSE) - 1 :].lstrip(" :")
        meaning = meaning or NOT_RELEVANT
    elif is_empty(written) and len(plain) < 60 and understood(plain) == NOT_RELEVANT:
        meaning = NOT_RELEVANT
    plain, who, by_when = _who_and_when(plain)
    return ReadAction(plain or text, written, meaning, who, by_when)


def _who_and_when(text: str) -> tuple[str, str, str]:
    """“Hold a session (Team manager, by 27 March 2027)”, taken apart."""
    match = BY.search(text)
    if not match:
        return text, "", ""
    depth = 0
    for at in range(match.start() - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth < 0:
            who = text[at + 1 : match.start()].strip()
            what = text[:at].strip()
            return (what, who, match["when"]) if what and who else (text, "", "")
    return text, "", ""


def date_in(text: str) -> date | None:
    """The one date that a text names in full, if it does."""
    found = list(DATE.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    month = match["m2"] or MONTHS.get((match["m"] or "").lower()[:3], 0)
    try:
        return date(
            int(match["y"] or match["y2"]), int(month), int(match["d"] or match["d2"])
        )
    except ValueError:
        return None
