"""What happened to an audit, to be read."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from activity.models import Event
from audits.models import Audit
from ui.templatetags.words import and_list

SHOWN = 50
NAMES = {
    "programme": "programme",
    "tool": "tool",
    "title": "title",
    "theme": "theme",
    "kind": "who grades what",
    "scope": "which cases",
    "method": "how they are looked at",
    "sample_size": "how many cases",
    "period_from": "first day of practice",
    "period_to": "last day of practice",
    "lead": "who leads it",
    "collect_by": "day until which agencies grade",
    "moderate_by": "day until which it is moderated",
    "report_by": "day of the report",
    "agencies": "agencies",
    "objectives": "objectives",
    "again_of": "audit that it repeats",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened."""

    at: datetime
    who: str
    what: str
    because: str = ""


def of_audit(audit: Audit) -> list[Told]:
    """Its steps and changes, newest first. Two queries.

    A reference that no case has any more is not named: it may have been corrected
    because it told whose case it is.
    """
    known = set(audit.cases.order_by("pk").values_list("reference", flat=True))
    kind = Audit._meta.label_lower
    events = Event.objects.about(kind, audit.pk)
    events = events.filter(subject_kind=kind, subject_id=audit.pk)
    return list(_told(events[:SHOWN], known))


def _told(events: "QuerySet[Event]", known: Container[str]) -> Iterator[Told]:
    for event in events:
        cases = [
            *event.after.get("references", ()),
            *event.before.get("references", ()),
        ]
        changed = [NAMES[name] for name in NAMES if name in event.before]
        what = event.verb.capitalize()
        if cases:
            what = f"{what} {_named(cases, known)}".rstrip(": ")
        elif changed:
            what = f"{what} {and_list(changed)}"
        yield Told(event.at, event.actor_name, what, event.after.get("because", ""))


def _named(references: Sequence[str], known: Container[str]) -> str:
    told = [one for one in references if one in known]
    other = len(references) - len(told)
    if told and other:
        told.append(f"{other} more")
    return and_list(told)
