"""What the crispy template pack and the pages need of GOV.UK Frontend."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui.fields import DateInput
from ui.forms import EditForm

register = template.Library()

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "input"),
)
CLASSES = {
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
}


@register.filter
def kind(field: BoundField) -> str:
    """Which template of templates/govuk/kinds shows a field."""
    widget = field.field.widget
    return next(name for cls, name in KINDS if isinstance(widget, cls))


@register.filter
def look(field: BoundField, name: str) -> Any:
    """One of the wishes given to `ui.fields.dress`, or nothing."""
    return getattr(field.field, "look", {}).get(name, "")


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of a field's hint and error, for aria-describedby."""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}-hint")
    if field.errors:
        ids.append(f"{field.auto_id}-error")
    return " ".join(ids)


@register.simple_tag
def widget(field: BoundField, **extra: Any) -> SafeString:
    """An input, select or textarea with its classes and its descriptions."""
    name = kind(field)
    classes = [CLASSES[name]]
    if width := look(field, "width"):
        classes.append(
            f"govuk-input--width-{width}" if isinstance(width, int) else width
        )
    if field.errors:
        classes.append(f"{CLASSES[name].split()[0]}--error")
    if look(field, "count"):
        classes.append("govuk-js-character-count")
    attrs: dict[str, Any] = {"class": " ".join(classes), **extra}
    # Django names ids of its own for these; the pack's ids differ.
    described = [described_by(field)]
    if look(field, "count"):
        described.append(f"{field.auto_id}-info")
    attrs["aria-describedby"] = " ".join(filter(None, described)) or False
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def began_from(field: BoundField) -> SafeString | str:
    """What the person began from, so that a colleague's change is noticed."""
    if not isinstance(field.form, EditForm) or field.name not in field.form.saved:
        return ""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        field.html_initial_name,
        field.form.began_from(field.name),
    )


@register.simple_tag
def options(field: BoundField) -> list[dict[str, Any]]:
    """The choices of radios or checkboxes, each with its own id and hint."""
    hints = look(field, "hints") or {}
    return [
        {
            "id": choice.id_for_label,
            "value": choice.data["value"],
            "label": choice.choice_label,
            "checked": choice.data["selected"],
            "hint": hints.get(str(choice.data["value"]), ""),
        }
        for choice in field
    ]


@register.simple_tag
def date_boxes(field: BoundField) -> list[dict[str, Any]]:
    """The three boxes of a date."""
    values = field.field.widget.format_value(field.value())
    return [
        {
            "id": f"{field.auto_id}-{part}",
            "name": f"{field.html_name}-{part}",
            "label": part.capitalize(),
            "value": value,
            "width": 4 if part == "year" else 2,
        }
        for part, value in zip(DateInput.parts, values, strict=True)
    ]


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_: BaseForm) -> dict[str, Any]:
    """“There is a problem”, with a link to every control that has one."""
    return {"problems": [p for form in forms_ if form for p in _problems(form)]}


@register.inclusion_tag("components/error_summary.html")
def error_summary_all(forms_: Iterable[BaseForm]) -> dict[str, Any]:
    """The same for a list of forms on one page."""
    return error_summary(*forms_)


@register.simple_tag
def any_errors(forms_: Iterable[BaseForm]) -> bool:
    """Whether any form of a list came back with errors."""
    return has_errors(*forms_)


@register.simple_tag
def has_errors(*forms_: BaseForm) -> bool:
    """Whether any of the forms came back with errors."""
    return any(form and form.is_bound and form.errors for form in forms_)


def _problems(form: BaseForm) -> Iterator[tuple[str, str]]:
    if not form.is_bound:
        return
    for message in form.non_field_errors():
        yield str(message), getattr(form, "problem_href", "#main-content")
    for field in form:
        for message in field.errors:
            yield str(message), f"#{first_id(field)}"


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the control that an error's link lands on."""
    if isinstance(field.field.widget, DateInput):
        return field.field.widget.id_for_label(field.auto_id)
    if isinstance(field.field.widget, forms.RadioSelect):
        return f"{field.auto_id}_0"
    return field.auto_id
