"""What a plan may say, given what the audit is and how far it has come."""

from datetime import date

from django.core.exceptions import ValidationError

from audits.actions import parts
from audits.models import Audit, Tool
from audits.models.audits import SAMPLE_MAX
from audits.plans import Plan
from audits.states import takes_cases
from audits.versions import offered
from partnership.models import Agency
from strategies.working_to import objectives_of
from ui.templatetags.words import and_list

MOST_AGENCIES = 60
CLOSED = "This audit is closed. Nothing of it changes any more."


def frozen(audit: Audit) -> set[str]:
    """What can no longer change: all once closed, the tool once agencies spoke."""
    if audit.pk is None:
        return set()
    found = set()
    if audit.state != Audit.State.PLANNED or parts.begun(audit):
        found |= {"tool", "kind"}
    if not takes_cases(audit):
        found |= {"agencies"}
    return found


def check(audit: Audit, plan: Plan, *, on: date, stood: Plan | None = None) -> None:
    """Refuse what cannot be; `stood` is what was planned before.

    Raises ValidationError with code title, wrong_day, sample, no_tool, not_theirs,
    again, frozen, kind, one_agency, too_many, not_seated or has_graded.
    """
    if audit.is_closed:
        raise ValidationError(CLOSED, code="closed")
    _check_words(audit, plan)
    _check_days(plan)
    _check_tool(audit, plan, stood)
    _check_theirs(audit, plan, stood)
    if stood:
        _check_frozen(audit, plan, stood)
    _check_agencies(audit, plan, on, stood)


def _check_words(audit: Audit, plan: Plan) -> None:
    others = Audit.objects.filter(partnership=audit.partnership).exclude(pk=audit.pk)
    if others.filter(title__iexact=plan.title).exists():
        raise ValidationError("You have an audit of that name already.", code="title")
    if not 1 <= plan.sample_size <= SAMPLE_MAX:
        raise ValidationError(
            f"How many cases must be from 1 to {SAMPLE_MAX}.", code="sample"
        )


def _check_days(plan: Plan) -> None:
    days = {
        "period_to": (
            plan.period_to >= plan.period_from,
            "The practice that is looked at must end after it begins.",
        ),
        "moderate_by": (
            plan.moderate_by >= plan.collect_by,
            "Moderating must end on or after the day until which agencies grade.",
        ),
        "report_by": (
            plan.report_by >= plan.moderate_by,
            "The report must be due on or after the day until which it is moderated.",
        ),
    }
    for name, (is_right, message) in days.items():
        if not is_right:
            raise ValidationError({name: ValidationError(message, code="wrong_day")})


def _check_tool(audit: Audit, plan: Plan, stood: Plan | None) -> None:
    tool = plan.tool
    if stood and stood.tool == tool:
        return
    if tool.partnership_id not in (None, audit.partnership_id):
        raise ValidationError("That tool is another partnership’s.", code="no_tool")
    if not offered(Tool.objects.filter(pk=tool.pk)).exists():
        raise ValidationError(
            f"“{tool}” can no longer be chosen: it was changed or is not ready. Choose "
            "a tool that is ready to use.",
            code="no_tool",
        )


def _check_theirs(audit: Audit, plan: Plan, stood: Plan | None) -> None:
    whose = audit.partnership
    if plan.programme.partnership_id != whose.pk:
        raise ValidationError("Choose a programme of your own.", code="programme")
    kept = {one.pk for one in stood.objectives} if stood else set()
    theirs = {one.pk for one in objectives_of(whose)}
    if {one.pk for one in plan.objectives} - theirs - kept:
        raise ValidationError(
            "Choose objectives of a strategy that your partnership works to.",
            code="not_theirs",
        )
    again = plan.again_of
    if again is None or (stood and stood.again_of == again):
        return
    if again.partnership_id != whose.pk or not again.is_closed or again == audit:
        raise ValidationError(
            "An audit can repeat an earlier one of yours that is closed.", code="again"
        )


def _check_frozen(audit: Audit, plan: Plan, stood: Plan) -> None:
    fixed = frozen(audit)
    if "tool" in fixed and (plan.tool, plan.kind) != (stood.tool, stood.kind):
        raise ValidationError(
            "Agencies have begun to grade, so the tool and who grades what stay as "
            "they are.",
            code="frozen",
        )
    if "agencies" in fixed and set(plan.agencies) != set(stood.agencies):
        raise ValidationError(
            "Agencies no longer grade, so none can join or leave.", code="frozen"
        )
    to_self = plan.kind == Audit.Kind.SELF and stood.kind != plan.kind
    if to_self and audit.cases.exists():
        raise ValidationError(
            "This audit has cases. Remove them before each agency assesses itself.",
            code="kind",
        )


def _check_agencies(audit: Audit, plan: Plan, on: date, stood: Plan | None) -> None:
    if plan.kind == Audit.Kind.SINGLE and len(plan.agencies) > 1:
        raise ValidationError(
            "Where one agency looks at its own cases, choose that agency alone.",
            code="one_agency",
        )
    if len(plan.agencies) > MOST_AGENCIES:
        raise ValidationError(
            f"At most {MOST_AGENCIES} agencies can take part.", code="too_many_agencies"
        )
    before = {one.pk: one for one in stood.agencies} if stood else {}
    after = {one.pk: one for one in plan.agencies}
    seated = Agency.objects.seated([audit.partnership], on).filter(pk__in=after)
    outside = after.keys() - before.keys() - set(seated.values_list("pk", flat=True))
    if outside:
        names = and_list(sorted(after[pk].name for pk in outside))
        raise ValidationError(
            f"{names} has no seat in your partnership.", code="not_seated"
        )
    said = parts.begun(audit) if before.keys() - after.keys() else set()
    graded = sorted(before[pk].name for pk in said & (before.keys() - after.keys()))
    if graded:
        raise ValidationError(
            f"{and_list(graded)} has begun to grade, and stays in the audit.",
            code="has_graded",
        )
