"""The columns of a spreadsheet of agencies, for the template and for reading it."""

from dataclasses import dataclass

from partnership.models import Sector

ROWS_MAX = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the portal, its heading, and what belongs in it."""

    name: str
    heading: str
    expects: str
    width: int
    required: bool = False


SECTORS = ", ".join(str(label) for label in Sector.labels)

COLUMNS = (
    Column("name", "Agency", "the agency’s name, up to 120 characters", 40, True),
    Column("sector", "Sector", f"one of: {SECTORS}", 20, True),
    Column(
        "contact_role",
        "Contact role",
        "a role or team, up to 120 characters",
        30,
        True,
    ),
    Column("contact_name", "Contact name", "a name, up to 120 characters", 30),
    Column(
        "contact_email",
        "Contact e-mail",
        "an e-mail address, like team@agency.example",
        36,
        True,
    ),
    Column(
        "contact_phone",
        "Contact telephone",
        "a telephone number of up to 40 characters, as text: a number cell loses its "
        "first 0",
        22,
    ),
    Column("senior_role", "Senior role", "a role, up to 120 characters", 30),
    Column("senior_name", "Senior name", "a name, up to 120 characters", 30),
    Column(
        "senior_email", "Senior e-mail", "an e-mail address, like a@agency.example", 36
    ),
    Column("from_on", "Seat from", "a date, like 1/4/2027", 14, True),
    Column("to_on", "Seat to", "a date, like 31/3/2028, or nothing", 14),
    Column("statutory", "Statutory partner", "yes or no", 18),
)
