"""How far a tool is: ready, no longer used, followed by the next version.

Audits keep the version that they were begun with.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.tools import own_tool, save_tool
from audits.actions.tools_writing import told, write_parts
from audits.laid import LaidTool, tool_laid
from audits.models import Audit, Tool
from audits.versions import comes_after
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission

CHANGED_MEANWHILE = (
    "A colleague changed this meanwhile. Read it once more before you go on."
)


@transaction.atomic
def begin_next_version(*, tool: Tool, by: Access, at: datetime) -> Tool:
    """The next version as a draft whose parts know those before; twice is once.

    Raises ValidationError with code gone or draft.
    """
    held = own_tool(tool, by)
    if held.state == Tool.State.DRAFT:
        raise ValidationError("This is a draft: change it as it stands.", code="draft")
    if there := Tool.objects.filter(replaces=held).first():
        return there
    laid = tool_laid(held)
    following = Tool.objects.create(
        partnership=held.partnership,
        title=held.title,
        about=held.about,
        scale=held.scale,
        number=held.number + 1,
        replaces=held,
    )
    write_parts(following, laid, follows=True)
    record(
        by=by,
        at=at,
        verb="began the next version of",
        subject=following,
        after={"version": following.number},
    )
    return following


@transaction.atomic
def make_ready(*, tool: Tool, seen: int, by: Access, at: datetime) -> None:
    """A draft that can be planned with from now on.

    Raises ValidationError with code gone, changed, not_draft or empty.
    """
    held = own_tool(tool, by)
    if held.state != Tool.State.DRAFT:
        raise ValidationError("It is ready already.", code="not_draft")
    if held.version != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    if lacks := what_it_lacks(tool_laid(held)):
        raise ValidationError(lacks, code="empty")
    _state(held, Tool.State.READY, "made ready", by, at)


@transaction.atomic
def retire_tool(*, tool: Tool, by: Access, at: datetime) -> None:
    """Offer it no more; what was graded with it stays. Twice is once."""
    held = own_tool(tool, by)
    if held.state == Tool.State.DRAFT:
        raise ValidationError("This is a draft: remove it instead.", code="draft")
    if held.state == Tool.State.READY:
        _state(held, Tool.State.RETIRED, "retired", by, at)


@transaction.atomic
def use_again(*, tool: Tool, by: Access, at: datetime) -> None:
    """Offer a retired tool once more. Twice is once."""
    held = own_tool(tool, by)
    if held.state == Tool.State.RETIRED:
        _state(held, Tool.State.READY, "took into use again", by, at)


@transaction.atomic
def remove_draft(*, tool: Tool, seen: int, by: Access, at: datetime) -> None:
    """Take a draft away; what it said stays in the history.

    Raises ValidationError with code gone, changed or not_draft.
    """
    held = own_tool(tool, by)
    if held.state != Tool.State.DRAFT:
        raise ValidationError(
            "It is ready and no longer a draft. Retire it instead.", code="not_draft"
        )
    if held.version != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    record(by=by, at=at, verb="removed", subject=held, before=told(tool_laid(held)))
    held.delete()


@transaction.atomic
def move_to_version(*, audit: Audit, tool: Tool, by: Access, at: datetime) -> None:
    """Let an audit that is only planned use a later version of its tool.

    Raises ValidationError with code begun, not_later or not_ready.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[audit.partnership_id])
    held = locked(Audit.objects.select_related("tool")).get(pk=audit.pk)
    if held.tool_id == tool.pk:
        return
    if held.state != Audit.State.PLANNED:
        raise ValidationError(
            "The audit has begun, so it keeps the version of its tool.", code="begun"
        )
    if not comes_after(tool, held.tool):
        raise ValidationError(
            "Choose a later version of the tool that the audit uses.", code="not_later"
        )
    if tool.state != Tool.State.READY:
        raise ValidationError("That version is not ready to use.", code="not_ready")
    before = held.tool.number
    held.tool = tool
    held.version += 1
    held.save(update_fields=["tool", "version"])
    record(
        by=by,
        at=at,
        verb="moved to another version of its tool",
        subject=held,
        before={"version of the tool": before},
        after={"version of the tool": tool.number},
    )


def what_it_lacks(laid: LaidTool) -> str:
    """Why a tool cannot be used yet; nothing where it can."""
    if not laid.how_many:
        return "Add at least one question before you make the tool ready."
    empty = [one.title for one in laid.domains if not one.questions]
    if empty:
        return f"“{empty[0]}” has no question yet. Add one, or remove the domain."
    return ""


def _state(held: Tool, state: Tool.State, verb: str, by: Access, at: datetime) -> None:
    before = held.get_state_display()
    held.state = state
    save_tool(held)
    after = {"state": held.get_state_display()}
    record(by=by, at=at, verb=verb, subject=held, before={"state": before}, after=after)
