"""Finding words of a document that a proposal does not hold."""

import re
from collections import Counter

from strategies.outline import Kind, Line, Proposal

# A number before a text counts it and is no part of it: the portal counts anew.
COUNT = re.compile(r"\A\s*\d{1,3}\s*[.):–—-]\s+(?=\S)")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def said(line: Line) -> Counter[str]:
    cells = line.cells if line.kind is Kind.ROW else (line.text,)
    texts = [part for cell in cells for part in cell.split("\n")]
    return words(" ".join(COUNT.sub("", text) for text in texts))


def missing(lines: list[Line], proposal: Proposal) -> list[str]:
    """Words of the lines that the texts of the proposal hold less often."""
    held = words("\n".join(proposal.texts()))
    total = sum((said(line) for line in lines), Counter())
    return [word for word, many in total.items() if held[word] < many]
