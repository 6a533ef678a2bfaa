"""Rounds, and each agency's response in them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.prepared import Prepared
from partnership.roles import Permission
from strategies.models import Strategy

REASON_MAX = 500


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, by who may see them and by day."""

    def visible_to(self, access: Access) -> "RoundQuerySet":
        """Those that serve a person's partnerships or ask their agencies."""
        served = Round.partnerships.through.objects.filter(
            round_id=OuterRef("pk"), partnership_id__in=access.partnership_roles
        )
        asked = Response.objects.filter(
            round_id=OuterRef("pk"), agency_id__in=access.agency_roles
        )
        return self.filter(Exists(served) | Exists(asked))

    def serving(self, partnership_ids: Iterable[int]) -> "RoundQuerySet":
        """Those that serve any of these partnerships, each once."""
        served = Round.partnerships.through.objects.filter(
            round_id=OuterRef("pk"), partnership_id__in=list(partnership_ids)
        )
        return self.filter(Exists(served))

    def opened(self, on: date) -> "RoundQuerySet":
        """Those that had opened by a day."""
        return self.filter(opens_on__lte=on)

    def newest_first(self) -> "RoundQuerySet":
        """Latest opening first."""
        return self.order_by("-opens_on", "-pk")


class Round(models.Model):
    """One collection of responses to a strategy, for one or more partnerships."""

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="rounds"
    )
    partnerships = models.ManyToManyField(Partnership, related_name="rounds")
    name = models.CharField(max_length=60)
    opens_on = models.DateField("opens")
    due_on = models.DateField("due")
    closes_on = models.DateField(
        "closes", help_text="late answers are taken until the end of this day"
    )
    form_key = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="the page it was opened on, so that sending it twice opens one",
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opens_on")),
                name="response_tool_due_after_opening",
                violation_error_message="The due date must be after the round opens.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("due_on")),
                name="response_tool_closes_when_due_or_later",
                violation_error_message="The round cannot close before it is due.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        """Whether answers can be submitted on a day."""
        return self.opens_on <= on <= self.closes_on

    def has_closed(self, on: date) -> bool:
        """Whether the last day for late answers has passed."""
        return on > self.closes_on


def seen(access: Access, response: str = "") -> Q:
    """Which responses a person sees; `response` leads to them, as in “response__”."""
    return seen_from(
        agencies=access.agencies_with(Permission.RESPONSE_READ),
        partnerships=access.partnerships_with(Permission.RESPONSE_READ),
        response=response,
    )


def seen_from(
    *, agencies: Collection[int], partnerships: Collection[int], response: str = ""
) -> Q:
    """Those of some agencies, and those submitted to some partnerships.

    Drafts belong to their agency alone.
    """
    mine, readable = agencies, partnerships
    theirs = Q(**{f"{response}agency__in": mine})
    if not readable:
        return theirs
    received = Recipient.objects.filter(
        response=OuterRef(f"{response}pk"), partnership_id__in=readable
    )
    submitted = Q(**{f"{response}state": Response.State.SUBMITTED})
    return theirs | submitted & Q(Exists(received))


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses, by who may see them."""

    def visible_to(self, access: Access) -> "ResponseQuerySet":
        """A person's own agencies' responses, and those submitted to them."""
        return self.filter(seen(access))

    def page_for(self, access: Access, *, pk: int) -> "Response | None":
        """The response at an address, if this person may see it; with its round.

        The same as `visible_to(access).with_round()` and quicker.
        """
        found = _of_address(
            agencies=sorted(access.agencies_with(Permission.RESPONSE_READ)),
            partnerships=sorted(access.partnerships_with(Permission.RESPONSE_READ)),
            pk=pk,
        )
        return found[0] if found else None

    def asked_for(self) -> "ResponseQuerySet":
        """Those that a round asked for, without corrections of returned answers."""
        return self.filter(corrects=None)

    def of_my_agencies(self, access: Access) -> "ResponseQuerySet":
        """The responses of a person's own agencies, latest round first."""
        mine = self.asked_for().filter(agency_id__in=access.agency_roles)
        return mine.order_by("-round__opens_on", "agency__name", "-pk")

    def with_round(self) -> "ResponseQuerySet":
        """With what every page about a response names."""
        long = ("written_by", "summary", "definition", "governance", "dates_note")
        return self.select_related("agency", "round__strategy").defer(
            *(f"round__strategy__{field}" for field in long)
        )


@Prepared
def _of_address(
    *, agencies: list[int], partnerships: list[int], pk: int
) -> ResponseQuerySet:
    visible = seen_from(agencies=agencies, partnerships=partnerships)
    return Response.objects.filter(visible, pk=pk).with_round().order_by("pk")


class Response(models.Model):
    """One agency's answers in one round. One response serves every partnership."""

    class State(models.TextChoices):
        """How far it is. Review follows submission, partnership by partnership.

        “Sent back” is a correction whose words have become those of the response.
        """

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        SENT_BACK = "sent_back", "Sent back"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="responses"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(null=True, blank=True)
    contact_role = models.CharField("role or team", max_length=120, blank=True)
    contact_name = models.CharField("name", max_length=120, blank=True)
    contact_email = models.EmailField("e-mail address", blank=True)
    contact_phone = models.CharField("telephone", max_length=40, blank=True)
    submitted_at = models.DateTimeField(
        null=True, blank=True, help_text="when it was last sent"
    )
    submitted_by = models.CharField(max_length=200, blank=True)
    extended_to = models.DateField(
        null=True, blank=True, help_text="this agency’s own last day, where it has one"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(
        blank=True, validators=[MaxLengthValidator(REASON_MAX)]
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="correction",
        help_text="the submitted response whose returned answers are changed in this "
        "draft; the board sees that one until this is sent back",
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-round__opens_on", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                condition=Q(corrects=None),
                name="response_tool_one_response_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) & ~Q(state="sent_back")
                | Q(corrects__isnull=False) & ~Q(state="submitted"),
                name="response_tool_a_correction_is_sent_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") & Q(submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="response_tool_submitted_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.round}"

    @property
    def is_submitted(self) -> bool:
        """Whether it has been sent to those who receive it."""
        return self.state == self.State.SUBMITTED

    @property
    def is_draft(self) -> bool:
        """Whether its agency can still change it."""
        return self.state == self.State.DRAFT

    @property
    def has_contact(self) -> bool:
        """Whether the coordinators would know whom to ask."""
        return bool(self.contact_role and self.contact_email)

    @property
    def whole_id(self) -> int:
        """The number of the response that was asked for; this one, or what it corrects.

        Its history holds everything that happens to either.
        """
        return self.corrects_id or self.pk

    @property
    def whole(self) -> "Response":
        """The response that was asked for, as far as a history needs it."""
        return Response(pk=self.corrects_id) if self.corrects_id else self

    @property
    def due_on(self) -> date:
        """The day this agency’s answers are due: its own, where it was given one."""
        return self.extended_to or self.round.due_on

    @property
    def closes_on(self) -> date:
        """The last day on which this agency’s answers are taken."""
        return max(self.extended_to or self.round.closes_on, self.round.closes_on)

    def is_open(self, on: date) -> bool:
        """Whether this agency can submit on a day."""
        return self.round.opens_on <= on <= self.closes_on

    def has_closed(self, on: date) -> bool:
        """Whether this agency’s last day has passed."""
        return on > self.closes_on


class Recipient(models.Model):
    """A partnership that receives a response, and reviews it for itself."""

    class Review(models.TextChoices):
        """How far one partnership’s review is, once the response is submitted."""

        WAITING = "waiting", "Waiting for review"
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned for a change"

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="recipients"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="received"
    )
    review = models.CharField(max_length=12, choices=Review, default=Review.WAITING)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "response"],
                name="response_tool_received_once",
            ),
            models.CheckConstraint(
                condition=Q(review="waiting") | Q(reviewed_at__isnull=False),
                name="response_tool_reviewed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response} to {self.partnership}"
