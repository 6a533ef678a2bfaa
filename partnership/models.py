"""Who takes part: partnerships, agencies, their seats, and people's roles."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnership.access import Access
from partnership.roles import AgencyRole, PartnershipRole


class Sector(models.TextChoices):
    """What kind of work an agency does."""

    COUNCIL = "council", "Council"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    SCHOOLS = "schools", "Schools"
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

    def seated(
        self, partnerships: Iterable["Partnership"], on: date
    ) -> "AgencyQuerySet":
        """Agencies with a seat in any of these partnerships on a day."""
        seats = Seat.objects.held(on).filter(
            agency=OuterRef("pk"), partnership__in=partnerships
        )
        return self.filter(Exists(seats)).order_by("name", "pk")


class Agency(models.Model):
    """An organisation that takes part in one or more partnerships."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    sector = models.CharField(max_length=12, choices=Sector)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, by day."""

    def held(self, on: date) -> "SeatQuerySet":
        """Seats that an agency holds on a day."""
        return self.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gte=on))


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


class AgencyMemberQuerySet(models.QuerySet["AgencyMember"]):
    """People's roles in agencies, by who may see them."""

    def visible_to(self, access: Access) -> "AgencyMemberQuerySet":
        """The colleagues of a person, in their own agencies."""
        return self.filter(agency_id__in=access.agency_roles)

    def leads(self, agency: Agency) -> "AgencyMemberQuerySet":
        """Those who can submit for an agency, and may sign in."""
        found = self.filter(agency=agency, role=AgencyRole.LEAD, user__is_active=True)
        return found.select_related("user").order_by("user__email", "pk")


class AgencyMember(models.Model):
    """A person's role in an agency."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="person",
        on_delete=models.CASCADE,
        related_name="agency_memberships",
    )
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=12, choices=AgencyRole)

    objects = AgencyMemberQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name", "user__email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"], name="partnership_one_role_in_an_agency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.agency}"


class PartnershipMember(models.Model):
    """A person's role in a partnership."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="person",
        on_delete=models.CASCADE,
        related_name="partnership_memberships",
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="members"
    )
    role = models.CharField(max_length=12, choices=PartnershipRole)

    class Meta:
        ordering = ["partnership__name", "user__email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership"],
                name="partnership_one_role_in_a_partnership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.partnership}"
