"""A strategy as a file in the library's format, for other partnerships to use."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

import yaml
from django.db.models import Prefetch

from partnership.models import Partnership
from strategies.library import ABOUT
from strategies.models import Adoption, Strategy
from ui.copies import Paper

# The order in which the library's documents tell a strategy.
ORDER = (
    *("key", "title", "version", "written_by", "starts_on", "ends_on", "adopted_on"),
    *("review_on", "dates_note", "summary", "aims", "definition", "objectives"),
    *("principles", "commitments", "outcomes", "resources", "oversight", "governance"),
)
WIDTH, FOLDED = 88, 70
# What has to be read with a strategy before it is written.
PARTS = (
    *("aims", "objectives__priorities", "principles", "commitments", "outcomes"),
    *("resources", "oversight"),
)


class _Dumper(yaml.SafeDumper):
    """Block style with lists set in, and long texts over several lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Set lists in, as the library does."""
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > FOLDED and text == " ".join(text.split()):
        # Folding is sure only of single blanks between words.
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_of(strategy: Strategy) -> str:
    """The strategy as YAML. Reads what is prefetched."""
    return written(document_of(strategy))


def papers_of_partnership(partnership: Partnership) -> Iterator[Paper]:
    """Every strategy that a partnership knows, as a file in the library's format."""
    adoptions = Adoption.objects.filter(partnership=partnership)
    known = Strategy.objects.of_partnership(partnership).prefetch_related(
        *PARTS, Prefetch("adoptions", adoptions)
    )
    for one in known:
        yield Paper(
            path=f"strategies/{one.slug}.yaml",
            about=f"{one.with_version}, as the strategy library writes it.",
            content=partial(_encoded, one),
        )


def _encoded(strategy: Strategy) -> bytes:
    return yaml_of(strategy).encode()


def written(document: dict[str, Any]) -> str:
    """A document as YAML that people can read."""
    return yaml.dump(
        document,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=WIDTH,
    )


def document_of(strategy: Strategy) -> dict[str, Any]:
    """The strategy in the library's shape, without what it does not have."""
    found: dict[str, Any] = {name: getattr(strategy, name) for name in ABOUT}
    found |= {
        "key": strategy.library_key or strategy.slug,
        "title": strategy.title,
        "version": strategy.version,
        "written_by": strategy.written_by.splitlines(),
        "aims": [part.text for part in strategy.aims.all()],
        "principles": [part.text for part in strategy.principles.all()],
        "outcomes": [part.text for part in strategy.outcomes.all()],
        "objectives": [_objective(one) for one in strategy.objectives.all()],
        "commitments": [
            _filled({"group": group, "items": [one.text for one in ones]})
            for group, ones in groupby(
                strategy.commitments.all(), key=lambda one: one.group
            )
        ],
        "resources": _parts(strategy.resources.all(), "title", "kind", "note", "url"),
        "oversight": _parts(
            strategy.oversight.all(), "name", "kind", "purpose", "taking_part"
        ),
    }
    if adoption := _adoption(strategy):
        found["adopted_on"] = adoption.adopted_on
        found["review_on"] = adoption.review_on
    return {key: found[key] for key in ORDER if found.get(key)}


def _adoption(strategy: Strategy) -> Adoption | None:
    """The adoption whose dates the file gives: the convenor's, or the only one."""
    taken_on = [one for one in strategy.adoptions.all() if one.adopted_on]
    own = [one for one in taken_on if one.partnership_id == strategy.convenor_id]
    only = own or taken_on
    return only[0] if len(only) == 1 else None


def _objective(objective: Any) -> dict[str, Any]:
    found = _filled({"title": objective.title, "aim": objective.aim})
    found["priorities"] = [
        _filled(
            {
                "number": one.number,
                "title": one.title,
                "short": one.short_title,
                "text": one.text,
                "guidance": one.guidance,
            }
        )
        for one in objective.priorities.all()
    ]
    return found


def _parts(parts: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    return [_filled({name: getattr(one, name) for name in names}) for one in parts]


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
