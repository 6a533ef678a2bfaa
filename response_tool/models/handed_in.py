"""Word documents that a coordinator puts in for an agency."""

from django.db import models
from django.db.models import Q

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.models.rounds import Response


class HandedInQuerySet(models.QuerySet["HandedIn"]):
    """Documents that were put in, by who may see them."""

    def visible_to(self, access: Access) -> "HandedInQuerySet":
        """Those put in for a person's own agencies."""
        mine = access.agencies_with(Permission.RESPONSE_READ)
        return self.filter(response__agency_id__in=mine)

    def waiting(self) -> "HandedInQuerySet":
        """Those that the agency has neither compared nor set aside."""
        return self.filter(state=HandedIn.State.WAITING)

    def to_look_at(self) -> "HandedInQuerySet":
        """Those that wait, and those that became answers nobody there has read yet."""
        return self.filter(state__in=(HandedIn.State.WAITING, HandedIn.State.PUT_IN))

    def told(self) -> "HandedInQuerySet":
        """With what a page names, as they came."""
        return self.select_related("partnership").order_by("handed_in_at", "pk")


class HandedIn(models.Model):
    """A Word document that an agency returned and a coordinator put in for it.

    Where the agency had not begun, the coordinator decides about its rows. Where it
    had, only the agency can see its draft, so the document waits for it here.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "Waiting to be compared"
        PUT_IN = "put_in", "Put into the Response Tool by the coordinator"
        SAVED = "saved", "Saved to the Response Tool by the agency"
        SET_ASIDE = "set_aside", "Set aside"

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="handed_in"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="handed_in"
    )
    name = models.CharField(max_length=200)
    document = models.JSONField(help_text="what was read in it, as plain values")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    objects = HandedInQuerySet.as_manager()

    class Meta:
        ordering = ["handed_in_at", "pk"]
        verbose_name_plural = "handed in"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | ~Q(state="waiting") & Q(closed_at__isnull=False),
                name="response_tool_handed_in_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether the agency has neither compared it nor set it aside."""
        return self.state == self.State.WAITING
