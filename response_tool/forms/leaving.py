"""Words of a document that were left out or gave way, so that the history has them."""

from collections.abc import Iterable, Iterator

from response_tool.forms.word import OUT, CompareForm
from response_tool.word.beside import Item, stands_in
from response_tool.word.comparing import Placed
from response_tool.word.shapes import ReadAction


def left_out(form: CompareForm) -> dict[str, str]:
    """All that does not become an answer, by the row that it stood in."""
    kept = {}
    for placed in form.comparison.rows:
        is_out = form.number(placed) is None
        words = [whole(placed)] if is_out else _of_row(form, placed)
        if said := _lines(words):
            kept[f"left out: row {placed.row.number}"] = said
    return kept


def whole(placed: Placed) -> str:
    """All the words of a row."""
    row = placed.row
    actions = map(_in_words, row.actions)
    return _lines(
        [_called(placed), *actions, row.written, row.progress, row.difference]
    )


def _of_row(form: CompareForm, placed: Placed) -> Iterator[str]:
    row = placed.row
    if placed.held is None:
        yield _called(placed)
        yield "" if row.actions else row.written
    elif row.is_not_relevant:
        yield from _of_not_relevant(form, placed)
    yield from (_gave_way(form, item) for item in placed.items)
    for text in placed.rewritten:
        # Without a choice that was taken over, its words are nowhere else.
        if form.chosen(text.key) == "portal" or form.chosen(placed.key) == "yes":
            yield text.said


def _of_not_relevant(form: CompareForm, placed: Placed) -> Iterator[str]:
    """The reason that the row gives, and the one typed, where they are not used."""
    box = f"because-{placed.key}"
    is_marked = form.chosen(placed.key) == "yes"
    stands = (
        form.cleaned_data[box] if is_marked else placed.held and placed.held.because
    )
    typed = str(form.data.get(box, "")).replace("\r\n", "\n")
    for words in dict.fromkeys([placed.reason, typed]):
        if not stands_in(words, stands or ""):
            yield words
    for one in placed.row.actions:
        yield one.who
        yield one.by_when


def _gave_way(form: CompareForm, item: Item) -> str:
    """What an action in Word said that was not taken over."""
    said, chosen = item.said, form.chosen(item.key)
    if chosen in (OUT, "portal"):
        return _in_words(said)
    if item.is_in_progress:
        return _joined([said.who, said.by_when, said.written])
    # A text has no status.
    status = said.written if chosen == "done" else ""
    return _joined(dict.fromkeys([*item.unread, status]))


def _called(placed: Placed) -> str:
    return " ".join(filter(None, [placed.row.reference, placed.row.priority]))


def _in_words(said: ReadAction) -> str:
    return _joined([said.text, said.who, said.by_when, said.written])


def _joined(words: Iterable[str]) -> str:
    return "; ".join(filter(None, words))


def _lines(words: Iterable[str]) -> str:
    return "\n".join(filter(None, words))
