"""The crispy pack, where axe cannot see: links that land, ids that exist, escaping."""

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import Context, Template

from ui.fields import DateField, LongText, ShortText, dress
from ui.forms import EditForm

HOSTILE = '<img src=x onerror="x()">&'
PAGE = Template(
    "{% load crispy_forms_filters %}{% error_summary form %}"
    '<main id="main-content">{{ form|crispy }}</main>'
)
ONE_BY_ONE = Template(
    "{% load crispy_forms_filters %}{% error_summary form %}"
    "{% for field in form %}{{ field|as_crispy_field }}{% endfor %}"
)
CHOICES = [("a", f"First {HOSTILE}"), ("b", "Second")]
TEXTS = {"label": f"Label {HOSTILE}", "help_text": f"Hint {HOSTILE}"}


class EveryKind(EditForm):
    """One field of every kind, each with hostile words in all its places."""

    line = dress(ShortText(**TEXTS, max_length=20), width=20, label="m")
    text = dress(LongText(**TEXTS, required=True, max_length=400), count=True)
    day = dress(DateField(**TEXTS), label="s")
    radios = dress(
        forms.ChoiceField(**TEXTS, choices=CHOICES, widget=forms.RadioSelect),
        hints={"a": f"Choice hint {HOSTILE}"},
        inline=True,
    )
    boxes = dress(
        forms.MultipleChoiceField(
            **TEXTS, choices=CHOICES, widget=forms.CheckboxSelectMultiple
        ),
        hints={"b": "Choice hint"},
        small=True,
    )
    agreed = forms.BooleanField(**TEXTS)
    select = dress(forms.ChoiceField(**TEXTS, choices=CHOICES), hidden_label=True)
    secret = forms.CharField(**TEXTS, widget=forms.PasswordInput)
    email = forms.EmailField(**TEXTS)
    number = forms.IntegerField(**TEXTS)
    key = forms.CharField(widget=forms.HiddenInput, label="Hidden label")

    def clean(self):
        raise forms.ValidationError(f"Whole form {HOSTILE}")


KINDS = [name for name in EveryKind.base_fields if name != "key"]
SAVED = {"line": f"was {HOSTILE}", "day": date(2027, 3, 27), "radios": "a"}


def page(form: forms.Form, template: Template = PAGE) -> BeautifulSoup:
    return BeautifulSoup(template.render(Context({"form": form})), "html.parser")


def unanswered() -> EveryKind:
    form = EveryKind({"key": "k"}, saved=SAVED)
    assert set(form.errors) == {*KINDS, "__all__"}
    return form


def odd() -> EveryKind:
    """Answered in ways that come back with the person's own words in the error."""
    sent = dict.fromkeys(KINDS, HOSTILE) | {"line": HOSTILE * 2, "boxes": [HOSTILE]}
    sent |= {f"day-{part}": HOSTILE for part in ("day", "month", "year")}
    return EveryKind(sent, saved=SAVED)


def several() -> EveryKind:
    return EveryKind(saved=SAVED, prefix="second", initial={"boxes": ["a", "b"]})


@pytest.fixture(params=[unanswered, odd, several])
def form(request):
    return request.param()


@pytest.fixture(params=[PAGE, ONE_BY_ONE], ids=["whole", "one by one"])
def template(request):
    return request.param


def test_every_link_of_the_error_summary_lands_on_a_control(form, template):
    soup = page(form, template)
    links = soup.select(".govuk-error-summary a")
    assert len(links) == sum(len(errors) for errors in form.errors.values())
    for link in links:
        assert link["href"].startswith("#")
        if link["href"] != "#main-content":
            (target,) = soup.find_all(id=link["href"][1:])
            assert target.name in ("input", "select", "textarea")


def test_each_kind_of_field_is_linked_to_from_the_summary():
    soup = page(unanswered())
    landed = {soup.find(id=link["href"][1:]) for link in soup.select("summary a, a")}
    names = {one.get("name", "").split("-")[0] for one in landed if one}
    assert names >= set(KINDS)


def test_an_error_of_the_whole_form_leads_where_the_form_says():
    form = unanswered()
    form.problem_href = "#id_email"
    link = page(form).select_one(".govuk-error-summary a")
    assert (link.text, link["href"]) == (f"Whole form {HOSTILE}", "#id_email")


def test_every_description_that_is_named_exists_once(form, template):
    soup = page(form, template)
    named = [
        one
        for tag in soup.find_all(attrs={"aria-describedby": True})
        for one in tag["aria-describedby"].split()
    ]
    assert named
    for id_ in named:
        assert len(soup.find_all(id=id_)) == 1, id_


@pytest.mark.parametrize("name", KINDS)
def test_hint_and_error_are_read_out_with_every_control(name):
    soup = page(unanswered())
    described = {
        id_
        for tag in soup.find_all(attrs={"aria-describedby": True})
        for id_ in tag["aria-describedby"].split()
    }
    assert {f"id_{name}-hint", f"id_{name}-error"} <= described


def test_no_id_is_used_twice(form, template):
    ids = [tag["id"] for tag in page(form, template).find_all(id=True)]
    assert sorted(set(ids)) == sorted(ids)


def test_markup_in_any_text_is_shown_as_typed(form, template):
    soup = page(form, template)
    assert soup.find_all("img") == []
    assert soup.find_all(onerror=True) == []
    for name in KINDS:
        whole = next(
            tag
            for tag in soup.select(".govuk-form-group")
            if tag.select(f"[id^={form[name].auto_id}]")
        )
        assert f"Label {HOSTILE}" in whole.text
        assert f"Hint {HOSTILE}" in whole.text
    for control in ("radios", "select"):
        assert f"First {HOSTILE}" in soup.text, control
    assert f"Choice hint {HOSTILE}" in soup.text


def test_an_error_with_a_persons_words_is_shown_as_typed():
    soup = page(odd())
    assert HOSTILE in soup.find(id="id_select-error").text
    assert HOSTILE in soup.select_one(".govuk-error-summary").text


def labels(soup: BeautifulSoup, control: Tag) -> list[str]:
    return [one.text for one in soup.select(f'label[for="{control["id"]}"]')]


def test_every_control_has_exactly_one_label(form, template):
    soup = page(form, template)
    controls = soup.select("input:not([type=hidden]), select, textarea")
    assert len(controls) >= len(KINDS)
    for control in controls:
        assert len(labels(soup, control)) == 1, control
        assert labels(soup, control)[0].strip()


@pytest.mark.parametrize("name", ["day", "radios", "boxes"])
def test_controls_that_belong_together_have_a_legend(name):
    soup = page(unanswered())
    fieldset = soup.find(id=f"id_{name}-hint").find_parent("fieldset")
    assert fieldset.find("legend").text == f"Label {HOSTILE}"
    assert len(fieldset.select(f"input[name^={name}]:not([type=hidden])")) >= 2


def test_radios_and_checkboxes_show_their_choices_hints_and_what_is_chosen():
    soup = page(several())
    first, second = soup.select("input[type=radio]")
    assert (first["value"], first.has_attr("checked")) == ("a", True)
    assert not second.has_attr("checked")
    assert first["aria-describedby"] == f"{first['id']}-hint"
    assert soup.find(id=f"{first['id']}-hint").text == f"Choice hint {HOSTILE}"
    assert soup.find(class_="govuk-radios--inline")
    assert soup.find(class_="govuk-checkboxes--small")


def test_a_date_is_three_boxes_filled_from_what_is_saved():
    soup = page(EveryKind(saved=SAVED))
    boxes = [soup.find(id=f"id_day-{part}") for part in ("day", "month", "year")]
    assert [box["value"] for box in boxes] == ["27", "3", "2027"]
    assert [labels(soup, box) for box in boxes] == [["Day"], ["Month"], ["Year"]]


def test_a_date_that_was_refused_stands_as_typed():
    soup = page(odd())
    assert soup.find(id="id_day-month")["value"] == HOSTILE


def test_a_hidden_field_shows_no_label():
    soup = page(EveryKind(saved={}))
    assert soup.find(attrs={"name": "key"})["type"] == "hidden"
    assert "Hidden label" not in soup.text


def test_what_the_page_began_from_is_sent_along_and_escaped():
    soup = page(EveryKind(saved=SAVED))
    began = {
        one["name"]: one["value"]
        for one in soup.select("input[type=hidden]")
        if one["name"].startswith("initial-")
    }
    assert began == {
        "initial-line": f"was {HOSTILE}",
        "initial-day": "2027-03-27",
        "initial-radios": "a",
    }


def test_a_plain_form_sends_no_beginning_along():
    class Plain(forms.Form):
        line = ShortText(label="Line")

    assert page(Plain(initial={"line": "x"})).select("input[type=hidden]") == []


def test_errors_are_marked_for_eye_and_ear():
    soup = page(unanswered())
    for name in ("line", "text", "select", "secret", "email", "number"):
        control = soup.find(id=f"id_{name}")
        assert control["aria-invalid"] == "true"
        assert any(one.endswith("--error") for one in control["class"])
        said = soup.find(id=f"id_{name}-error").text
        assert " ".join(said.split()).startswith("Error: ")


def test_an_unsent_form_shows_no_error():
    soup = page(several())
    assert soup.select(".govuk-error-summary, .govuk-error-message") == []
    assert soup.select("[aria-invalid], [class*='--error']") == []


def test_a_counted_text_says_its_limit_to_script_and_reader():
    area = page(EveryKind(saved={})).find("textarea")
    group = area.find_parent(class_="govuk-character-count")
    assert group["data-maxlength"] == "400"
    assert group.find(id="id_text-info").text == "You can enter up to 400 characters"
    assert "id_text-info" in area["aria-describedby"].split()


def test_a_field_looks_as_it_was_dressed():
    soup = page(EveryKind(saved={}))
    assert "govuk-input--width-20" in soup.find(id="id_line")["class"]
    label = soup.select_one("label[for=id_line]")
    assert "govuk-label--m" in label["class"]
    assert "govuk-visually-hidden" in soup.select_one("label[for=id_select]")["class"]


def test_a_password_is_never_sent_back_to_the_page():
    assert page(odd()).find(id="id_secret").get("value") is None


def test_a_file_is_chosen_with_the_upload_of_the_design_system():
    class Upload(forms.Form):
        file = forms.FileField(help_text="Up to 10 MB.")

    box = page(Upload()).find(id="id_file")
    assert (box["type"], box["class"]) == ("file", ["govuk-file-upload"])
    assert box["aria-describedby"] == "id_file-hint"
