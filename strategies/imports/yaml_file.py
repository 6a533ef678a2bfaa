"""A strategy in the library's own format; what is wrong with it is said by line.

It is read node by node and not made into objects first, so that every problem knows
its line, and so that nothing in the file can make more of itself than it is.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from strategies.imports.refusal import Refused
from strategies.library import NEEDED, SHAPES, TEXTS
from strategies.models import Oversight, Resource
from strategies.outline import YAML_MAX

DEPTH_MAX = 10
PROBLEMS_MAX = 20
TAG = "tag:yaml.org,2002:"
TYPES = {"str": str, "int": int, "timestamp": date, "seq": list, "map": dict}
CALLED = {str: "text", list: "a list", date: "a date", int: "a number"}
WHAT = {
    "bool": "yes or no",
    "float": "a number with a point",
    "int": "a number",
    "map": "headings with values",
    "null": "empty",
    "seq": "a list",
    "str": "text",
    "timestamp": "a date",
}
KINDS: dict[str, list[str]] = {
    "resources": list(Resource.Kind.values),
    "oversight": list(Oversight.Kind.values),
}
ALIASES = "anchors and aliases (& and *) are not accepted. Write the words out."


class _Loader(yaml.SafeLoader):
    """Composes nodes, refusing references and depth before they can do harm."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One node, and what is under it."""
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(f"Line {line}: {ALIASES}")
        self.depth += 1
        if self.depth > DEPTH_MAX:
            raise Refused(f"Line {line}: there are too many levels inside each other.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def document_of_yaml(text: str) -> dict[str, Any]:
    """The document that a YAML file holds. Raises Refused, each problem by line."""
    if len(text.encode()) > YAML_MAX:
        raise Refused(
            f"The file must be {YAML_MAX // 1000} KB or smaller. A strategy on a page "
            "has about 15 KB."
        )
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise Refused("There is nothing in it.")
        reader = _Reader(loader)
        document = reader.shape("strategy", node)
    except yaml.MarkedYAMLError as error:
        raise Refused(_not_yaml(error)) from error
    except yaml.YAMLError as error:
        raise Refused("This is not a text file in YAML.") from error
    if reader.problems:
        raise Refused(*reader.said())
    return document


def _not_yaml(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = f"Line {mark.line + 1}: " if mark else ""
    return f"{line}this is not YAML ({error.problem or error.context})."


class _Reader:
    """Reads nodes by the shapes of the library and gathers what is wrong."""

    def __init__(self, loader: _Loader) -> None:
        self.loader = loader
        self.problems: list[tuple[int, str]] = []

    def said(self) -> Iterator[str]:
        """The problems in the order of their lines, the first few in full."""
        found = sorted(self.problems)
        for line, words in found[:PROBLEMS_MAX]:
            yield f"Line {line}: {words}."
        if len(found) > PROBLEMS_MAX:
            yield f"And {len(found) - PROBLEMS_MAX} more."

    def shape(self, shape: str, node: yaml.Node) -> dict[str, Any]:
        """A mapping with the keys that its shape allows."""
        found: dict[str, Any] = {}
        if not isinstance(node, yaml.MappingNode):
            self._say(node, f"expected headings with values, found {_called(node)}")
            return found
        seen = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)[:40]
            if key in seen:
                self._say(key_node, f"“{key}” stands here twice")
            seen.add(key)
            if key not in SHAPES[shape]:
                self._say(key_node, f"“{key}” is not something {_thing(shape)} has")
            else:
                found[key] = self._value(shape, key, value_node)
        for key in NEEDED[shape]:
            if key not in seen:
                self._say(node, f"“{key}” is missing from {_thing(shape)}")
        return found

    def _value(self, shape: str, key: str, node: yaml.Node) -> Any:
        wanted = SHAPES[shape][key][0]
        tag = node.tag.removeprefix(TAG)
        if TYPES.get(tag) is not wanted:
            hint = " (quote it)" if wanted is str and _is_scalar(node) else ""
            self._say(node, f"“{key}” is {_called(node)}, not {CALLED[wanted]}{hint}")
            return None
        if wanted is list:
            return self._list(key, node)
        return self._scalar(shape, key, node)

    def _list(self, key: str, node: yaml.Node) -> list[Any]:
        if key not in TEXTS:
            return [self.shape(key, inner) for inner in node.value]
        texts = []
        for inner in node.value:
            if inner.tag == f"{TAG}str":
                texts.append(inner.value)
            else:
                self._say(inner, f"“{key}” holds {_called(inner)}, not text (quote it)")
        return texts

    def _scalar(self, shape: str, key: str, node: yaml.Node) -> Any:
        try:
            found = self.loader.construct_object(node)
        except ValueError:
            self._say(node, f"“{key}” is {node.value!r:.40}, which cannot be read")
            return None
        if hasattr(found, "hour"):
            self._say(node, f"“{key}” is a time, not a date")
        elif key == "kind" and found not in KINDS[shape]:
            allowed = ", ".join(KINDS[shape])
            self._say(node, f"“kind” is “{found:.40}”, not one of: {allowed}")
        return found

    def _say(self, node: yaml.Node, words: str) -> None:
        self.problems.append((node.start_mark.line + 1, words))


def _is_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _called(node: yaml.Node) -> str:
    return WHAT.get(node.tag.removeprefix(TAG), "something that is not accepted")


def _thing(shape: str) -> str:
    return {
        "strategy": "a strategy",
        "objectives": "an objective",
        "priorities": "a priority",
        "commitments": "a group of commitments",
        "resources": "a resource",
        "oversight": "a body that oversees",
    }[shape]
