"""What of a period was hidden from a board when its figures were first shown."""

from django.db import models

from partnership.models import Partnership
from performance.models.measures import EVERY, Measure
from privacy.over_time import Hidden
from privacy.policies import Rule

SUM = ""  # stands for all agencies together


class Shown(models.Model):
    """One period of a measure of children, as the board of one partnership sees it.

    Written when its last figure is accepted, and never changed: what is hidden then
    stays hidden. Which figures the board sees is `Received.shown`.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="periods_shown"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="periods_shown"
    )
    frequency = models.CharField(max_length=12, choices=EVERY)
    starts_on = models.DateField("period begins")
    shown_at = models.DateTimeField("first shown")
    above = models.JSONField(
        default=dict,
        blank=True,
        help_text="by agency’s number, which rule hides its number; all together last",
    )
    below = models.JSONField(
        default=dict,
        blank=True,
        help_text="by agency’s number, which rule hides what its number is out of",
    )

    class Meta:
        ordering = ["partnership", "measure", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "measure", "frequency", "starts_on"],
                name="performance_a_period_is_first_shown_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} for {self.partnership}, from {self.starts_on}"


def stored(hidden: Hidden) -> dict[str, str]:
    """What is hidden, as it is kept."""
    return {SUM if key is None else str(key): str(rule) for key, rule in hidden.items()}


def restored(kept: dict[str, str]) -> dict[int | None, Rule]:
    """What is hidden, from how it is kept."""
    return {None if key == SUM else int(key): Rule(rule) for key, rule in kept.items()}
