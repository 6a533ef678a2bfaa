"""What has been gathered of a strategy so far, and how it becomes a document."""

from dataclasses import dataclass, field
from typing import Any

from strategies.outline import titles
from strategies.outline.proposal import Proposal

TITLE_MAX, NAME_MAX, GROUP_MAX, NOTE_MAX, VERSION_MAX = 120, 200, 200, 300, 20
TEXTS = ("summary", "definition", "governance")
LISTS = ("aims", "principles", "outcomes")
# The highest number a priority may bear.
NUMBER_MAX = 999


@dataclass(slots=True)
class Asked:
    """A priority in the making: its own words, and what explains them."""

    words: list[str]
    number: int | None = None
    level: int = 0


@dataclass(slots=True)
class Heading:
    """An objective in the making."""

    title: str
    level: int = 0
    of_table: bool = False
    aim: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Sketch:
    """Everything read so far."""

    front: list[str] = field(default_factory=list)
    version: str = ""
    written_by: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    objectives: list[Heading] = field(default_factory=list)
    commitments: list[tuple[str, str]] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    oversight: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        """One more text of a section."""
        self.texts.setdefault(name, []).append(text)

    def detail(self, label: str, text: str) -> None:
        """A line such as “Version: 2” or “Review date: August 2020”."""
        version = text.lower().removeprefix("version").strip()
        if label.startswith("version") and len(version) <= VERSION_MAX:
            self.version = version
            self.headings.append(f"{label}: {text}")
        elif label.endswith(" by") and len(text) <= NAME_MAX:
            self.written_by.append(text)
            self.headings.append(label)
        elif len(". ".join([*self.dates, f"{label}: {text}"])) < NOTE_MAX:
            self.dates.append(f"{label.capitalize()}: {text}")
        else:
            self.unplaced.append(f"{label}: {text}")

    def proposal(self) -> Proposal:
        """The document as far as it is understood."""
        document = self._about()
        for name in TEXTS:
            if name in self.texts:
                document[name] = "\n\n".join(self.texts[name])
        for name in LISTS:
            if name in self.texts:
                document[name] = self.texts[name]
        document["objectives"] = self._objectives()
        if self.commitments:
            document["commitments"] = _grouped(self.commitments)
        if self.resources:
            document["resources"] = [_resource(text) for text in self.resources]
        if self.oversight:
            document["oversight"] = [_body(text) for text in self.oversight]
        return Proposal(document, self.unplaced, self.headings)

    def _about(self) -> dict[str, Any]:
        """Title, version, dates and who wrote it; other front words stay unplaced."""
        possible = [text for text in self.front if len(text) <= TITLE_MAX]
        named = [text for text in possible if "strategy" in text.lower()]
        title = next(iter(named or possible), "")
        self.unplaced[:0] = self.front
        if title:
            self.unplaced.remove(title)
        document: dict[str, Any] = {"title": titles.said_plainly(title).rstrip(".")}
        if self.version:
            document["version"] = self.version
        if self.written_by:
            document["written_by"] = self.written_by
        if period := titles.years(title):
            document["starts_on"], document["ends_on"] = period
            self.dates.append("The title gives only years")
        if self.dates:
            document["dates_note"] = ". ".join(self.dates) + "."
        return document

    def _objectives(self) -> list[dict[str, Any]]:
        kept = []
        for one in self.objectives:
            if not one.asked and one.aim:
                # Nothing but a sentence: that is what agencies are asked to work on.
                one.asked = [Asked([" ".join(one.aim)])]
            if one.asked:
                kept.append(one)
            else:
                self.unplaced += [text for text in (one.title, *one.aim) if text]
        asked = [priority for one in kept for priority in one.asked]
        numbers = _numbers([priority.number for priority in asked])
        for number, priority in zip(numbers, asked, strict=True):
            priority.number = number
        return [_objective(one) for one in kept]


def _numbers(given: list[int | None]) -> list[int]:
    """The document's own numbers where they serve, else counted from 1."""
    own = [n for n in given if n is not None and 0 < n <= NUMBER_MAX]
    if len(own) == len(given) and own == sorted(set(own)):
        return own
    return list(range(1, len(given) + 1))


def _objective(one: Heading) -> dict[str, Any]:
    aim = list(one.aim)
    title = one.title or titles.in_one_line(aim[0] if aim else one.asked[0].words[0])
    if len(title) > TITLE_MAX:
        aim.insert(0, title)
        title = titles.in_one_line(title)
    found: dict[str, Any] = {"title": titles.said_plainly(title)}
    if aim:
        found["aim"] = _as_sentences(aim)
    found["priorities"] = [_priority(asked) for asked in one.asked]
    return found


def _priority(asked: Asked) -> dict[str, Any]:
    title = titles.in_one_line(asked.words[0])
    return {
        "number": asked.number,
        "title": title,
        "short": titles.short(title),
        "text": _as_sentences(asked.words),
    }


def _as_sentences(texts: list[str]) -> str:
    """Texts one after another; what has no full stop gets one between."""
    *first, last = texts
    return " ".join(
        [text if text[-1] in ".!?:;,”" else f"{text}." for text in first] + [last]
    )


def _grouped(commitments: list[tuple[str, str]]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    for group, text in commitments:
        if not blocks or blocks[-1].get("group", "") != group:
            blocks.append({"group": group, "items": []} if group else {"items": []})
        blocks[-1]["items"].append(text)
    return blocks


def _resource(text: str) -> dict[str, str]:
    found = {"kind": titles.kind_of(text)}
    url = titles.link_in(text)
    name = text.strip()
    if url:
        found["url"] = url
        # Taken out once: a second time it stands there for a reason.
        marked = next(one for one in (f"({url})", f"<{url}>", url) if one in name)
        without = name.replace(marked, "", 1).strip(" –-:")
        name = without or name
    found["title"] = titles.cut(name.rstrip("."), NAME_MAX)
    if len(name) > NAME_MAX:
        found["note"] = name
    return found


def _body(text: str) -> dict[str, str]:
    name = text.rstrip(".")
    found = {"name": titles.cut(name, NAME_MAX), "kind": titles.kind_of_body(text)}
    if len(name) > NAME_MAX:
        found["purpose"] = text
    return found
