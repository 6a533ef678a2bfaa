"""What an audit found, and what is to change."""

from datetime import date

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from audits.models.audits import THEME_MAX, Audit
from audits.models.cases import Judgement
from evidence.models import File
from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from strategies.models import Objective

TEXT_MAX = 2000
ROLE_MAX = 120
MILESTONE_MAX = 300
MILESTONES_MAX = 12
REASON_MAX = 2000


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, by who may see them."""

    def visible_to(self, access: Access) -> "FindingQuerySet":
        """To who writes them at once; to others once the audit is closed.

        Then to the partnership's readers, and to the agencies that took part.
        """
        write = access.partnerships_with(Permission.AUDIT_REVIEW)
        read = access.partnerships_with(Permission.AUDIT_READ)
        took_part = Audit.agencies.through.objects.filter(
            audit=OuterRef("audit"),
            agency_id__in=access.agencies_with(Permission.AUDIT_VIEW),
        )
        closed = Q(audit__state=Audit.State.CLOSED)
        return self.filter(
            Q(audit__partnership_id__in=write)
            | closed & (Q(audit__partnership_id__in=read) | Exists(took_part))
        )

    def in_order(self) -> "FindingQuerySet":
        """As they are numbered in the report."""
        return self.order_by("position", "pk")


class Finding(models.Model):
    """Something that an audit found, and what it rests on."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        STRENGTH = "strength", "Strength"
        IMPROVE = "improve", "Area for improvement"
        SYSTEM = "system", "System issue"
        PRACTICE = "practice", "Good practice to share"

    class Severity(models.IntegerChoices):
        """How much it matters for children."""

        LOW = 1, "Low"
        MEDIUM = 2, "Medium"
        HIGH = 3, "High"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("what it is", max_length=8, choices=Kind)
    theme = models.CharField("what it is about", max_length=THEME_MAX)
    text = models.TextField("what was found", validators=[MaxLengthValidator(TEXT_MAX)])
    severity = models.PositiveSmallIntegerField(
        "how much it matters",
        choices=Severity,
        null=True,
        blank=True,
        help_text="nothing for a strength or good practice",
    )
    objectives = models.ManyToManyField(Objective, blank=True, related_name="findings")
    agencies = models.ManyToManyField(
        Agency, blank=True, related_name="findings", help_text="whom it concerns"
    )
    judgements = models.ManyToManyField(
        Judgement, blank=True, related_name="findings", help_text="what it rests on"
    )
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["strength", "practice"], severity=None)
                | Q(kind__in=["improve", "system"], severity__in=[1, 2, 3]),
                name="audits_severity_of_what_must_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.theme}"


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations, by who may see them and by how they stand."""

    def visible_to(self, access: Access) -> "RecommendationQuerySet":
        """To their owner, and to the readers of the partnership that made them.

        Board members and owners see them once the audit is being written up or closed.
        """
        own = access.agencies_with(Permission.AUDIT_VIEW)
        write = access.partnerships_with(Permission.AUDIT_REVIEW)
        read = access.partnerships_with(Permission.AUDIT_READ)
        agreed = ~Q(state=Recommendation.State.DRAFT)
        return self.filter(
            Q(partnership_id__in=write)
            | agreed & (Q(agency_id__in=own) | Q(partnership_id__in=read))
        )

    def to_do(self) -> "RecommendationQuerySet":
        """Those that their owner still works on."""
        return self.filter(state=Recommendation.State.OPEN)

    def overdue(self, on: date) -> "RecommendationQuerySet":
        """Those not closed whose day is past."""
        states = [Recommendation.State.OPEN, Recommendation.State.ASKED]
        return self.filter(state__in=states, due_on__lt=on)

    def soonest_first(self) -> "RecommendationQuerySet":
        """By the day they are due."""
        return self.order_by("due_on", "pk")


class Recommendation(models.Model):
    """What one agency is to change, by when, and what became of it.

    Closed only with what was done, what changed for children, what shows it, and by
    somebody of another agency than its owner.
    """

    class Change(models.TextChoices):
        """What will change."""

        TRAINING = "training", "Training"
        POLICY = "policy", "Policy or procedure"
        SERVICE = "service", "Service"
        SUPERVISION = "supervision", "Supervision"
        COMMISSIONING = "commissioning", "Commissioning"

    class State(models.TextChoices):
        """How far it is. Overdue is worked out from the day, never typed."""

        DRAFT = "draft", "Being written"
        OPEN = "open", "Being worked on"
        ASKED = "asked", "Waiting to be checked"
        CLOSED = "closed", "Closed"
        ENDED = "ended", "No longer needed"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="recommendations"
    )
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, related_name="recommendations"
    )
    findings = models.ManyToManyField(Finding, related_name="recommendations")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="recommendations"
    )
    owner = models.CharField(
        "who sees to it", max_length=ROLE_MAX, help_text="a role, never a name"
    )
    text = models.TextField(
        "what is to change", validators=[MaxLengthValidator(TEXT_MAX)]
    )
    change = models.CharField("what will change", max_length=14, choices=Change)
    due_on = models.DateField("by when")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    output = models.TextField(
        "what was done", blank=True, validators=[MaxLengthValidator(TEXT_MAX)]
    )
    impact = models.TextField(
        "what changed for children",
        blank=True,
        validators=[MaxLengthValidator(TEXT_MAX)],
    )
    shown_by = models.TextField(
        "what shows it",
        blank=True,
        validators=[MaxLengthValidator(TEXT_MAX)],
        help_text="beside files, or instead of them",
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    asked_by_person = models.BigIntegerField(
        null=True, blank=True, help_text="their number; nothing for a command"
    )
    written_by = models.JSONField(
        default=list,
        blank=True,
        help_text="numbers of those who wrote for its owner, and so do not check it",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField("who checked it", max_length=200, blank=True)
    closed_by_person = models.BigIntegerField(null=True, blank=True)
    tested_by = models.ManyToManyField(
        Audit,
        blank=True,
        related_name="tests",
        help_text="later audits that looked whether it worked",
    )
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "due_on", "pk"]
        indexes = [models.Index(fields=["partnership", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["asked", "closed"])
                | ~Q(output="") & ~Q(impact="") & Q(asked_at__isnull=False),
                name="audits_asked_with_output_and_impact",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(closed_by="")
                | ~Q(state="closed") & Q(closed_at=None, closed_by=""),
                name="audits_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_by_person=None)
                | ~Q(closed_by_person=F("asked_by_person")),
                name="audits_closed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def is_overdue(self, on: date) -> bool:
        """Whether its day is past and it is not closed."""
        return self.state in (self.State.OPEN, self.State.ASKED) and self.due_on < on

    def age(self, on: date) -> int | None:
        """For how many days its owner has it, or had it until it was closed."""
        if self.opened_at is None or self.state == self.State.ENDED:
            return None
        until = timezone.localdate(self.closed_at) if self.closed_at else on
        return (until - timezone.localdate(self.opened_at)).days


class Milestone(models.Model):
    """One step of a recommendation."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="milestones"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField("what will be done", max_length=MILESTONE_MAX)
    due_on = models.DateField("by when")
    done_on = models.DateField("done on", null=True, blank=True)

    class Meta:
        ordering = ["recommendation", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Step(models.Model):
    """What happened to a recommendation: an update, a request, a decision.

    Only ever added to, so that it is its history for everybody who may see it.
    """

    class Kind(models.TextChoices):
        """What was said or decided."""

        SENT = "sent", "Sent to its owner"
        UPDATE = "update", "Update"
        DUE = "due", "Given another day"
        ASKED = "asked", "Asked to close it"
        WITHDRAWN = "withdrawn", "Took back the request to close it"
        CLOSED = "closed", "Checked and closed"
        SENT_BACK = "sent_back", "Sent back"
        REOPENED = "reopened", "Opened again"
        GIVEN = "given", "Given to another agency"
        ENDED = "ended", "No longer needed"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(REASON_MAX)])
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["recommendation", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["update", "due", "sent_back", "reopened"])
                | ~Q(text=""),
                name="audits_a_step_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recommendation}"


class Proof(models.Model):
    """A file of the owner's that shows what became of a recommendation."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="proofs"
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="proofs")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["recommendation", "file__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "file"], name="audits_proof_once"
            )
        ]

    def __str__(self) -> str:
        return self.file.name
