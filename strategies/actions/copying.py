"""Every part of one version, made again in another."""

from typing import TypeVar

from strategies.kinds import KINDS
from strategies.library import ABOUT
from strategies.models import Objective, Part, Priority, Strategy

Row = TypeVar("Row", bound=Part)

# Where the words of a version are; its title, slug and number are given anew.
WORDS = ("written_by", *ABOUT)
UNDER_EACH_OTHER = (Objective, Priority)


def copy_words(source: Strategy) -> dict[str, object]:
    """What a version says apart from its parts."""
    return {name: getattr(source, name) for name in WORDS}


def copy_parts(source: Strategy, to: Strategy) -> dict[int, Priority]:
    """Make every part again in a new draft; gives each earlier priority its copy.

    In a fixed number of queries: `to` is a draft that was made in this transaction.
    """
    for kind in KINDS.values():
        if kind.model not in UNDER_EACH_OTHER:
            parts = [_again(one, to) for one in _parts(kind.model, source)]
            _insert(kind.model, parts)
    objectives = {one.pk: _again(one, to) for one in _parts(Objective, source)}
    _insert(Objective, list(objectives.values()))
    priorities = {one.pk: _again(one, to) for one in _parts(Priority, source)}
    for one in priorities.values():
        one.objective = objectives[one.objective_id]
    _insert(Priority, list(priorities.values()))
    return priorities


def _parts(model: type[Row], source: Strategy) -> list[Row]:
    return list(
        model._default_manager.filter(strategy=source).order_by("position", "pk")
    )


def _insert(model: type[Row], parts: list[Row]) -> None:
    model._default_manager.bulk_create(parts, batch_size=500)


def _again(part: Row, to: Strategy) -> Row:
    words = {
        field.attname: getattr(part, field.attname)
        for field in part._meta.concrete_fields
        if not field.primary_key
    }
    return type(part)(**words | {"strategy_id": to.pk})
