"""Whether a tool or a scale may still change, and what stands in for it."""

from django.db.models import Q, QuerySet

from audits.models import Audit, Grade, Judgement, Scale, Tool


def is_fixed(tool: Tool) -> bool:
    """Whether something was graded with it, or an audit past planning uses it."""
    begun = Audit.objects.filter(tool=tool).exclude(state=Audit.State.PLANNED)
    judged = Judgement.objects.filter(criterion__domain__tool=tool)
    return begun.exists() or judged.exists()


def is_scale_fixed(scale: Scale) -> bool:
    """Whether something was graded on it, or an audit past planning grades on it."""
    begun = Audit.objects.filter(tool__scale=scale)
    grades = Grade.objects.filter(scale=scale).order_by()
    judged = Judgement.objects.filter(Q(grade__in=grades) | Q(moderated__in=grades))
    return (
        begun.exclude(state=Audit.State.PLANNED).exists() or judged.order_by().exists()
    )


def offered(tools: "QuerySet[Tool]") -> "QuerySet[Tool]":
    """Those that can be planned with: ready, and no later version is ready too."""
    still = Q(next_version=None) | Q(next_version__state=Tool.State.DRAFT)
    return tools.filter(still, state=Tool.State.READY)


def ready_after(tool: Tool) -> Tool | None:
    """The last of its later versions that can be used; nothing where there is none."""
    found, step = None, Tool.objects.filter(replaces=tool).first()
    while step is not None:
        if step.state == Tool.State.READY:
            found = step
        step = Tool.objects.filter(replaces=step).first()
    return found


def comes_after(tool: Tool, earlier: Tool) -> bool:
    """Whether one is a later version of the other."""
    step: Tool | None = tool.replaces
    while step is not None:
        if step.pk == earlier.pk:
            return True
        step = step.replaces
    return False
