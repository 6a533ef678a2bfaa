"""What an agency says about each priority, and what it does about it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from partnership.access import Access
from partnership.prepared import Prepared
from partnership.roles import Permission
from response_tool.models.rounds import REASON_MAX, Response, seen, seen_from
from strategies.models import Priority

if TYPE_CHECKING:
    from response_tool.models.attachments import Attachment

PROGRESS_MAX = DIFFERENCE_MAX = 4000
LONGEST = {"progress": PROGRESS_MAX, "difference": DIFFERENCE_MAX}
WHAT_MAX = 300
WHO_MAX = 120


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers, by who may see them."""

    def visible_to(self, access: Access) -> "AnswerQuerySet":
        """The answers of responses that a person may see."""
        return self.filter(seen(access, "response__"))

    def page_for(
        self, access: Access, *, response: int, number: int
    ) -> "Answer | None":
        """The answer at an address, if this person may see it; with what it names.

        The same as `visible_to(access).with_page()` and quicker: it is read at every
        save.
        """
        found = _of_address(
            agencies=sorted(access.agencies_with(Permission.RESPONSE_READ)),
            partnerships=sorted(access.partnerships_with(Permission.RESPONSE_READ)),
            response=response,
            number=number,
        )
        return found[0] if found else None

    def with_page(self) -> "AnswerQuerySet":
        """With what the page of a priority names."""
        return self.select_related(
            "priority__objective", "response__agency", "response__round"
        )


@Prepared
def _of_address(
    *, agencies: list[int], partnerships: list[int], response: int, number: int
) -> AnswerQuerySet:
    visible = seen_from(
        agencies=agencies, partnerships=partnerships, response="response__"
    )
    found = Answer.objects.filter(visible).with_page().order_by("pk")
    return found.filter(response_id=response, priority__number=number)


class Answer(models.Model):
    """What an agency says about one priority in one round."""

    class Relevance(models.TextChoices):
        """Whether the agency works on this priority."""

        OURS = "ours", "Yes, ours"
        NOT_RELEVANT = "not_relevant", "Not relevant to us"

    class SinceLast(models.TextChoices):
        """Whether what was said last round is still true."""

        STILL_TRUE = "still_true", "Still true"
        CHANGED = "changed", "Changed"
        FINISHED = "finished", "Finished"

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="answers"
    )
    priority = models.ForeignKey(
        Priority, on_delete=models.PROTECT, related_name="answers"
    )
    relevance = models.CharField(max_length=12, choices=Relevance, blank=True)
    not_relevant_because = models.TextField(
        blank=True, validators=[MaxLengthValidator(REASON_MAX)]
    )
    progress = models.TextField(
        "what have you done", blank=True, validators=[MaxLengthValidator(PROGRESS_MAX)]
    )
    difference = models.TextField(
        "what difference has this made for children",
        blank=True,
        validators=[MaxLengthValidator(DIFFERENCE_MAX)],
    )
    since_last = models.CharField(
        "is what you said last round still true",
        max_length=12,
        choices=SinceLast,
        blank=True,
    )
    last_said = models.JSONField(
        default=dict,
        blank=True,
        help_text="the words of last round that this answer began from, by field",
    )
    may_stay_because = models.CharField(
        "why words that look like personal data may stay", max_length=300, blank=True
    )
    may_stay = models.JSONField(
        default=list, blank=True, help_text="the very words that this reason covers"
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)

    # Set where it is shown beside a later version: the numbers of the priorities that
    # it answered, and where several were merged the rows and actions of all of them.
    carried_from: Sequence[int] = ()
    joined_answers: Sequence[int] = ()
    joined_actions: "Sequence[Action] | None" = None
    # Set by `response_tool.attached` where evidence is shown.
    evidence: "Sequence[Attachment]" = ()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["response_id", "priority__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "priority"],
                name="response_tool_one_answer_a_priority",
            ),
            models.CheckConstraint(
                condition=~Q(relevance="not_relevant") | ~Q(not_relevant_because=""),
                name="response_tool_not_relevant_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Priority {self.priority.number}"

    @property
    def lacks_a_reason(self) -> bool:
        """Whether it says “not relevant” and not why, which is never saved."""
        return self.is_not_relevant and not self.not_relevant_because

    def actions_now(self) -> "list[Action]":
        """Its actions as they stand in the database, as they were added."""
        return _actions_of(answer=self.pk)

    @property
    def began_from_last(self) -> bool:
        """Whether it began from words of last round, which may be true or not."""
        return bool(self.last_said)

    @property
    def is_finished(self) -> bool:
        """Whether the agency says that the work on this priority is done."""
        return self.since_last == self.SinceLast.FINISHED

    @property
    def is_ours(self) -> bool:
        """Whether the agency works on this priority."""
        return self.relevance == self.Relevance.OURS

    @property
    def is_not_relevant(self) -> bool:
        """Whether the agency said, with a reason, that it is not theirs."""
        return self.relevance == self.Relevance.NOT_RELEVANT


@Prepared
def _actions_of(*, answer: int) -> "models.QuerySet[Action]":
    return Action.objects.filter(answer_id=answer).order_by("pk")


class Action(models.Model):
    """Something an agency does about a priority: what, who, by when, and how it is."""

    class Status(models.TextChoices):
        """The owner's own judgement. Overdue is never typed: it follows from dates."""

        NOT_STARTED = "not_started", "Not started"
        ON_TRACK = "on_track", "On track"
        SLIPPING = "slipping", "Slipping"
        OFF_TRACK = "off_track", "Off track"
        COMPLETE = "complete", "Complete"
        EMBEDDED = "embedded", "Complete and embedded"

    FINISHED = (Status.COMPLETE, Status.EMBEDDED)

    # What it was in the rounds before, where a page tells it: `earlier.tell_lives`.
    life: Sequence[Any] = ()

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=WHAT_MAX)
    who = models.CharField(max_length=WHO_MAX)
    by_when = models.DateField()
    status = models.CharField(max_length=12, choices=Status, blank=True)
    carries_on_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_on_as",
        help_text="the same action in an earlier round",
    )
    form_key = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        help_text="the page it was added on, so that sending it twice adds one",
    )
    version = models.PositiveIntegerField(default=1)

    # Set by `response_tool.attached` where evidence is shown.
    evidence: "Sequence[Attachment]" = ()

    class Meta:
        ordering = ["answer_id", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def is_finished(self) -> bool:
        """Whether its owner says that it is done."""
        return self.status in self.FINISHED

    def is_overdue(self, on: date) -> bool:
        """Whether its date has passed and it is not finished."""
        return self.by_when < on and not self.is_finished
