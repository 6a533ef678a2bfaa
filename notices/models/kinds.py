"""What a person can be told about."""

from collections.abc import Iterable

from django.db import models

from partnership.roles import AgencyRole, PartnershipRole, Role


class Kind(models.TextChoices):
    """What a message is about; the label follows “E-mail me about …”."""

    OPENED = "opened", "a round that has opened"
    REMINDER = "reminder", "answers that are due"
    DUE_TOMORROW = "due_tomorrow", "answers that are due the next day"
    LATE = "late", "answers that are late"
    DATES_CHANGED = "dates_changed", "changed dates"
    CHASED = "chased", "a request for answers from a coordinator"
    PUT_IN = "put_in", "answers or figures that were put in for your agency"
    SUBMITTED = "submitted", "answers that were submitted"
    TAKEN_BACK = "taken_back", "answers that were taken back"
    WITHDRAWN = "withdrawn", "answers that were withdrawn"
    RETURNED = "returned", "answers that were returned for a change"
    SENT_BACK = "sent_back", "returned answers that were sent back"
    ACCEPTED = "accepted", "answers that were accepted"
    QUESTION_ASKED = "question_asked", "a question about an answer"
    QUESTION_REPLIED = "question_replied", "a reply to a question"
    QUESTION_CLOSED = "question_closed", "a question that was closed"
    FILE_EXPIRING = "file_expiring", "a file that is about to expire"
    FIGURES_SENT = "figures_sent", "figures that an agency sent"
    FIGURES_QUERIED = "figures_queried", "a question about your figures"
    FIGURES_ACCEPTED = "figures_accepted", "figures that were accepted"
    RECOMMENDED = "recommended", "a recommendation for your agency"
    RECOMMENDATION_DUE = "recommendation_due", "a recommendation that is due"
    CLOSING_ASKED = "closing_asked", "a recommendation that waits to be checked"
    CLOSING_DECIDED = "closing_decided", "a recommendation that was checked"


# Everything else waits for the weekly digest.
ON_ITS_OWN = frozenset({Kind.DUE_TOMORROW, Kind.CHASED})

_ANSWERING = (
    *(Kind.OPENED, Kind.REMINDER, Kind.DUE_TOMORROW, Kind.LATE, Kind.DATES_CHANGED),
    *(Kind.CHASED, Kind.PUT_IN, Kind.RETURNED, Kind.ACCEPTED),
    *(Kind.QUESTION_ASKED, Kind.QUESTION_CLOSED, Kind.FILE_EXPIRING),
    *(Kind.FIGURES_QUERIED, Kind.FIGURES_ACCEPTED),
    *(Kind.RECOMMENDED, Kind.RECOMMENDATION_DUE, Kind.CLOSING_DECIDED),
)
_ASKING = (Kind.QUESTION_ASKED, Kind.QUESTION_REPLIED, Kind.QUESTION_CLOSED)
_TOLD: dict[Role, tuple[Kind, ...]] = {
    AgencyRole.LEAD: _ANSWERING,
    AgencyRole.CONTRIBUTOR: _ANSWERING,
    PartnershipRole.COORDINATOR: (
        *(Kind.SUBMITTED, Kind.TAKEN_BACK, Kind.WITHDRAWN, Kind.SENT_BACK),
        *(Kind.FIGURES_SENT, Kind.CLOSING_ASKED),
        *_ASKING,
    ),
    PartnershipRole.BOARD: _ASKING,
    PartnershipRole.AUDITOR: (*_ASKING, Kind.CLOSING_ASKED),
}


def kinds_for(roles: Iterable[Role]) -> list[Kind]:
    """What people with these roles can be told about, in the order of the list."""
    told = {kind for role in roles for kind in _TOLD.get(role, ())}
    return [kind for kind in Kind if kind in told]
