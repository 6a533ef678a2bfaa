"""Files an agency keeps as evidence."""

from datetime import date, timedelta
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, Sum
from django.utils.text import slugify

from evidence.kinds import Kind
from partnership.access import Access
from partnership.models import Agency
from partnership.roles import Permission
from ui.packages import MB

NAME_MAX = 120
BECAUSE_MAX = 300
COPY_NAME_MAX = 80
# So that one agency cannot fill the disk of all.
FILES_MAX = 500
TOTAL_MAX = 1000 * MB
# Days before the expiry date on which an agency is reminded.
REMINDED = (30, 7, 0)


class FileQuerySet(models.QuerySet["File"]):
    """Files, by who may see them and by how they stand."""

    def visible_to(self, access: Access) -> "FileQuerySet":
        """The files of a person's own agencies.

        Readers of a response reach what is attached to it through the response.
        """
        mine = access.agencies_with(Permission.FILE_VIEW)
        return self.filter(agency_id__in=mine, removed_at=None)

    def kept(self) -> "FileQuerySet":
        """Those that are kept, without those about which something is still asked."""
        return self.filter(state=File.State.KEPT, removed_at=None)

    def pending(self) -> "FileQuerySet":
        """Those that wait for somebody to say why words in them may stay."""
        return self.filter(state=File.State.PENDING)

    def by_name(self) -> "FileQuerySet":
        """In the order in which people look for them."""
        return self.order_by("name", "pk")

    def expiring(self, on: date, *, within: int) -> "FileQuerySet":
        """Kept ones whose expiry date is so many days away or fewer, or has passed."""
        return self.kept().filter(expires_on__lte=on + timedelta(days=within))

    def total_size(self) -> int:
        """How much they hold together, in bytes."""
        return self.aggregate(total=Sum("size"))["total"] or 0


class File(models.Model):
    """One file of an agency, stored once and used as often as it is evidence."""

    class State(models.TextChoices):
        """A pending file is held while its person decides about what was found."""

        PENDING = "pending", "Waiting for a decision"
        KEPT = "kept", "Kept"

    class Scanned(models.TextChoices):
        """What a virus scanner said, where there is one."""

        CLEAN = "clean", "No virus found"
        NOT_SCANNED = "not_scanned", "Not checked for viruses"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="files")
    name = models.CharField("what you call it", max_length=NAME_MAX)
    original_name = models.CharField(
        max_length=255, help_text="what the file was called when it came"
    )
    kind = models.CharField(
        max_length=8,
        choices=[(kind.value, kind.label) for kind in Kind],
        help_text="by its content",
    )
    size = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.KEPT)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)
    expires_on = models.DateField("expires", null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="the last reminder of this expiry date, in days before it",
    )
    scanned = models.CharField(
        max_length=12, choices=Scanned, default=Scanned.NOT_SCANNED
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    was_read = models.BooleanField(
        default=False, help_text="whether it has words that were read"
    )
    findings = models.JSONField(
        default=list,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="what looks like personal data, and where; the words themselves "
        "only until somebody has decided",
    )
    may_stay_because = models.CharField(
        "why it may stay", max_length=BECAUSE_MAX, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"],
                condition=Q(removed_at=None),
                name="evidence_stored_once",
            ),
            models.CheckConstraint(
                condition=Q(scanned="not_scanned") | Q(scanned_at__isnull=False),
                name="evidence_scanned_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pending(self) -> bool:
        """Whether its person has yet to say why words in it may stay."""
        return self.state == self.State.PENDING

    @property
    def chosen_name(self) -> str:
        """What somebody called it; nothing where its own name was taken."""
        own = PurePath(self.original_name).stem[:NAME_MAX].strip()
        return "" if self.name == own else self.name

    @property
    def is_scanned(self) -> bool:
        """Whether a virus scanner looked at it."""
        return self.scanned == self.Scanned.CLEAN

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, whose words cannot be read."""
        return Kind(self.kind).is_picture

    @property
    def download_name(self) -> str:
        """What it is called when it is handed over, with the ending of what it is."""
        ending = Kind(self.kind).ending
        plain = self.name.replace("/", "-").replace("\\", "-")
        return plain if plain.lower().endswith(ending) else f"{plain}{ending}"

    @property
    def copy_name(self) -> str:
        """What it is called in a copy of everything: plain, and never another's."""
        plain = slugify(self.name)[:COPY_NAME_MAX].strip("-") or "file"
        return f"{self.pk}-{plain}{Kind(self.kind).ending}"

    def has_expired(self, on: date) -> bool:
        """Whether its last day is past."""
        return self.expires_on is not None and self.expires_on < on
