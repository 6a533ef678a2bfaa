"""A file is looked at in a process of its own, which it cannot take with it."""

import subprocess
import sys
import time

import pytest

from evidence import inspection, scanner
from evidence.inspection import IN_NAME, inspect
from evidence.judging import Refused, shapes
from evidence.kinds import Kind
from tests.evidence.files import NHS, exif, jpeg, pdf
from tests.factories import NOW


def look(content: bytes, name: str = "plan.pdf"):
    return inspect(name=name, content=content, at=NOW)


def test_a_document_comes_back_with_what_was_found():
    found = look(pdf(f"Number {NHS}"))
    assert (found.kind, found.was_read, found.scanned_at) == (Kind.PDF, True, None)
    assert [(one.text, one.where) for one in found.findings] == [(NHS, "on page 1")]
    assert found.content == pdf(f"Number {NHS}")


def test_a_photo_comes_back_without_where_it_was_taken():
    found = look(jpeg(exif()), "photo.jpg")
    assert (found.kind, found.content) == (Kind.JPEG, jpeg())
    # So that the same photo is the same file, however it was sent.
    assert found.sha256 == look(jpeg()).sha256


def test_a_name_that_identifies_is_found_too():
    (found,) = look(pdf(), f"{NHS}.pdf").findings
    assert (found.text, found.where) == (NHS, IN_NAME)


def test_a_name_is_kept_on_one_line_without_what_cannot_be_seen():
    name = 'a"b\n\u202efdp.exe' + "x" * 300
    kept = look(pdf(), name).original_name
    assert kept.startswith('a"b fdp.exe')
    assert len(kept) == 255
    assert look(pdf(), "\n").original_name == "file"


def test_what_is_too_large_is_not_even_scanned(monkeypatch):
    monkeypatch.setattr(scanner, "refuse_viruses", None)
    with pytest.raises(Refused) as refused:
        look(bytes(shapes.FILE_MAX + 1))
    assert str(refused.value) == shapes.TOO_BIG


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(inspection, "SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        look(pdf())
    assert str(refused.value) == inspection.TOO_SLOW
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("code", "said"), [(1, shapes.DAMAGED), (-9, inspection.TOO_SLOW)]
)
def test_a_reader_that_dies_refuses_the_file_and_says_so_in_the_log(
    monkeypatch, caplog, code, said
):
    dead = subprocess.CompletedProcess([], code, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: dead)
    with pytest.raises(Refused) as refused:
        look(pdf())
    assert str(refused.value) == said
    assert "could not be judged" in caplog.text


def test_the_reader_is_given_none_of_the_portals_secrets(monkeypatch):
    given = {}

    def run(command, **kwargs):
        given.update(kwargs)
        return subprocess.CompletedProcess(command, 0, b'{"refused": "No"}\n', b"")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(Refused, match="No"):
        look(pdf())
    assert set(given["env"]) == {"LANG"}


def test_a_file_of_endless_memory_ends_its_reader_alone():
    script = (
        "import evidence.judging.__main__ as m; m.MEMORY = 600 * m.MB; "
        "m.judge = lambda content: bytes(900 * m.MB); m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=b"", capture_output=True, check=False
    )
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr
