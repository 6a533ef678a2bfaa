"""Short words for long ones: titles in one line, headings of columns, dates."""

import re
from datetime import date

TITLE_MAX, SHORT_MAX = 120, 30
# How a statement of intent begins before its verb.
BEFORE_THE_VERB = re.compile(
    r"^(?:in order )?(?:to|we (?:will|aim to|commit to|are going to)"
    r"|(?:all |each |partner )*(?:agency|agencies|partners) (?:will|to|must|should))"
    r"\s+",
    re.IGNORECASE,
)
# Where a sentence may end early and still say what is asked.
SENTENCE = re.compile(r"[.;!?]\s+(?=[A-Z“‘])")
CLAUSE = re.compile(
    r"[.;:!?]\s|\s[–—-]\s|,?\s(?:so that|in order to|including|to ensure|which)\s"
)
# No title ends with one of these.
LOOSE = re.compile(
    r"[\s,;:–—-]+(?:(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with)"
    r"[\s,;:–—-]*)*\Z",
    re.IGNORECASE,
)
GERUNDS = {
    one + ending: one + end
    for one, ending, end in (
        *((stem, "ing", "") for stem in ("build", "develop", "listen")),
        *((stem, "ing", "") for stem in ("learn", "strengthen", "support", "work")),
        *((stem, "ing", "e") for stem in ("creat", "ensur", "improv", "involv")),
        *((stem, "ing", "e") for stem in ("measur", "prioritis", "promot", "rais")),
        *((stem, "ing", "e") for stem in ("recognis", "reduc", "shar", "provid")),
        *((stem, "ying", "y") for stem in ("identif",)),
    )
}
KINDS = (
    ("toolkit", r"tool-?kit"),
    ("tool", r"\b(?:tools?|matrix|profile|checklist|template|chart)\b"),
    ("policy", r"\bpolic(?:y|ies)\b"),
    ("procedure", r"\b(?:procedures?|process)\b"),
    ("strategy", r"\bstrateg(?:y|ies)\b"),
    ("plan", r"\bplans?\b"),
)
YEARS = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|to)\s*(20\d\d|\d\d)\b")
LINK = re.compile(r"https?://[^\s<>()\[\]|]+")


def in_one_line(text: str) -> str:
    """A title of at most 120 characters, beginning with its verb where one is plain."""
    words = " ".join(text.split())
    words = BEFORE_THE_VERB.sub("", words) or words
    first, _, rest = words.partition(" ")
    words = f"{GERUNDS.get(first.lower(), first)} {rest}".strip()
    if (end := SENTENCE.search(words, 25)) and end.start() < TITLE_MAX:
        words = words[: end.start()]
    if len(words) > TITLE_MAX:
        words = _at_a_clause(words)
    return _capital(words.rstrip(".;,:")) or _capital(words)


def short(title: str) -> str:
    """The title within 30 characters, cut at a word."""
    return cut(title, SHORT_MAX)


def cut(text: str, longest: int) -> str:
    """The first words of a text, and no loose word at the end."""
    if len(text) <= longest:
        return text
    head = text[: longest + 1].rsplit(" ", 1)[0] if " " in text[:longest] else text
    head = head[:longest]
    return LOOSE.sub("", head) or head


def said_plainly(heading: str) -> str:
    """A title that shouts, in ordinary letters."""
    if not heading.isupper():
        return heading
    return " ".join(
        word if any(c.isdigit() for c in word) else word.capitalize()
        for word in heading.split(" ")
    )


def years(text: str) -> tuple[date, date] | None:
    """“2017 – 2020” as its first and last day."""
    match = YEARS.search(text)
    if not match:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return (date(first, 1, 1), date(last, 12, 31)) if last >= first else None


def kind_of(resource: str) -> str:
    """What a resource is, by its name."""
    words = resource.lower()
    found = (kind for kind, pattern in KINDS if re.search(pattern, words))
    return next(found, "guidance")


def kind_of_body(name: str) -> str:
    """Whether a body is a board, a group or a work stream, by its name."""
    words = name.lower()
    if re.search(r"work ?-?stream", words):
        return "work stream"
    return "group" if "group" in words else "board"


def link_in(text: str) -> str:
    """The first web address of a text."""
    match = LINK.search(text)
    return match[0].rstrip(".,;") if match else ""


def _at_a_clause(words: str) -> str:
    ends = [m.start() for m in CLAUSE.finditer(words) if 25 <= m.start() <= TITLE_MAX]
    if ends:
        return words[: ends[0]]
    comma = words.rfind(", ", 40, TITLE_MAX)
    return words[:comma] if comma > 0 else cut(words, TITLE_MAX)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
