"""What the coordinators made of the rounds, as they would have over two years."""

from datetime import datetime, timedelta

from activity.actions import event
from activity.models import Event
from partnership.access import Access
from response_tool.models import Recipient, Response, Round

BY = Access(actor_name="the partnership coordinator")


def past_reviews(opened: Round) -> tuple[list[Recipient], list[Event]]:
    """Everything of a past round, accepted some days after it was sent."""
    sent = Recipient.objects.filter(
        response__round=opened, response__state=Response.State.SUBMITTED
    ).select_related("response__agency", "response__round", "partnership")
    recipients, events = list(sent.order_by("pk")), []
    for one in recipients:
        at = reviewed_at(one.response)
        one.review = Recipient.Review.ACCEPTED
        one.reviewed_at, one.reviewed_by = at, BY.actor_name
        events.append(
            event(
                by=BY,
                at=at,
                verb="accepted",
                subject=one.response,
                after={"partnership": one.partnership.name},
            )
        )
    return recipients, events


def reviewed_at(response: Response) -> datetime:
    """When the coordinators had read it."""
    if response.submitted_at is None:
        raise ValueError(f"{response} was never sent")
    return response.submitted_at + timedelta(days=2, hours=1)
