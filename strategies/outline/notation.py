"""Parts of a strategy as lines in a box that a person can read and correct.

One part a line. What belongs to it stands under it, after its name and a colon:

    1. Train every worker to see neglect early
    Short: Training
    Guidance: Say who was trained, and what they do differently.

Reading gives back what was written; what cannot be read is said by line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from strategies.outline import titles

BULLET = re.compile(r"[-•·*–]\s+")
NUMBER = re.compile(r"(\d{1,6})[.)]\s+(?=\S)")
PRIORITY = {"Short": "short", "Text": "text", "Guidance": "guidance"}
RESOURCE = {"Kind": "kind", "Link": "url", "Note": "note"}
BODY = {"Kind": "kind", "Purpose": "purpose", "Taking part": "taking_part"}
LONGEST = {
    "title": 120,
    "short": 30,
    "text": 2000,
    "guidance": 2000,
    "group": 200,
    "note": 1000,
    "purpose": 1000,
    "taking_part": 1000,
    "url": 200,
    "name": 200,
    "item": 1000,
}
NUMBER_MAX = 999


@dataclass(slots=True)
class Read:
    """What stands in a box, and what is wrong with it."""

    items: list[Any] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def check(self, line: int, name: str, text: str) -> None:
        """Say so when a text is too long."""
        longest = LONGEST[name]
        if len(text) > longest:
            called = name.replace("_", " ")
            self.problems.append(
                f"Line {line}: this {called} has {len(text):,} characters; it may have "
                f"{longest:,}"
            )


# --- Plain texts: aims, principles, outcomes


def write_texts(texts: Iterable[str]) -> str:
    """One text a line."""
    return "\n".join(_kept(text) for text in texts)


def read_texts(written: str) -> Read:
    """One text a line; a bullet before it is no part of it."""
    read = Read()
    for line, text in _lines(written):
        words = _plain(text)
        read.check(line, "item", words)
        read.items.append(words)
    return read


# --- Commitments, under the heading of their group


def write_commitments(blocks: Iterable[Mapping[str, Any]]) -> str:
    """Groups begin with #."""
    lines: list[str] = []
    for block in blocks:
        if lines or block.get("group"):
            lines.append(f"# {_one_line(block.get('group', ''))}".strip())
        lines += [_kept(text) for text in block["items"]]
    return "\n".join(lines)


def read_commitments(written: str) -> Read:
    """Blocks of a group and its items."""
    read = Read()
    for line, text in _lines(written):
        if text.startswith("#"):
            group = text.lstrip("#").strip()
            read.check(line, "group", group)
            read.items.append({"group": group, "items": []})
            continue
        if not read.items:
            read.items.append({"group": "", "items": []})
        words = _plain(text)
        read.check(line, "item", words)
        read.items[-1]["items"].append(words)
    empty = [block["group"] for block in read.items if not block["items"]]
    read.problems += [f"“{group}” has nothing under it" for group in empty if group]
    read.items = [_without_blanks(block) for block in read.items if block["items"]]
    return read


# --- Priorities


def write_priorities(priorities: Iterable[Mapping[str, Any]]) -> str:
    """Each begins with its number; what can be worked out is left away."""
    blocks = []
    for one in priorities:
        title, text = _one_line(one["title"]), _one_line(one["text"])
        if titles.in_one_line(text) == title:
            lines = [f"{one['number']}. {text}"]
        else:
            lines = [f"{one['number']}. {title}", f"Text: {text}"]
        if one["short"] != titles.short(title):
            lines.insert(1, f"Short: {one['short']}")
        if one.get("guidance"):
            lines.append(f"Guidance: {_one_line(one['guidance'])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def read_priorities(written: str) -> Read:
    """Priorities with number, title, short title, text and guidance.

    Those without a number get none: they are counted when all boxes are read.
    """
    read = Read()
    for line, text, under in _entries(written, PRIORITY, read):
        counted = NUMBER.match(text)
        number = int(counted[1]) if counted else None
        words = text[counted.end() :] if counted else _plain(text)
        title = words if "text" in under else titles.in_one_line(words)
        found = {"number": number, "title": title, "short": titles.short(title)}
        found |= {"text": words, **under}
        for name in ("title", "short", "text", "guidance"):
            read.check(line, name, str(found.get(name, "")))
        if number is not None and not 0 < number <= NUMBER_MAX:
            read.problems.append(
                f"Line {line}: the number must be between 1 and {NUMBER_MAX}"
            )
        read.items.append(found)
    return read


# --- Resources, and who watches over the strategy


def write_entries(
    items: Iterable[Mapping[str, Any]], name: str, labels: Mapping[str, str]
) -> str:
    """A name, and under it what is known of it."""
    blocks = []
    for item in items:
        lines = [_kept(item[name], labels)]
        lines += [
            f"{label}: {_one_line(item[key])}"
            for label, key in labels.items()
            if item.get(key)
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def read_entries(
    written: str, name: str, labels: Mapping[str, str], kinds: Iterable[str]
) -> Read:
    """Names with their kind, link and notes; a kind left away is worked out."""
    read = Read()
    allowed = list(kinds)
    guess = titles.kind_of if name == "title" else titles.kind_of_body
    for line, text, under in _entries(written, labels, read):
        words = _plain(text)
        found = {name: words, "kind": guess(words)} | under
        found["kind"] = found["kind"].lower()
        if found["kind"] not in allowed:
            read.problems.append(
                f"Line {line}: the kind must be one of {', '.join(allowed)}"
            )
        read.check(line, "name", words)
        for key in labels.values():
            if key != "kind":
                read.check(line, key, found.get(key, ""))
        read.items.append(found)
    return read


# --- What they share


def _entries(
    written: str, labels: Mapping[str, str], read: Read
) -> Iterable[tuple[int, str, dict[str, str]]]:
    """Every line without a label, with what the labelled lines under it say."""
    entries: list[tuple[int, str, dict[str, str]]] = []
    for line, text in _lines(written):
        label, _, words = text.partition(":")
        key = labels.get(label.strip().capitalize())
        if key is None or not words.strip():
            entries.append((line, text, {}))
        elif not entries:
            read.problems.append(f"Line {line}: there is nothing above “{label}:”")
        elif key in entries[-1][2]:
            read.problems.append(f"Line {line}: “{label}:” stands here twice")
        else:
            entries[-1][2][key] = words.strip()
    return entries


def _lines(written: str) -> Iterable[tuple[int, str]]:
    for line, text in enumerate(written.split("\n"), start=1):
        if text.strip():
            yield line, _one_line(text)


def _plain(text: str) -> str:
    match = BULLET.match(text)
    return text[match.end() :] if match else text


def _kept(text: str, labels: Mapping[str, str] | None = None) -> str:
    """A text that reads back as itself: what looks like a mark gets a bullet."""
    words = _one_line(text)
    label = words.partition(":")[0].strip().capitalize()
    looks = words.startswith("#") or BULLET.match(words) or label in (labels or {})
    return f"- {words}" if looks else words


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_blanks(block: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in block.items() if value}
