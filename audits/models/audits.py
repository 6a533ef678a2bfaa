"""The yearly cycle, and the audits in it."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from audits.models.tools import Tool
from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from strategies.models import Objective

TITLE_MAX = 120
THEME_MAX = 60
ROLE_MAX = 120
TEXT_MAX = 2000
SAMPLE_MAX = 200


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, by who may see them."""

    def visible_to(self, access: Access) -> "ProgrammeQuerySet":
        """Those of a person's partnerships."""
        mine = access.partnerships_with(Permission.AUDIT_READ)
        return self.filter(partnership_id__in=mine)

    def newest_first(self) -> "ProgrammeQuerySet":
        """The year that is on, then those before."""
        return self.order_by("-starts_on", "-pk")


class Programme(models.Model):
    """A year of audits: what a partnership will look at, and why."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="audit_programmes"
    )
    title = models.CharField("what it is called", max_length=TITLE_MAX)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    about = models.TextField(
        "what it is to find out",
        blank=True,
        validators=[MaxLengthValidator(TEXT_MAX)],
    )
    version = models.PositiveIntegerField(default=1)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "partnership", Lower("title"), name="audits_one_programme_a_title"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="audits_a_programme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AuditQuerySet(models.QuerySet["Audit"]):
    """Audits, by who may see them and by how far they are."""

    def visible_to(self, access: Access) -> "AuditQuerySet":
        """Those of a person's partnerships, and those their agencies take part in.

        An agency does not see an audit that is only planned.
        """
        part = TakingPart.objects.filter(
            audit=OuterRef("pk"),
            agency_id__in=access.agencies_with(Permission.AUDIT_VIEW),
        )
        mine = access.partnerships_with(Permission.AUDIT_READ)
        begun = ~Q(state=Audit.State.PLANNED)
        return self.filter(Q(partnership_id__in=mine) | begun & Exists(part))

    def in_order(self) -> "AuditQuerySet":
        """By the day on which they report, the next first."""
        return self.order_by("report_by", "title", "pk")


class Audit(models.Model):
    """One look at practice on a theme: by several agencies, or by each alone."""

    class Kind(models.TextChoices):
        """Who grades what."""

        MULTI = "multi", "Several agencies look at the same cases"
        SINGLE = "single", "One agency looks at its own cases"
        SELF = "self", "Each agency assesses itself"

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", "Planned"
        COLLECTING = "collecting", "Agencies are grading"
        MODERATING = "moderating", "Being moderated"
        REPORTING = "reporting", "Being written up"
        CLOSED = "closed", "Closed"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="audits"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="audits"
    )
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="audits")
    title = models.CharField("what it is called", max_length=TITLE_MAX)
    theme = models.CharField("what it is about", max_length=THEME_MAX)
    kind = models.CharField("who grades what", max_length=6, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    scope = models.TextField(
        "which cases", blank=True, validators=[MaxLengthValidator(TEXT_MAX)]
    )
    method = models.TextField(
        "how cases are chosen and looked at",
        blank=True,
        validators=[MaxLengthValidator(TEXT_MAX)],
    )
    sample_size = models.PositiveSmallIntegerField(
        "how many cases", help_text="1 where each agency assesses itself"
    )
    period_from = models.DateField("practice from")
    period_to = models.DateField("practice until")
    lead = models.CharField(
        "who leads it", max_length=ROLE_MAX, help_text="a role, never a name"
    )
    collect_by = models.DateField("agencies grade until")
    moderate_by = models.DateField("moderated until")
    report_by = models.DateField("reported until")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="audits")
    agencies: "models.ManyToManyField[Agency, TakingPart]" = models.ManyToManyField(
        Agency, through="TakingPart", related_name="audits"
    )
    again_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="again",
        help_text="the audit that this one repeats, to see whether practice moved",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "report_by", "pk"]
        indexes = [models.Index(fields=["partnership", "state"])]
        constraints = [
            models.UniqueConstraint(
                "partnership", Lower("title"), name="audits_one_audit_a_title"
            ),
            models.CheckConstraint(
                condition=Q(sample_size__gte=1) & Q(sample_size__lte=SAMPLE_MAX),
                name="audits_sample_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="audits_practice_until_after_from",
            ),
            models.CheckConstraint(
                condition=Q(moderate_by__gte=F("collect_by"))
                & Q(report_by__gte=F("moderate_by")),
                name="audits_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at=None),
                name="audits_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(again_of=F("pk")), name="audits_repeats_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_collecting(self) -> bool:
        """Whether agencies may grade."""
        return self.state == self.State.COLLECTING

    @property
    def is_closed(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.state == self.State.CLOSED


class TakingPart(models.Model):
    """An agency that takes part in an audit."""

    audit = models.ForeignKey(
        Audit, on_delete=models.CASCADE, related_name="taking_part"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="taking_part"
    )

    class Meta:
        ordering = ["audit", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "agency"], name="audits_takes_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.audit}"
