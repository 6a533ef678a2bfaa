"""Tools and scales of the library become rows that all partnerships share."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.tools_writing import following, write_grades, write_parts
from audits.laid import tool_laid
from audits.library import (
    NotInLibrary,
    ScaleEntry,
    ToolEntry,
    scale_entry,
    tool_entry,
)
from audits.models import Scale, Tool
from audits.versions import offered
from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from ui.addresses import LARGEST

GONE = "Choose one that is in the list: this one is no longer there."


@transaction.atomic
def pick_tool(*, key: str, partnership: Partnership, by: Access, at: datetime) -> Tool:
    """The tool of the library that all share, made when first picked.

    So is its scale. Raises NotInLibrary.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    return _shared_tool(tool_entry(key), by, at, {"first for": partnership.name})


@transaction.atomic
def chosen_tool(
    *, value: str, partnership: Partnership, by: Access, at: datetime
) -> Tool:
    """The tool that was chosen among `choice.tools_to_plan_with`.

    Raises ValidationError with code unknown where it cannot be planned with.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    if pk := _number(value):
        ready = offered(Tool.objects.filter(partnership__in=[partnership]))
        shared = offered(Tool.objects.filter(partnership=None))
        found = (ready | shared).filter(pk=pk).first()
        if found is None:
            raise ValidationError(GONE, code="unknown")
        return found
    try:
        return pick_tool(key=value, partnership=partnership, by=by, at=at)
    except NotInLibrary:
        raise ValidationError(GONE, code="unknown") from None


@transaction.atomic
def chosen_scale(
    *, value: str, partnership: Partnership, by: Access, at: datetime
) -> Scale:
    """The scale that was chosen among `choice.scales_to_grade_on`.

    Raises ValidationError with code unknown.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    if pk := _number(value):
        seen = Scale.objects.filter(pk=pk).select_related("partnership")
        found = seen.first()
        if found is None or found.partnership not in (None, partnership):
            raise ValidationError(GONE, code="unknown")
        return found
    try:
        entry = scale_entry(value)
    except NotInLibrary:
        raise ValidationError(GONE, code="unknown") from None
    return _shared_scale(entry, by, at, {"first for": partnership.name})


def _shared_tool(one: ToolEntry, by: Access, at: datetime, told: Any) -> Tool:
    rows = Tool.objects.filter(library_key=one.key)
    if there := rows.filter(number=one.number).first():
        return there
    before = rows.filter(number__lt=one.number).order_by("-number").first()
    scale = _shared_scale(scale_entry(one.scale), by, at, told)
    # One row a key and version: whoever comes second in the same moment waits, and is
    # given the row of the first.
    tool, is_new = Tool.objects.get_or_create(
        library_key=one.key,
        number=one.number,
        defaults={
            "title": one.laid.title,
            "about": one.laid.about,
            "scale": scale,
            "state": Tool.State.READY,
            "replaces": before,
        },
    )
    if is_new:
        laid = following(one.laid, tool_laid(before)) if before else one.laid
        write_parts(tool, laid, follows=before is not None)
        record(by=by, at=at, verb="picked from the library", subject=tool, after=told)
    return tool


def _shared_scale(one: ScaleEntry, by: Access, at: datetime, told: Any) -> Scale:
    rows = Scale.objects.filter(library_key=one.key)
    if there := rows.filter(number=one.number).first():
        return there
    before = rows.filter(number__lt=one.number).order_by("-number").first()
    scale, is_new = Scale.objects.get_or_create(
        library_key=one.key,
        number=one.number,
        defaults={
            "name": one.laid.name,
            "about": one.laid.about,
            "replaces": before,
        },
    )
    if is_new:
        write_grades(scale, one.laid)
        record(by=by, at=at, verb="picked from the library", subject=scale, after=told)
    return scale


def _number(value: str) -> int | None:
    """The number of a row; keys of the library are no numbers."""
    if not (value.isascii() and value.isdecimal() and len(value) < 20):
        return None
    number = int(value)
    return number if number <= LARGEST else -1
