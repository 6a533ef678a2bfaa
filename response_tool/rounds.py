"""Where every agency's response to a round is, those furthest behind first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.models import Recipient, Response, Round

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


def standing_of(round_: Round, access: Access, readable: Collection[int]) -> list[Row]:
    """Every agency that a round asks, with what this person can do. Two queries."""
    rows = (
        round_.responses.filter(corrects=None)
        .select_related("agency", "round")
        .prefetch_related("recipients__partnership")
    )
    reviews = access.partnerships_with(Permission.RESPONSE_REVIEW)
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
        can_read = response.pk in readable
        found.append(Row(response, recipients, waits, seen, can_read, can_put_in))
    places = list(Where)
    return sorted(found, key=lambda row: places.index(row.place))
