"""Taking a file in: at once, or held until somebody says why words in it may stay."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from evidence import storing
from evidence.actions.keeping import change_file
from evidence.inspection import Inspected
from evidence.models import FILES_MAX, NAME_MAX, TOTAL_MAX, File, FileQuerySet
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency
from partnership.roles import Permission
from ui.merging import Edit
from ui.packages import MB


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of a file: what they call it, and until when it holds."""

    name: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it stands, and whether the agency held it already.

    Then also what was typed, and whether its date was taken over from that.
    """

    file: File
    was_there: bool
    typed: Details = Details()
    was_dated: bool = False


@transaction.atomic
def take_in(
    *, agency: Agency, inspected: Inspected, details: Details, by: Access, at: datetime
) -> Taken:
    """Keep a file for an agency, once: the same content again gives the one there.

    Where something in it looks personal it is held, with what was typed, until
    `keep_file` or `discard_file`. A kept one that is there stays as it is; only where
    it had no expiry date it gets the one typed. Raises ValidationError with code full.
    """
    by.require(Permission.FILE_EDIT, agency_id=agency.pk)
    # One at a time, so that the same file sent twice at once is stored once.
    held = locked(Agency.objects.all()).get(pk=agency.pk)
    files = File.objects.filter(agency=held, removed_at=None)
    there = files.filter(sha256=inspected.sha256).first()
    if there and there.is_pending:
        _describe(there, details)
        return Taken(there, was_there=False)
    if there:
        return _again(there, details, by, at)
    _check_room(files, len(inspected.content))
    file = _made(held, inspected, details)
    file.uploaded_at, file.uploaded_by = at, by.actor_name
    file.stored_as = storing.put(inspected.content)
    # The database keeps what must be true of the row; the agency is held.
    file.clean_fields(exclude=["agency"])
    file.save()
    if not file.is_pending:
        _record_kept(file, by, at)
    return Taken(file, was_there=False)


@transaction.atomic
def keep_file(*, file: File, because: str, by: Access, at: datetime) -> File:
    """Keep a held file, with the reason why what was found in it may stay.

    Of what was found its kind and place are kept, and not the words. Saying it twice
    is saying it once.
    """
    by.require(Permission.FILE_EDIT, agency_id=file.agency_id)
    held = locked(File.objects.filter(removed_at=None)).get(pk=file.pk)
    if not held.is_pending:
        return held
    if not because.strip():
        raise ValidationError("Say why these words may stay.", code="no_reason")
    held.state = File.State.KEPT
    held.may_stay_because = because.strip()
    held.findings = [{**one, "text": ""} for one in held.findings]
    held.save(update_fields=["state", "may_stay_because", "findings"])
    _record_kept(held, by, at)
    return held


@transaction.atomic
def discard_file(*, file: File, by: Access) -> None:
    """Let a held file go: another one is chosen. It was never kept, so nothing stays.

    Doing it twice is doing it once.
    """
    by.require(Permission.FILE_EDIT, agency_id=file.agency_id)
    for held in locked(File.objects.pending().filter(pk=file.pk)):
        storing.take_away(held.stored_as)
        held.delete()


def _made(agency: Agency, inspected: Inspected, details: Details) -> File:
    looks_personal = bool(inspected.findings)
    scanned_at = inspected.scanned_at
    stem = PurePath(inspected.original_name).stem[:NAME_MAX].strip()
    return File(
        agency=agency,
        name=details.name or stem or "File",
        original_name=inspected.original_name,
        kind=inspected.kind.value,
        size=len(inspected.content),
        sha256=inspected.sha256,
        state=File.State.PENDING if looks_personal else File.State.KEPT,
        expires_on=details.expires_on,
        scanned=File.Scanned.CLEAN if scanned_at else File.Scanned.NOT_SCANNED,
        scanned_at=scanned_at,
        was_read=inspected.was_read,
        findings=[asdict(one) for one in inspected.findings],
    )


def _again(there: File, details: Details, by: Access, at: datetime) -> Taken:
    """The kept file that is there, so that it is reminded of by the date typed."""
    dates = details.expires_on is not None and there.expires_on is None
    if dates:
        edit = Edit("expires_on", was=None, now=details.expires_on)
        change_file(file=there, edits=[edit], by=by, at=at)
        there.refresh_from_db()
    return Taken(there, was_there=True, typed=details, was_dated=dates)


def _describe(file: File, details: Details) -> None:
    """Go by what was typed last, while nothing is decided yet."""
    file.name = details.name or file.name
    file.expires_on = details.expires_on
    file.save(update_fields=["name", "expires_on"])


def _check_room(files: FileQuerySet, size: int) -> None:
    if files.count() >= FILES_MAX:
        raise ValidationError(
            f"Your agency has {FILES_MAX} files, which is as many as it can have. "
            "Remove some that are not used any more.",
            code="full",
        )
    if files.total_size() + size > TOTAL_MAX:
        raise ValidationError(
            f"Your agency’s files together would be larger than {TOTAL_MAX // MB:,} "
            "MB. Remove some that are not used any more.",
            code="full",
        )


def _record_kept(file: File, by: Access, at: datetime) -> None:
    found = [f"{one['kind']}, {one['where']}" for one in file.findings]
    because = {"found": found, "may_stay_because": file.may_stay_because}
    record(
        by=by,
        at=at,
        verb="added the file",
        subject=file,
        after={
            "name": file.name,
            "kind": file.get_kind_display(),
            "expires_on": file.expires_on,
            "viruses": file.get_scanned_display(),
            **(because if found else {}),
        },
    )
