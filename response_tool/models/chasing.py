"""What coordinators wrote to agencies that had not answered."""

from django.core.validators import MaxLengthValidator
from django.db import models

from partnership.access import Access
from partnership.models import Partnership
from response_tool.models.rounds import Response

SUBJECT_MAX = 120
TEXT_MAX = 2000


class ChaseQuerySet(models.QuerySet["Chase"]):
    """Chases, by who may see them."""

    def visible_to(self, access: Access) -> "ChaseQuerySet":
        """Those to a person's own agencies, and those their partnerships wrote."""
        return self.filter(
            models.Q(response__agency_id__in=access.agency_roles)
            | models.Q(partnership_id__in=access.partnership_roles)
        )

    def latest_first(self) -> "ChaseQuerySet":
        """The last one first, with who wrote it."""
        return self.select_related("partnership").order_by("-chased_at", "-pk")


class Chase(models.Model):
    """One time that a coordinator asked an agency for its answers."""

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="chases"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="chases"
    )
    subject = models.CharField(max_length=SUBJECT_MAX)
    text = models.TextField(validators=[MaxLengthValidator(TEXT_MAX)])
    sent_to = models.CharField(max_length=300, help_text="whom it went to, in words")
    to_senior = models.BooleanField("also to the senior contact", default=False)
    chased_at = models.DateTimeField()
    chased_by = models.CharField(max_length=200)
    form_key = models.UUIDField(
        editable=False,
        help_text="the page it was written on, so that sending it twice chases once",
    )

    objects = ChaseQuerySet.as_manager()

    class Meta:
        ordering = ["-chased_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "form_key"], name="response_tool_chased_once_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.subject
