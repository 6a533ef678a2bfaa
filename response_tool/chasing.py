"""Whom a coordinator can chase, and what they write if they change nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from partnership.models import AgencyMember, Partnership, Seat
from response_tool.models import Recipient, Response, Returned, Round
from ui.templatetags.words import count, day, weekday

# From so many days after the due day the senior contact can be written to as well.
SENIOR_AFTER = timedelta(days=10)
TEXT = """Hello,

we are still waiting for answers from your agency. The day by which we asked for them \
stands with this message.

If something is in the way, or if you need more time, please tell us. A short answer \
is better than none, and “not relevant to us, because” is one too.

Thank you,
the coordinators{of}"""


@dataclass(frozen=True, slots=True)
class Asking:
    """One agency, on whose behalf it is asked for answers, and whom that reaches.

    `draft_id` is where returned answers are changed, `due_on` the day by which this
    agency is to send what it is asked for.
    """

    response: Response
    partnership: Partnership
    members: Sequence[AgencyMember]
    due_on: date
    draft_id: int | None
    today: date
    has_seat: bool = True

    @property
    def obstacle(self) -> str:
        """Why it cannot be asked: submitted, left, closed or nobody; else nothing."""
        if self.response.is_submitted:
            if self.draft_id is None:
                return "submitted"
        elif not self.has_seat:
            return "left"
        elif self.response.has_closed(self.today):
            return "closed"
        reached = self.members or self.response.agency.contact_email
        return "" if reached else "nobody"

    @property
    def refusal(self) -> str:
        """The same in words."""
        agency, closed_on = self.response.agency, day(self.response.closes_on)
        words = {
            "submitted": f"{agency} has submitted meanwhile",
            "left": f"{agency} has no seat in {self.partnership} any more",
            "closed": f"The round closed for {agency} on {closed_on}",
            "nobody": f"There is no one to write to at {agency}",
        }
        return f"{words[self.obstacle]}, so it is not asked" if self.obstacle else ""

    @property
    def may_reach_senior(self) -> bool:
        """Whether an agency is so late that its senior contact can be asked."""
        late = self.today - self.due_on >= SENIOR_AFTER
        return late and bool(self.response.agency.senior_email)

    @property
    def reach(self) -> str:
        """Whom a message goes to, how far the agency is and when it was to answer."""
        if self.members:
            people = count(len(self.members), "person who answers", "people who answer")
            goes = f"Goes to {people} for it."
        else:
            address = self.response.agency.contact_email
            goes = f"Nobody of it signs in: goes to {address}."
        if self.draft_id:
            how_far = " Answers were returned for a change."
        else:
            how_far = " Has begun." if self.response.started_at else ""
        verb = "Was due" if self.due_on < self.today else "Due"
        return f"{goes}{how_far} {verb} {weekday(self.due_on)}."

    @property
    def href(self) -> str:
        """Where the agency goes on with its answers."""
        if self.draft_id:
            return reverse("response_tool:returned", args=[self.draft_id])
        return reverse("response_tool:tasks", args=[self.response.pk])


def askings(
    responses: Sequence[Response], mine: Collection[int] | None, today: date
) -> list[Asking]:
    """How each agency can be asked, for those whose answers these partnerships get.

    `mine` are numbers of partnerships; None stands for all. What was returned is asked
    for by one that returned it. Four queries.
    """
    received = _received(responses, mine, today)
    returned, drafts = _returned(responses)
    members: dict[int, list[AgencyMember]] = {}
    for one in AgencyMember.objects.who_answer([one.agency_id for one in responses]):
        members.setdefault(one.agency_id, []).append(one)
    found = []
    for response in responses:
        theirs = received.get(response.pk)
        if not theirs:
            continue
        back = [one for one in theirs if one.pk in returned]
        draft_id = drafts.get(response.pk) if back else None
        days = [returned[one.pk] for one in back] if draft_id else [response.due_on]
        found.append(
            Asking(
                response=response,
                partnership=(back or theirs)[0].partnership,
                members=members.get(response.agency_id, ()),
                due_on=min(days),
                draft_id=draft_id,
                today=today,
                has_seat=any(getattr(one, "seated", True) for one in back or theirs),
            )
        )
    return found


def subject_for(round_: Round) -> str:
    """What the message is about."""
    return f"Your Response Tool, {round_.name}"


def text_for(partnerships: Collection[Partnership]) -> str:
    """A polite message that is true of every agency, whatever its own day is."""
    names = {one.short_name for one in partnerships}
    of = f" of the {names.pop()} partnership" if len(names) == 1 else ""
    return TEXT.format(of=of)


def _received(
    responses: Sequence[Response], mine: Collection[int] | None, today: date
) -> dict[int, list[Recipient]]:
    """Who receives each response, and whether the agency sits there today."""
    seats = Seat.objects.held(today).filter(
        agency=OuterRef("response__agency"), partnership=OuterRef("partnership")
    )
    rows = Recipient.objects.filter(response__in=responses)
    rows = rows.annotate(seated=Exists(seats))
    if mine is not None:
        rows = rows.filter(partnership__in=mine)
    found: dict[int, list[Recipient]] = {}
    for one in rows.select_related("partnership").order_by("pk"):
        found.setdefault(one.response_id, []).append(one)
    return found


def _returned(
    responses: Sequence[Response],
) -> tuple[dict[int, date], dict[int, int]]:
    """The first day of what each partnership returned; the draft of each response."""
    rows = Returned.objects.open().filter(recipient__response__in=responses)
    # The first day comes last, and stays.
    latest_first = rows.order_by("-answer_by")
    days = dict(latest_first.values_list("recipient_id", "answer_by"))
    drafts = Response.objects.filter(
        corrects__in=responses, state=Response.State.DRAFT
    ).order_by("pk")
    return days, {one.corrects_id or 0: one.pk for one in drafts}
