"""Statuses in people's own words, understood where they mean one thing only."""

import re
from collections.abc import Mapping

from response_tool.word.shapes import NOT_RELEVANT, Document, ReadAction, Row

EMPTY = re.compile(
    r"[^\w✓✔☑]*|_+|no status(?: yet)?|tbc|tba|to be confirmed", re.IGNORECASE
)

# Words about later: they say nothing of how it is now.
_LATER = re.compile(
    r"\b(?:(?:to|will|should|must|can) be|due (?:to|for)|aim(?:ing)? (?:to|for)"
    r"|expect(?:ed|ing)? (?:to|for)|for|by|target|on) (?:be )?"
    r"(?:fully )?(?:complet(?:e|ed|ion)|done|embedded|finish(?:ed)?)\b"
    r"|\bcomplet(?:e|ion) (?:by|date|due)\b|\btarget date\b"
)
# Said of the word that follows: it is not so, or not quite.
_HEDGE = re.compile(
    r"\b(?:not|nearly|almost|part(?:ly|ially)?|mostly|largely|half|until|unless|if|never"
    r"|isn['’]t|hasn['’]t)\b|(?<!\d)[1-9]?\d ?(?:%|per ?cent)|\?"
)
# In the order in which they are looked for: what was found is taken
# away, so that “not started” is not read again as “started”.
_PHRASES: dict[str, tuple[str, ...]] = {
    NOT_RELEVANT: (
        r"\bn\s?[/\\.]\s?a\b\.?",
        r"\bna\b",
        r"\bnot (?:applicable|relevant)\b",
        r"\bnot for us\b",
        r"\bdoes(?: not|n['’]t) apply\b",
    ),
    "not_started": (
        r"\b(?:not (?:yet )?|yet to be )(?:started|begun|commenced)\b",
        r"\b(?:yet )?to (?:start|begin|do)\b",
        r"\b(?:start|begin)s? (?:in|on)\b",
        r"\bplanned\b",
        r"\bwill start\b",
        r"\bhas(?: not|n['’]t) (?:started|begun)\b",
    ),
    "embedded": (
        r"\b(?:fully )?embedded\b",
        r"\bbusiness as usual\b",
        r"\bbau\b",
        r"\bblue\b",
    ),
    "complete": (
        r"\b(?:100 ?(?:%|per ?cent) |fully |now |all )?completed?\b",
        r"\b(?:done|achieved|finished|delivered|closed)\b",
        r"\b100 ?(?:%|per ?cent)",
        r"[✓✔☑]",
    ),
    "off_track": (
        r"\boff[ -]track\b",
        r"\bnot on track\b",
        r"\bred\b",
        r"\bstalled\b",
        r"\bblocked\b",
    ),
    "slipping": (
        r"\bslipp(?:ing|ed)\b",
        r"\bamber\b",
        r"\byellow\b",
        r"\bdelay(?:ed|s)?\b",
        r"\bbehind(?: schedule)?\b",
    ),
    "on_track": (
        r"\bon[ -](?:track|target|schedule|going)\b",
        r"\bongoing\b",
        r"\bgreen\b",
        r"\b(?:work )?in[ -]progress\b",
        r"\bunder ?way\b",
        r"\bprogressing(?: well)?\b",
        r"\bstarted\b",
        r"\bin hand\b",
        r"\bcontinu(?:ing|ous)\b",
        r"\bwip\b",
    ),
}
PHRASES = tuple(
    (meaning, re.compile("|".join(words))) for meaning, words in _PHRASES.items()
)
LONGEST = 300
BOX = re.compile("([☐☑☒])")


def is_empty(written: str) -> bool:
    """Whether nothing is said: blank, a dash, “no status yet”."""
    return EMPTY.fullmatch(written.strip()) is not None


def understood(written: str) -> str:
    """One of the six statuses, “not_relevant”, or empty where it is not clear."""
    text = " ".join(written.lower().split())
    if len(text) > LONGEST or is_empty(text):
        return ""
    text = _LATER.sub(" ", _ticked(text))
    found: list[str] = []
    for meaning, words in PHRASES:
        while match := words.search(text):
            if _is_hedged(text, match.start()):
                return ""
            found.append(meaning)
            text = f"{text[: match.start()]} ; {text[match.end() :]}"
    if set(found) == {"complete", "embedded"}:
        return "embedded"
    return found[0] if len(set(found)) == 1 else ""


def _ticked(text: str) -> str:
    """Of words that stand each before or after a box, those whose box is ticked."""
    said = [one.strip() for one in BOX.split(text)]
    if len(said) == 1 or not any(said[::2]):
        return text
    if not said[0]:
        pairs = zip(said[1::2], said[2::2], strict=True)
    elif not said[-1]:
        pairs = zip(said[1::2], said[:-1:2], strict=True)
    else:
        return ""
    return " ; ".join(words for box, words in pairs if box != "☐")


def _is_hedged(text: str, at: int) -> bool:
    """Whether a word shortly before takes it back, as in “not yet complete”."""
    before = " ".join(text[:at].split()[-3:])
    return _HEDGE.search(before) is not None or text.rstrip(" .").endswith("?")


def called(document: Document, words: Mapping[str, str]) -> None:
    """Understand also what the partnerships call the statuses: status → their word."""
    theirs = {_plain(word): status for status, word in words.items()}
    for row in document.rows:
        said: list[Row | ReadAction] = [row, *row.actions]
        for one in said:
            one.understood = theirs.get(_plain(one.written), one.understood)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
