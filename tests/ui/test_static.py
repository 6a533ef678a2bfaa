"""Static files: collected under hashed names, and nothing that is not ours to ship."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)
SHIPPED = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
TEXTS = [path for path in SHIPPED if path.suffix in (".css", ".js", ".svg", ".txt")]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
COMPRESSED = ["css", "js", "svg", "json", "txt", "html"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Static files as `make run` collects them, but for their compressed copies."""
    root = tmp_path_factory.mktemp("static")
    backend = {"BACKEND": "ui.storage.HashedStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=root,
        STORAGES={**settings.STORAGES, "staticfiles": backend},
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=COMPRESSED,  # that takes ten seconds
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
    return root


@pytest.fixture(scope="module")
def hashed(collected):
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


def test_every_file_is_collected_under_a_name_made_of_its_content(collected, hashed):
    for path in SHIPPED:
        name = str(path.relative_to(ROOT / "static"))
        assert re.fullmatch(
            rf"{path.stem}\.[0-9a-f]{{12}}{path.suffix}", (Path(hashed[name]).name)
        )
        assert (collected / hashed[name]).is_file()


def test_the_script_imports_others_by_their_hashed_names(collected, hashed):
    script = (collected / hashed["js/portal.js"]).read_text()
    imported = re.findall(r"from\s*['\"](.*?)['\"]", script)
    assert imported == [
        f"../{hashed['govuk/govuk-frontend.min.js']}",
        f"./{Path(hashed['js/unsaved.js']).name}",
    ]


def test_what_a_page_names_is_there():
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"{% static ['\"](.*?)['\"]", path.read_text())
    }
    assert named
    assert [name for name in sorted(named) if not finders.find(name)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_that_is_govuks_alone_is_asked_for(path):
    text = path.read_text()
    for mark in ("GDS Transport", "sourceMappingURL", "@font-face", "/assets/"):
        assert mark.lower() not in text.lower()
    assert not re.search(r"(crest|crown)[\w-]*\.(svg|png|ico|jpe?g|webp)", text)


def test_no_typeface_or_picture_of_govuks_is_shipped():
    assert SHIPPED
    names = [path.name for path in SHIPPED]
    assert not [name for name in names if re.search(r"crest|crown|opengraph", name)]
    assert not [name for name in names if re.search(r"\.(woff2?|ttf|eot|map)$", name)]


def test_the_style_sheets_ask_for_nothing_that_is_not_shipped():
    for path in TEXTS:
        for url in re.findall(r"url\(['\"]?([^)'\"]+)", path.read_text()):
            assert (path.parent / url).is_file(), f"{path.name} asks for {url}"
