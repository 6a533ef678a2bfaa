"""A partnership makes tools of its own, copies them, and makes them ready.

A tool that something was graded with never changes: changing it makes the next
version, and audits keep the one that they were done with.
"""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.tools_library import chosen_scale
from audits.actions.tools_writing import told, write_parts
from audits.laid import LaidTool, mark_of, tool_laid
from audits.models import Tool
from audits.versions import is_fixed
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission

MOST_TOOLS = 200
CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)
GONE = "A colleague removed this while you were writing. What you typed is still here."
FIXED = (
    "Something was graded with this tool, or an audit that has begun uses it, so it "
    "stays as it is. What you typed is not saved: begin the next version, and change "
    "that."
)
RETIRED = "This tool is no longer used. Use it again, or copy it, to change it."


@transaction.atomic
def create_tool(
    *,
    partnership: Partnership,
    laid: LaidTool,
    scale: str,
    by: Access,
    at: datetime,
    verb: str = "made",
) -> Tool:
    """A draft of a tool of its own; `scale` as it was chosen.

    Raises ValidationError with code too_many, title_taken, twice or unknown.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    own = Tool.objects.filter(partnership=partnership)
    if own.count() >= MOST_TOOLS:
        raise ValidationError(
            f"The portal keeps {MOST_TOOLS} tools for a partnership. Remove a draft "
            "first.",
            code="too_many",
        )
    _refuse_title(partnership, laid.title)
    tool = Tool(
        partnership=partnership,
        title=laid.title,
        about=laid.about,
        scale=chosen_scale(value=scale, partnership=partnership, by=by, at=at),
    )
    tool.full_clean()
    tool.save()
    write_parts(tool, laid)
    record(by=by, at=at, verb=verb, subject=tool, after=told(laid))
    return tool


@transaction.atomic
def copy_tool(
    *, tool: Tool, title: str, partnership: Partnership, by: Access, at: datetime
) -> Tool:
    """A draft that says the same as a shipped tool or one of its own."""
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    if tool.partnership_id not in (None, partnership.pk):
        raise ValidationError("Copy a tool that your partnership may use.", code="not")
    return create_tool(
        partnership=partnership,
        laid=replace(tool_laid(tool), title=title),
        scale=str(tool.scale_id),
        by=by,
        at=at,
        verb="copied",
    )


@transaction.atomic
def change_tool(
    *,
    tool: Tool,
    title: str,
    about: str,
    scale: str,
    seen: str,
    by: Access,
    at: datetime,
) -> None:
    """Change what a tool is called, what it is for and what it grades on.

    Raises ValidationError with code gone, changed, fixed, retired, title_taken or
    unknown.
    """
    held = held_tool(tool, by)
    if details_mark(held) != seen:
        raise ValidationError(CHANGED, code="changed")
    partnership = _whose(held)
    _refuse_title(partnership, title, of=held)
    before = _details(held)
    held.title, held.about = title, about
    held.scale = chosen_scale(value=scale, partnership=partnership, by=by, at=at)
    after = _details(held)
    if before != after:
        held.full_clean()
        save_tool(held)
        record(by=by, at=at, verb="changed", subject=held, before=before, after=after)


def held_tool(tool: Tool, by: Access) -> Tool:
    """A tool of its own, held to be changed. For the actions about its parts too.

    Raises ValidationError with code gone, fixed or retired.
    """
    held = own_tool(tool, by)
    if is_fixed(held):
        raise ValidationError(FIXED, code="fixed")
    if held.state == Tool.State.RETIRED:
        raise ValidationError(RETIRED, code="retired")
    return held


def details_mark(tool: Tool) -> str:
    """By which a page knows whether title, purpose and scale are as it read them."""
    return mark_of(tool.title, tool.about, tool.scale_id)


def own_tool(tool: Tool, by: Access) -> Tool:
    """A tool of its own, held. Raises ValidationError with code gone or shipped."""
    rows = Tool.objects.select_related("scale", "partnership")
    held = locked(rows).filter(pk=tool.pk).first()
    if held is None:
        raise ValidationError(GONE, code="gone")
    # A shipped tool is nobody's, so nobody may change it.
    whose = [held.partnership_id] if held.partnership_id else []
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=whose)
    if held.partnership is None:
        raise ValidationError(
            "A tool that comes with the portal stays as it is. Copy it to change it.",
            code="shipped",
        )
    return held


def _whose(held: Tool) -> Partnership:
    assert held.partnership is not None  # noqa: S101 — `own_tool` has looked
    return held.partnership


def _refuse_title(
    partnership: Partnership, title: str, *, of: Tool | None = None
) -> None:
    """Refuse the title of another tool in use; versions of one tool share theirs."""
    others = Tool.objects.newest().filter(partnership=partnership)
    others = others.exclude(state=Tool.State.RETIRED)
    others = others.filter(title__iexact=title)
    if of is not None:
        others = others.exclude(pk=of.pk)
        if following := Tool.objects.filter(replaces=of).first():
            others = others.exclude(pk=following.pk)
    if others.exists():
        raise ValidationError(
            f"Your partnership has a tool “{title}” already. Give this one another "
            "title.",
            code="title_taken",
        )


def _details(tool: Tool) -> dict[str, object]:
    return {"title": tool.title, "about": tool.about, "scale": str(tool.scale)}


def save_tool(held: Tool) -> None:
    """Save it, so that pages that were read before know that it changed."""
    held.version += 1
    held.save()
