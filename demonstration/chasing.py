"""Whom the coordinators asked for answers that had not come."""

from datetime import datetime, timedelta
from uuid import UUID

from demonstration.reviewing import BY as COORDINATOR
from notices.models import Kind, Mail
from partnership.access import Access
from response_tool import chasing
from response_tool.actions.chasing import chase_agencies
from response_tool.models import Response, Round

KEY = UUID("3b1f8a52-54b0-4f0e-9a51-0d6c7c1d2e90")
AGO = timedelta(days=3, hours=2)
MOST = 2  # agencies


def ask_for_answers(opened: Round, at: datetime) -> None:
    """Ask the first agencies of a round that have not begun, some days ago."""
    when = at - AGO
    rows = opened.responses.filter(corrects=None, state=Response.State.DRAFT)
    waited_for = rows.filter(started_at=None).select_related("agency", "round")
    responses = list(waited_for.order_by("agency__name", "pk")[:MOST])
    if not responses:
        return
    chase_agencies(
        responses=responses,
        subject=chasing.subject_for(opened),
        text=chasing.text_for(list(opened.partnerships.all())),
        seniors=(),
        form_key=KEY,
        by=Access(
            actor_name=COORDINATOR.actor_name,
            is_command=True,
        ),
        at=when,
    )
    # They went out at the time.
    asked = Mail.objects.filter(kind=Kind.CHASED)
    asked.update(attempts=1, handed_over_at=when, sent_at=when)
