"""Questions that a partnership asks about an answer, and what came of them."""

from datetime import date

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Count, Q, QuerySet

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.models.answers import Answer
from response_tool.models.rounds import REASON_MAX, Response

QUESTION_MAX = 1000
REPLY_MAX = 2000


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Questions, by who may see them and by how far they are."""

    def visible_to(self, access: Access) -> "ChallengeQuerySet":
        """Those about a person's own agencies, and those of their partnerships.

        A partnership never sees what another one asks.
        """
        ours = access.agencies_with(Permission.CHALLENGE_VIEW)
        asked = access.partnerships_with(Permission.CHALLENGE_VIEW)
        return self.filter(
            Q(answer__response__agency__in=ours) | Q(partnership__in=asked)
        )

    def about(self, response: Response) -> "ChallengeQuerySet":
        """Those about the answers of one response."""
        return self.filter(answer__response_id=response.whole_id)

    def open(self) -> "ChallengeQuerySet":
        """Those that are not closed, replied to or not."""
        return self.exclude(state=Challenge.State.CLOSED)

    def waiting(self) -> "ChallengeQuerySet":
        """Those that wait for the agency's reply."""
        return self.filter(state=Challenge.State.OPEN)

    def late(self, on: date) -> "ChallengeQuerySet":
        """Those that wait for a reply past their day."""
        return self.waiting().filter(reply_by__lt=on)

    def replied(self) -> "ChallengeQuerySet":
        """Those that wait for the partnership to read the reply."""
        return self.filter(state=Challenge.State.REPLIED)

    def closed(self) -> "ChallengeQuerySet":
        """Those that are closed."""
        return self.filter(state=Challenge.State.CLOSED)

    def counted(self, on: date) -> dict[str, int]:
        """How many there are of each kind, in one query."""
        state = Challenge.State
        late = Q(state=state.OPEN, reply_by__lt=on)
        return self.aggregate(
            open=Count("pk", filter=~Q(state=state.CLOSED)),
            waiting=Count("pk", filter=Q(state=state.OPEN)),
            late=Count("pk", filter=late),
            replied=Count("pk", filter=Q(state=state.REPLIED)),
            closed=Count("pk", filter=Q(state=state.CLOSED)),
            all=Count("pk"),
        )

    def told(self) -> "ChallengeQuerySet":
        """With what a page names, latest first."""
        found = self.select_related(
            "partnership", "answer__priority", "answer__response__agency"
        )
        return found.select_related("answer__response__round").order_by(
            "-asked_at", "-pk"
        )


class Challenge(models.Model):
    """One question of one partnership about one answer of a submitted response."""

    class State(models.TextChoices):
        """How far it is; `response_tool.challenging` says who moves it on."""

        OPEN = "open", "Waiting for a reply"
        REPLIED = "replied", "Replied"
        CLOSED = "closed", "Closed"

    class How(models.TextChoices):
        """What came of it."""

        ANSWERED = "answered", "Answered"
        ACTION_AGREED = "action_agreed", "Action agreed"
        TO_BOARD = "to_board", "Taken to the board"
        WITHDRAWN = "withdrawn", "Withdrawn"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="challenges"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="challenges"
    )
    said = models.JSONField(help_text="what the answer said when this was asked")
    question = models.TextField(validators=[MaxLengthValidator(QUESTION_MAX)])
    asked_by_id = models.BigIntegerField(null=True, blank=True)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    reply_by = models.DateField("reply by")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    closed_how = models.CharField(max_length=16, choices=How, blank=True)
    closed_because = models.TextField(
        "what came of it", blank=True, validators=[MaxLengthValidator(REASON_MAX)]
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)
    form_key = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="the page it was asked on, so that sending it twice asks once",
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question=""), name="response_tool_challenge_asks"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                & ~Q(closed_how="")
                & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_at=None, closed_how=""),
                name="response_tool_challenge_closed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.partnership.short_name}’s question about priority "
            f"{self.answer.priority.number}"
        )

    @property
    def response(self) -> Response:
        """The response whose answer it is about."""
        return self.answer.response

    @property
    def is_waiting(self) -> bool:
        """Whether the agency has not replied to what was asked last."""
        return self.state == self.State.OPEN

    @property
    def is_replied(self) -> bool:
        """Whether the partnership has the agency's reply to read."""
        return self.state == self.State.REPLIED

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self.state == self.State.CLOSED

    def is_late(self, on: date) -> bool:
        """Whether it waits for a reply past its day."""
        return self.is_waiting and self.reply_by < on

    def thread(self) -> "QuerySet[ChallengeReply]":
        """What was written after the question, as it came."""
        return self.replies.order_by("written_at", "pk")


class ChallengeReply(models.Model):
    """One text under a question: the agency's reply, or that it is not answered yet."""

    class Side(models.TextChoices):
        """Who writes."""

        AGENCY = "agency", "The agency"
        PARTNERSHIP = "partnership", "The partnership"

    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, related_name="replies"
    )
    side = models.CharField(max_length=12, choices=Side)
    text = models.TextField(validators=[MaxLengthValidator(REPLY_MAX)])
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)
    form_key = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="the page it was written on, so that sending it twice writes once",
    )

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "challenge replies"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="response_tool_challenge_reply_says"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.written_by}"

    @property
    def is_agencys(self) -> bool:
        """Whether the agency wrote it."""
        return self.side == self.Side.AGENCY
