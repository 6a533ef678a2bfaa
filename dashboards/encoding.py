"""How figures are written as JSON: dataclasses by name, named tuples as rows."""

from dataclasses import fields, is_dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


class FiguresEncoder(DjangoJSONEncoder):
    """Writes figures as they are, without copying them first."""

    def default(self, o: Any) -> Any:
        """A dataclass by the names of its fields; dates as Django writes them."""
        if is_dataclass(o) and not isinstance(o, type):
            return as_fields(o)
        return super().default(o)


def as_fields(figures: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, one level deep."""
    return {field.name: getattr(figures, field.name) for field in fields(figures)}
