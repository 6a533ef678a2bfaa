"""Areas as the published statistics name them, and how many children live there."""

from django.db import models
from django.db.models import Q

from partnership.models import Partnership


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
    name = models.CharField(max_length=120)
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


class Coverage(models.Model):
    """An area that a partnership looks after; some look after several."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="coverage"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="coverage")

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
    """How many children from 0 to 17 lived in an area in the middle of a year (ONS)."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(help_text="of the mid-year estimate")
    children = models.PositiveIntegerField(help_text="aged 0 to 17")

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
