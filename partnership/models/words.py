"""What a partnership calls its roles and statuses."""

from django.db import models

from partnership.access import Access
from partnership.models.agencies import Partnership

WORDS_MAX = 120


class WordingQuerySet(models.QuerySet["Wording"]):
    """Words, by who may see them."""

    def visible_to(self, access: Access) -> "WordingQuerySet":
        """Those of the partnerships that a person may see."""
        return self.filter(partnership__in=Partnership.objects.visible_to(access))


class Wording(models.Model):
    """A partnership's own words for a role or a status; none means the standard.

    `partnership.wording` lists the keys and the standard words.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="wordings"
    )
    key = models.SlugField(max_length=40)
    words = models.CharField(max_length=WORDS_MAX)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["partnership_id", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "key"], name="partnership_one_wording_a_key"
            ),
            models.CheckConstraint(
                condition=~models.Q(words=""), name="partnership_wording_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"
