"""What is published about other areas, and where in which file it stands.

Everything here is public and the same for all partnerships.
"""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from partnership.access import Access
from partnership.roles import Permission
from performance.models.areas import Area
from performance.models.measures import EVERY, Measure

COLUMN_MAX = 120
FILE_NAME_MAX = 200


class PublicQuerySet(models.QuerySet[Any]):
    """Rows for everybody who chooses measures somewhere."""

    def visible_to(self, access: Access) -> "PublicQuerySet":
        """All, or nothing: no partnership has benchmarks of its own."""
        may = access.holds(Permission.MEASURE_CONFIGURE)
        return self.all() if may else self.none()


class Dataset(models.Model):
    """Published statistics that come as one file a release."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Mapped(models.Model):
    """In which columns of a dataset a measure is published."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="mapped"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="published_in"
    )
    # Names of columns, added up; twelve from April to March where it is by month.
    numerator = models.JSONField(default=list, blank=True)
    denominator = models.CharField(max_length=COLUMN_MAX, blank=True)
    value = models.CharField(max_length=COLUMN_MAX, blank=True)
    # Which rows are meant: a column, and what it holds.
    rows = models.JSONField(default=dict, blank=True)
    by_month = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["dataset", "measure__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "measure"], name="performance_mapped_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} in {self.dataset}"

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Every column that it needs, and what that column is to it."""
        named = [(name, "number") for name in self.numerator]
        named += [(self.denominator, "out of")] if self.denominator else []
        named += [(self.value, "value")] if self.value else []
        return [*named, *((name, "which rows") for name in self.rows)]

    @property
    def is_used(self) -> bool:
        """Whether anything is read for it at all."""
        return bool(self.numerator or self.value)


class Release(models.Model):
    """One file of a dataset as it was published, kept to be read again."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="releases"
    )
    file_name = models.CharField(max_length=FILE_NAME_MAX)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(help_text="the file, compressed")
    columns = models.JSONField(default=list)
    rows = models.PositiveIntegerField()
    # The first day of the latest period in it: what is newer is not overwritten.
    latest_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=dict)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "sha256"], name="performance_one_release_a_file"
            ),
            models.CheckConstraint(
                condition=Q(imported_at=None, imported_by="")
                | (Q(imported_at__isnull=False) & ~Q(imported_by="")),
                name="performance_imported_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def ends_on(self) -> date | None:
        """The last day of the latest year in it."""
        if self.latest_on is None:
            return None
        return self.latest_on.replace(year=self.latest_on.year + 1) - timedelta(days=1)


class Benchmark(models.Model):
    """What is published about one measure in one area: every period in one row.

    Each value is a short text by the first day of its period: number, out of, value,
    and the number of its release (`performance.published.values`).
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="benchmarks"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="benchmarks")
    frequency = models.CharField(max_length=12, choices=EVERY)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["measure", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "frequency"],
                name="performance_one_benchmark_an_area",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}"


class Neighbour(models.Model):
    """One of the ten authorities that the department finds most like another."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(
        Area, on_delete=models.CASCADE, related_name="neighbour_of"
    )
    rank = models.PositiveSmallIntegerField()
    likeness = models.CharField(max_length=40, blank=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="neighbours"
    )

    class Meta:
        ordering = ["area", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "rank"], name="performance_one_neighbour_a_rank"
            ),
            models.UniqueConstraint(
                fields=["area", "neighbour"], name="performance_a_neighbour_once"
            ),
            models.CheckConstraint(
                condition=~Q(area=models.F("neighbour")),
                name="performance_no_neighbour_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.neighbour}, neighbour {self.rank} of {self.area}"
