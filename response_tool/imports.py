"""Word files to rows beside the priorities and the answers of a response."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from response_tool.actions.carrying import carried_from
from response_tool.earlier import last_answers
from response_tool.models import WHAT_MAX, Response
from response_tool.standing import Line, lines
from response_tool.word import ours
from response_tool.word.beside import Held, HeldAction, held_of
from response_tool.word.comparing import (
    ITEMS_MAX,
    ROWS_MAX,
    Comparison,
    compare,
    names_another,
)
from response_tool.word.matching import (
    Match,
    Wanted,
    is_known,
    is_of_another,
    match_rows,
)
from response_tool.word.reading import read
from response_tool.word.shapes import Document, Kept, restored
from response_tool.word.statuses import called
from response_tool.wording import words_of_response
from ui.templatetags.words import day
from ui.word import Refused

# What was read travels in the page until it is saved, and no more than this.
STATE_MAX = 1_000_000
NO_ROWS = (
    "We found no table of priorities, actions and statuses in this document. Check "
    "that it is your Response Tool."
)
TOO_MUCH = (
    "This document holds more than can be compared on one page: at most "
    f"{ITEMS_MAX} actions. Take out what does not belong to it."
)


@dataclass(slots=True)
class Upload:
    """A document that was read, and what the portal held when it was shown."""

    name: str
    document: Document
    matches: list[Match]
    is_of_another: bool
    held: dict[int, Held]
    kept: list[Kept]  # what found no place

    @property
    def comparison(self) -> Comparison:
        """The rows, beside what was held."""
        return compare(self.document, self.matches, self.held, longest=WHAT_MAX)

    def names_another(self, response: Response) -> bool:
        """Whether it names another organisation than the one that is asked."""
        return names_another(self.document.organisation, response.agency.name)

    def is_doubtful(self, response: Response) -> bool:
        """Whether it may be another agency’s, or about something else."""
        return self.is_of_another or self.names_another(response)


def read_upload(response: Response, name: str, content: bytes) -> Upload:
    """A file as it was brought. Raises Refused, with words for the person."""
    document = read_for(response, content)
    if not document.rows:
        raise Refused(NO_ROWS)
    return bounded(upload_of(response, name, document))


def bounded(upload: Upload) -> Upload:
    """The same upload, if one page can show it. Raises Refused."""
    compared = upload.comparison
    if len(compared.items) > ITEMS_MAX or len(compared.rows) > ROWS_MAX:
        raise Refused(TOO_MUCH)
    return upload


def read_unseen(response: Response, name: str, content: bytes) -> Upload:
    """A file that waits for its agency, read without a look at what the agency holds.

    Raises Refused, with words for the person.
    """
    document = read_for(response, content)
    if not document.rows:
        raise Refused(NO_ROWS)
    return bounded(_beside(response, name, document, {}))


def read_for(response: Response, content: bytes) -> Document:
    """What a file says, with the partnerships' own words for statuses. Raises Refused.

    One query.
    """
    document = read(content)
    called(document, words_of_response(response.pk).statuses)
    return document


def sealed(response: Response, upload: Upload) -> str:
    """What was read and held, signed, to travel in the page. Raises Refused."""
    state = {
        "name": upload.name,
        "document": asdict(upload.document),
        "held": [asdict(one) for one in upload.held.values()],
    }
    text = signing.dumps(state, salt=_salt(response), compress=True)
    if len(text) > STATE_MAX:
        raise Refused(TOO_MUCH)
    return text


def unsealed(response: Response, text: str) -> Upload | None:
    """What travelled in the page; nothing where it was tampered with."""
    try:
        state: dict[str, Any] = signing.loads(text, salt=_salt(response))
    except signing.BadSignature:
        return None
    held = [held_of(one) for one in state["held"]]
    return _beside(
        response,
        state["name"],
        restored(state["document"]),
        {one.number: one for one in held},
    )


def refreshed(response: Response, upload: Upload) -> Upload:
    """The same document beside what the portal holds now."""
    return upload_of(response, upload.name, upload.document)


def held_now(response: Response) -> dict[int, Held]:
    """Every answer as it stands, or as it will once the response is begun.

    Two queries; a few more before it is begun. An action that will be carried on goes
    by the number of the one it carries on from.
    """
    found = lines(response)
    if response.started_at is None:
        found = _once_begun(response, found)
    return {
        line.number: Held(
            number=line.number,
            relevance=line.answer.relevance,
            because=line.answer.not_relevant_because,
            progress=line.answer.progress,
            difference=line.answer.difference,
            actions=[
                HeldAction(
                    one.pk or one.carries_on_from_id or 0,
                    one.what,
                    one.who,
                    one.by_when.isoformat(),
                    one.status,
                )
                for one in line.actions
            ],
        )
        for line in found
    }


def _once_begun(response: Response, found: Sequence[Line]) -> list[Line]:
    """The lines with what would be carried on from last round. Saves nothing."""
    last = last_answers(response)
    _, carried = carried_from((one.answer for one in found), last)
    return [
        Line(
            one.answer, [*one.actions, *(a for a in carried if a.answer is one.answer)]
        )
        for one in found
    ]


def upload_of(response: Response, name: str, document: Document) -> Upload:
    """A document that was read before, beside what the portal holds now."""
    return _beside(response, name, document, held_now(response))


def priorities_of(response: Response) -> list[Wanted]:
    """The priorities that are asked, as matching knows them. One query."""
    rows = response.round.strategy.priorities.select_related("objective")
    return [
        Wanted(one.number, one.title, one.text, one.objective.title)
        for one in rows.order_by("number")
    ]


def match_of(
    response: Response, document: Document, asked: Sequence[Wanted]
) -> tuple[list[Match], bool]:
    """The priority of each row; whether the document seems of another strategy."""
    strategy = str(response.round.strategy_id)
    matches = match_rows(document, asked, strategy=strategy)
    return matches, is_of_another(document, matches, strategy)


def _beside(
    response: Response, name: str, document: Document, held: dict[int, Held]
) -> Upload:
    asked = priorities_of(response)
    matches, another = match_of(response, document, asked)
    titles = {one.objective for one in asked}
    unknown = [
        Kept("above a table", text)
        for text in document.objectives
        if not is_known(text, titles)
    ]
    standing = _standing(response)
    kept = [one for one in document.not_understood() if one.text not in standing]
    return Upload(name, document, matches, another, held, [*unknown, *kept])


def _standing(response: Response) -> set[str]:
    """Paragraphs that stand in every document we give away."""
    asked = response.round
    return {
        *ours.how_to(words_of_response(response.pk).statuses.values()),
        ours.ABOUT,
        ours.OWN,
        ours.heading(str(asked.strategy)),
        ours.about(str(response.agency), str(asked)),
        ours.due(day(response.due_on)),
    }


def _salt(response: Response) -> str:
    return f"response_tool.word.{response.pk}"
