"""A strategy, version by version, and the partnerships that adopt it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnership.access import Access
from partnership.models import Partnership, Seat
from partnership.roles import Permission
from strategies.models import line


class StrategyQuerySet(models.QuerySet["Strategy"]):
    """Strategies, by who may see them."""

    def visible_to(self, access: Access) -> "StrategyQuerySet":
        """Published strategies that a person's partnerships have adopted or convene."""
        adopted = Adoption.objects.visible_to(access).filter(strategy=OuterRef("pk"))
        return self.filter(
            Q(state=Strategy.State.PUBLISHED) & Exists(adopted)
            | Q(convenor__in=access.partnership_roles)
        )

    def of_partnership(self, partnership: Partnership) -> "StrategyQuerySet":
        """What one partnership convenes, and what is published that it adopted.

        Also what it was asked to adopt, ended or replaced.
        """
        own = Adoption.objects.filter(partnership=partnership)
        taken = own.filter(strategy=OuterRef("pk"))
        known = Q(state=Strategy.State.PUBLISHED) & Exists(taken)
        return self.filter(Q(convenor=partnership) | known).order_by("pk")

    def earlier(self, strategy_id: int) -> set[int]:
        """The numbers of the versions that one version goes back to. One query."""
        return line.before(strategy_id, self._revised())

    def later(self, strategy_id: int) -> set[int]:
        """The numbers of the versions that go back to one version. One query."""
        return line.after(strategy_id, self._revised())

    def _revised(self) -> dict[int, int]:
        """Of every version the one that it revises, all at once: they are few."""
        return dict(
            self.filter(previous__isnull=False).values_list("pk", "previous_id")
        )


class Strategy(models.Model):
    """One version of a neglect strategy. A published version never changes."""

    class State(models.TextChoices):
        """Whether it may still be changed."""

        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    library_key = models.SlugField(
        max_length=60, blank=True, help_text="its name in the strategy library, if any"
    )
    version = models.CharField(max_length=20, default="1")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        help_text="the version that this one revises",
    )
    convenor = models.ForeignKey(
        Partnership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="convened_strategies",
        help_text="the partnership that looks after the text",
    )
    written_by = models.TextField(blank=True, max_length=1000)
    starts_on = models.DateField("starts", null=True, blank=True)
    ends_on = models.DateField("ends", null=True, blank=True)
    dates_note = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, max_length=4000)
    definition = models.TextField("definition of neglect", blank=True, max_length=4000)
    governance = models.TextField(blank=True, max_length=4000)
    form_key = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="the page it was begun on, so that sending it twice begins one",
        error_messages={
            "unique": "This page has begun a draft already. Open the page again to "
            "begin another."
        },
    )

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "version", "pk"]
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=F("starts_on")),
                name="strategies_ends_after_it_starts",
                violation_error_message="A strategy cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(state="published", published_at__isnull=False),
                name="strategies_published_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether this version can no longer change."""
        return self.state == self.State.PUBLISHED

    @property
    def with_version(self) -> str:
        """Its title with its version, where versions have to be told apart."""
        return f"{self.title} (version {self.version})"

    @property
    def named(self) -> str:
        """Its title; from the second version on, with the version."""
        return self.title if self.version == "1" else self.with_version

    def not_yet_asked(self) -> "models.QuerySet[Partnership]":
        """Partnerships that have neither adopted this version nor been asked to.

        Of all in the portal: whom to propose it to is for the convenor to choose, and
        their names are no secret.
        """
        known = self.adoptions.values("partnership_id")
        return Partnership.objects.exclude(pk__in=known).order_by("name", "pk")


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Adoptions, by who may see them."""

    def visible_to(self, access: Access) -> "AdoptionQuerySet":
        """Those of a person's partnerships, of what they convene, and of seats.

        What is only proposed is seen by the partnerships, not yet by their agencies.
        """
        seat = Seat.objects.filter(
            partnership_id=OuterRef("partnership_id"),
            agency_id__in=access.agency_roles,
        )
        return self.filter(
            Q(partnership_id__in=access.partnership_roles)
            | Q(strategy__convenor__in=access.partnership_roles)
            | ~Q(status=Adoption.Status.DRAFT) & Exists(seat)
        )

    def known_of(self, strategy: Strategy, access: Access) -> "AdoptionQuerySet":
        """Those of a version that whoever may read it knows of.

        Who has taken it on is no secret among its readers; what is only proposed is
        known to those who may see the adoption itself. Ask whether the reader may
        read the version first.
        """
        seen = Adoption.objects.visible_to(access).filter(pk=OuterRef("pk"))
        return self.filter(strategy=strategy).filter(
            ~Q(status=Adoption.Status.DRAFT) | Q(Exists(seen))
        )

    def taken_on(self) -> "AdoptionQuerySet":
        """Those that were ever adopted: what is only proposed left out."""
        return self.exclude(status=Adoption.Status.DRAFT)

    def in_force(self) -> "AdoptionQuerySet":
        """Those that a partnership works to now."""
        return self.filter(status__in=Adoption.IN_FORCE)

    def later_than(self, strategy: Strategy) -> "AdoptionQuerySet":
        """Those in force of versions that come after one, the latest adopted first."""
        later = Strategy.objects.later(strategy.pk)
        found = self.in_force().filter(strategy__in=later)
        return found.select_related("strategy").order_by("-adopted_on", "-pk")

    def for_rounds(self, access: Access) -> "AdoptionQuerySet":
        """Those a person may open a round for: their own partnerships' in force.

        Taking on somebody's text does not hand over one's agencies.
        """
        mine = access.partnerships_with(Permission.ROUND_OPEN)
        return self.in_force().filter(partnership_id__in=mine)

    def to_review(self, by_day: date) -> "AdoptionQuerySet":
        """Those in force whose review date has come by a day."""
        return self.in_force().filter(review_on__lte=by_day)

    def in_order(self) -> "AdoptionQuerySet":
        """By partnership, then strategy."""
        return self.order_by("partnership__name", "strategy__title", "pk")


class Adoption(models.Model):
    """A partnership takes on one version of a strategy, or is asked to."""

    class Status(models.TextChoices):
        """How things stand between a partnership and a version."""

        DRAFT = "draft", "Proposed"
        ADOPTED = "adopted", "Adopted"
        UNDER_REVIEW = "under_review", "Under review"
        REPLACED = "replaced", "Replaced by a later version"
        ENDED = "ended", "Ended"

    IN_FORCE = (Status.ADOPTED, Status.UNDER_REVIEW)

    # What may follow what, when a coordinator says how things stand. A proposal is
    # adopted or declined instead. What was ended by mistake goes back under review.
    NEXT = {
        Status.ADOPTED: (Status.UNDER_REVIEW, Status.ENDED),
        Status.UNDER_REVIEW: (Status.ADOPTED, Status.REPLACED, Status.ENDED),
        Status.REPLACED: (Status.UNDER_REVIEW,),
        Status.ENDED: (Status.UNDER_REVIEW,),
    }

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="adoptions"
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="adoptions"
    )
    status = models.CharField(
        max_length=12, choices=Status, default=Status.ADOPTED, editable=False
    )
    adopted_on = models.DateField("adopted", null=True, blank=True)
    review_on = models.DateField("to be reviewed", null=True, blank=True)
    evidence_changed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="when something the board's dashboard shows last changed",
    )

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership__name", "strategy__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "strategy"],
                name="strategies_adopted_once",
                violation_error_message="This partnership has adopted it already.",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gte=F("adopted_on")),
                name="strategies_reviewed_after_adoption",
                violation_error_message="The review cannot come before the adoption.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", adopted_on=None)
                | ~Q(status="draft") & Q(adopted_on__isnull=False),
                name="strategies_adopted_has_a_date",
                violation_error_message="Enter the date it was adopted.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}, {self.partnership}"

    @property
    def is_in_force(self) -> bool:
        """Whether the partnership works to it now."""
        return self.status in self.IN_FORCE

    def clean(self) -> None:
        """Only a published version can be adopted, and none beside a later one."""
        super().clean()
        if self.strategy_id and not self.strategy.is_published:
            raise ValidationError(
                {"strategy": "Publish this strategy before adopting it."}
            )
        is_new = self._state.adding and self.is_in_force
        if is_new and self.strategy_id and self.partnership_id:
            self.refuse_beside_later()

    def refuse_beside_later(self) -> None:
        """Refuse where the partnership works to a version that comes after this one."""
        if later := self.later().first():
            raise ValidationError(
                f"{self.partnership} works to version {later.strategy.version}, which "
                f"comes after version {self.strategy.version}. Two versions cannot be "
                "in force at once.",
                code="later",
            )

    def later(self) -> AdoptionQuerySet:
        """What the partnership works to of the versions that come after this one."""
        theirs = Adoption.objects.filter(partnership=self.partnership_id)
        return theirs.later_than(self.strategy)
