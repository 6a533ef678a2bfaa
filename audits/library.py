"""The library of tools and scales: readable YAML, in the project's own words.

Partnerships pick from it (`audits.actions.tools_library`); there is one shared row for
each key and version.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from audits.laid import LaidDomain, LaidGrade, LaidQuestion, LaidScale, LaidTool

FOLDER = Path(__file__).parent / "library"
SCALES = "scales.yaml"
TOOLS = ("neglect-practice.yaml", "section-11.yaml", "tool-use.yaml")

OF_SCALE = ("key", "version", "name", "about", "grades")
OF_GRADE = ("label",)
OF_TOOL = ("key", "version", "title", "scale", "about", "domains")
OF_DOMAIN = ("title", "about", "questions")
OF_QUESTION = ("text", "guidance")


class NotInLibrary(LookupError):
    """No tool or scale of this key."""


@dataclass(frozen=True, slots=True)
class ScaleEntry:
    """One scale of the library."""

    key: str
    number: int
    laid: LaidScale


@dataclass(frozen=True, slots=True)
class ToolEntry:
    """One tool of the library, and the key of the scale that it grades on."""

    key: str
    number: int
    scale: str
    laid: LaidTool


@dataclass(frozen=True, slots=True)
class Library:
    """Every scale and tool by its key, in the order of the library."""

    scales: Mapping[str, ScaleEntry]
    tools: Mapping[str, ToolEntry]


def scales() -> tuple[ScaleEntry, ...]:
    """Every scale, in the order of the library."""
    return tuple(_shipped().scales.values())


def tools() -> tuple[ToolEntry, ...]:
    """Every tool, in the order of the library."""
    return tuple(_shipped().tools.values())


def scale_entry(key: str) -> ScaleEntry:
    """One scale. Raises NotInLibrary."""
    return _found(_shipped().scales, key)


def tool_entry(key: str) -> ToolEntry:
    """One tool. Raises NotInLibrary."""
    return _found(_shipped().tools, key)


def parse(of_scales: str, of_tools: Iterable[str]) -> Library:
    """A library from its YAML. Raises ValueError that names the key it is about."""
    known: dict[str, ScaleEntry] = {}
    for said in yaml.safe_load(of_scales)["scales"]:
        scale = _scale(said)
        _refuse_twice("scales", scale.key, known)
        known[scale.key] = scale
    found: dict[str, ToolEntry] = {}
    for text in of_tools:
        tool = _tool(yaml.safe_load(text), known)
        _refuse_twice("tools", tool.key, found)
        found[tool.key] = tool
    return Library(MappingProxyType(known), MappingProxyType(found))


@cache
def _shipped() -> Library:
    texts = ((FOLDER / name).read_text(encoding="utf-8") for name in TOOLS)
    return parse((FOLDER / SCALES).read_text(encoding="utf-8"), texts)


def _found(among: Mapping[str, Any], key: str) -> Any:
    try:
        return among[key]
    except KeyError:
        raise NotInLibrary(f"There is no “{key}” in the library.") from None


def _scale(said: Mapping[str, Any]) -> ScaleEntry:
    key = _key(said)
    _check(key, said, needed=OF_SCALE)
    grades = []
    for one in said["grades"]:
        _check(key, one, needed=OF_GRADE, more=("means", "is_concern"))
        means = one.get("means", "")
        concern = bool(one.get("is_concern", False))
        grades.append(LaidGrade(_text(key, one["label"]), _text(key, means), concern))
    name, about = _text(key, said["name"]), _text(key, said["about"])
    return ScaleEntry(key, said["version"], LaidScale(name, about, tuple(grades)))


def _tool(said: Mapping[str, Any], known: Mapping[str, ScaleEntry]) -> ToolEntry:
    key = _key(said)
    _check(key, said, needed=OF_TOOL)
    if said["scale"] not in known:
        raise ValueError(f"{key}: there is no scale “{said['scale']}”")
    domains = tuple(_domain(key, one) for one in said["domains"])
    title, about = _text(key, said["title"]), _text(key, said["about"])
    laid = LaidTool(title, about, domains)
    return ToolEntry(key, said["version"], said["scale"], laid)


def _domain(key: str, said: Mapping[str, Any]) -> LaidDomain:
    _check(key, said, needed=OF_DOMAIN)
    asked = []
    for one in said["questions"]:
        _check(key, one, needed=OF_QUESTION)
        asked.append(LaidQuestion(_text(key, one["text"]), _text(key, one["guidance"])))
    return LaidDomain(
        _text(key, said["title"]), _text(key, said["about"]), tuple(asked)
    )


def _key(said: Mapping[str, Any]) -> str:
    return str(said.get("key", "something without a key"))


def _check(
    key: str, said: Mapping[str, Any], *, needed: Iterable[str], more: Any = ()
) -> None:
    for name in needed:
        if name not in said:
            raise ValueError(f"{key}: its {name} is missing")
    if unknown := sorted(set(said) - {*needed, *more}):
        raise ValueError(f"{key}: “{unknown[0]}” is not known here")


def _text(key: str, said: object) -> str:
    if not isinstance(said, str):
        raise ValueError(f"{key}: {said!r:.60} is not text (quote it)")
    return said.strip()


def _refuse_twice(what: str, key: str, known: Mapping[str, Any]) -> None:
    if key in known:
        raise ValueError(f"{key}: there are two {what} of this key")
