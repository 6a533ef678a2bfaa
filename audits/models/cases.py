"""What agencies see in cases: a reference, and grades with reasons. Never a name."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from audits.models.audits import Audit
from audits.models.tools import Criterion, Grade
from partnership.access import Access
from partnership.models import Agency
from partnership.roles import Permission

REFERENCE_MAX = 20
REASON_MAX = 2000
NOTE_MAX = 4000
STAY_MAX = 300
# Where each agency assesses itself there is one “case”, and this is its reference.
SELF_ASSESSMENT = "Self-assessment"


class CaseReviewQuerySet(models.QuerySet["CaseReview"]):
    """Cases, by who may see them."""

    def visible_to(self, access: Access) -> "CaseReviewQuerySet":
        """Those of audits that a person reviews, or where their agency has a part."""
        part = Part.objects.visible_to(access).filter(case=models.OuterRef("pk"))
        mine = access.partnerships_with(Permission.AUDIT_REVIEW)
        return self.filter(
            Q(audit__partnership_id__in=mine) | Q(models.Exists(part.order_by()))
        )

    def in_order(self) -> "CaseReviewQuerySet":
        """As they were put in."""
        return self.order_by("position", "pk")


class CaseReview(models.Model):
    """One case of an audit, by a reference from which nobody can be told."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="cases")
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=REFERENCE_MAX)

    objects = CaseReviewQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "audit", Lower("reference"), name="audits_one_case_a_reference"
            ),
            models.CheckConstraint(
                condition=~Q(reference=""), name="audits_a_case_has_a_reference"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PartQuerySet(models.QuerySet["Part"]):
    """Agencies' parts of cases, by who may see them."""

    def visible_to(self, access: Access) -> "PartQuerySet":
        """A person's own agencies', and all where they review for the partnership.

        An agency never sees what another said; an audit that is only planned is not
        shown to agencies.
        """
        own = access.agencies_with(Permission.AUDIT_VIEW)
        mine = access.partnerships_with(Permission.AUDIT_REVIEW)
        begun = ~Q(case__audit__state=Audit.State.PLANNED)
        return self.filter(
            Q(agency_id__in=own) & begun | Q(case__audit__partnership_id__in=mine)
        )

    def unfinished(self) -> "PartQuerySet":
        """Those that their agency has not said it is done with."""
        return self.filter(finished_at=None)

    def finished(self) -> "PartQuerySet":
        """Those that others may read: their agency has said that it is done."""
        return self.filter(finished_at__isnull=False)


class Part(models.Model):
    """What one agency saw in one case. There is one for each from the start."""

    case = models.ForeignKey(CaseReview, on_delete=models.CASCADE, related_name="parts")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="case_parts"
    )
    note = models.TextField(
        "what stood out", blank=True, validators=[MaxLengthValidator(NOTE_MAX)]
    )
    not_involved = models.TextField(
        "why the agency has nothing to say",
        blank=True,
        validators=[MaxLengthValidator(REASON_MAX)],
        help_text="as where it did not know the child",
    )
    may_stay_because = models.CharField(
        "why words that look like personal data may stay",
        max_length=STAY_MAX,
        blank=True,
    )
    may_stay = models.JSONField(
        default=list, blank=True, help_text="the very words that this reason covers"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["case", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], name="audits_one_part_an_agency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}, {self.agency}"

    @property
    def is_finished(self) -> bool:
        """Whether its agency has said that it is done."""
        return self.finished_at is not None


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements, by who may see them."""

    def visible_to(self, access: Access) -> "JudgementQuerySet":
        """Those in the parts that a person may see."""
        parts = Part.objects.visible_to(access).order_by()
        return self.filter(part__in=parts)

    def that_count(self) -> "JudgementQuerySet":
        """Those of agencies that knew the case and said that they are done with it."""
        return self.filter(part__finished_at__isnull=False, part__not_involved="")


class Judgement(models.Model):
    """One agency's grade of one question in one case, and the moderated one beside it.

    The agency's own grade stays as it was given; moderating never changes it.
    """

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="judgements")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="judgements"
    )
    grade = models.ForeignKey(
        Grade,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="judgements",
    )
    does_not_apply = models.BooleanField("does not apply here", default=False)
    reason = models.TextField(
        "why", blank=True, validators=[MaxLengthValidator(REASON_MAX)]
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)
    moderated = models.ForeignKey(
        Grade,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moderations",
        help_text="nothing where the agency's own grade stands",
    )
    moderated_reason = models.TextField(
        "why it is moderated", blank=True, validators=[MaxLengthValidator(REASON_MAX)]
    )
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["part", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "criterion"], name="audits_judged_once"
            ),
            models.CheckConstraint(
                condition=Q(does_not_apply=False) | Q(grade=None),
                name="audits_graded_or_does_not_apply",
            ),
            models.CheckConstraint(
                condition=Q(moderated=None) | ~Q(moderated_reason=""),
                name="audits_moderated_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.grade or 'no grade'}"

    @property
    def stands(self) -> Grade | None:
        """The grade that counts: the moderated one, else the agency's own."""
        return self.moderated or self.grade
