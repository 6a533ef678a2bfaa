"""Which domains of an audit are those of the one that it repeats.

Two audits compare only where the later one used the same tool, or a version that came
after it; a domain is followed back from version to version, whatever it was called.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from audits.models import Audit, Domain, Tool

Pair = tuple[Audit, Audit]  # an audit, and the one that it repeats


def lineage(pairs: Collection[Pair]) -> dict[int, Mapping[str, str] | None]:
    """By the later audit: what each of its domains was called in the earlier one.

    Nothing for a domain that is new, and None where the tools have nothing in common.
    Two queries for all.
    """
    if not pairs:
        return {}
    before = _versions_before(pairs)
    lines = {now.pk: _line(now.tool_id, then.tool_id, before) for now, then in pairs}
    tools = {tool for line in lines.values() for tool in line}
    domains = list(Domain.objects.filter(tool__in=tools).order_by("position", "pk"))
    return {pk: _named(line, domains) if line else None for pk, line in lines.items()}


def _versions_before(pairs: Iterable[Pair]) -> dict[int, int]:
    whose = {now.partnership_id for now, _ in pairs}
    rows = Tool.objects.filter(Q(partnership=None) | Q(partnership__in=whose))
    found = rows.order_by().values_list("pk", "replaces")
    return {pk: before for pk, before in found if before is not None}


def _line(tool: int, earlier: int, before: Mapping[int, int]) -> list[int]:
    """The versions from one tool back to another; none where there is no such way."""
    found = [tool]
    while found[-1] != earlier:
        if found[-1] not in before:
            return []
        found.append(before[found[-1]])
    return found


def _named(line: Sequence[int], domains: Sequence[Domain]) -> dict[str, str]:
    by_pk = {one.pk: one for one in domains}
    found: dict[str, str] = {}
    for one in domains:
        if one.tool_id == line[0]:
            origin = _origin(one, line[-1], by_pk)
            found[one.title] = origin.title if origin else ""
    left = {one.title for one in domains if one.tool_id == line[-1]}
    left -= set(found.values())
    # A domain that was taken out and put in again is known by what it is called.
    return {
        title: was or (title if title in left else "") for title, was in found.items()
    }


def _origin(one: Domain, tool: int, by_pk: Mapping[int, Domain]) -> Domain | None:
    step: Domain | None = one
    while step is not None and step.tool_id != tool:
        step = by_pk.get(step.came_from_id or 0)
    return step
