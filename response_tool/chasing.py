"""Whom a coordinator can chase, and what they write if they change nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from partnership.models import AgencyMember
from response_tool.models import Response, Round
from ui.templatetags.words import count, weekday

# From so many days after the due day the senior contact can be written to as well.
SENIOR_AFTER = timedelta(days=10)


def may_reach_senior(response: Response, today: date) -> bool:
    """Whether an agency is so late that its senior contact can be asked."""
    late = today - response.due_on >= SENIOR_AFTER
    return late and bool(response.agency.senior_email)


def subject_for(round_: Round) -> str:
    """What the message is about."""
    return f"Your Response Tool, {round_.name}"


def text_for(round_: Round, responses: Sequence[Response], today: date) -> str:
    """A polite message about when answers are due, and how far an agency is."""
    due_on = responses[0].due_on if len(responses) == 1 else round_.due_on
    if due_on < today:
        due = f"Your agency’s answers were due on {weekday(due_on)}"
    else:
        due = f"Your agency’s answers are due on {weekday(due_on)}"
    lines = ["Hello,", f"{due}, and we have not had them yet."]
    if len(responses) == 1 and responses[0].started_at:
        lines.append("You have begun. Thank you: what you wrote is kept.")
    lines.append(
        "If something is in the way, or if you need more time, please tell us. A short "
        "answer is better than none, and “not relevant to us, because” is one too."
    )
    lines.append("Thank you,\nthe coordinators")
    return "\n\n".join(lines)


def reach(responses: Sequence[Response]) -> dict[int, str]:
    """Whom a message to each agency goes to, by number of the response. One query."""
    people: dict[int, int] = {}
    for one in AgencyMember.objects.who_answer([one.agency_id for one in responses]):
        people[one.agency_id] = people.get(one.agency_id, 0) + 1
    return {one.pk: _goes_to(one, people.get(one.agency_id, 0)) for one in responses}


def _goes_to(response: Response, people: int) -> str:
    if people:
        return f"Goes to {count(people, 'person', 'people')} who answer for it."
    if address := response.agency.contact_email:
        return f"Nobody of it signs in: goes to {address}."
    return "Nobody of it signs in, and it has no contact address."
