"""What stands in the boxes of an outline: filled in, moved, added to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from strategies.outline import OBJECTIVES_MAX, Proposal, notation
from ui.templatetags.words import day

# As many lines as a page asks about at once: one question each.
SHOWN_MAX = 60
BOXES = (
    ("aims", "An aim"),
    ("principles", "A principle"),
    ("commitments", "A commitment"),
    ("outcomes", "How success will be judged"),
    ("resources", "A toolkit or document"),
    ("oversight", "A board, group or work stream"),
    ("summary", "The introduction"),
    ("definition", "The definition of neglect"),
    ("governance", "Governance"),
)
TEXTS = ("summary", "definition", "governance")
DATES = ("starts_on", "ends_on")


def lines_in(text: str) -> list[str]:
    """The lines of a text that have words."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def places(objectives: Sequence[str]) -> list[tuple[str, str]]:
    """Where a line may belong."""
    under = [
        (f"priority-{n}", f"A priority of objective {n + 1}: {title:.30}".rstrip(": "))
        for n, title in enumerate(objectives)
    ]
    return [
        ("", "Not placed yet"),
        *under,
        ("objective", "A new objective"),
        *BOXES,
        ("leave", "Leave it out"),
    ]


def initial_of(proposal: Proposal, *, convenor: int) -> dict[str, Any]:
    """What stands in the boxes when an outline is first proposed."""
    document = proposal.document
    plain = ("title", "starts_on", "ends_on", *TEXTS)
    initial = {name: document.get(name, "") for name in plain}
    initial |= {
        "convenor": convenor,
        "version": document.get("version", "1"),
        "written_by": "\n".join(document.get("written_by", [])),
        "dates_note": _dates(document),
        "commitments": notation.write_commitments(document.get("commitments", [])),
        "headings": "\n".join(proposal.headings),
        "unplaced": "\n".join(proposal.unplaced),
        "objectives": len(document["objectives"]),
    }
    for name in ("aims", "principles", "outcomes"):
        initial[name] = notation.write_texts(document.get(name, []))
    for name, key, labels in (
        ("resources", "title", notation.RESOURCE),
        ("oversight", "name", notation.BODY),
    ):
        initial[name] = notation.write_entries(document.get(name, []), key, labels)
    for place, objective in enumerate(document["objectives"]):
        box = f"objective-{place}"
        initial[f"{box}-title"] = objective["title"]
        initial[f"{box}-aim"] = objective.get("aim", "")
        initial[f"{box}-priorities"] = notation.write_priorities(
            objective["priorities"]
        )
    return initial


def _dates(document: Mapping[str, Any]) -> str:
    """The note on dates, and when it was adopted elsewhere, which a draft is not."""
    said = [document.get("dates_note", "")]
    for key, words in (("adopted_on", "Adopted"), ("review_on", "To be reviewed")):
        if key in document:
            said.append(f"{words} {day(document[key])}.")
    return " ".join(filter(None, said))


def changed(sent: QueryDict, *, add: bool = False) -> QueryDict:
    """What was typed, with the placed lines where they belong.

    add: with one more objective, empty.
    """
    data = sent.copy()
    waiting = lines_in(data.get("unplaced", ""))
    stay = []
    for place, line in enumerate(waiting):
        where = data.pop(f"place-{place}", [""])[-1] if place < SHOWN_MAX else ""
        if not _moved(data, where, line):
            stay.append(line)
    data["unplaced"] = "\n".join(stay)
    if add:
        _new_objective(data, "")
    return data


def initial_again(data: QueryDict) -> dict[str, Any]:
    """What was typed, for a page that is shown again without judging it."""
    initial: dict[str, Any] = {name: data.get(name, "") for name in data}
    for name in DATES:
        parts = [data.get(f"{name}-{part}", "") for part in ("day", "month", "year")]
        initial[name] = parts if any(parts) else ""
    return initial


def how_many(sent: Any) -> int:
    """How many objectives a page has, whatever was sent."""
    text = str(sent or 0)
    whole = text.isascii() and text.isdigit() and len(text) < 5
    return min(int(text), OBJECTIVES_MAX) if whole else 0


def _moved(data: QueryDict, where: str, line: str) -> bool:
    """Whether a line went where it was said to belong."""
    if where == "leave":
        return True
    if where == "objective":
        return _new_objective(data, line)
    if where.startswith("priority-"):
        name = f"objective-{where.removeprefix('priority-')}-priorities"
        if name not in data:
            return False
        _append(data, name, line, "\n")
        return True
    if where not in dict(BOXES):
        return False
    if where in TEXTS:
        _append(data, where, line, "\n\n")
    else:
        _append(data, where, notation.write_texts([line]), "\n")
    return True


def _new_objective(data: QueryDict, title: str) -> bool:
    many = how_many(data.get("objectives"))
    if many >= OBJECTIVES_MAX:
        return False
    data["objectives"] = str(many + 1)
    for part, text in (("title", title), ("aim", ""), ("priorities", "")):
        data[f"objective-{many}-{part}"] = text
    return True


def _append(data: QueryDict, name: str, line: str, between: str) -> None:
    data[name] = between.join(filter(None, [data.get(name, "").rstrip(), line]))
