"""Rounds, and each agency's response in them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from strategies.models import Strategy


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

    def of_my_agencies(self, access: Access) -> "ResponseQuerySet":
        """The responses of a person's own agencies, latest round first."""
        mine = self.filter(agency_id__in=access.agency_roles)
        return mine.order_by("-round__opens_on", "agency__name", "-pk")

    def with_round(self) -> "ResponseQuerySet":
        """With what every page about a response names."""
        long = ("written_by", "summary", "definition", "governance", "dates_note")
        return self.select_related("agency", "round__strategy").defer(
            *(f"round__strategy__{field}" for field in long)
        )


class Response(models.Model):
    """One agency's answers in one round. One response serves every partnership."""

    class State(models.TextChoices):
        """How far it is. Review (returned, accepted) follows submission."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"

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
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-round__opens_on", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"], name="response_tool_one_response_an_agency"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="response_tool_submitted_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.round}"

    @property
    def is_submitted(self) -> bool:
        """Whether it has been sent, and so can no longer be changed."""
        return self.state == self.State.SUBMITTED

    @property
    def has_contact(self) -> bool:
        """Whether the coordinators would know whom to ask."""
        return bool(self.contact_role and self.contact_email)


class Recipient(models.Model):
    """A partnership that receives a response. (Each will review it for itself.)"""

    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="recipients"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="received"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "response"],
                name="response_tool_received_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.response} to {self.partnership}"
