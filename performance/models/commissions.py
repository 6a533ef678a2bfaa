"""Which partnership asks which agencies for which measure."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from performance.models.measures import EVERY, Measure
from performance.periods import Frequency, Period
from strategies.models import Objective, Outcome

DUE_MAX = 180
BECAUSE_MAX = 300


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Commissions, by who may see them and by day."""

    def visible_to(self, access: Access) -> "CommissionQuerySet":
        """Those of a person's partnerships, and those that ask their agencies."""
        asked = Asked.objects.filter(
            commission=OuterRef("pk"),
            agency_id__in=access.agencies_with(Permission.DATA_VIEW),
        )
        mine = access.partnerships_with(Permission.MEASURE_VIEW)
        return self.filter(Q(partnership_id__in=mine) | Exists(asked))

    def about(self, period: Period) -> "CommissionQuerySet":
        """Those under which a period is asked for."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=period.ends_on),
            frequency=period.frequency,
            first_on__lte=period.starts_on,
        )

    def standing(self, on: date) -> "CommissionQuerySet":
        """Those that have not been stopped by a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on))

    def stopped(self, on: date) -> "CommissionQuerySet":
        """Those that are asked for no longer on a day."""
        return self.filter(ended_on__lt=on)

    def in_order(self) -> "CommissionQuerySet":
        """As the partnership numbered them."""
        return self.order_by("position", "measure__title", "pk")


class Commission(models.Model):
    """A partnership asks for a measure: how often, until when, what it hopes for."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="commissions"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="commissions"
    )
    frequency = models.CharField("how often", max_length=12, choices=EVERY)
    first_on = models.DateField("first period begins")
    due_days = models.PositiveSmallIntegerField("days to answer in", default=30)
    ended_on = models.DateField("asked for until", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    baseline = models.DecimalField(
        null=True, blank=True, max_digits=14, decimal_places=4
    )
    baseline_said = models.CharField(
        "what the baseline is of",
        max_length=80,
        blank=True,
        help_text="as in “April 2024 to March 2025”",
    )
    target = models.DecimalField(null=True, blank=True, max_digits=14, decimal_places=4)
    objectives = models.ManyToManyField(
        Objective, blank=True, related_name="commissions"
    )
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="commissions")
    agencies: "models.ManyToManyField[Agency, Asked]" = models.ManyToManyField(
        Agency, through="Asked", related_name="commissions"
    )
    version = models.PositiveIntegerField(default=1)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "measure"],
                name="performance_a_measure_asked_once",
                violation_error_message="Your partnership asks for this already.",
            ),
            models.CheckConstraint(
                condition=Q(due_days__gte=1) & Q(due_days__lte=DUE_MAX),
                name="performance_due_in_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("first_on")),
                name="performance_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} for {self.partnership}"

    @property
    def every(self) -> Frequency:
        """How often, as a frequency."""
        return Frequency(self.frequency)

    def due_on(self, period: Period) -> date:
        """The last day on which its figures are on time."""
        return period.ends_on + timedelta(days=self.due_days)


class Asked(models.Model):
    """An agency that a commission asks."""

    commission = models.ForeignKey(
        Commission, on_delete=models.CASCADE, related_name="asked"
    )
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="asked")
    from_on = models.DateField(
        "asked from",
        default=date.min,
        help_text="the first day of the first period that it is asked about",
    )

    class Meta:
        ordering = ["commission", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "agency"], name="performance_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.commission}"

    def is_about(self, period: Period) -> bool:
        """Whether the agency is asked about a period of the commission’s frequency."""
        ended = self.commission.ended_on
        return max(self.from_on, self.commission.first_on) <= period.starts_on and (
            ended is None or ended >= period.ends_on
        )


class Turn(models.Model):
    """The day from which a partnership expects figures to go one way.

    As in “expected to rise until March 2027, then to fall”. Before the first, what the
    measure says holds.
    """

    commission = models.ForeignKey(
        Commission, on_delete=models.CASCADE, related_name="turns"
    )
    from_on = models.DateField("from")
    better = models.SmallIntegerField(choices=Measure.Better)

    class Meta:
        ordering = ["commission", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "from_on"], name="performance_one_turn_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_better_display()} from {self.from_on}"


class Rebase(models.Model):
    """The first period of a new mean and range, set by an analyst with a reason."""

    commission = models.ForeignKey(
        Commission, on_delete=models.CASCADE, related_name="rebases"
    )
    from_on = models.DateField("first period begins")
    because = models.CharField(max_length=BECAUSE_MAX)
    baseline = models.PositiveSmallIntegerField(
        "points that fix the mean", null=True, blank=True
    )
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["commission", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "from_on"], name="performance_one_rebase_a_period"
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline__gte=12),
                name="performance_a_baseline_of_twelve",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission} from {self.from_on}"
