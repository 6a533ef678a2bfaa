"""What the page shows of a Word document beside what the portal holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from response_tool.forms.word import TEXTS, CompareForm
from response_tool.imports import Upload
from response_tool.models import LONGEST, Response
from response_tool.word.beside import CHANGED, NEW, SAME, Item, Text
from response_tool.word.comparing import UNPLACED, Comparison, Placed
from response_tool.word.shapes import NOT_RELEVANT, Kept
from response_tool.word.statuses import is_empty
from response_tool.wording import words_of_response
from ui.difference import pieces
from ui.templatetags.words import day


def form_of(
    response: Response, found: Upload, data: Any = None, *, for_agency: bool = False
) -> CompareForm:
    """The form of a comparison; with what was sent, if anything was.

    Who decides for an agency must confirm that a doubtful document is its own.
    """
    answers = response.answers.select_related("priority").order_by("priority__number")
    return CompareForm(
        data,
        comparison=found.comparison,
        response=response,
        asks_whose=for_agency and found.is_doubtful(response),
        held=found.held,
        statuses=words_of_response(response.pk).statuses,
        titles={one.priority.number: one.priority.title for one in answers},
    )


def context_of(response: Response, found: Upload, form: CompareForm) -> dict[str, Any]:
    """Everything the page shows."""
    compared = form.comparison
    rows = {
        kind: [_row(placed, form) for placed in compared.of(kind)]
        for kind in (UNPLACED, CHANGED, NEW, SAME)
    }
    kept = [*found.kept, *_unread(compared)]
    return {
        "response": response,
        "upload": found,
        "form": form,
        "rows": rows,
        "counts": [
            (UNPLACED, len(rows[UNPLACED]), "needs a place", "need a place"),
            (CHANGED, len(rows[CHANGED]), "has changed", "have changed"),
            (NEW, len(rows[NEW]), "is new", "are new"),
            (SAME, len(rows[SAME]), "is the same", "are the same"),
        ],
        "to_decide": list(_to_decide(compared.rows, form)),
        "absent": [f"{number}. {form.titles[number]}" for number in compared.absent],
        "kept": kept,
        "names_another": found.names_another(response),
        "matched": sum(one.match.number is not None for one in compared.rows),
        "has_news": compared.has_news,
        "has_words": bool(kept),
    }


def _unread(compared: Comparison) -> Iterator[Kept]:
    """What was not understood of actions that are the same in both."""
    for placed in compared.rows:
        for item in placed.items:
            if item.kind == SAME and item.held and item.unread:
                where = f"row {placed.row.number}, ‘{item.said.text}’"
                yield Kept(where, "; ".join(item.unread))


def _to_decide(rows: list[Placed], form: CompareForm) -> Any:
    """What only a person can say: (words, where it is asked)."""
    for placed in rows:
        number = placed.row.number
        if placed.kind == UNPLACED:
            yield f"where row {number} goes", f"id_place-{placed.key}"
        relevance = form.box(f"keep-{placed.key}")
        if relevance is not None and not relevance.value():
            yield f"whether row {number} is yours", placed.key
        for item in placed.items:
            box = form.box(f"status-{item.key}")
            if box is not None and not box.value():
                yield f"a status in row {number}", box.auto_id


def _row(placed: Placed, form: CompareForm) -> dict[str, Any]:
    held = placed.held
    return {
        "placed": placed,
        "title": f"{held.number}. {form.titles[held.number]}" if held else "",
        "place": form.box(f"place-{placed.key}"),
        "items": [_item(one, form) for one in placed.items if one.kind != SAME],
        "same": [one.said.text for one in placed.items if one.kind == SAME],
        "stays": [one.what for one in placed.stays],
        "texts": [_text(one, form) for one in placed.rewritten],
        "relevance": form.box(f"keep-{placed.key}"),
        "because": form.box(f"because-{placed.key}"),
        "was_not_relevant": bool(held and held.relevance == NOT_RELEVANT),
    }


def _item(item: Item, form: CompareForm) -> dict[str, Any]:
    held, said = item.held, item.said
    left, right = pieces(held.what if held else "", said.text)
    written = "" if is_empty(said.written) else said.written
    status = form.box(f"status-{item.key}")
    return {
        "item": item,
        "left": left if held else [],
        "right": right,
        "held_detail": _detail(held.who, held.by_when) if held else "",
        "said_detail": _detail(item.who, item.by_when),
        "held_status": form.statuses.get(held.status, "") if held else "",
        "written": written,
        "read_as": _called(said.understood, form),
        "tone": item.status,
        "keep": form.box(f"keep-{item.key}"),
        "status": status,
        "needs_status": status is not None and not status.value(),
    }


def _called(status: str, form: CompareForm) -> str:
    return "Not relevant" if status == NOT_RELEVANT else form.statuses.get(status, "")


def _text(text: Text, form: CompareForm) -> dict[str, Any]:
    left, right = pieces(text.held, text.said)
    keep = form.box(f"keep-{text.key}")
    longest = LONGEST[text.name]
    return {
        "heading": TEXTS[text.name],
        "left": left,
        "right": right,
        "keep": keep,
        "longest": f"{longest:,}" if len(text.said) > longest else "",
    }


def _detail(who: str, by_when: str) -> str:
    when = f"by {day(date.fromisoformat(by_when))}" if by_when else ""
    return ", ".join(filter(None, [who, when]))
