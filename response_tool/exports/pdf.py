"""The Response Tool as a tagged PDF, to read, print and file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from response_tool.exports.rows import (
    Entry,
    contact_of,
    entries,
    one_line,
    plain,
    priority_words,
)
from response_tool.models import OwnQuestion, Response
from response_tool.standing import Band
from response_tool.word import ours
from ui import documents
from ui.templatetags.words import day

SENT = "As submitted on {} by {}."
LABELS = {label for _, label in ours.TEXTS}
DRAFT = "A draft, as it stood on {}. It has not been submitted."


def pdf_document(
    response: Response,
    bands: Sequence[Band],
    words: Mapping[str, str],
    *,
    blank: bool,
    at: datetime,
) -> bytes:
    """An agency's Response Tool: blank, as it stands, or as submitted.

    `words` are what its partnerships call the statuses.
    """
    data = {
        "title": plain(f"{response.agency}: Response Tool, {response.round}"),
        "foot": plain(f"{response.agency}, {response.round}"),
        "heading": plain(ours.heading(str(response.round.strategy))),
        "about": plain(ours.about(str(response.agency), str(response.round))),
        "note": "" if blank else _note(response, at),
        "bands": [_band(band, words, blank=blank) for band in bands],
        "details": _details(response, blank=blank),
        "due": " ".join([plain(ours.due(day(response.due_on))), *_own(response)]),
    }
    return documents.pdf("documents/response_tool.typ", data, at=at)


def _own(response: Response) -> list[str]:
    """That own questions are not in it, where there are any."""
    return [ours.OWN] if OwnQuestion.objects.asked_of(response).exists() else []


def _note(response: Response, at: datetime) -> str:
    if response.is_submitted:
        return plain(SENT.format(day(response.submitted_at), response.submitted_by))
    return DRAFT.format(day(at))


def _band(band: Band, words: Mapping[str, str], *, blank: bool) -> dict[str, Any]:
    return {
        "title": plain(band.objective.title),
        "aim": plain(band.objective.aim),
        "lines": [
            {
                "priority": priority_words(line),
                "entries": [
                    {
                        "parts": [[text, text in LABELS] for text in one.paragraphs],
                        "status": one.status,
                    }
                    for one in ([Entry()] if blank else entries(line, words))
                ],
            }
            for line in band.lines
        ],
    }


def _details(response: Response, *, blank: bool) -> dict[str, Any]:
    sent = "" if blank else day(response.submitted_at)
    contact = "" if blank else "\n".join(contact_of(response))
    return {
        "title": ours.ABOUT,
        "rows": [
            ["Organisation", one_line(str(response.agency))],
            ["Contact details", contact],
            ["Date", sent],
        ],
    }
