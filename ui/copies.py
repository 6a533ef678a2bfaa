"""What somebody takes away whole: every column of some rows, and documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from ui.tables import Column, Table

CHUNK = 500  # rows read from the database at a time
KINDS: "tuple[tuple[type[models.Field[Any, Any]], str], ...]" = (
    (models.DateTimeField, "a date and time"),
    (models.DateField, "a date"),
    (models.BooleanField, "yes or no"),
    (models.JSONField, "several values, as JSON"),
    (models.IntegerField, "a number"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in a copy: its path there, what it is, and how to make it.

    `content` gives nothing where it is missing.
    """

    path: str
    about: str
    content: Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """A column that is no field of the row: at a path from it, or worked out."""

    name: str
    about: str
    path: str | Callable[[Any], Any]


def table_of(
    rows: "models.QuerySet[Any]",
    *,
    name: str,
    about: str,
    beside: Sequence[Beside] = (),
    without: Mapping[str, str] | None = None,
    meaning: Mapping[str, str] | None = None,
) -> Table:
    """Every field of some rows as a table, so that none is forgotten.

    `without` names the fields that stay out, each with the reason; `meaning` says of
    fields what they do not say themselves. Rows are read when they are asked for.
    """
    left, told = without or {}, meaning or {}
    fields = [one for one in rows.model._meta.concrete_fields if one.name not in left]
    columns = [_column(one, told.get(one.name, "")) for one in fields]
    columns += [Column(one.name, _heading(one.name), one.about) for one in beside]
    return Table(
        name=name,
        title=_heading(name),
        about=" ".join([about, *_left_out(rows.model, left)]),
        columns=columns,
        rows=_rows(rows, fields, beside),
        of=rows.model._meta.label,
    )


def _rows(
    rows: "models.QuerySet[Any]",
    fields: Sequence[Any],
    beside: Sequence[Beside],
) -> Iterator[tuple[Any, ...]]:
    choices = {one.attname: dict(one.flatchoices) for one in fields if one.choices}
    for row in rows.iterator(chunk_size=CHUNK):
        own = (_plain(getattr(row, one.attname)) for one in fields)
        said = (
            choices[one.attname].get(value, value) if one.choices else value
            for one, value in zip(fields, own, strict=True)
        )
        yield (*said, *(reached(row, one.path) for one in beside))


def reached(row: Any, path: str | Callable[[Any], Any]) -> Any:
    """What stands at the end of a path of names; nothing where a step is missing."""
    if callable(path):
        return path(row)
    for step in path.split("."):
        if row is None:
            return None
        row = getattr(row, step)
    return _plain(row)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _column(field: Any, meaning: str) -> Column:
    name = field.attname
    told = [meaning or str(field.help_text) or _own_words(field), _kind(field)]
    return Column(name, _heading(name), "; ".join(one for one in told if one))


def _own_words(field: Any) -> str:
    """What a field calls itself, where that says more than its name."""
    said = str(field.verbose_name)
    return "" if said.lower() == field.name.replace("_", " ") else said


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _kind(field: Any) -> str:
    if field.primary_key:
        return "the number by which other files name this row"
    if field.is_relation:
        return f"the number of the {field.related_model._meta.verbose_name}"
    if field.choices:
        return f"one of: {', '.join(str(label) for _, label in field.flatchoices)}"
    found = (said for kind, said in KINDS if isinstance(field, kind))
    return next(found, "text")


def _left_out(model: Any, left: Mapping[str, str]) -> Iterable[str]:
    """A sentence for each field that stays out; a name that is none is a mistake."""
    for name, reason in left.items():
        field = model._meta.get_field(name)
        yield f"Without “{_heading(field.name)}”: {reason}."
