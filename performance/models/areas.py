"""Areas as the published statistics name them, and how many children live there."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission

NAME_MAX = 120
SOURCE_MAX = 160
CHILDREN_MAX = 20_000_000  # more than live in England
FIRST_YEAR, LAST_YEAR = 1990, 2100
ESTIMATES = "ONS mid-year population estimates"


class Area(models.Model):
    """England, a region or a local authority, by its code in published statistics."""

    class Kind(models.TextChoices):
        """What sort of area it is."""

        COUNTRY = "country", "Country"
        REGION = "region", "Region"
        AUTHORITY = "authority", "Local authority"

    code = models.CharField(max_length=9, unique=True, help_text="as in E06000001")
    # Codes change when a council changes its shape; this number stays.
    number = models.CharField(
        max_length=3, blank=True, help_text="of a local authority, as in 301"
    )
    name = models.CharField(max_length=NAME_MAX)
    kind = models.CharField(max_length=10, choices=Kind)
    within = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="areas",
        help_text="the region of a local authority, the country of a region",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="performance_one_area_a_number",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """Which partnership looks after which area, by who may see it."""

    def visible_to(self, access: Access) -> "CoverageQuerySet":
        """Those of a person's partnerships."""
        mine = access.partnerships_with(Permission.MEASURE_VIEW)
        return self.filter(partnership_id__in=mine)

    def by_name(self) -> "CoverageQuerySet":
        """By the name of the area, which comes with it."""
        return self.select_related("area").order_by("area__name", "pk")


class Coverage(models.Model):
    """An area that a partnership looks after; some look after several."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="coverage"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="coverage")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "area__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "area"], name="performance_covered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} for {self.partnership}"


class Population(models.Model):
    """How many children from 0 to 17 lived in an area in the middle of a year.

    An area is the same one for every partnership that looks after it, and so is this:
    any of them may change it, and who did last stands beside it.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="of the mid-year estimate",
    )
    children = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(CHILDREN_MAX)],
        help_text="aged 0 to 17",
    )
    source = models.CharField(
        max_length=SOURCE_MAX, default=ESTIMATES, help_text="where it is published"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["area__name", "-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"], name="performance_one_population_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990) & Q(year__lte=2100),
                name="performance_population_of_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.year}"
