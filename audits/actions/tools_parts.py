"""The domains and questions of a tool that is being built, one change at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import models, transaction

from activity.actions import record
from audits.actions.tools import CHANGED, GONE, held_tool, save_tool
from audits.actions.tools_states import CHANGED_MEANWHILE, what_it_lacks
from audits.actions.tools_writing import MANY_DOMAINS, MANY_QUESTIONS
from audits.laid import (
    LaidDomain,
    LaidQuestion,
    domain_laid,
    question_laid,
    tool_laid,
)
from audits.models import Criterion, Domain, Tool
from audits.models.tools import CRITERIA_MAX, DOMAINS_MAX
from partnership.access import Access

Way = Literal["up", "down"]


@transaction.atomic
def add_domain(*, tool: Tool, said: LaidDomain, by: Access, at: datetime) -> Domain:
    """Add a domain at the end; its questions come one by one.

    Raises ValidationError with code gone, fixed, retired, too_many or twice.
    """
    held = held_tool(tool, by)
    others = list(held.domains.order_by("position", "pk"))
    if len(others) >= DOMAINS_MAX:
        raise ValidationError(MANY_DOMAINS, code="too_many")
    _refuse_twice(others, said.title)
    domain = Domain(
        tool=held, position=_last(others) + 1, title=said.title, about=said.about
    )
    domain.full_clean()
    domain.save()
    _done(held, "added", domain, by, at, after=_words(said))
    return domain


@transaction.atomic
def change_domain(
    *, domain: Domain, said: LaidDomain, seen: str, by: Access, at: datetime
) -> None:
    """Change what a domain is called and about; `seen` is the mark that was read.

    Raises ValidationError with code changed, and as `add_domain` does.
    """
    held = held_tool(_tool_of(domain), by)
    row = _still(held, domain)
    stood = domain_laid(row)
    if (said.title, said.about) == (stood.title, stood.about):
        return
    if stood.mark != seen:
        raise ValidationError(CHANGED, code="changed")
    _refuse_twice([one for one in held.domains.all() if one.pk != row.pk], said.title)
    row.title, row.about = said.title, said.about
    row.full_clean()
    row.save()
    _done(held, "changed", row, by, at, before=_words(stood), after=_words(said))


@transaction.atomic
def move_domain(*, domain: Domain, way: Way, by: Access, at: datetime) -> None:
    """Let a domain stand one place earlier or later."""
    held = held_tool(_tool_of(domain), by)
    row = _still(held, domain)
    rows = list(held.domains.order_by("position", "pk"))
    if _swap(rows, row.pk, way):
        Domain.objects.bulk_update(rows, ["position"])
        _done(held, f"moved {way}", row, by, at)


@transaction.atomic
def remove_domain(*, domain: Domain, seen: str, by: Access, at: datetime) -> None:
    """Take out a domain with its questions; `seen` marks all of them.

    Raises ValidationError with code gone, changed, fixed, retired or last.
    """
    held = held_tool(_tool_of(domain), by)
    row = _still(held, domain)
    stood = domain_laid(row)
    if stood.whole_mark != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    before = _words(stood) | {"questions": [_asked(one) for one in stood.questions]}
    _done(held, "removed", row, by, at, before=before)
    row.delete()
    _refuse_emptied(held)


@transaction.atomic
def add_question(
    *, domain: Domain, said: LaidQuestion, by: Access, at: datetime
) -> Criterion:
    """Ask one more thing, at the end of a domain.

    Raises ValidationError with code gone, fixed, retired, too_many or twice.
    """
    held = held_tool(_tool_of(domain), by)
    into = _still(held, domain)
    if Criterion.objects.filter(domain__tool=held).count() >= CRITERIA_MAX:
        raise ValidationError(MANY_QUESTIONS, code="too_many")
    others = list(into.criteria.all())
    _refuse_asked(others, said.text)
    question = Criterion(
        domain=into,
        position=_last(others) + 1,
        text=said.text,
        guidance=said.guidance,
    )
    question.full_clean()
    question.save()
    _done(held, "added", question, by, at, after=_asked(said))
    return question


@transaction.atomic
def change_question(
    *,
    question: Criterion,
    said: LaidQuestion,
    domain: Domain,
    seen: str,
    by: Access,
    at: datetime,
) -> None:
    """Change a question, or let it stand at the end of another `domain`.

    Raises ValidationError with code changed, and as `add_question` does.
    """
    held = held_tool(_tool_of(question.domain), by)
    row = _still_asked(held, question)
    into = _still(held, domain)
    stood = question_laid(row)
    moves = into.pk != row.domain_id
    if said == stood and not moves:
        return
    if stood.mark != seen:
        raise ValidationError(CHANGED, code="changed")
    others = [one for one in into.criteria.all() if one.pk != row.pk]
    _refuse_asked(others, said.text)
    before = _asked(stood) | {"domain": row.domain.title}
    if moves:
        row.domain, row.position = into, _last(others) + 1
    row.text, row.guidance = said.text, said.guidance
    row.full_clean()
    row.save()
    _refuse_emptied(held)
    after = _asked(said) | {"domain": into.title}
    _done(held, "changed", row, by, at, before=before, after=after)


@transaction.atomic
def move_question(*, question: Criterion, way: Way, by: Access, at: datetime) -> None:
    """Let a question stand one place earlier or later in its domain."""
    held = held_tool(_tool_of(question.domain), by)
    row = _still_asked(held, question)
    rows = list(row.domain.criteria.order_by("position", "pk"))
    if _swap(rows, row.pk, way):
        Criterion.objects.bulk_update(rows, ["position"])
        _done(held, f"moved {way}", row, by, at)


@transaction.atomic
def remove_question(
    *, question: Criterion, seen: str, by: Access, at: datetime
) -> None:
    """Ask it no more. Raises ValidationError as `remove_domain` does."""
    held = held_tool(_tool_of(question.domain), by)
    row = _still_asked(held, question)
    stood = question_laid(row)
    if stood.mark != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    _done(held, "removed", row, by, at, before=_asked(stood))
    row.delete()
    _refuse_emptied(held)


def _tool_of(domain: Domain) -> Tool:
    return domain.tool


def _still(held: Tool, domain: Domain) -> Domain:
    row = held.domains.filter(pk=domain.pk).first()
    if row is None:
        raise ValidationError(GONE, code="gone")
    return row


def _still_asked(held: Tool, question: Criterion) -> Criterion:
    rows = Criterion.objects.filter(domain__tool=held).select_related("domain")
    row = rows.filter(pk=question.pk).first()
    if row is None:
        raise ValidationError(GONE, code="gone")
    return row


def _last(rows: Sequence[Domain] | Sequence[Criterion]) -> int:
    return max((one.position for one in rows), default=0)


def _swap(rows: Sequence[Domain] | Sequence[Criterion], pk: int, way: Way) -> bool:
    """Number rows anew with one of them moved; whether it could move."""
    order = [one.pk for one in rows]
    at = order.index(pk)
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    for one in rows:
        one.position = order.index(one.pk) + 1
    return True


def _refuse_twice(others: Sequence[Domain], title: str) -> None:
    if any(one.title.casefold() == title.casefold() for one in others):
        raise ValidationError(
            f"There is a domain “{title}” already. Give this one another title.",
            code="twice",
        )


def _refuse_asked(others: Sequence[Criterion], text: str) -> None:
    if any(one.text.casefold() == text.casefold() for one in others):
        raise ValidationError(
            "This domain asks the same already. Change one of the two.", code="twice"
        )


def _refuse_emptied(held: Tool) -> None:
    """A tool that is ready stays one that can be used."""
    if held.state == Tool.State.READY and what_it_lacks(tool_laid(held)):
        raise ValidationError(
            "The tool is ready to use, so each domain needs a question. Add another "
            "one first, or retire the tool.",
            code="last",
        )


def _words(said: LaidDomain) -> dict[str, object]:
    return {"title": said.title, "about": said.about}


def _asked(said: LaidQuestion) -> dict[str, object]:
    return {"text": said.text, "guidance": said.guidance}


def _done(
    held: Tool,
    verb: str,
    subject: models.Model,
    by: Access,
    at: datetime,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    save_tool(held)
    record(
        by=by,
        at=at,
        verb=verb,
        subject=subject,
        thread=held,
        before=before,
        after=after,
    )
