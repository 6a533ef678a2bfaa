"""What every document of a Response Tool says, whatever its format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from response_tool.models import Action, Response
from response_tool.standing import Line
from response_tool.word import ours
from ui.characters import legal as plain
from ui.templatetags.words import day

COLUMNS = ("Priority", "Action", "Status")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: what was done, and how it is."""

    paragraphs: Sequence[str] = ()
    status: str = ""


def entries(line: Line, words: Mapping[str, str]) -> list[Entry]:
    """A row for every action, so that each status stands beside its own."""
    answer = line.answer
    found = [Entry([_action(one)], _status(one, words)) for one in line.actions]
    if answer.is_not_relevant:
        because = f"{ours.BECAUSE} {one_line(answer.not_relevant_because)}"
        found.insert(0, Entry([because], "Not relevant"))
    texts: list[str] = []
    for name, label in ours.TEXTS:
        if said := plain(getattr(answer, name)).strip():
            texts += [label, *filter(None, said.split("\n"))]
    return [*found, Entry(texts)] if texts else found or [Entry()]


def _action(action: Action) -> str:
    return f"{one_line(action.what)} ({one_line(action.who)}, by {day(action.by_when)})"


def _status(action: Action, words: Mapping[str, str]) -> str:
    return one_line(words.get(action.status, "")) or ours.NO_STATUS


def one_line(text: str) -> str:
    """A text without its line ends."""
    return " ".join(plain(text).split())


def priority_words(line: Line) -> str:
    """What a priority says, with its reference."""
    priority = line.answer.priority
    return f"R{line.number} {plain(priority.text or priority.title)}"


def contact_of(response: Response) -> list[str]:
    """Whom to ask, as far as it is filled in."""
    found = [
        response.contact_role,
        response.contact_name,
        response.contact_email,
        response.contact_phone,
    ]
    return [one_line(one) for one in found if one]


def file_name(response: Response, kind: str) -> str:
    """What the document is called when it is downloaded."""
    words = f"response-tool {response.agency.slug} {response.round}".lower()
    return (
        "-".join("".join(c if c.isalnum() else " " for c in words).split()) + f".{kind}"
    )
