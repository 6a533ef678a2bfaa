"""What the columns of a table are, by its header row; labels and references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words))
    for role, words in (
        (
            "reference",
            r"(?:ref|reference|no|number|priority (?:ref|reference|no|number))",
        ),
        (
            "who",
            (
                r"(?:by )?whom?|(?:action )?owner|(?:named |action )?lead(?: \w+)?"
                r"|(?:person |who is )?responsible(?: \w+)?|responsibility"
            ),
        ),
        (
            "by_when",
            (
                r"by when|when|time ?(?:scale|frame|line)s?|deadline|(?:due|target"
                r"|completion|end) date|date(?: due)?"
            ),
        ),
        (
            "priority",
            r"(?:our |the |shared |strategic |strategy )*priorit(?:y|ies)(?: area)?",
        ),
        (
            "action",
            (
                r"(?:our |agency |planned |proposed |key |single agency )*actions?"
                r"(?: s|(?: to be)? taken| planned| point)?s?|(?:agency |our )?response"
                r"|priority actions?|what (?:we|you) (?:will|plan to|have) do(?:ne)?"
            ),
        ),
        (
            "status",
            (
                r"(?:current |action )*(?:status|rag|brag)(?: rating| status| update)?"
                r"|progress(?: update)?(?: rag)?"
            ),
        ),
    )
)
DEFAULT = ("priority", "action", "status")
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{words})\s*(?P<colon>[:–-])?\s*", re.IGNORECASE))
    for name, words in (
        (
            "organisation",
            r"(?:name of (?:your )?)?(?:organi[sz]ation|agency)(?:['’]s)?(?: name)?",
        ),
        ("contact", r"contact(?: details?| person| name)?"),
        ("date", r"date(?: completed| of (?:completion|response|submission))?"),
    )
)
REFERENCE = re.compile(
    r"\s*(?P<as_written>(?:priority\s+)?(?:R\s?)?\d{1,3})(?:[.):,]+(?!\d)|\s+[–-](?=\s)|(?=\s)"
    r"|\Z)[\s.]*",
    re.IGNORECASE,
)
HEADER_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its place on the table's grid, what it is, and its heading."""

    at: int
    span: int
    role: str
    heading: str


def role_of(heading: str) -> str:
    """What a heading says its column is, or nothing."""
    plain = " ".join(re.sub(r"[^\w]+", " ", heading.lower()).split())
    if len(plain) > HEADER_LONGEST:
        return ""
    return next((role for role, words in ROLES if words.fullmatch(plain)), "")


def columns_of(cells: Sequence[tuple[int, int, str]]) -> list[Column] | None:
    """The columns, if this row is a header: (at, span, words) of each cell."""
    roles = [role_of(words) for _, _, words in cells]
    if len({"priority", "action", "status"} & set(roles)) < 2:
        return None
    found: list[Column] = []
    taken: set[str] = set()
    for (at, span, words), role in zip(cells, roles, strict=True):
        found.append(Column(at, span, "" if role in taken else role, words))
        taken.add(role)
    return found


def guessed(width: int) -> list[Column] | None:
    """Priority, action, status, where a table of three columns has no header."""
    if width != len(DEFAULT):
        return None
    return [Column(at, 1, role, "") for at, role in enumerate(DEFAULT)]


def column_at(columns: Sequence[Column], at: int) -> Column | None:
    """The column that covers a place on the grid."""
    for one in columns:
        if one.at <= at < one.at + one.span:
            return one
    return None


def label_of(words: str) -> tuple[str, str]:
    """“Organisation”, “Contact details”, “Date”: which, and what follows a colon."""
    for name, pattern in LABELS:
        match = pattern.match(words)
        if match and (match.end() == len(words) or match["colon"]):
            return name, words[match.end() :]
    return "", ""


def reference_in(words: str) -> tuple[str, str]:
    """A literal reference at the start (R1, 3., Priority 3) and the words after it."""
    match = REFERENCE.match(words)
    if not match:
        return "", words
    return match["as_written"], words[match.end() :]


def number_of(reference: str) -> int | None:
    """The number in a reference."""
    digits = re.search(r"\d{1,3}", reference)
    return int(digits[0]) if digits else None
