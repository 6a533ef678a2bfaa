"""Who takes part: partnerships, agencies and their seats."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from partnership.access import Access
from partnership.roles import Permission


class Sector(models.TextChoices):
    """What kind of work an agency does."""

    COUNCIL = "council", "Council"
    HEALTH = "health", "Health"
    GP = "gp", "GP practice"
    POLICE = "police", "Police"
    SCHOOLS = "schools", "School or college"
    PROBATION = "probation", "Probation"
    FIRE = "fire", "Fire and rescue"
    HOUSING = "housing", "Housing"
    CHARITY = "charity", "Charity"
    JUSTICE = "justice", "Youth justice"
    OTHER = "other", "Other"


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Partnerships, by who may see them."""

    def visible_to(self, access: Access) -> "PartnershipQuerySet":
        """Those a person belongs to, or in which their agency has a seat."""
        seat = Seat.objects.filter(
            partnership=OuterRef("pk"), agency_id__in=access.agency_roles
        )
        return self.filter(Q(pk__in=access.partnership_roles) | Exists(seat))

    def run_by(self, access: Access) -> "PartnershipQuerySet":
        """Those whose agencies, seats and wording a person looks after."""
        mine = access.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
        return self.filter(pk__in=mine).order_by("name", "pk")

    def with_sizes(self, on: date) -> "PartnershipQuerySet":
        """With how many agencies have a seat on a day, as `agencies_now`."""
        seats = Seat.objects.held(on).filter(partnership=OuterRef("pk")).order_by()
        sizes = seats.values("partnership").annotate(many=Count("pk")).values("many")
        return self.annotate(agencies_now=Coalesce(Subquery(sizes), 0))


class Partnership(models.Model):
    """A safeguarding partnership: council, health, police and those they work with."""

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(
        max_length=40, help_text="as in “the Northshire partnership”"
    )
    slug = models.SlugField(max_length=60, unique=True)
    contact_email = models.EmailField("coordinators’ e-mail address", blank=True)
    contact_phone = models.CharField(
        "coordinators’ telephone", max_length=40, blank=True
    )
    contact_hours = models.CharField(
        max_length=80, blank=True, help_text="as in “Monday to Friday, 9am to 5pm”"
    )
    wording_version = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="goes up when its wording changes, so that pages are drawn anew",
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies, by who may see them and where they sit."""

    def visible_to(self, access: Access) -> "AgencyQuerySet":
        """A person's own agencies, and those with a seat in their partnerships."""
        seat = Seat.objects.filter(
            agency=OuterRef("pk"), partnership_id__in=access.partnership_roles
        )
        return self.filter(Q(pk__in=access.agency_roles) | Exists(seat))

    def copied_by(self, access: Access) -> "AgencyQuerySet":
        """Those of which a person may take a copy of everything, by name."""
        mine = access.agencies_with(Permission.AGENCY_COPY)
        return self.filter(pk__in=mine).order_by("name", "pk")

    def seated(
        self, partnerships: Iterable["Partnership"], on: date
    ) -> "AgencyQuerySet":
        """Agencies with a seat in any of these partnerships on a day."""
        seats = Seat.objects.held(on).filter(
            agency=OuterRef("pk"), partnership__in=partnerships
        )
        return self.filter(Exists(seats)).order_by("name", "pk")

    def sitting_in(self, partnership_ids: Iterable[int]) -> "AgencyQuerySet":
        """Agencies that have, had or will have a seat in any of these partnerships."""
        seats = Seat.objects.filter(
            agency=OuterRef("pk"), partnership_id__in=partnership_ids
        )
        return self.filter(Exists(seats)).order_by("name", "pk")

    def without_seat(self, partnership: Partnership, on: date) -> "AgencyQuerySet":
        """Agencies that neither have nor await a seat in a partnership."""
        seats = Seat.objects.not_ended(on).filter(
            agency=OuterRef("pk"), partnership=partnership
        )
        return self.exclude(Exists(seats))

    def on_holiday(self, on: date) -> "AgencyQuerySet":
        """Schools that are out of term on a day, in any of their partnerships."""
        seats = Seat.objects.held(on).filter(
            agency=OuterRef("pk"),
            partnership__holidays__from_on__lte=on,
            partnership__holidays__to_on__gte=on,
        )
        return self.filter(Exists(seats), sector=Sector.SCHOOLS)

    def called(self, name: str) -> "AgencyQuerySet":
        """Those of a name, whatever its capitals and whichever its apostrophes."""
        straight = name.replace("’", "'")
        spellings = (name, straight, straight.replace("'", "’"))
        same = Q(*(Q(name__iexact=one) for one in spellings), _connector=Q.OR)
        return self.filter(same).order_by("pk")


class Agency(models.Model):
    """An organisation that takes part in one or more partnerships."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    sector = models.CharField(max_length=12, choices=Sector)
    contact_role = models.CharField("contact’s role", max_length=120, blank=True)
    contact_name = models.CharField("contact’s name", max_length=120, blank=True)
    contact_email = models.EmailField("contact’s e-mail address", blank=True)
    contact_phone = models.CharField("contact’s telephone", max_length=40, blank=True)
    senior_role = models.CharField("senior contact’s role", max_length=120, blank=True)
    senior_name = models.CharField("senior contact’s name", max_length=120, blank=True)
    senior_email = models.EmailField("senior contact’s e-mail address", blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, by who may see them and by day."""

    def visible_to(self, access: Access) -> "SeatQuerySet":
        """The seats of a person's partnerships, and those their agencies hold."""
        return self.filter(
            Q(partnership_id__in=access.partnership_roles)
            | Q(agency_id__in=access.agency_roles)
        )

    def held(self, on: date | Combinable) -> "SeatQuerySet":
        """Seats that an agency holds on a day, which may be one of an outer row."""
        return self.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gte=on))

    def not_ended(self, on: date) -> "SeatQuerySet":
        """Seats held on a day or to be held later."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=on))

    def overlapping(self, from_on: date, to_on: date | None) -> "SeatQuerySet":
        """Seats held on any day between two days, or after the first."""
        found = self.not_ended(from_on)
        return found.filter(from_on__lte=to_on) if to_on else found


class Seat(models.Model):
    """An agency's place in a partnership, from one day to another or still held."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="seats"
    )
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="seats")
    from_on = models.DateField("from")
    to_on = models.DateField("to", null=True, blank=True)
    statutory = models.BooleanField("statutory partner", default=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["partnership__name", "agency__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="partnership_seat_ends_after_it_begins",
                violation_error_message="A seat cannot end before it begins.",
            ),
            models.UniqueConstraint(
                fields=["partnership", "agency"],
                condition=Q(to_on=None),
                name="partnership_one_open_seat",
                violation_error_message="This agency already has a seat here.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} in {self.partnership}"

    def has_ended(self, on: date) -> bool:
        """Whether its last day is past."""
        return self.to_on is not None and self.to_on < on
