"""What a heading is about, judged by the field's words."""

import re
from enum import Enum


class Section(Enum):
    """A part of a strategy that headings announce."""

    SUMMARY = "summary"
    DEFINITION = "definition"
    OBJECTIVES = "objectives"
    AIMS = "aims"
    PRINCIPLES = "principles"
    PRIORITIES = "priorities"
    OUTCOMES = "outcomes"
    COMMITMENTS = "commitments"
    RESOURCES = "resources"
    OVERSIGHT = "oversight"
    GOVERNANCE = "governance"


# In this order: “aims and objectives” announces objectives.
WORDS: tuple[tuple[Section, str], ...] = (
    (Section.OBJECTIVES, r"objectives?"),
    (Section.PRINCIPLES, r"principles?|values|ways of working"),
    (Section.PRIORITIES, r"priorit(?:y|ies)"),
    (
        Section.OUTCOMES,
        (
            r"outcomes?|success(?:es)?|impact|difference|measures?|measured|measuring"
            r"|what good looks like"
        ),
    ),
    (Section.OVERSIGHT, r"oversight|work ?streams?|sub-?groups?|steering group"),
    (Section.GOVERNANCE, r"governance|accountab(?:le|ility)|monitoring|review"),
    (Section.DEFINITION, r"defin(?:ition|itions|ing|ed?)|what is (?:child )?neglect"),
    (
        Section.RESOURCES,
        r"tool-?kits?|tools?|resources?|documents?|links?|guidance|further reading",
    ),
    (
        Section.COMMITMENTS,
        (
            r"commit(?:ments?|s|ted)?|actions?|implement(?:ing|ation)|deliver(?:y|ing)"
            r"|what (?:will we|we will|are we going to|we are going to) do"
            r"|how (?:will we|we will) (?:do|get|achieve)"
        ),
    ),
    (Section.AIMS, r"aims?|vision|ambitions?|purpose|goals?"),
    (
        Section.SUMMARY,
        r"introduction|summary|background|context|overview|foreword|why",
    ),
)
PATTERNS = [(section, re.compile(rf"\b(?:{words})\b")) for section, words in WORDS]
# What a heading may say besides, and still be about nothing but its section.
BESIDES = re.compile(
    r"\b(?:our|the|a|an|of|for|to|in|on|and|or|this|these|that|is|are|be|have|has"
    r"|we|us|you|do|does|did|will|how|what|when|who|know|made|make|makes|need|going"
    r"|strategy|strategic|strategies|key|shared|joint|main|overall|evidence|expected"
    r"|children|child|s|neglect|judged|judge|look|like|by|with|it|its|at|status)\b"
)
# What introduces a list in a sentence that ends with a colon.
LEADS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (Section.PRINCIPLES, re.compile(r"\bprinciples?\b")),
    (Section.OBJECTIVES, re.compile(r"\bobjectives\b")),
    (Section.PRIORITIES, re.compile(r"\bpriorities\b")),
    (Section.RESOURCES, re.compile(r"\b(?:tool-?kits?|tools|documents|resources)\b")),
    (Section.AIMS, re.compile(r"\b(?:aims?|aims? to|aims? (?:is|are))\W*$")),
    (Section.OUTCOMES, re.compile(r"\b(?:success|difference|outcomes)\b")),
    (Section.COMMITMENTS, re.compile(r"\bwe (?:will|commit to|are going to)\W*$")),
)

LABEL = re.compile(r"([^–—:-]{3,40}?)(?:\s+[–—-]\s+|\s*:\s+)(\S.*)\Z", re.DOTALL)


def about(heading: str) -> Section | None:
    """The section that a heading announces, if its words are known."""
    words = heading.lower()
    return next((one for one, pattern in PATTERNS if pattern.search(words)), None)


def is_plain(heading: str) -> bool:
    """Whether a heading says its section and nothing else.

    “Evidence of impact” does; “Creating impact through training” is about training.
    """
    words = heading.lower()
    if about(words) is None:
        return False
    for _, pattern in PATTERNS:
        words = pattern.sub(" ", words)
    return not re.search(r"[^\W_]", BESIDES.sub(" ", re.sub(r"['’]", " ", words)))


def introduced(sentence: str) -> Section | None:
    """The section that a sentence ending with a colon leads into."""
    words = sentence.lower()
    places = [
        (match.start(), section)
        for section, pattern in LEADS
        if (match := pattern.search(words))
    ]
    return min(places, key=lambda place: place[0])[1] if places else None


def labelled(text: str) -> tuple[str, str] | None:
    """“Governance – The boards …” as its label and its text."""
    match = re.match(
        r"([^–—:-]{3,40}?)\s*(?:\s[–—-]\s|:\s)\s*(\S.*)\Z", text, re.DOTALL
    )
    if match and is_plain(match[1]):
        return match[1], match[2]
    return None
