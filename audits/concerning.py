"""What a finding or a recommendation can be about: objectives, agencies, themes."""

from collections.abc import Iterable
from datetime import date

from audits.models import Audit, Finding
from partnership.models import Agency, Partnership
from strategies import working_to
from strategies.models import Objective


def objectives_of(audit: Audit) -> list[Objective]:
    """Those the audit tests, then those of the strategies that are worked to."""
    tested = list(audit.objectives.order_by("strategy__title", "position", "pk"))
    all_of_them = working_to.objectives_of(audit.partnership)
    return [*tested, *(one for one in all_of_them if one not in tested)]


def agencies_of(audit: Audit) -> list[Agency]:
    """Those that take part."""
    return list(audit.agencies.order_by("name", "pk"))


def themes_of(audit: Audit) -> list[str]:
    """Themes that findings had before, and what the tool asks about. Two queries."""
    before = Finding.objects.filter(audit__partnership=audit.partnership_id)
    used = before.order_by("theme").values_list("theme", flat=True).distinct()
    domains = audit.tool.domains.order_by("position", "pk")
    return _each_once([*used, *domains.values_list("title", flat=True)])


def owners(partnership: Partnership, *, on: date) -> list[Agency]:
    """The agencies that have a seat on a day."""
    return list(Agency.objects.seated([partnership], on))


def _each_once(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return sorted(found.values(), key=str.casefold)
