"""The figures that agencies send, period by period."""

from collections.abc import Collection

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from performance.models.measures import EVERY, Measure
from performance.periods import Frequency, Period

NOTE_MAX = 500
WORDS_MAX = 4000
REASON_MAX = 500
LARGEST = 1_000_000_000


class ReturnQuerySet(models.QuerySet["Return"]):
    """Returns, by who may see them and by period."""

    def visible_to(self, access: Access) -> "ReturnQuerySet":
        """A person's own agencies', and those sent to partnerships they review for.

        Boards read figures, masked, and never the returns.
        """
        sent = Received.objects.filter(
            point__data_return=OuterRef("pk"),
            partnership_id__in=access.partnerships_with(Permission.DATA_REVIEW),
        )
        mine = access.agencies_with(Permission.DATA_VIEW)
        return self.filter(Q(agency_id__in=mine) | Exists(sent))

    def of(self, agency: Agency, period: Period) -> "ReturnQuerySet":
        """The one of an agency about a period, if it was begun."""
        return self.filter(
            agency=agency, frequency=period.frequency, starts_on=period.starts_on
        )

    def sent_by(self, agencies: Collection[int]) -> "ReturnQuerySet":
        """Those of agencies of which anything was sent, the latest first."""
        sent = Revision.objects.filter(point__data_return=OuterRef("pk"))
        rows = self.filter(Exists(sent), agency_id__in=agencies)
        return rows.order_by("-starts_on", "frequency", "agency__name", "pk")

    def with_asked_about(self) -> "ReturnQuerySet":
        """With how many figures each has, and how many of them are asked about."""
        asked = Q(points__received__state__in=Received.ASKED_ABOUT)
        counts = {
            "figures": Count("points", distinct=True),
            "asked_about": Count("points", distinct=True, filter=asked),
        }
        return self.annotate(**counts)

    def received_by(self, partnership: Partnership) -> "ReturnQuerySet":
        """Those sent to a partnership, with how far it is with their figures."""
        here = self.filter(points__received__partnership=partnership)
        states = {
            "waiting": [Received.State.WAITING],
            "asked_about": Received.ASKED_ABOUT,
            "accepted": [Received.State.ACCEPTED],
        }
        counts = {
            name: Count("points", filter=Q(points__received__state__in=some))
            for name, some in states.items()
        }
        return here.annotate(**{"figures": Count("points"), **counts})


class Return(models.Model):
    """An agency's figures of one period, for every partnership that asks.

    Exists once something is saved; before that it is only owed.
    """

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="data_returns"
    )
    frequency = models.CharField(max_length=12, choices=EVERY)
    starts_on = models.DateField("period begins")
    submitted_at = models.DateTimeField(
        null=True, blank=True, help_text="when it was last sent"
    )
    submitted_by = models.CharField(max_length=200, blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReturnQuerySet.as_manager()

    # Counted `with_asked_about` or `received_by` only.
    figures: int
    waiting: int
    asked_about: int
    accepted: int

    class Meta:
        ordering = ["-starts_on", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "frequency", "starts_on"],
                name="performance_one_return_a_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.period.words}"

    @property
    def period(self) -> Period:
        """What it is about."""
        return Period(Frequency(self.frequency), self.starts_on)


class Figure(models.Model):
    """What an agency says about one measure: numbers, words, or why neither."""

    class Missing(models.TextChoices):
        """Why there is no figure; the value says which symbol stands for it."""

        NOT_YET = "not_yet", "Not available yet"
        NOT_COLLECTED = "not_collected", "We do not collect it"
        NOT_APPLICABLE = "not_applicable", "It does not apply to us"
        POOR = "poor", "It is not good enough to use"

    numerator = models.BigIntegerField("number", null=True, blank=True)
    denominator = models.BigIntegerField("out of", null=True, blank=True)
    words = models.TextField(blank=True, validators=[MaxLengthValidator(WORDS_MAX)])
    missing = models.CharField(
        "why there is no figure", max_length=16, choices=Missing, blank=True
    )
    note = models.TextField(blank=True, validators=[MaxLengthValidator(NOTE_MAX)])

    class Meta:
        abstract = True

    @property
    def is_given(self) -> bool:
        """Whether there is a figure, or words."""
        return self.numerator is not None or bool(self.words.strip())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said at all, not even why."""
        return not (self.is_given or self.missing or self.denominator is not None)


def _figures(name: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(numerator=None)
            | Q(numerator__gte=0) & Q(numerator__lte=LARGEST),
            name=f"performance_{name}_number_in_bounds",
        ),
        models.CheckConstraint(
            condition=Q(denominator=None)
            | Q(denominator__gte=0) & Q(denominator__lte=LARGEST),
            name=f"performance_{name}_out_of_in_bounds",
        ),
        models.CheckConstraint(
            condition=Q(missing="") | Q(numerator=None),
            name=f"performance_{name}_missing_or_given",
        ),
    ]


class DataPoint(Figure):
    """One measure in one return, as the agency has it now: perhaps not yet sent."""

    data_return = models.ForeignKey(
        Return, on_delete=models.CASCADE, related_name="points"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="points"
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["data_return", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["data_return", "measure"],
                name="performance_one_point_a_measure",
            ),
            *_figures("point"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.data_return}"


class Revision(Figure):
    """A figure as it was sent once. Never changed; a correction is the next one."""

    point = models.ForeignKey(
        DataPoint, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["point", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "number"], name="performance_revisions_in_order"
            ),
            *_figures("revision"),
        ]

    def __str__(self) -> str:
        return f"{self.point}, sent {self.number}"


class ReceivedQuerySet(models.QuerySet["Received"]):
    """What partnerships have received, by who may see it."""

    def visible_to(self, access: Access) -> "ReceivedQuerySet":
        """To the agency that sent it, and to who reviews it for the partnership."""
        mine = access.agencies_with(Permission.DATA_VIEW)
        theirs = access.partnerships_with(Permission.DATA_REVIEW)
        return self.filter(
            Q(point__data_return__agency_id__in=mine) | Q(partnership_id__in=theirs)
        )

    def of(self, data_return: Return, partnership: Partnership) -> "ReceivedQuerySet":
        """What a partnership has of one return, by title of the measure."""
        rows = self.filter(point__data_return=data_return, partnership=partnership)
        return rows.order_by("point__measure__title", "pk")

    def with_revisions(self) -> "ReceivedQuerySet":
        """With the measure, and every time that the figure was sent. One query more."""
        sent = Revision.objects.order_by("number", "pk")
        return self.select_related("point__measure").prefetch_related(
            models.Prefetch("point__revisions", sent)
        )


class Received(models.Model):
    """A figure as one partnership has it: waiting, accepted or queried.

    What was accepted last counts until another revision is. Where children are counted,
    boards may go on seeing what they were `shown` before (docs/adr/0022).
    """

    class State(models.TextChoices):
        """How far it is. Accepted figures are locked until they are opened again."""

        WAITING = "waiting", "Waiting for a look"
        ACCEPTED = "accepted", "Accepted"
        QUERIED = "queried", "Queried"
        OPENED = "opened", "Open again"

    ASKED_ABOUT = (State.QUERIED, State.OPENED)

    point = models.ForeignKey(
        DataPoint, on_delete=models.CASCADE, related_name="received"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="figures_received"
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    accepted = models.ForeignKey(
        Revision,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="accepted_by",
        help_text="what counts",
    )
    shown = models.ForeignKey(
        Revision,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="shown_as",
        help_text="what boards are shown, where it counts children",
    )
    reason = models.TextField(
        "why it is queried or open again",
        blank=True,
        validators=[MaxLengthValidator(REASON_MAX)],
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        ordering = ["point", "partnership", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "partnership"], name="performance_received_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted__isnull=False),
                name="performance_accepted_is_something",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["queried", "opened"]) | ~Q(reason=""),
                name="performance_a_query_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} to {self.partnership}"

    @property
    def is_asked_about(self) -> bool:
        """Whether the agency is to look at it again: queried, or open again."""
        return self.state in self.ASKED_ABOUT

    @property
    def last(self) -> Revision:
        """As it was sent last; there is always one. No query `with_revisions`."""
        return list(self.point.revisions.all())[-1]
