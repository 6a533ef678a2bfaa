"""What children, families and practitioners said."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.models import Objective

THEME_MAX = 60
HEARD_MAX = 120
TEXT_MAX = 4000
PEOPLE_MAX = 10_000


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes, by who may see them."""

    def visible_to(self, access: Access) -> "ThemeQuerySet":
        """Those of a person's partnerships."""
        mine = access.partnerships_with(Permission.MEASURE_VIEW)
        return self.filter(partnership_id__in=mine)

    def by_name(self) -> "ThemeQuerySet":
        """In the order in which people look for them."""
        return self.order_by(Lower("name"), "pk")


class Theme(models.Model):
    """What several people spoke of, in a partnership's own words."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="themes"
    )
    name = models.CharField(max_length=THEME_MAX)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "partnership", Lower("name"), name="performance_one_theme_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="performance_a_theme_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Voices, by who may see them."""

    def visible_to(self, access: Access) -> "VoiceQuerySet":
        """Those that a person's partnerships heard."""
        mine = access.partnerships_with(Permission.MEASURE_VIEW)
        return self.filter(partnership_id__in=mine)

    def newest_first(self) -> "VoiceQuerySet":
        """What was heard last comes first."""
        return self.order_by("-heard_on", "-pk")


class Voice(models.Model):
    """What some people said on one occasion, and what it was about."""

    class By(models.TextChoices):
        """Who said it."""

        CHILDREN = "children", "Children"
        FAMILIES = "families", "Families"
        PRACTITIONERS = "practitioners", "Practitioners"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="voices"
    )
    said_by = models.CharField("who said it", max_length=13, choices=By)
    heard = models.CharField("how it was heard", max_length=HEARD_MAX)
    heard_on = models.DateField("when it was heard")
    how_many = models.PositiveIntegerField("how many people said it")
    text = models.TextField("what they said", max_length=TEXT_MAX)
    themes = models.ManyToManyField(Theme, related_name="voices")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="voices")
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-heard_on", "-pk"]
        indexes = [models.Index(fields=["partnership", "-heard_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(how_many__gte=1) & Q(how_many__lte=PEOPLE_MAX),
                name="performance_somebody_said_it",
            ),
            models.CheckConstraint(
                condition=Q(said_by__in=["children", "families", "practitioners"]),
                name="performance_said_by_somebody_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_said_by_display()}: {self.heard}"
