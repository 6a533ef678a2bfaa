"""What a partnership can choose among: tools to plan with, scales to grade on.

What is shipped is offered by its key, also before anybody used it; a row by its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from audits.laid import LaidScale, scale_laid
from audits.library import scales, tools
from audits.models import Scale, Tool
from audits.versions import offered
from partnership.models import Partnership


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: what a form sends for it, what it is called, what it is."""

    value: str
    title: str
    about: str
    is_shipped: bool = False
    number: int = 1


def tools_to_plan_with(partnership: Partnership) -> list[Offer]:
    """Its own ready tools by name, then the shipped ones. Two queries.

    What was chosen becomes a row by `audits.actions.tools_library.chosen_tool`.
    """
    ready = offered(Tool.objects.all())
    whose = Q(partnership=partnership) | Q(partnership=None, library_key="")
    own = ready.filter(whose).order_by("title", "number", "pk")
    found = [tool_offer(one) for one in own]
    rows = dict(_shipped_rows(Tool))
    for one in tools():
        value = rows.get((one.key, one.number), one.key)
        laid = one.laid
        found.append(Offer(value, laid.title, laid.about, True, one.number))
    return found


def tool_offer(tool: Tool) -> Offer:
    """A tool that is a row already, as something to choose."""
    return Offer(
        str(tool.pk), tool.title, tool.about, bool(tool.library_key), tool.number
    )


def scales_to_grade_on(partnership: Partnership) -> list[tuple[Offer, LaidScale]]:
    """Its own scales by name, then the shipped ones, each with its grades.

    Three queries. What was chosen becomes a row by `chosen_scale`.
    """
    newest = Scale.objects.newest().filter(partnership=partnership)
    own = newest.order_by("name", "number", "pk").prefetch_related("grades")
    found = [(Offer(str(one.pk), one.name, one.about), scale_laid(one)) for one in own]
    rows = dict(_shipped_rows(Scale))
    for one in scales():
        value = rows.get((one.key, one.number), one.key)
        offer = Offer(value, one.laid.name, one.laid.about, is_shipped=True)
        found.append((offer, one.laid))
    return found


def _shipped_rows(model: type[Tool] | type[Scale]) -> Iterator[tuple[tuple, str]]:
    rows = model._default_manager.exclude(library_key="")
    for key, number, pk in rows.values_list("library_key", "number", "pk"):
        yield (key, number), str(pk)
