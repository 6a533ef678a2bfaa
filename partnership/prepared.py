"""Queries whose SQL the ORM writes once, for the few that run at every page or save.

Writing the SQL of a query takes several times as long as running it, and so does
planning it; so PostgreSQL keeps the plans too (docs/adr/0008).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, query
from psycopg2.extensions import AsIs

Row = TypeVar("Row")
Single = int | str | date
Value = Single | Sequence[int]

# Stand-ins fit the smallest column of numbers and are met nowhere else.
FIRST = 31_000
FIRST_DAY = date(1901, 1, 1)

# What PostgreSQL calls the kinds of values.
KINDS: dict[type, str] = {int: "bigint", str: "text", date: "date"}
NUMBERS = count(1)
# The names of the statements that each connection has planned.
PLANNED: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Statement(Generic[Row]):
    """SQL as it was written, where each value goes, and what a row becomes."""

    name: str
    sql: str
    parameters: tuple[Any, ...]
    places: dict[Any, tuple[str, int]]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]
    made: Callable[[Sequence[Any]], Row]

    def run(self, given: Mapping[str, Sequence[Any]]) -> list[Row]:
        """The rows, with these values in the place of their stand-ins."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                self._execute(given, cursor)
            else:
                values = [self._put(one, given) for one in self.parameters]
                cursor.execute(self.sql, values)
            return [self.made(self._converted(row)) for row in cursor.fetchall()]

    def _execute(self, given: Mapping[str, Sequence[Any]], cursor: Any) -> None:
        """Run it by name, once this connection has planned it."""
        used = [self.places[one] for one in self.parameters if one in self.places]
        used = list(dict.fromkeys(used))
        planned = PLANNED.setdefault(connection.connection, set())
        values = [given[name][place] for name, place in used]
        if self.name not in planned:
            self._plan(used, values)
            planned.add(self.name)
        marks = f"({', '.join(['%s'] * len(values))})" if values else ""
        cursor.execute(f"EXECUTE {self.name}{marks}", values)

    def _plan(self, used: list[tuple[str, int]], values: Sequence[Any]) -> None:
        marks = {place: AsIs(f"${number}") for number, place in enumerate(used, 1)}
        parameters = [
            marks[self.places[one]] if one in self.places else one
            for one in self.parameters
        ]
        # Not by Django's cursor: a plan is no query of the page.
        with connection.connection.cursor() as cursor:
            sql = cursor.mogrify(self.sql, parameters).decode()
            # Of the widest kind: a number too large for its column is just not found.
            kinds = ", ".join(KINDS[type(value)] for value in values)
            takes = f"({kinds})" if kinds else ""
            cursor.execute(f"PREPARE {self.name}{takes} AS {sql}")

    def _put(self, parameter: Any, given: Mapping[str, Sequence[Any]]) -> Any:
        if parameter not in self.places:
            return parameter
        name, place = self.places[parameter]
        value = given[name][place]
        # SQLite has no dates: there they are texts.
        is_text = isinstance(parameter, str) and isinstance(value, date)
        return value.isoformat() if is_text else value

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.converters:
            return row
        values = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


class Prepared(Generic[Row]):
    """A query, given as a function from its values to a query set.

    The function is called with stand-ins, once for each kind of database and each
    length of the lists among the values. Text values must be compared exactly.
    """

    def __init__(self, write: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self.write = write
        self.statements: dict[tuple[Any, ...], Statement[Row] | None] = {}

    def __call__(self, **values: Value) -> list[Row]:
        """The rows for these values, in the order of the query set."""
        given = {
            name: [value] if isinstance(value, Single) else list(value)
            for name, value in values.items()
        }
        shape = (connection.vendor, *((name, len(given[name])) for name in given))
        if shape not in self.statements:
            self.statements[shape] = self._written(values)
        statement = self.statements[shape]
        return statement.run(given) if statement else []

    def _written(self, values: dict[str, Value]) -> Statement[Row] | None:
        """The statement; nothing where no row can match, as with an empty list."""
        places: dict[Any, tuple[str, int]] = {}

        def stand_in(name: str, place: int, like: Single) -> Single:
            number = FIRST + len(places)
            found: Single = number
            if isinstance(like, str):
                found = f"stand-in-{number}"
            elif isinstance(like, date):
                found = FIRST_DAY + timedelta(days=len(places))
                places[found.isoformat()] = (name, place)
            places[found] = (name, place)
            return found

        queryset = self.write(
            **{
                name: stand_in(name, 0, value)
                if isinstance(value, Single)
                else [stand_in(name, place, 0) for place in range(len(value))]
                for name, value in values.items()
            }
        )
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        used = {places[one] for one in parameters if one in places}
        if missing := set(places.values()) - used:
            raise LookupError(f"Not in the query: {sorted(missing)}")
        columns = [column for column, *_ in compiler.select]
        return Statement(
            name=f"prepared_{next(NUMBERS)}_{queryset.model._meta.db_table}"[:63],
            sql=sql,
            parameters=tuple(parameters),
            places=places,
            converters=compiler.get_converters(columns),
            made=_maker(compiler) if _is_of_models(queryset) else tuple,
        )


def _is_of_models(queryset: "QuerySet[Any, Any]") -> bool:
    return issubclass(queryset._iterable_class, query.ModelIterable)


def _maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """How a row becomes a model, with those that select_related brings."""
    about = compiler.klass_info
    model, alias = about["model"], connection.alias
    first, last = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    # Not in the stubs, as it is not in the documentation.
    related = query.get_related_populators  # type: ignore[attr-defined]
    populators = related(about, compiler.select, alias)

    def made(row: Sequence[Any]) -> Any:
        found = model.from_db(alias, names, row[first:last])
        for populator in populators:
            populator.populate(row, found)
        return found

    return made
