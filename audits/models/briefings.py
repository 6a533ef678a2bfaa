"""What staff are to learn from an audit, on one page, and who was told."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from audits.models.audits import Audit
from partnership.access import Access
from partnership.models import Agency
from partnership.roles import Permission

# Together they fit on one page.
PART_MAX = 700
LABELS = {
    "why": "Why we looked",
    "went_well": "What went well",
    "learnt": "What we learnt",
    "do_next": "What to do differently",
    "questions": "Questions for a team meeting",
}
PARTS = tuple(LABELS)
WHOM_MAX = 120


class BriefingQuerySet(models.QuerySet["Briefing"]):
    """Briefings, by who may see them."""

    def visible_to(self, access: Access) -> "BriefingQuerySet":
        """To who writes them; once published, to readers and who took part.

        Not while its audit is taken a step back, as its findings may change.
        """
        write = access.partnerships_with(Permission.AUDIT_REVIEW)
        read = access.partnerships_with(Permission.AUDIT_READ)
        took_part = Audit.agencies.through.objects.filter(
            audit=OuterRef("audit"),
            agency_id__in=access.agencies_with(Permission.AUDIT_VIEW),
        )
        closed = Q(audit__state=Audit.State.CLOSED)
        out = Q(published_at__isnull=False) & closed
        return self.filter(
            Q(audit__partnership_id__in=write)
            | out & (Q(audit__partnership_id__in=read) | Exists(took_part))
        )


class Briefing(models.Model):
    """The one-page summary of a closed audit that agencies share with staff."""

    audit = models.OneToOneField(
        Audit, on_delete=models.CASCADE, related_name="briefing"
    )
    why = models.TextField(
        "why we looked", blank=True, validators=[MaxLengthValidator(PART_MAX)]
    )
    went_well = models.TextField(
        "what went well", blank=True, validators=[MaxLengthValidator(PART_MAX)]
    )
    learnt = models.TextField(
        "what we learnt", blank=True, validators=[MaxLengthValidator(PART_MAX)]
    )
    do_next = models.TextField(
        "what to do differently", blank=True, validators=[MaxLengthValidator(PART_MAX)]
    )
    questions = models.TextField(
        "questions for a team meeting",
        blank=True,
        validators=[MaxLengthValidator(PART_MAX)],
    )
    published_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["audit"]

    def __str__(self) -> str:
        return f"Learning from {self.audit}"

    def parts(self) -> list[tuple[str, str]]:
        """What it says, each under its heading; what is empty is left out."""
        said = [(LABELS[name], getattr(self, name)) for name in PARTS]
        return [(label, text) for label, text in said if text]

    @property
    def is_published(self) -> bool:
        """Whether agencies may read it."""
        return self.published_at is not None


class SharedQuerySet(models.QuerySet["Shared"]):
    """With whom briefings were shared, by who may see it."""

    def visible_to(self, access: Access) -> "SharedQuerySet":
        """A person's own agencies', and all to the partnership's readers."""
        own = access.agencies_with(Permission.AUDIT_VIEW)
        read = access.partnerships_with(Permission.AUDIT_READ)
        return self.filter(
            Q(agency_id__in=own) | Q(briefing__audit__partnership_id__in=read)
        )


class Shared(models.Model):
    """An agency shared a briefing with some of its staff on a day."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="shared"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="briefings_shared"
    )
    with_whom = models.CharField(
        "with whom", max_length=WHOM_MAX, help_text="a team or a meeting, no names"
    )
    shared_on = models.DateField("when")
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["briefing", "-shared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(with_whom=""), name="audits_shared_with_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.with_whom}, {self.agency}"
