"""The columns of a tool in a spreadsheet, for whoever writes and whoever reads them."""

from ui.tables import Column

SHEET = "Questions"
DOMAIN = Column(
    "domain",
    "Domain",
    "The part of the tool that the question belongs to. Empty means the same as in the "
    "row above.",
    28,
)
ABOUT = Column(
    "about",
    "What the domain looks at",
    "A sentence or two, once for each domain, beside its first question.",
    36,
)
QUESTION = Column(
    "question", "Question", "What is asked, in at most 300 characters.", 48
)
GUIDANCE = Column(
    "guidance",
    "What to look for",
    "Where to look, what good practice leaves on file, what a weak one does.",
    60,
)
COLUMNS = (DOMAIN, ABOUT, QUESTION, GUIDANCE)
# What else people call them.
ALSO = {
    "domain": ("section", "theme", "standard", "area"),
    "about": ("about the domain", "description"),
    "question": ("criterion", "criteria", "questions", "what is asked"),
    "guidance": ("what good looks like", "prompts", "notes", "help"),
}
NEEDED = (DOMAIN, QUESTION)


def names() -> dict[str, str]:
    """Which column each heading is the heading of, its own name going first."""
    other = {word: name for name, words in ALSO.items() for word in words}
    return other | {one.heading.casefold(): one.name for one in COLUMNS}
