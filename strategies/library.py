"""The strategy library: documents as readable YAML, in the project's own words."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "library"

# What a strategy says of itself besides its title and its parts.
ABOUT = ("starts_on", "ends_on", "dates_note", "summary", "definition", "governance")
TEXT, LIST, DATE = (str,), (list,), (date,)
SHAPES: dict[str, dict[str, tuple[type, ...]]] = {
    "strategy": {
        "key": TEXT,
        "title": TEXT,
        "version": TEXT,
        "written_by": LIST,
        "starts_on": DATE,
        "ends_on": DATE,
        "adopted_on": DATE,
        "review_on": DATE,
        "dates_note": TEXT,
        "summary": TEXT,
        "aims": LIST,
        "definition": TEXT,
        "objectives": LIST,
        "principles": LIST,
        "commitments": LIST,
        "outcomes": LIST,
        "resources": LIST,
        "oversight": LIST,
        "governance": TEXT,
    },
    "objectives": {"title": TEXT, "aim": TEXT, "priorities": LIST},
    "priorities": {
        "number": (int,),
        "title": TEXT,
        "short": TEXT,
        "text": TEXT,
        "guidance": TEXT,
    },
    "commitments": {"group": TEXT, "items": LIST},
    "resources": {"title": TEXT, "kind": TEXT, "note": TEXT, "url": TEXT},
    "oversight": {
        "name": TEXT,
        "kind": TEXT,
        "purpose": TEXT,
        "taking_part": TEXT,
    },
}
# Lists of plain texts.
TEXTS = ("aims", "items", "outcomes", "principles", "written_by")
NEEDED = {
    "strategy": ("key", "title", "objectives"),
    "objectives": ("title", "priorities"),
    "priorities": ("number", "title", "short", "text"),
    "commitments": ("items",),
    "resources": ("title", "kind"),
    "oversight": ("name", "kind"),
}


class NotInLibrary(LookupError):
    """No document of this name."""


class Unreadable(ValueError):
    """A document that does not have the shape of a strategy; says where."""


def names() -> list[str]:
    """The documents there are, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(name: str) -> dict[str, Any]:
    """One document, checked. Raises NotInLibrary or Unreadable."""
    if name not in names():
        raise NotInLibrary(
            f"There is no strategy “{name}” in the library. "
            f"There are: {', '.join(names())}."
        )
    return parse((FOLDER / f"{name}.yaml").read_text(), where=f"{name}.yaml")


@cache
def titles() -> dict[str, str]:
    """The title of every document, by its name."""
    return {name: read(name)["title"] for name in names()}


def parse(text: str, *, where: str) -> dict[str, Any]:
    """A document from its YAML. Raises Unreadable with every problem it has."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Unreadable(f"{where}: not readable as YAML: {error}") from error
    problems = list(_problems("strategy", document, where))
    if problems:
        raise Unreadable("\n".join(problems))
    return document


def _problems(shape: str, item: object, where: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{where}: expected headings with values, found {item!r:.60}"
        return
    for key in NEEDED[shape]:
        if key not in item:
            yield f"{where}: “{key}” is missing"
    for key, value in item.items():
        yield from _problems_of(key, value, SHAPES[shape].get(key), where)


def _problems_of(
    key: str, value: Any, kinds: tuple[type, ...] | None, where: str
) -> Iterator[str]:
    if kinds is None:
        yield f"{where}: “{key}” is not something a strategy has"
    elif not isinstance(value, kinds):
        yield f"{where}: “{key}” is {value!r:.60}, not {_called(kinds)}"
    elif isinstance(value, list) and key in TEXTS:
        for item in value:
            if not isinstance(item, str):
                yield f"{where}: “{key}” holds {item!r:.60}, not text (quote it)"
    elif isinstance(value, list) and key in SHAPES:
        for place, part in enumerate(value, start=1):
            yield from _problems(key, part, f"{where}, {key} {place}")


def _called(kinds: tuple[type, ...]) -> str:
    return {str: "text", list: "a list", date: "a date", int: "a number"}[kinds[0]]
