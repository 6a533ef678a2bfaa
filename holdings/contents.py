"""Which rooms give what to a copy, and what is in none of them.

Every room says for itself what it holds: `tables.of_agency` and `of_partnership`. A
model that is in no table stands in LEFT_OUT with the reason; a test holds to it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

import audits.tables
import dashboards.exports
import dashboards.tables
import evidence.exports
import evidence.tables
import notices.tables
import partnership.tables
import performance.tables
import response_tool.exports
import response_tool.tables
import strategies.exports
import strategies.tables
from partnership.models import Agency, Partnership
from ui.copies import Paper
from ui.tables import Table

PUBLIC = "it is published, and the same for everybody"
IN_YAML = "it is in the documents of the folder “strategies”"
LEFT_OUT = {
    "accounts.User": "people are named beside their roles; passwords are never copied",
    "demonstration.Demonstration": "it only says how the demonstration was loaded",
    "notices.MailOff": "what a person wants by e-mail is their own business",
    "performance.Benchmark": PUBLIC,
    "performance.Dataset": PUBLIC,
    "performance.Mapped": "it says how published files are read, for everybody",
    "performance.Neighbour": PUBLIC,
    "performance.Release": PUBLIC,
    "strategies.Aim": IN_YAML,
    "strategies.Commitment": IN_YAML,
    "strategies.Objective": IN_YAML,
    "strategies.Outcome": IN_YAML,
    "strategies.Oversight": IN_YAML,
    "strategies.Principle": IN_YAML,
    "strategies.Resource": IN_YAML,
}


def tables_of_agency(agency: Agency) -> Iterable[Table]:
    """Everything that the rooms hold of an agency."""
    rooms = (
        partnership,
        strategies,
        response_tool,
        performance,
        audits,
        evidence,
        notices,
    )
    return chain.from_iterable(room.tables.of_agency(agency) for room in rooms)


def papers_of_agency(agency: Agency) -> Iterator[Paper]:
    """Its Response Tools as Word documents, and its files."""
    yield from response_tool.exports.papers_of_agency(agency)
    yield from evidence.exports.papers_of_agency(agency)


def tables_of_partnership(whose: Partnership) -> Iterable[Table]:
    """Everything that the rooms hold of a partnership."""
    rooms = (
        partnership,
        strategies,
        response_tool,
        performance,
        audits,
        dashboards,
        notices,
    )
    return chain.from_iterable(room.tables.of_partnership(whose) for room in rooms)


def papers_of_partnership(whose: Partnership) -> Iterator[Paper]:
    """Its strategies in the library's format, and the figures of its dashboards."""
    yield from strategies.exports.papers_of_partnership(whose)
    yield from dashboards.exports.papers_of_partnership(whose)
