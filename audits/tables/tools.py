"""Tools with all that they ask, and their scales, as tables."""

from typing import TYPE_CHECKING

from audits.models import Criterion, Domain, Grade, Scale
from ui.copies import Beside, table_of
from ui.tables import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from audits.models import Tool


def tools(
    tools: "QuerySet[Tool]", more: "QuerySet[Scale] | None" = None
) -> list[Table]:
    """Tools with all that they ask, and the scales that they grade on."""
    asked = tools.order_by()
    scales = Scale.objects.filter(tools__in=asked)
    if more is not None:
        scales |= Scale.objects.filter(pk__in=more.order_by())
    scales = scales.distinct()
    grades = Grade.objects.filter(scale__in=scales.order_by())
    domains = Domain.objects.filter(tool__in=asked)
    questions = Criterion.objects.filter(domain__tool__in=asked)
    tool = Beside("tool", "the tool’s title", "tool.title")
    of_tool = Beside("tool", "the tool’s title", "domain.tool.title")
    domain = Beside("domain", "in which domain", "domain.title")
    scale = Beside("scale", "on which scale", "scale.name")
    return [
        table_of(
            scales.order_by("name", "number", "pk"),
            name="audit_scales",
            about="Scales that tools grade on, each version by itself.",
        ),
        table_of(
            grades.select_related("scale").order_by("scale_id", "position", "pk"),
            name="audit_grades",
            about="The grades of these scales, the best first.",
            beside=(scale,),
        ),
        table_of(
            tools.select_related("scale").order_by("title", "number", "pk"),
            name="audit_tools",
            about="What practice is looked at with, each version by itself.",
            beside=(scale,),
        ),
        table_of(
            domains.select_related("tool").order_by("tool_id", "position", "pk"),
            name="audit_domains",
            about="The parts of these tools.",
            beside=(tool,),
        ),
        table_of(
            questions.select_related("domain__tool").order_by(
                "domain__tool_id", "domain__position", "position", "pk"
            ),
            name="audit_questions",
            about="What these tools ask, and what to look for.",
            beside=(of_tool, domain),
        ),
    ]
