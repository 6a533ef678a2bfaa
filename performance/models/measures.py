"""What is measured, and how."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from partnership.access import Access
from partnership.models import Partnership, Sector
from partnership.roles import Permission
from performance.periods import Frequency
from performance.spc import Direction

TITLE_MAX = 120
COUNTED_MAX = 300
NOTES_MAX = 1000
EVERY = [(one.value, one.words) for one in Frequency]


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures, by who may see them."""

    def visible_to(self, access: Access) -> "MeasureQuerySet":
        """The shared ones, and those that a person's partnerships made for themselves.

        An agency sees those it is asked for through its returns.
        """
        mine = access.partnerships_with(Permission.MEASURE_VIEW)
        return self.filter(Q(partnership=None) | Q(partnership_id__in=mine))

    def by_title(self) -> "MeasureQuerySet":
        """In the order in which people look for them."""
        return self.order_by("title", "pk")


class Measure(models.Model):
    """One thing that is counted the same way by everybody who is asked for it.

    Shared by all partnerships where it comes from the library, so that an agency of
    several gives it once; else a partnership's own.
    """

    class Unit(models.TextChoices):
        """What its value is."""

        COUNT = "count", "A number"
        PERCENTAGE = "percentage", "A percentage"
        RATE = "rate", "A rate for every 10,000 children"
        AVERAGE = "average", "An average"
        YES_NO = "yes_no", "Yes or no"
        WORDS = "words", "Words"

    class Kind(models.TextChoices):
        """Whether its counts add up over periods."""

        FLOW = "flow", "What happened during the period"
        SNAPSHOT = "snapshot", "How it was on the last day of the period"

    class Hides(models.TextChoices):
        """Which small numbers are hidden from those who may not see them."""

        DFE = "dfe", "Counts of 1 to 5 children, and others that would give them away"
        NHS = "nhs", "Counts of 1 to 7 children; others rounded to the nearest 5"
        NOTHING = "nothing", "None: it does not count children"

    class Better(models.IntegerChoices):
        """Which way is better, unless a partnership expects something else."""

        HIGHER = Direction.HIGHER.value, "Higher is better"
        LOWER = Direction.LOWER.value, "Lower is better"
        NEUTRAL = Direction.NEUTRAL.value, "Neither is better"

    library_key = models.SlugField(max_length=60, blank=True, default="")
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="measures",
        help_text="whose own it is; nobody’s where it is shared",
    )
    title = models.CharField("what it is called", max_length=TITLE_MAX)
    numerator = models.CharField("what is counted", max_length=COUNTED_MAX)
    denominator = models.CharField("out of what", max_length=COUNTED_MAX, blank=True)
    unit = models.CharField(max_length=12, choices=Unit)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FLOW)
    frequency = models.CharField("how often", max_length=12, choices=EVERY)
    places = models.PositiveSmallIntegerField("decimal places", default=1)
    better = models.SmallIntegerField(choices=Better, default=Better.NEUTRAL)
    hides = models.CharField(
        "which small numbers are hidden", max_length=8, choices=Hides, default=Hides.DFE
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text="the measure whose number its own cannot be larger than",
    )
    source = models.CharField("where it comes from", max_length=200, blank=True)
    owner = models.CharField(
        "who usually holds it", max_length=12, choices=Sector, blank=True
    )
    notes = models.TextField(max_length=NOTES_MAX, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library_key"],
                condition=~Q(library_key=""),
                name="performance_one_measure_a_library_key",
            ),
            models.CheckConstraint(
                condition=Q(library_key="") | Q(partnership=None),
                name="performance_library_measures_are_shared",
            ),
            models.CheckConstraint(
                condition=Q(places__lte=4), name="performance_at_most_four_places"
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=["percentage", "average"]) | ~Q(denominator=""),
                name="performance_a_share_is_out_of_something",
                violation_error_message="Say out of what it is counted.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_denominator(self) -> bool:
        """Whether an agency gives a number that this is out of."""
        return self.unit in (self.Unit.PERCENTAGE, self.Unit.AVERAGE)

    @property
    def is_of_population(self) -> bool:
        """Whether it is out of the children who live there, which the portal knows."""
        return self.unit == self.Unit.RATE

    @property
    def is_number(self) -> bool:
        """Whether its values can be added, compared and drawn."""
        return self.unit not in (self.Unit.WORDS, self.Unit.YES_NO)

    @property
    def ceiling(self) -> Decimal | None:
        """What its value cannot be above, if anything."""
        return Decimal(100) if self.unit == self.Unit.PERCENTAGE else None

    @property
    def multiplier(self) -> int:
        """What the numerator is multiplied by before it is divided."""
        return {self.Unit.PERCENTAGE: 100, self.Unit.RATE: 10_000}.get(
            self.Unit(self.unit), 1
        )
