"""What a coordinator types when they plan an audit, and the plan itself."""

from datetime import timedelta

from audits.models import Audit, Programme, Tool
from audits.plans import Plan
from partnership.models import Agency
from tests.audits.steps import programme, tool
from tests.factories import TODAY


def plan(
    of: Programme,
    *agencies: Agency,
    using: Tool | None = None,
    **more: object,
) -> Plan:
    """A plan that can be carried out."""
    fields: dict[str, object] = {
        "title": "Neglect in early years",
        "theme": "Early years",
        "kind": Audit.Kind.MULTI,
        "scope": "Children under 5.",
        "method": "Records.",
        "sample_size": 5,
        "period_from": TODAY - timedelta(days=180),
        "period_to": TODAY - timedelta(days=30),
        "lead": "Quality assurance manager",
        "collect_by": TODAY + timedelta(days=14),
        "moderate_by": TODAY + timedelta(days=28),
        "report_by": TODAY + timedelta(days=42),
    }
    return Plan(
        programme=of,
        tool=using or tool(),
        agencies=agencies,
        **(fields | more),  # type: ignore[arg-type]
    )


__all__ = ["plan", "programme"]
