"""The columns of spreadsheets of case reviews, for who writes and who reads them."""

from audits.models import Audit
from partnership.models import Agency
from ui.sheets.columns import Column
from ui.workbooks import Bounds

ROWS_MAX = 13_000
BOUNDS = Bounds(rows=ROWS_MAX, columns=40)
GRADES, NOTES = "Grades", "Notes"  # sheets
# What stands above the grades: whose they are, and in which audit.
OF, ABOUT, CODE = "Agency", "Audit", "Spreadsheet"

REFERENCE = Column(
    "reference",
    "Reference",
    ("ref",),
    about="By this the portal knows the row again. Leave it as it is; you can sort and "
    "filter the rows.",
    is_needed=True,
)
CASE = Column("case", "Case", width=14, about="The case. Leave it as it is.")
DOMAIN = Column("domain", "Domain", width=24, about="What the question belongs to.")
QUESTION = Column("question", "Question", width=44, about="What is asked.")
GUIDANCE = Column("guidance", "What to look for", width=44, about="Help with it.")
GRADE = Column(
    "grade",
    "Grade",
    ("own grade",),
    width=26,
    about="Choose a grade from the list, or “Does not apply here”.",
    is_needed=True,
)
REASON = Column(
    "reason",
    "Reason",
    ("why", "reasons"),
    width=60,
    about="What you saw, in a sentence or two. Nothing that could identify a child or "
    "family.",
)
COLUMNS = (REFERENCE, CASE, DOMAIN, QUESTION, GUIDANCE, GRADE, REASON)
ENTRIES = (GRADE, REASON)
# Rows about a case as a whole; what is said stands where a reason would.
ABOUT_A_CASE = {
    "note": "What stood out in this case?",
    "not_involved": "We have nothing to grade in this case, because",
}


def code(audit: Audit, agency: Agency) -> str:
    """By what a spreadsheet is known to be of one audit, tool and agency."""
    return f"{agency.slug}/{audit.pk}/{audit.tool_id}"


def reference(case: int, what: int | str) -> str:
    """By what a row is known: a question of a case, or something about it."""
    return f"C{case}-{f'Q{what}' if isinstance(what, int) else what}"
