"""Files that are evidence for an answer or for one of its actions."""

from django.db import models
from django.db.models import Q

from evidence.models import File
from partnership.access import Access
from response_tool.models.answers import Action, Answer
from response_tool.models.rounds import seen


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Evidence, by who may see what it is evidence for."""

    def visible_to(self, access: Access) -> "AttachmentQuerySet":
        """That of the responses a person may see; of a draft, its agency alone."""
        return self.filter(seen(access, "answer__response__"))

    def standing(self) -> "AttachmentQuerySet":
        """With its file, without what was removed, in the order of names."""
        found = self.filter(file__state=File.State.KEPT, file__removed_at=None)
        return found.select_related("file").order_by("file__name", "pk")


class Attachment(models.Model):
    """One file as evidence for one answer, or for one action under it."""

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="attachments"
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
        help_text="the action it is about; nothing where it is about the answer",
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="attachments")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["file__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "file"],
                condition=Q(action=None),
                name="response_tool_attached_once_to_an_answer",
            ),
            models.UniqueConstraint(
                fields=["action", "file"],
                condition=Q(action__isnull=False),
                name="response_tool_attached_once_to_an_action",
            ),
        ]

    def __str__(self) -> str:
        return self.file.name
