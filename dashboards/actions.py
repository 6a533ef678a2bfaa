"""Compiling a dashboard: claim it, read the figures, store one snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F

import response_tool.figures
from dashboards.encoding import as_fields
from dashboards.models import LEASE, Snapshot
from strategies.models import Adoption

AGAIN_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One room's part of the dashboard.

    `lists` are the long ones, with how many of each the board page itself shows.
    """

    name: str
    fingerprint: Callable[..., str]
    figures: Callable[..., Any]
    lists: Mapping[str, int] = field(default_factory=dict)


SECTIONS = (
    Section(
        "response_tool",
        response_tool.figures.fingerprint,
        response_tool.figures.figures,
        lists={"overdue": 10, "statements": 0},
    ),
)


def compile_dashboard(
    *, adoption: Adoption, now: Callable[[], datetime], force: bool = False
) -> bool:
    """Bring one dashboard up to date. False when another worker is compiling it.

    Compiles again, a few times at most, when evidence changed meanwhile; what changes
    after that is found by the sweep.
    """
    snapshot, _ = Snapshot.objects.only("pk").get_or_create(adoption=adoption)
    for _again in range(AGAIN_AT_MOST):
        claim = _claim(snapshot, now())
        if claim is None:
            return False
        try:
            seen = _compile(snapshot.pk, claim, now(), force)
        except BaseException:
            _release(snapshot, claim)
            raise
        adoption.refresh_from_db(fields=["evidence_changed_at"])
        if seen == adoption.evidence_changed_at:
            break
    return True


def _claim(snapshot: Snapshot, at: datetime) -> UUID | None:
    """Take the lease, in one conditional update that only one worker can win."""
    claim = uuid4()
    won = (
        Snapshot.objects.free(at)
        .filter(pk=snapshot.pk)
        .update(claim=claim, claimed_until=at + LEASE)
    )
    return claim if won else None


def _release(snapshot: Snapshot, claim: UUID) -> None:
    Snapshot.objects.filter(pk=snapshot.pk, claim=claim).update(
        claim=None, claimed_until=None
    )


def _compile(pk: int, claim: UUID, as_at: datetime, force: bool) -> datetime | None:
    """Read the figures and store them; gives back the mark they were read under."""
    # The mark is read before the figures: what is committed in between is read again.
    snapshot = (
        Snapshot.objects.select_related("adoption")
        .defer("sections", "details")
        .get(pk=pk)
    )
    mark = snapshot.adoption.evidence_changed_at
    fingerprints = {} if force else dict(snapshot.fingerprints)
    changed: dict[str, Any] = {}
    for section in SECTIONS:
        subject = {
            "partnership_id": snapshot.adoption.partnership_id,
            "strategy_id": snapshot.adoption.strategy_id,
            "as_at": as_at,
        }
        fingerprint = section.fingerprint(**subject)
        if fingerprints.get(section.name) != fingerprint:
            fingerprints[section.name] = fingerprint
            changed[section.name] = as_fields(section.figures(**subject))
    values: dict[str, Any] = {
        "as_at": as_at,
        "compiled_at": as_at,
        "evidence_seen_at": mark,
        "fingerprints": fingerprints,
        "claim": None,
        "claimed_until": None,
    }
    if changed:
        values |= _columns(snapshot, changed)
    # Writes nothing when the lease was lost to another worker meanwhile.
    Snapshot.objects.filter(pk=pk, claim=claim).update(**values)
    return mark


def _columns(snapshot: Snapshot, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The changed sections beside those that stand, long lists apart."""
    sections: dict[str, Any] = {}
    details: dict[str, Any] = {}
    if len(changed) < len(SECTIONS):
        sections, details = dict(snapshot.sections), dict(snapshot.details)
    for section in SECTIONS:
        if section.name in changed:
            figures = changed[section.name]
            details[section.name] = {key: figures[key] for key in section.lists}
            sections[section.name] = _shortened(section, figures)
    return {
        "revision": F("revision") + 1,
        "sections": sections,
        "details": details,
    }


def _shortened(section: Section, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The figures with their long lists cut to what the board page shows."""
    short = dict(figures)
    for key, shown in section.lists.items():
        short[key] = figures[key][:shown]
        short[f"{key}_count"] = len(figures[key])
    return short
