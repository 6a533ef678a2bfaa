"""How documents mark what a line is: numbers, labels and details."""

import re

NUMBERED = re.compile(
    r"(?:strategic |key )?(objective|priority|theme)\s+(\d{1,3}|[a-z])\b"
    r"\s*[:.)–—-]?\s*(.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
DETAIL = re.compile(
    r"(version|date|review date|date of review|next review|published|adopted by"
    r"|adopted|approved by|approved|written by|owned by)\s*:?\Z",
    re.IGNORECASE,
)
DETAIL_LINE = re.compile(r"([A-Za-z ]{4,20}):\s+(\S.*)\Z")
COUNTED = re.compile(r"(\d{1,3})\s*[.):–—-]\s+(\S.*)\Z", re.DOTALL)


def counted(text: str, number: int | None = None) -> tuple[int | None, str]:
    """“3 – Learn from practice” as its number and its words."""
    match = COUNTED.match(text)
    return (int(match[1]), match[2]) if match else (number, text)
