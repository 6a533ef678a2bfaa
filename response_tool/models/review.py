"""Answers that a partnership returned for a change, each with its reason."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from partnership.access import Access
from response_tool.models.answers import Answer
from response_tool.models.rounds import REASON_MAX, Recipient, Response, seen


class ReturnedQuerySet(models.QuerySet["Returned"]):
    """Returned answers, open ones and those that were sent back."""

    def visible_to(self, access: Access) -> "ReturnedQuerySet":
        """Those of the responses that a person may see."""
        return self.filter(seen(access, "answer__response__"))

    def of(self, response: Response) -> "ReturnedQuerySet":
        """Those of one response, also where its correction is in hand."""
        return self.filter(answer__response_id=response.whole_id)

    def open(self) -> "ReturnedQuerySet":
        """Those that the agency has not sent back yet."""
        return self.filter(closed_at=None)

    def told(self) -> "ReturnedQuerySet":
        """With what a page names, in the order of priorities."""
        found = self.select_related(
            "recipient__partnership", "answer__priority__objective"
        )
        return found.order_by("answer__priority__number", "returned_at", "pk")


class Returned(models.Model):
    """One answer that one partnership asked an agency to change.

    Every partnership that receives the response can see it.
    """

    recipient = models.ForeignKey(
        Recipient, on_delete=models.CASCADE, related_name="returned"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="returned"
    )
    reason = models.TextField(validators=[MaxLengthValidator(REASON_MAX)])
    answer_by = models.DateField("by when")
    returned_at = models.DateTimeField()
    returned_by = models.CharField(max_length=200)
    said = models.JSONField(
        default=dict, help_text="what the answer said when it was returned, by field"
    )
    reply = models.TextField(
        "what the agency says to it",
        blank=True,
        validators=[MaxLengthValidator(REASON_MAX)],
    )
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="when it was sent back or withdrawn"
    )

    objects = ReturnedQuerySet.as_manager()

    class Meta:
        ordering = ["returned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "answer"],
                condition=Q(closed_at=None),
                name="response_tool_returned_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="response_tool_returned_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}, returned by {self.recipient.partnership}"
