"""Questions that a partnership asks of its own, in a round that others share."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.models.rounds import Recipient, Response, Round

OWN_TEXT_MAX = OWN_HELP_MAX = 300
OWN_ANSWER_MAX = 4000
OWN_MOST = 3  # questions of one partnership in a round


class OwnQuestionQuerySet(models.QuerySet["OwnQuestion"]):
    """A partnership's own questions, by who may see them and who is asked."""

    def visible_to(self, access: Access) -> "OwnQuestionQuerySet":
        """Those of a person's partnerships, and those that their agencies are asked."""
        asked = Recipient.objects.filter(
            response__round=OuterRef("round"),
            partnership=OuterRef("partnership"),
            response__agency_id__in=access.agency_roles,
        )
        mine = Q(partnership_id__in=access.partnership_roles)
        return self.filter(mine | Exists(asked))

    def asked_of(self, response: Response) -> "OwnQuestionQuerySet":
        """Those of the partnerships that receive a response, in their order."""
        received = Recipient.objects.filter(
            response_id=response.whole_id, partnership=OuterRef("partnership")
        )
        found = self.filter(Exists(received), round_id=response.round_id)
        named = found.select_related("partnership")
        return named.order_by("partnership__short_name", "pk")


class OwnQuestion(models.Model):
    """One question that a partnership adds to a round for its own agencies.

    An agency answers it in the same response; only the partnership that asks and the
    agency see the answer.
    """

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="own_questions"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="own_questions"
    )
    text = models.CharField("question", max_length=OWN_TEXT_MAX)
    help = models.CharField("what helps to answer", max_length=OWN_HELP_MAX, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)

    objects = OwnQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["round_id", "partnership_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "partnership", "text"],
                name="response_tool_own_question_once",
                violation_error_message="You ask this already.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def in_full(self) -> str:
        """The question with what helps to answer it, as an agency reads it."""
        return f"{self.text} {self.help}".strip()


class OwnAnswerQuerySet(models.QuerySet["OwnAnswer"]):
    """Answers to own questions, by who may see them."""

    def visible_to(self, access: Access) -> "OwnAnswerQuerySet":
        """Those of a person's agencies, and those submitted to who asked them."""
        mine = access.agencies_with(Permission.RESPONSE_READ)
        readable = access.partnerships_with(Permission.RESPONSE_READ)
        sent = Q(
            response__state=Response.State.SUBMITTED,
            question__partnership_id__in=readable,
        )
        return self.filter(Q(response__agency_id__in=mine) | sent)


class OwnAnswer(models.Model):
    """What an agency says to one partnership's own question."""

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="own_answers"
    )
    question = models.ForeignKey(
        OwnQuestion, on_delete=models.PROTECT, related_name="answers"
    )
    text = models.TextField(blank=True, validators=[MaxLengthValidator(OWN_ANSWER_MAX)])
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)

    objects = OwnAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["response_id", "question_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], name="response_tool_own_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"“{self.question}”"
