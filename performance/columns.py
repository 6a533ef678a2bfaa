"""The columns of spreadsheets of figures, for whoever writes and whoever reads them."""

from performance.periods import Period
from ui.sheets.columns import Column
from ui.workbooks import Bounds

ROWS_MAX = 2_000
BOUNDS = Bounds(rows=ROWS_MAX, columns=60)
FIGURES, NOTES = "Figures", "Notes"  # sheets
# What stands above the figures of an agency: whose they are, and about when.
OF, ABOUT, CODE = "Figures of", "About", "Return"


NUMBER = Column(
    "number",
    "Number",
    ("numerator", "count", "value"),
    about="How many, as a whole number: 1,234. Not a percentage: that is worked out "
    "for you. Where the question is yes or no, choose Yes or No.",
    is_needed=True,
)
OUT_OF = Column(
    "out_of",
    "Out of",
    ("denominator", "out of how many"),
    about="Out of how many, where the measure asks for it.",
)
MISSING = Column(
    "missing",
    "Why there is no figure",
    ("missing", "reason", "why is there no figure?", "no figure"),
    width=26,
    about="Choose a reason from the list where you cannot give a number.",
)
NOTE = Column(
    "note",
    "Note",
    ("notes", "comment", "comments"),
    width=40,
    about="Anything that helps to read the figure, in at most 500 characters. Nothing "
    "that could identify a child or family.",
)
WORDS = Column(
    "words",
    "Your words",
    ("words", "text"),
    width=40,
    about="Your answer, where the measure asks for words and not for a number.",
)
ENTRIES = (NUMBER, OUT_OF, MISSING, NOTE, WORDS)

REFERENCE = Column(
    "reference",
    "Reference",
    ("ref",),
    about="By this the portal knows the measure again. Leave it as it is; you can sort "
    "the rows.",
)
TITLE = Column(
    "measure",
    "What we count",
    ("measure", "title"),
    width=36,
    about="The measure. Leave it as it is.",
    is_needed=True,
)
HOW = Column("how", "How to count it", width=44, about="What belongs in it.")
BEFORE = Column("before", "Last period", width=16, about="What you sent last time.")
YEAR_BEFORE = Column("year_before", "A year ago", width=16, about="And a year ago.")

OF_AGENCY = (REFERENCE, TITLE, HOW, *ENTRIES, BEFORE, YEAR_BEFORE)

AGENCY = Column(
    "agency",
    "Agency",
    ("organisation", "organization"),
    about="The name of the agency, as the portal has it.",
    is_needed=True,
)
MEASURE = Column(
    "measure",
    "Measure",
    ("what we count", "title", "key"),
    about="The title of the measure, or its key, as the template lists them.",
    is_needed=True,
)
PERIOD = Column(
    "period",
    "Period begins",
    ("period", "period start", "starts on", "period beginning", "start"),
    about="The first day of the period, as 2026-07-01 or 1/7/2026, or the period in "
    "words, as in July to September 2026.",
    is_needed=True,
)
OF_PARTNERSHIP = (AGENCY, MEASURE, PERIOD, *ENTRIES)

AREA_CODE = Column(
    "code",
    "Code",
    ("area code", "ons code", "la code", "lad code", "new_la_code"),
    about="The code of the area in published statistics, as in E06000001.",
    is_needed=True,
)
AREA = Column(
    "area",
    "Area",
    ("name", "area name", "la_name", "local authority"),
    about="Its name, to see that the code is the one that is meant.",
)
MID_YEAR = Column(
    "year",
    "Mid-year",
    ("year", "mid year"),
    about="The year in the middle of which they lived there, as in 2024.",
    is_needed=True,
)
CHILDREN = Column(
    # By this name a row is known to have been filled in.
    NUMBER.name,
    "Children aged 0 to 17",
    ("population", "children", "number", "population aged 0 to 17"),
    about="How many, as a whole number: 21,400.",
    is_needed=True,
)
SOURCE = Column(
    "source", "Source", about="Where it is published, if it is not the usual place."
)
OF_POPULATIONS = (AREA_CODE, AREA, MID_YEAR, CHILDREN, SOURCE)

# Each column of a figure, and the field that it fills.
FIELDS = {
    "number": "numerator",
    "out_of": "denominator",
    "missing": "missing",
    "note": "note",
    "words": "words",
}


def reference(measure: int) -> str:
    """By what a measure is known in a spreadsheet."""
    return f"M{measure}"


def code(agency: str, period: Period) -> str:
    """By what a spreadsheet is known to be of one agency and period."""
    return f"{agency}/{period.frequency}/{period.starts_on.isoformat()}"
