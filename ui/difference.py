"""Two texts side by side: which words differ."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word with the blanks after it: blanks alone would match everywhere and make the
# comparison slow.
WORDS = re.compile(r"\S+\s*|\s+")
SLOW_ABOVE = 3000
PAIRS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stands in both texts, or in this one alone."""

    text: str
    differs: bool


def pieces(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut where they differ; joined again, each is exactly itself."""
    a, b = WORDS.findall(left), WORDS.findall(right)
    if _is_slow(a, b):
        return _whole(left), _whole(right)
    keys = [word.strip() for word in a], [word.strip() for word in b]
    first: list[Piece] = []
    second: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for out, words in ((first, a[i:j]), (second, b[k:m])):
            if words:
                out.append(Piece("".join(words), differs=kind != "equal"))
    return first, second


def _is_slow(a: list[str], b: list[str]) -> bool:
    """Whether comparing would take long: many words, or a few over and over.

    The comparison's cost grows with how often the words of one text stand in the
    other; such texts are shown whole.
    """
    if len(a) + len(b) > SLOW_ABOVE:
        return True
    often = Counter(word.strip() for word in b)
    return sum(often[word.strip()] for word in a) > PAIRS_MAX


def _whole(text: str) -> list[Piece]:
    return [Piece(text, differs=True)] if text else []
