"""School holidays: when schools are not asked for anything."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from partnership.access import Access
from partnership.models.agencies import Partnership

HOLIDAY_MAX = 60


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Holidays, by who may see them and by day."""

    def visible_to(self, access: Access) -> "HolidayQuerySet":
        """Those of the partnerships that a person may see."""
        return self.filter(partnership__in=Partnership.objects.visible_to(access))

    def around(self, first: date, last: date) -> "HolidayQuerySet":
        """Those that fall on any day from the first to the last."""
        return self.filter(from_on__lte=last, to_on__gte=first)


class Holiday(models.Model):
    """Days on which the schools of a partnership are out of term, both included.

    Schools get no reminder and no e-mail of the week on these days.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="holidays"
    )
    name = models.CharField(max_length=HOLIDAY_MAX)
    from_on = models.DateField("first day")
    to_on = models.DateField("last day")

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "to_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="partnership_holiday_ends_after_it_begins",
                violation_error_message="A holiday cannot end before it begins.",
            ),
            models.UniqueConstraint(
                fields=["partnership", "from_on", "to_on"],
                name="partnership_one_holiday_at_a_time",
                violation_error_message="A holiday with these days is there already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.partnership}"
