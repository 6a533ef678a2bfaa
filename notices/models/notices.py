"""What people are told in the portal."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from notices.models.kinds import Kind
from partnership.access import Access
from partnership.models import Agency, AgencyMember, Partnership, PartnershipMember

TITLE_MAX = 200
KEY_MAX = 120
ABOUT_NO_PLACE = Q(agency=None, partnership=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Messages, by whom they are for."""

    def visible_to(self, access: Access) -> "NoticeQuerySet":
        """A person's own, and nobody else's, of where they still take part.

        One that names both an agency and a partnership can be read from either.
        """
        return self.filter(
            ABOUT_NO_PLACE
            | Q(agency__in=access.agency_roles)
            | Q(partnership__in=access.partnership_roles),
            person_id=access.actor_id,
        )

    def still_theirs(self) -> "NoticeQuerySet":
        """Of everybody's, those that the person can still see; as `visible_to` does."""
        person = OuterRef("person")
        agency = AgencyMember.objects.filter(user=person, agency=OuterRef("agency"))
        partnership = PartnershipMember.objects.filter(
            user=person, partnership=OuterRef("partnership")
        )
        return self.filter(ABOUT_NO_PLACE | Exists(agency) | Exists(partnership))

    def unread(self) -> "NoticeQuerySet":
        """Those that have not been opened."""
        return self.filter(read_at=None)

    def not_mailed(self, told_before: datetime) -> "NoticeQuerySet":
        """Those that no e-mail has told of yet, and that need one."""
        return self.unread().filter(mailed_at=None, told_at__lt=told_before)

    def newest_first(self) -> "NoticeQuerySet":
        """Last told first."""
        return self.order_by("-told_at", "-pk")


class Notice(models.Model):
    """One message to one person, with why they get it and where it leads."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="where it concerns one",
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="where it concerns one",
    )
    title = models.CharField(max_length=TITLE_MAX)
    text = models.TextField(blank=True)
    href = models.CharField(max_length=300, help_text="a path of the portal")
    reason = models.CharField(
        max_length=300, help_text="as in “You get this because you are a lead of …”"
    )
    due_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(
        null=True, blank=True, help_text="when an e-mail was owed that tells of it"
    )
    key = models.CharField(
        max_length=KEY_MAX, help_text="the same for one thing told twice"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="notices_told_once_to_a_person"
            ),
            models.CheckConstraint(
                condition=Q(href__startswith="/") & ~Q(href__startswith="//"),
                name="notices_lead_into_the_portal",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-told_at", "-id"], name="notices_newest"),
            models.Index(
                fields=["person", "told_at"],
                condition=Q(read_at=None, mailed_at=None),
                name="notices_not_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.title
