"""Every template is used, and every template that is named exists."""

import re
from pathlib import Path

from tests.rules.reading import ROOT, sources

TEMPLATES = ROOT / "templates"
NAMED = re.compile(r"[\"']([\w/]+\.(?:html|txt|typ))[\"']")

# Named by libraries: the crispy pack by its own folder, allauth by its view's names.
BY_LIBRARIES = {
    "govuk/field.html",
    "govuk/uni_form.html",
    "account/account_inactive.html",
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "account/password_reset.html",
    "account/password_reset_done.html",
    "account/password_reset_from_key.html",
    "account/password_reset_from_key_done.html",
    "account/password_set.html",
    "account/signup_closed.html",
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/password_changed.txt",
    "account/messages/password_set.txt",
    *(
        f"account/email/{name}_{part}.txt"
        for name in (
            "password_changed",
            "password_reset",
            "password_reset_key",
            "password_set",
            "unknown_account",
        )
        for part in ("message", "subject")
    ),
}


def named_in(text: str) -> set[str]:
    """Template names that stand in quotes somewhere in a source or template."""
    return {name.removeprefix("/") for name in NAMED.findall(text)}


def unused(existing: set[str], texts: list[str]) -> set[str]:
    """Templates that nothing names."""
    named = set().union(*map(named_in, texts)) if texts else set()
    # `ui.views.about` shows ui/<name>.html for the names in its addresses.
    by_pattern = {
        f"ui/{name}.html" for name in ("help", "accessibility", "privacy", "cookies")
    }
    return existing - named - BY_LIBRARIES - by_pattern


def existing() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*")}


def texts() -> list[str]:
    paths: list[Path] = [*sources(), *TEMPLATES.rglob("*.*")]
    return [path.read_text() for path in paths]


def test_every_template_is_used():
    assert unused(existing(), texts()) == set()


def test_every_template_of_ours_that_is_named_exists():
    ours = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}
    named = {
        name
        for text in texts()
        for name in named_in(text)
        if name.split("/")[0] in ours
    }
    assert named - existing() == set()


def test_what_libraries_are_said_to_name_exists():
    assert existing() >= BY_LIBRARIES


def test_the_rule_notices_a_template_that_nothing_names():
    assert unused({"a/b.html", "a/c.html"}, ['render(request, "a/b.html")']) == {
        "a/c.html"
    }


def test_the_rule_sees_templates_named_by_templates():
    text = "{% extends 'base.html' %}{% include \"a/part.html\" with x=1 %}"
    assert "a/part.html" in named_in(text)
