"""People's roles in agencies and partnerships."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models

from partnership.access import Access
from partnership.models.agencies import Agency, Partnership
from partnership.roles import AgencyRole, PartnershipRole


class AgencyMemberQuerySet(models.QuerySet["AgencyMember"]):
    """People's roles in agencies, by who may see them."""

    def visible_to(self, access: Access) -> "AgencyMemberQuerySet":
        """The colleagues of a person, in their own agencies."""
        return self.filter(agency_id__in=access.agency_roles)

    def leads(self, agency: Agency) -> "AgencyMemberQuerySet":
        """Those who can submit for an agency, and may sign in."""
        found = self.filter(agency=agency, role=AgencyRole.LEAD, user__is_active=True)
        return found.select_related("user").order_by("user__email", "pk")

    def who_answer(self, agency_ids: Iterable[int]) -> "AgencyMemberQuerySet":
        """Those who edit or submit for these agencies, and may sign in."""
        roles = (AgencyRole.LEAD, AgencyRole.CONTRIBUTOR)
        found = self.filter(
            agency_id__in=agency_ids, role__in=roles, user__is_active=True
        )
        return found.select_related("user").order_by("agency_id", "user__email", "pk")


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


class PartnershipMemberQuerySet(models.QuerySet["PartnershipMember"]):
    """People's roles in partnerships, by who may see them."""

    def visible_to(self, access: Access) -> "PartnershipMemberQuerySet":
        """The colleagues of a person, in their own partnerships."""
        return self.filter(partnership_id__in=access.partnership_roles)

    def coordinators(
        self, partnership_ids: Iterable[int]
    ) -> "PartnershipMemberQuerySet":
        """Those who run these partnerships' work, and may sign in."""
        found = self.filter(
            partnership_id__in=partnership_ids,
            role=PartnershipRole.COORDINATOR,
            user__is_active=True,
        )
        order = ("partnership_id", "user__email", "pk")
        return found.select_related("user", "partnership").order_by(*order)

    def coordinators_and(
        self, partnership_id: int, person_id: int | None
    ) -> "PartnershipMemberQuerySet":
        """Those who run a partnership's work, and one more of its members, if any."""
        one = models.Q(role=PartnershipRole.COORDINATOR) | models.Q(user_id=person_id)
        found = self.filter(
            one, partnership_id=partnership_id, user__is_active=True
        ).select_related("user")
        return found.order_by("user__email", "pk")


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

    objects = PartnershipMemberQuerySet.as_manager()

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
