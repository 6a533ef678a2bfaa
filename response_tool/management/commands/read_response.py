"""Read a filled-in Response Tool: manage.py read_response FILE, printed as JSON."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from response_tool.imports import match_of, priorities_of, read_for
from response_tool.models import Response
from response_tool.word.reading import read
from response_tool.word.shapes import Document, Row
from ui.word import FILE_MAX, Refused


class Command(BaseCommand):
    """Prints what a Word file says; saves nothing."""

    help = "Print as JSON what is read in a filled-in Response Tool (.docx)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a Word document (.docx)")
        parser.add_argument("--round", type=int, help="the number of a round")
        parser.add_argument("--agency", help="the short name (slug) of an agency in it")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["round"]) != bool(options["agency"]):
            raise CommandError("Give both --round and --agency, or neither.")
        response = _response(options) if options["round"] else None
        document = _document(Path(options["file"]), response)
        told = _told(document)
        if response:
            told |= _matched(response, document, told["rows"])
        self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))


def _response(options: dict[str, Any]) -> Response:
    found = Response.objects.with_round().filter(round_id=options["round"])
    response = found.filter(agency__slug=options["agency"]).first()
    if response is None:
        raise CommandError(
            f"No agency “{options['agency']}” is asked in round {options['round']}."
        )
    return response


def _document(path: Path, response: Response | None) -> Document:
    try:
        if path.stat().st_size > FILE_MAX:
            raise CommandError(f"{path.name}: larger than 10 MB.")
        content = path.read_bytes()
        return read_for(response, content) if response else read(content)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise CommandError(f"{path}: {reason}.") from error
    except Refused as error:
        raise CommandError(f"{path.name}: {error}") from error


def _told(document: Document) -> dict[str, Any]:
    return {
        "organisation": document.organisation,
        "contact": document.contact,
        "date": document.date,
        "objectives": document.objectives,
        "rows": [_row(row) for row in document.rows],
        "not_understood": [
            {"where": kept.where, "text": kept.text} for kept in document.kept
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    """One row; a status that was not understood is null."""
    said = {
        "row": row.number,
        "objective": row.objective,
        "reference": row.reference,
        "priority": row.priority,
        "actions": [
            {
                "text": action.text,
                "status_written": action.written,
                "status_understood": action.understood or None,
                "who": action.who,
                "by_when": action.by_when,
            }
            for action in row.actions
        ],
        "status_written": row.written,
        "status_understood": row.understood or None,
        "progress": row.progress,
        "difference": row.difference,
    }
    kept = [{"where": kept.where, "text": kept.text} for kept in row.kept]
    return said | {"not_understood": kept}


def _matched(
    response: Response, document: Document, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    asked = priorities_of(response)
    titles = {one.number: one.title for one in asked}
    matches, is_of_another = match_of(response, document, asked)
    for row, match in zip(rows, matches, strict=True):
        row["matched_to"] = (
            {
                "priority": match.number,
                "title": titles[match.number],
                "by": match.how,
                "likeness": match.likeness,
            }
            if match.number is not None
            else None
        )
        row["not_matched_because"] = match.why
    return {"seems_of_another_strategy": is_of_another}
