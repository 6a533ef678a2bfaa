"""What is recommended and not sent yet, and why it cannot go to its owner."""

from collections.abc import Collection, Iterable
from datetime import date

from audits.models import Audit, Recommendation
from partnership.models import Agency
from ui.templatetags.words import day


def drafts_of(audit: Audit) -> list[Recommendation]:
    """Those of an audit that nobody but its writers has seen. One query."""
    rows = Recommendation.objects.filter(audit=audit, state=Recommendation.State.DRAFT)
    return list(rows.select_related("agency", "partnership").order_by("pk"))


def not_sendable(
    drafts: Iterable[Recommendation], owning: Collection[Agency], on: date
) -> list[str]:
    """What has to change in them before they go to their owners."""
    return [text for one in drafts for text in _wrong(one, owning, on)]


def _wrong(one: Recommendation, owning: Collection[Agency], on: date) -> list[str]:
    found = []
    if one.agency not in owning:
        found.append(
            f"{one.agency}, which is to own “{one}”, has no seat in "
            f"{one.partnership} today. Choose an owner that has one."
        )
    if one.due_on < on:
        found.append(
            f"“{one}” was due on {day(one.due_on)}, which is past. Give it a later day "
            "before it goes to its owner."
        )
    return found
