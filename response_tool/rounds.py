"""Where every agency's response to a round is, those furthest behind first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Prefetch

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.models import Chase, Recipient, Response, Round

REVIEW = Recipient.Review


class Where(Enum):
    """Where a response is, in the order in which they are chased."""

    NOT_OPENED = "not opened"
    STARTED = "started"
    RETURNED = "returned"
    SUBMITTED = "submitted, to review"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Row:
    """One agency in a round."""

    response: Response
    recipients: Sequence[Recipient]
    to_review: Sequence[Partnership]
    reviewed: Sequence[Partnership]
    can_read: bool
    can_put_in: bool
    can_chase: bool
    chase: Chase | None

    @property
    def place(self) -> Where:
        """Where its response is; one partnership that waits is enough to wait."""
        if not self.response.is_submitted:
            return Where.STARTED if self.response.started_at else Where.NOT_OPENED
        reviews = {one.review for one in self.recipients}
        if REVIEW.RETURNED in reviews:
            return Where.RETURNED
        return Where.ACCEPTED if reviews == {REVIEW.ACCEPTED} else Where.SUBMITTED

    @property
    def returned_by(self) -> list[Recipient]:
        """The partnerships that returned an answer."""
        return [one for one in self.recipients if one.review == REVIEW.RETURNED]

    @property
    def accepted_by(self) -> list[Recipient]:
        """The partnerships that accepted it."""
        return [one for one in self.recipients if one.review == REVIEW.ACCEPTED]


def standing_of(
    round_: Round, access: Access, readable: Collection[int], today: date
) -> list[Row]:
    """Every agency that a round asks, with what this person can do. Three queries."""
    rows = (
        round_.responses.filter(corrects=None)
        .select_related("agency", "round")
        .prefetch_related(
            "recipients__partnership",
            Prefetch("chases", Chase.objects.visible_to(access).latest_first()),
        )
    )
    reviews = access.partnerships_with(Permission.RESPONSE_REVIEW)
    chases = access.partnerships_with(Permission.RESPONSE_CHASE)
    puts_in = access.partnerships_with(Permission.RESPONSE_ENTER)
    found = []
    for response in rows.order_by("agency__name", "pk"):
        recipients = sorted(
            response.recipients.all(), key=lambda one: one.partnership.short_name
        )
        mine = [
            one
            for one in recipients
            if response.is_submitted and one.partnership_id in reviews
        ]
        waits = [one.partnership for one in mine if one.review == REVIEW.WAITING]
        seen = [one.partnership for one in mine if one.review != REVIEW.WAITING]
        can_put_in = response.is_draft and any(
            one.partnership_id in puts_in for one in recipients
        )
        found.append(
            Row(
                response=response,
                recipients=recipients,
                to_review=waits,
                reviewed=seen,
                can_read=response.pk in readable,
                can_put_in=can_put_in,
                can_chase=_can_chase(response, recipients, chases, today),
                chase=next(iter(response.chases.all()), None),
            )
        )
    places = list(Where)
    return sorted(found, key=lambda row: places.index(row.place))


def _can_chase(
    response: Response,
    recipients: Sequence[Recipient],
    chases: Collection[int],
    today: date,
) -> bool:
    """Whether this person can ask for a draft, or for what they returned."""
    mine = [one for one in recipients if one.partnership_id in chases]
    if response.is_submitted:
        return any(one.review == REVIEW.RETURNED for one in mine)
    return response.is_open(today) and bool(mine)


WAITED_FOR = (Where.NOT_OPENED, Where.STARTED)


def chosen(rows: Sequence[Row], show: str) -> list[Row]:
    """The rows at one place, those that are waited for, or all."""
    if show == "waited_for":
        return [row for row in rows if row.place in WAITED_FOR]
    return [row for row in rows if show in ("", row.place.name.lower())]


def known(show: str) -> str:
    """What to show, if it is one of the places; else everything."""
    places = {"waited_for", *(place.name.lower() for place in Where)}
    return show if show in places else ""
