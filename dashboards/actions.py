"""Compiling a dashboard: claim it, read the figures, store one snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F

import audits.figures
import performance.figures
import response_tool.figures
import response_tool.figures.challenges
import strategies.figures
from dashboards.encoding import as_fields
from dashboards.models import LEASE, Snapshot
from strategies.models import Adoption

AGAIN_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One room's part of the dashboard.

    `lists` are the long ones, with how many of each the board page itself shows. A part
    that is as cheap to read as to ask about has no fingerprint but its figures.
    """

    name: str
    figures: Callable[..., Any]
    fingerprint: Callable[..., str] | None = None
    lists: Mapping[str, int] = field(default_factory=dict)


SECTIONS = (
    Section(
        "response_tool",
        response_tool.figures.figures,
        response_tool.figures.fingerprint,
        lists={"overdue": 10, "statements": 0},
    ),
    Section("challenges", response_tool.figures.challenges.figures),
    Section("strategies", strategies.figures.figures),
    Section(
        "performance", performance.figures.figures, performance.figures.fingerprint
    ),
    Section("audits", audits.figures.figures, audits.figures.fingerprint),
)


def compile_dashboard(
    *, adoption: Adoption, now: Callable[[], datetime], force: bool = False
) -> bool:
    """Bring one dashboard up to date. False when another worker is compiling it.

    Compiles again, a few times at most, when evidence changed meanwhile; what changes
    after that is found by the sweep.
    """
    for _again in range(AGAIN_AT_MOST):
        claim = _claim(adoption, now())
        if claim is None:
            return False
        try:
            seen = _compile(adoption, claim, now(), force)
        except BaseException:
            _release(adoption, claim)
            raise
        marks = Adoption.objects.filter(pk=adoption.pk).order_by()
        if seen == marks.values_list("evidence_changed_at", flat=True).get():
            break
    return True


def _claim(adoption: Adoption, at: datetime) -> UUID | None:
    """Take the lease, in one conditional update that only one worker can win."""
    claim = uuid4()
    free = Snapshot.objects.free(at).filter(adoption=adoption)
    lease = {"claim": claim, "claimed_until": at + LEASE}
    if free.update(**lease):
        return claim
    # Held by another worker, or not there yet.
    _, is_new = Snapshot.objects.only("pk").get_or_create(adoption=adoption)
    return claim if is_new and free.update(**lease) else None


def _release(adoption: Adoption, claim: UUID) -> None:
    Snapshot.objects.filter(adoption=adoption, claim=claim).update(
        claim=None, claimed_until=None
    )


def _compile(
    adoption: Adoption, claim: UUID, as_at: datetime, force: bool
) -> datetime | None:
    """Read the figures and store them; gives back the mark they were read under."""
    # The mark is read before the figures: what is committed in between is read again.
    snapshot = (
        Snapshot.objects.select_related("adoption")
        .only(
            "fingerprints",
            "adoption__evidence_changed_at",
            "adoption__partnership_id",
            "adoption__strategy_id",
        )
        .get(adoption=adoption)
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
        figures = None
        if section.fingerprint is None:
            figures = section.figures(**subject)
            fingerprint = str(figures)
        else:
            fingerprint = section.fingerprint(**subject)
        if fingerprints.get(section.name) != fingerprint:
            fingerprints[section.name] = fingerprint
            changed[section.name] = as_fields(figures or section.figures(**subject))
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
    Snapshot.objects.filter(pk=snapshot.pk, claim=claim).update(**values)
    return mark


def _columns(snapshot: Snapshot, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The changed sections beside those that stand, long lists apart."""
    sections: dict[str, Any] = {}
    details: dict[str, Any] = {}
    if len(changed) < len(SECTIONS):
        # Both at once; each would cost a query of its own.
        snapshot.refresh_from_db(fields=["sections", "details"])
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
