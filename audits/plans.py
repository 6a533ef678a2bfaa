"""What is planned of an audit: as it is entered, and as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from audits.models import Audit, Programme, Tool
from partnership.models import Agency
from strategies.models import Objective
from ui.templatetags.words import and_list, day

PLAIN = (
    *("programme", "tool", "title", "theme", "kind", "scope", "method", "sample_size"),
    *("period_from", "period_to", "lead", "collect_by", "moderate_by", "report_by"),
    "again_of",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned, as it is entered."""

    programme: Programme
    tool: Tool
    title: str
    theme: str
    kind: str
    scope: str
    method: str
    sample_size: int
    period_from: date
    period_to: date
    lead: str
    collect_by: date
    moderate_by: date
    report_by: date
    agencies: Sequence[Agency] = ()
    objectives: Sequence[Objective] = ()
    again_of: Audit | None = None

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        rows = {"programme", "tool", "again_of"}
        return {
            **{
                name: str(value or "") if name in rows else value
                for name, value in self.plain().items()
            },
            "kind": str(Audit.Kind(self.kind).label),
            "agencies": sorted(one.name for one in self.agencies),
            "objectives": sorted(one.title for one in self.objectives),
        }

    def plain(self) -> dict[str, Any]:
        """What is held in the row itself."""
        return {name: getattr(self, name) for name in PLAIN}


def plan_of(audit: Audit) -> Plan:
    """What is planned now. Two queries, and what the audit leads to."""
    return Plan(
        **{name: getattr(audit, name) for name in PLAIN},
        agencies=list(audit.agencies.order_by("name", "pk")),
        objectives=list(audit.objectives.order_by("pk")),
    )


def said(plan: Plan, *, with_sample: bool = True) -> list[tuple[str, str]]:
    """What is planned, to be read: what it is called, and what it says.

    How many cases there are is for those who review them: a few could be told apart.
    """
    alone = plan.kind == Audit.Kind.SELF or not with_sample
    rows = (
        ("What it is about", plan.theme),
        ("Who grades what", str(Audit.Kind(plan.kind).label)),
        ("Tool", _tool(plan.tool)),
        ("Which cases", plan.scope),
        ("How they are chosen and looked at", plan.method),
        ("How many cases", "" if alone else str(plan.sample_size)),
        ("Practice", f"{day(plan.period_from)} to {day(plan.period_to)}"),
        ("Who leads it", plan.lead),
        ("Agencies", and_list(one.name for one in plan.agencies)),
        ("Objectives it tests", "\n".join(one.title for one in plan.objectives)),
        ("Repeats", str(plan.again_of or "")),
        ("Agencies grade until", day(plan.collect_by)),
        ("Moderated until", day(plan.moderate_by)),
        ("Report due", day(plan.report_by)),
        ("Programme", str(plan.programme)),
    )
    return [(name, text) for name, text in rows if text]


def _tool(tool: Tool) -> str:
    return f"{tool}, version {tool.number}" if tool.number > 1 else str(tool)
