"""The demonstration's own mark on a database."""

from django.db import models


class Demonstration(models.Model):
    """Says that everything in this database is made up, and since when.

    Its presence is what allows the demonstration to be taken away and put back.
    """

    loaded_on = models.DateField()

    def __str__(self) -> str:
        return f"Demonstration of {self.loaded_on}"
