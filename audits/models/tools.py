"""What practice is looked at with: tools, their criteria, and the scales they grade on.

All of it is data. A scale or tool that something was graded with never changes; a
change makes the next version, so that what was graded keeps its meaning.
"""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission

NAME_MAX = 120
LABEL_MAX = 60
MEANS_MAX = 300
TEXT_MAX = 300
ABOUT_MAX = 2000
GUIDANCE_MAX = 2000
GRADES_MAX = 7
DOMAINS_MAX = 20
CRITERIA_MAX = 60


def _shared_or_mine(access: Access) -> Q:
    mine = access.partnerships_with(Permission.AUDIT_READ)
    return Q(partnership=None) | Q(partnership_id__in=mine)


class ScaleQuerySet(models.QuerySet["Scale"]):
    """Scales, by who may see them."""

    def visible_to(self, access: Access) -> "ScaleQuerySet":
        """The shipped ones, and those that a person's partnerships made."""
        return self.filter(_shared_or_mine(access))

    def newest(self) -> "ScaleQuerySet":
        """Those that no later version stands in for."""
        return self.filter(next_version=None)

    def by_name(self) -> "ScaleQuerySet":
        """In the order in which people look for them."""
        return self.order_by(Lower("name"), "number", "pk")


class Scale(models.Model):
    """Grades in order, the best first. Grades are never averaged."""

    library_key = models.SlugField(max_length=60, blank=True, default="")
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="scales",
        help_text="whose own it is; nobody’s where it is shipped",
    )
    name = models.CharField("what it is called", max_length=NAME_MAX)
    about = models.TextField(blank=True, validators=[MaxLengthValidator(ABOUT_MAX)])
    number = models.PositiveSmallIntegerField("version", default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next_version",
    )
    version = models.PositiveIntegerField(default=1)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library_key", "number"],
                condition=~Q(library_key=""),
                name="audits_one_scale_a_key",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="audits_scale_versions_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """One grade of a scale, in words."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="grades")
    position = models.PositiveSmallIntegerField(help_text="1 is the best")
    label = models.CharField("what it is called", max_length=LABEL_MAX)
    means = models.CharField("what it means", max_length=MEANS_MAX, blank=True)
    is_concern = models.BooleanField(
        "not good enough", default=False, help_text="whether practice has to change"
    )

    class Meta:
        ordering = ["scale", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "position"], name="audits_grades_in_order"
            ),
            models.UniqueConstraint(
                "scale", Lower("label"), name="audits_a_grade_is_named_once"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1) & Q(position__lte=GRADES_MAX),
                name="audits_grade_position_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ToolQuerySet(models.QuerySet["Tool"]):
    """Tools, by who may see them."""

    def visible_to(self, access: Access) -> "ToolQuerySet":
        """The shipped ones, and those that a person's partnerships made."""
        return self.filter(_shared_or_mine(access))

    def newest(self) -> "ToolQuerySet":
        """Those that no later version stands in for."""
        return self.filter(next_version=None)

    def by_name(self) -> "ToolQuerySet":
        """In the order in which people look for them."""
        return self.order_by(Lower("title"), "number", "pk")


class Tool(models.Model):
    """Questions about practice, in domains, each graded on the tool's scale."""

    class State(models.TextChoices):
        """Only a ready tool can be planned with; a draft is being built."""

        DRAFT = "draft", "Being built"
        READY = "ready", "Ready to use"
        RETIRED = "retired", "No longer used"

    library_key = models.SlugField(max_length=60, blank=True, default="")
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="audit_tools",
        help_text="whose own it is; nobody’s where it is shipped",
    )
    title = models.CharField("what it is called", max_length=NAME_MAX)
    about = models.TextField(
        "what it is for", blank=True, validators=[MaxLengthValidator(ABOUT_MAX)]
    )
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="tools")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    number = models.PositiveSmallIntegerField("version", default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next_version",
        help_text="the version before, which keeps what was graded with it",
    )
    version = models.PositiveIntegerField(default=1, help_text="of the row")

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering = ["title", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library_key", "number"],
                condition=~Q(library_key=""),
                name="audits_one_tool_a_key",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="audits_tool_versions_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("pk")), name="audits_a_tool_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Domain(models.Model):
    """One part of a tool, as in “The child’s voice and lived experience”."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="domains")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("what it is called", max_length=NAME_MAX)
    about = models.TextField(blank=True, validators=[MaxLengthValidator(ABOUT_MAX)])
    came_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="became",
        help_text="the same domain in the version before, so that audits compare",
    )

    class Meta:
        ordering = ["tool", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "tool", Lower("title"), name="audits_a_domain_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """One question about practice."""

    domain = models.ForeignKey(
        Domain, on_delete=models.CASCADE, related_name="criteria"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField("what is asked", max_length=TEXT_MAX)
    guidance = models.TextField(
        "what to look for", blank=True, validators=[MaxLengthValidator(GUIDANCE_MAX)]
    )
    came_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="became",
        help_text="the same question in the version before",
    )

    class Meta:
        ordering = ["domain", "position", "pk"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.text
