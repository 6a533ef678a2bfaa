"""Forms that several people may have open at once."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from ui.fields import DateInput
from ui.merging import Clash, Edit


def version_seen(request: HttpRequest, version: int = 0, name: str = "seen") -> int:
    """Which version the page was about when it was opened; 0 where none was sent.

    Another number that it showed is sent and read in the same way, by its own name.
    """
    if request.method != "POST":
        return version
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def put_error(
    form: forms.Form, error: ValidationError, beside: Mapping[str, str]
) -> None:
    """Beside the box it is about, where its code tells; else above them all."""
    if hasattr(error, "error_dict"):
        for name, found in error.message_dict.items():
            form.add_error(name if name in form.fields else None, found)
        return
    place = beside.get(getattr(error, "code", None) or "")
    form.add_error(place if place in form.fields else None, error.messages)


def quoted(value: Any) -> str:
    """A text in quotation marks, as somebody typed it."""
    return f"“{value}”"


class EditForm(forms.Form):
    """A form that sends, with each field, what was saved when the page was opened.

    `edits()` says what was and what is now, so that an action can tell a colleague's
    change from this person's and lose neither. `suggested` fills the page in without
    pretending that it is saved.
    """

    def __init__(
        self,
        *args: Any,
        saved: Mapping[str, Any],
        suggested: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.saved = dict(saved)
        kwargs["initial"] = {**self.saved, **(suggested or {})}
        super().__init__(*args, **kwargs)

    def edits(self, *names: str) -> list[Edit]:
        """What was, and what is now, of these fields or of all that are saved.

        A field that the page did not send was not on it, and so was not changed.
        """
        return [
            self._edit(name)
            for name in names or self.saved
            if name in self.cleaned_data and self._was_sent(name)
        ]

    def begin_from(
        self, saved: Mapping[str, Any], *, kept: Container[str] = ()
    ) -> None:
        """Go on from what is saved now, when the page is shown again.

        What the person did not touch shows what is saved, other than the boxes that
        are `kept` as they are; what they typed stays.
        """
        edits = [edit for edit in self.edits() if edit.field not in kept]
        untouched = {edit.field for edit in edits if edit.was == edit.now}
        untouched |= {name for name in saved if not self._was_sent(name)}
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in saved.items():
            self.saved[name] = value
            data[self[name].html_initial_name] = _written(value)
            if name in untouched:
                self._put(data, name, value)
        self.data = data

    def meet_clashes(
        self,
        stands: Any,
        clashes: Iterable[Clash],
        *,
        said: Callable[[Any], str] = quoted,
        doing: str = "writing",
    ) -> None:
        """Say what a colleague made of it; saving again keeps this person's words.

        `stands` gives what is saved now, by the names of the form's fields; `said`
        puts a colleague's value in words.
        """
        self.begin_from({name: getattr(stands, name) for name in self.saved})
        for clash in clashes:
            self.add_error(
                clash.field,
                f"A colleague changed this to {said(clash.theirs)} while you were "
                f"{doing}. Save again to use yours",
            )

    def began_from(self, name: str) -> str:
        """What the page sends along as the value it began from."""
        sent = self.data.get(self[name].html_initial_name) if self.is_bound else None
        return _written(self.saved[name]) if sent is None else sent

    def _edit(self, name: str) -> Edit:
        was, now = self._was(name), self.cleaned_data[name]
        stands = self.saved[name]
        # Texts that were saved before may hold what no box sends back. Such a text is
        # still the one that the page began from, and untouched it stays as it is.
        if isinstance(stands, str) and was == self._read(name, stands):
            return Edit(name, was=stands, now=stands if now == was else now)
        return Edit(name, was=was, now=now)

    def _was(self, name: str) -> Any:
        return self._read(name, self.began_from(name))

    def _read(self, name: str, sent: str) -> Any:
        try:
            return self.fields[name].to_python(sent)
        except ValidationError:
            return None

    def _was_sent(self, name: str) -> bool:
        widget = self.fields[name].widget
        return not widget.value_omitted_from_data(
            self.data, self.files, self.add_prefix(name)
        )

    def _put(self, data: Any, name: str, value: Any) -> None:
        """Fill in a box as if it had been typed."""
        box = self.add_prefix(name)
        if isinstance(self.fields[name].widget, DateInput):
            parts = (value.day, value.month, value.year) if value else ("", "", "")
            for part, number in zip(DateInput.parts, parts, strict=True):
                data[f"{box}-{part}"] = str(number)
        else:
            data[box] = _written(value)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
