"""What a strategy consists of: objectives, priorities and the rest, in order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from strategies.models.agreements import Strategy

PUBLISHED_NEVER_CHANGES = (
    "This strategy is published, so it cannot be changed. Make a new version instead."
)


class Part(models.Model):
    """A piece of a strategy, in order. Refuses to change once that is published."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["strategy_id", "position", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless the strategy is published."""
        self._refuse_when_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove, unless the strategy is published."""
        self._refuse_when_published()
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Say so beside the form when the strategy is published."""
        super().clean()
        self._refuse_when_published()

    def _refuse_when_published(self) -> None:
        """Ask the database: what was read may have been published since, or moved."""
        strategies = {self.strategy_id}
        if self.pk:
            rows = type(self)._base_manager.filter(pk=self.pk)
            strategies.update(rows.values_list("strategy_id", flat=True))
        published = Strategy.objects.filter(
            pk__in=strategies - {None}, state=Strategy.State.PUBLISHED
        )
        if published.exists():
            raise ValidationError(PUBLISHED_NEVER_CHANGES, code="published")


class Aim(Part):
    """What the strategy sets out to do, in a sentence."""

    text = models.TextField(max_length=1000)

    class Meta(Part.Meta):
        default_related_name = "aims"

    def __str__(self) -> str:
        return self.text


class Objective(Part):
    """A heading of the strategy, under which its priorities stand."""

    title = models.CharField(max_length=120)
    aim = models.TextField(blank=True, max_length=1000)

    class Meta(Part.Meta):
        default_related_name = "objectives"

    def __str__(self) -> str:
        return self.title


class Priority(Part):
    """Something every agency is asked to respond to. Numbered through the strategy."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(
        max_length=120, help_text="one line, beginning with a verb"
    )
    short_title = models.CharField(max_length=30, help_text="for column headings")
    text = models.TextField(max_length=2000, help_text="what the partnership asks for")
    guidance = models.TextField(
        blank=True, max_length=2000, help_text="what a good answer looks like"
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="descendants",
        help_text="the priorities of the version before that this one carries on",
    )

    class Meta(Part.Meta):
        default_related_name = "priorities"
        ordering = ["strategy_id", "number", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"],
                name="strategies_one_priority_a_number",
                violation_error_message="Another priority has this number.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def clean(self) -> None:
        """Keep a priority and its objective in one strategy."""
        super().clean()
        if self.objective_id and self.objective.strategy_id != self.strategy_id:
            raise ValidationError(
                {"objective": "Choose an objective of this strategy."}
            )


class Principle(Part):
    """How the partners have agreed to work."""

    text = models.TextField(max_length=1000)

    class Meta(Part.Meta):
        default_related_name = "principles"

    def __str__(self) -> str:
        return self.text


class Commitment(Part):
    """Work the partners say they will do, under a group heading where there is one."""

    group = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=1000)

    class Meta(Part.Meta):
        default_related_name = "commitments"

    def __str__(self) -> str:
        return self.text


class Outcome(Part):
    """How success will be judged."""

    text = models.TextField(max_length=1000)

    class Meta(Part.Meta):
        default_related_name = "outcomes"

    def __str__(self) -> str:
        return self.text


class Resource(Part):
    """A toolkit or document that people are to use beside the strategy."""

    class Kind(models.TextChoices):
        """What it is."""

        TOOLKIT = "toolkit", "Toolkit"
        TOOL = "tool", "Tool"
        GUIDANCE = "guidance", "Guidance"
        STRATEGY = "strategy", "Strategy"
        PLAN = "plan", "Plan"
        POLICY = "policy", "Policy"
        PROCEDURE = "procedure", "Procedure"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    note = models.TextField(blank=True, max_length=1000)
    url = models.URLField("link", blank=True)

    class Meta(Part.Meta):
        default_related_name = "resources"

    def __str__(self) -> str:
        return self.title


class Oversight(Part):
    """A board, group or work stream that watches over the strategy."""

    class Kind(models.TextChoices):
        """What it is."""

        BOARD = "board", "Board"
        GROUP = "group", "Group"
        WORK_STREAM = "work stream", "Work stream"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    purpose = models.TextField(blank=True, max_length=1000)
    taking_part = models.TextField(
        "who takes part", blank=True, max_length=1000, help_text="in words"
    )

    class Meta(Part.Meta):
        default_related_name = "oversight"
        verbose_name_plural = "oversight"

    def __str__(self) -> str:
        return self.name
