"""Reading the project's own source, for rules about it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "accounts",
    "activity",
    "audits",
    "dashboards",
    "demonstration",
    "evidence",
    "holdings",
    "neglect_portal",
    "notices",
    "partnership",
    "performance",
    "privacy",
    "response_tool",
    "strategies",
    "ui",
)


def sources(*, part: str = "", without: tuple[str, ...] = ()) -> list[Path]:
    """Python files of the rooms, those of one part (views, actions …) if named."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            steps = (*path.relative_to(ROOT / room).parts[:-1], path.stem)
            if "migrations" in steps or any(step in without for step in steps):
                continue
            if not part or part in steps:
                found.append(path)
    return found


def chain(node: ast.AST) -> list[str]:
    """Names along a chain of attributes and calls: a.b(c).d → ["a", "b", "d"]."""
    if isinstance(node, ast.Call):
        return chain(node.func)
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Subscript):
        return chain(node.value)
    return [node.id] if isinstance(node, ast.Name) else [""]


def outermost(tree: ast.AST) -> Iterator[ast.AST]:
    """Every chain once, as long as it is."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call | ast.Attribute) and id(node) not in inner:
            yield node
            step: ast.AST = node
            while isinstance(step, ast.Call | ast.Attribute | ast.Subscript):
                step = step.func if isinstance(step, ast.Call) else step.value
                inner.add(id(step))
