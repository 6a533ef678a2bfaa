"""What agencies promise, and what each sector is usually asked."""

from django.db import models

from partnership.access import Access
from partnership.models import Agency, Sector
from strategies.models.agreements import Adoption, Strategy
from strategies.models.parts import Priority

HOW_MAX = 1000


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, by who may see them."""

    def visible_to(self, access: Access) -> "SignUpQuerySet":
        """Those to the strategies that a person may read."""
        return self.filter(strategy__in=Strategy.objects.visible_to(access))


class SignUp(models.Model):
    """An agency commits itself to one version of a strategy.

    Once for every partnership that has adopted the version and in which it has a seat.
    """

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="sign_ups"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="sign_ups"
    )
    name = models.CharField(max_length=120, help_text="who signed for the agency")
    role = models.CharField(max_length=120, help_text="what they are there")
    signed_on = models.DateField("signed")
    how = models.TextField(
        "how staff will be made familiar with it", max_length=HOW_MAX
    )

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "agency"],
                name="strategies_signed_once",
                violation_error_message="This agency has signed up already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} to {self.strategy}"


class PresetQuerySet(models.QuerySet["Preset"]):
    """Presets, by who may see them."""

    def visible_to(self, access: Access) -> "PresetQuerySet":
        """Those of the adoptions that a person may see."""
        return self.filter(adoption__in=Adoption.objects.visible_to(access))


class Preset(models.Model):
    """A priority that agencies of a sector are usually asked about.

    Only where they begin: every agency says for itself which priorities are its own.
    """

    adoption = models.ForeignKey(
        Adoption, on_delete=models.CASCADE, related_name="presets"
    )
    sector = models.CharField(max_length=12, choices=Sector)
    priority = models.ForeignKey(
        Priority, on_delete=models.CASCADE, related_name="presets"
    )

    objects = PresetQuerySet.as_manager()

    class Meta:
        ordering = ["adoption_id", "sector", "priority__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "sector", "priority"],
                name="strategies_one_preset_a_priority",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}: {self.priority}"
