"""Files that the demonstration's agencies keep, beside what they are evidence for."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from activity.actions import event, record_all
from demonstration.content import evidence
from demonstration.filling import ROLES
from demonstration.paper import paper
from evidence import storing
from evidence.actions import Details, keep_file, take_in
from evidence.inspection import Inspected
from evidence.judging.judge import judge
from evidence.kinds import Kind
from evidence.models import File
from partnership.access import Access
from partnership.models import Agency
from response_tool.models import Answer, Attachment, Response, Round


def attach_files(rounds: Sequence[Round], at: datetime) -> None:
    """Take in the files of agencies that answer these rounds, and attach them."""
    attached: list[Attachment] = []
    for one in evidence():
        responses = list(
            Response.objects.asked_for()
            .filter(agency__slug=one["agency"])
            .filter(round__in=[rounds[place] for place in one["rounds"]])
            .select_related("agency", "round")
            .order_by("round__opens_on")
        )
        file = _kept(one, responses[0], at)
        attached += _beside(file, responses, one["priority"])
    Attachment.objects.bulk_create(attached)
    record_all(
        event(
            by=Access(actor_name=one.added_by),
            at=one.added_at,
            verb="added evidence to",
            subject=one.answer,
            thread=one.answer.response,
            after={"file": one.file.name},
        )
        for one in attached
    )


def take_away_files() -> None:
    """Take away the content of every file; their rows go with the others."""
    for name in File.objects.order_by("pk").values_list("stored_as", flat=True):
        storing.take_away(name)


def _kept(one: dict[str, Any], first: Response, at: datetime) -> File:
    """A file as its agency took it in, before it first used it."""
    when = _written_at(first) - timedelta(hours=1)
    by = Access.of_command(_who(first.agency))
    days = one.get("expires")
    expires = None if days is None else timezone.localdate(at) + timedelta(days=days)
    file = take_in(
        agency=first.agency,
        inspected=_inspected(one),
        details=Details(one["name"], expires),
        by=by,
        at=when,
    ).file
    if not file.is_pending:
        return file
    return keep_file(file=file, because=one["because"], by=by, at=when)


def _inspected(one: dict[str, Any]) -> Inspected:
    """The file as the portal finds it; it is ours, so no other process judges it."""
    kind = Kind(one["kind"])
    content = paper(kind, one["name"], one["lines"])
    judged = judge(content)
    return Inspected(
        content=content,
        original_name=f"{one['name']}{kind.ending}",
        kind=judged.kind,
        findings=judged.findings,
        was_read=judged.was_read,
        scanned_at=None,
    )


def _beside(
    file: File, responses: Sequence[Response], number: int
) -> Iterable[Attachment]:
    """One file beside the same priority in each of these responses. One query."""
    known = {one.pk: one for one in responses}
    answers = Answer.objects.filter(response__in=known, priority__number=number)
    for answer in answers.select_related("priority").order_by("pk"):
        answer.response = known[answer.response_id]
        yield Attachment(
            answer=answer,
            file=file,
            added_at=_written_at(answer.response),
            added_by=_who(answer.response.agency),
        )


def _written_at(response: Response) -> datetime:
    """Some hours before it was sent; of a draft, soon after it was begun."""
    if response.submitted_at:
        return response.submitted_at - timedelta(hours=5)
    if response.started_at is None:
        raise ValueError(f"{response} has not begun, so it can have no evidence")
    return response.started_at + timedelta(hours=2)


def _who(agency: Agency) -> str:
    return f"the {ROLES[agency.sector]}"
