"""An audit report: method, sample, grades, findings, recommendations, movement.

The same for page, Word and PDF; masked for who may not see how cases were graded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audits.beside import Beside, beside
from audits.figures.lineage import lineage
from audits.figures.spreads import differing, graded
from audits.models import Audit, Finding, Recommendation
from audits.movement import NO_DOMAIN, Moved, apart, movement
from audits.spread import Graded, Spread, hidden_note, spread
from partnership.access import Access
from partnership.roles import Permission
from privacy.disclosure import DFE, Count, Symbol, mask_count
from ui.templatetags.words import and_list, count, day, in_words


@dataclass(frozen=True, slots=True)
class Stands:
    """One recommendation as it stands; what changed only once it is closed."""

    text: str
    agency: str
    owner: str
    due_on: date
    state: str
    is_late: bool
    impact: str

    @property
    def words(self) -> str:
        """How it stands, in one line."""
        late = ", overdue" if self.is_late else ""
        return f"{self.state}{late}" + (
            f". What changed: {self.impact}" if self.impact else ""
        )


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an audit report says, as its reader may see it."""

    audit: Audit
    on: date
    is_raw: bool
    sample: str
    agencies: Sequence[str]
    spread: Spread
    beside: Sequence[Beside]
    before: Audit | None
    moved: Sequence[Moved]
    apart: str  # why nothing moved that could be told
    findings: Sequence[Finding]
    recommendations: Sequence[Recommendation]
    is_owners: bool = False  # of recommendations, the reader sees those they own
    has_drafts: bool = False  # that this reader does not see

    @property
    def marking(self) -> str:
        """Unmasked grades are about children, if not by name."""
        return "OFFICIAL-SENSITIVE" if self.is_raw else "OFFICIAL"

    @property
    def title(self) -> str:
        """As it stands above it."""
        return f"Audit report: {self.audit.title}"

    @property
    def is_draft(self) -> bool:
        """Whether the audit may still change."""
        return not self.audit.is_closed

    @property
    def about(self) -> list[str]:
        """Method and sample, in sentences."""
        audit = self.audit
        period = f"Practice from {day(audit.period_from)} to {day(audit.period_to)}"
        texts = [
            (
                f"{audit.get_kind_display()}, with the tool “{audit.tool.title}”"
                f"{_version(audit)}. {self.sample}"
            ),
            f"{period} was looked at. {self.led}",
            audit.scope,
            audit.method,
        ]
        return [text for text in texts if text]

    @property
    def led(self) -> str:
        """Who led it, and who took part."""
        who = and_list(list(self.agencies)) or "no agency yet"
        return f"It was led by: {self.audit.lead}. Taking part: {who}."

    @property
    def worst(self) -> list[str]:
        """The worst grade given in each domain, in words."""
        found = []
        for row in self.spread.rows:
            if row.worst is not None:
                label = self.spread.columns[row.worst].label
                between = " " if row.title.endswith("?") else ": "
                found.append(f"{row.title}{between}{label}")
            elif row.is_worst_hidden:
                found.append(f"{row.title}: not told, its number is hidden")
        return found

    @property
    def beside_hidden(self) -> str:
        """What the symbol stands for in the table of moderated grades, if one does."""
        shown = [one for row in self.beside for one in row.cells]
        return hidden_note(DFE) if any(isinstance(o, Symbol) for o in shown) else ""

    @property
    def to_change(self) -> str:
        """What stands above the recommendations."""
        return f"Recommendations{' for your agency' if self.is_owners else ''}"

    @property
    def none_to_change(self) -> str:
        """Why no recommendation is shown; never more than its reader can know."""
        if self.is_owners:
            return "No recommendation was sent to your agency."
        if self.has_drafts:
            return "Recommendations are being written. None has been sent yet."
        if self.is_draft:
            return "No recommendation has been written down yet."
        return "No recommendation followed."

    @property
    def stands(self) -> list[Stands]:
        """The recommendations, and what became of them."""
        return [
            Stands(
                text=one.text,
                agency=one.agency.name,
                owner=one.owner,
                due_on=one.due_on,
                state=one.get_state_display(),
                is_late=one.is_overdue(self.on),
                impact=one.impact if one.state == one.State.CLOSED else "",
            )
            for one in self.recommendations
        ]

    @property
    def has_moved(self) -> bool:
        """Whether there is an audit before to set it beside."""
        return self.before is not None


def is_moderated(audit: Audit) -> bool:
    """Whether agencies grade no more, so that there is something to report."""
    return audit.state not in (Audit.State.PLANNED, Audit.State.COLLECTING)


def report_of(audit: Audit, *, access: Access, on: date) -> Report:
    """The report of an audit as this person may see it, in a fixed number of queries.

    `audit` comes with its tool, its partnership and the audit that it repeats.
    """
    raw = access.may(Permission.AUDIT_REVIEW, partnership_ids=[audit.partnership_id])
    before = audit.again_of if audit.again_of and audit.again_of.is_closed else None
    own = frozenset() if raw else access.agencies_with(Permission.AUDIT_VIEW)
    found = graded([audit, before] if before else [audit], own=own)
    now = spread(found[audit.pk], raw=raw)
    moved, why = _moved(audit, before, now, found, raw=raw) if before else ([], "")
    return Report(
        audit=audit,
        on=on,
        is_raw=raw,
        sample=_sample(audit, found[audit.pk], raw=raw),
        agencies=[one.name for one in audit.agencies.order_by("name", "pk")],
        spread=now,
        beside=beside(differing(audit, own=own), now, found[audit.pk], raw=raw),
        before=before,
        moved=moved,
        apart=why,
        findings=_findings(audit, access),
        recommendations=_recommendations(audit, access),
        is_owners=not _reads(audit, access),
        has_drafts=not raw and _has_drafts(audit),
    )


def _moved(
    audit: Audit, before: Audit, now: Spread, found: Mapping[int, Graded], *, raw: bool
) -> tuple[Sequence[Moved], str]:
    """What moved, else why it cannot be told."""
    came_from = lineage([(audit, before)])[audit.pk]
    then = spread(found[before.pk], raw=raw)
    if why := apart(now, then, came_from):
        return [], why
    moved = movement(now, then, came_from or {})
    return moved, "" if moved else NO_DOMAIN


def _reads(audit: Audit, access: Access) -> bool:
    theirs = [audit.partnership_id]
    return access.may(Permission.AUDIT_READ, partnership_ids=theirs)


def _has_drafts(audit: Audit) -> bool:
    rows = Recommendation.objects.filter(audit=audit)
    return rows.filter(state=Recommendation.State.DRAFT).exists()


def _findings(audit: Audit, access: Access) -> list[Finding]:
    seen = Finding.objects.visible_to(access).filter(audit=audit)
    return list(seen.prefetch_related("objectives", "agencies").in_order())


def _recommendations(audit: Audit, access: Access) -> list[Recommendation]:
    seen = Recommendation.objects.visible_to(access).filter(audit=audit)
    rows = seen.select_related("agency").prefetch_related("findings")
    return list(rows.soonest_first())


def _version(audit: Audit) -> str:
    return f", version {audit.tool.number}" if audit.tool.number > 1 else ""


def _sample(audit: Audit, of: Graded, *, raw: bool) -> str:
    """How many cases were graded, of how many that were planned."""
    if audit.kind == Audit.Kind.SELF:
        return "Each agency assessed itself; no case was looked at."
    number: Count = of.cases if raw else mask_count(of.cases, of.policy)
    if isinstance(number, Symbol):
        few = in_words(of.policy.largest_hidden).capitalize()
        return f"{few} cases or fewer were graded."
    return f"{count(number, 'case was', 'cases were').capitalize()} graded."
