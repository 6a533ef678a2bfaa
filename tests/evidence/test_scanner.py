"""Where there is a virus scanner nothing passes without its word."""

import socket

import pytest

from evidence import scanner
from evidence.inspection import inspect
from evidence.judging import Refused
from tests.evidence.clamd import EICAR, clamd
from tests.evidence.files import pdf
from tests.factories import NOW


@pytest.fixture(params=["unix", "tcp"])
def listening(request, settings, tmp_path):
    with clamd(tmp_path / "clamd" if request.param == "unix" else None) as address:
        settings.CLAMAV_SOCKET = address
        yield


def test_without_a_scanner_a_file_passes_and_is_said_to_be_unchecked(settings):
    settings.CLAMAV_SOCKET = ""
    assert not scanner.is_set_up()
    assert scanner.refuse_viruses(EICAR) is False


@pytest.mark.usefixtures("listening")
def test_a_clean_file_passes_and_is_said_to_be_checked():
    scanner.ping()
    assert scanner.refuse_viruses(b"words" * 100_000) is True
    assert inspect(name="a.pdf", content=pdf(), at=NOW).scanned_at == NOW


@pytest.mark.usefixtures("listening")
def test_a_virus_is_refused_by_its_name_wherever_it_stands():
    for content in (EICAR, bytes(scanner.CHUNK - 9) + EICAR):
        with pytest.raises(Refused) as refused:
            scanner.refuse_viruses(content)
        assert "Win.Test.EICAR_HDB-1" in str(refused.value)


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\xfe\0", b"stream:"]
)
def test_a_scanner_that_says_anything_else_lets_nothing_through(settings, answer):
    with clamd(answer=answer) as address:
        settings.CLAMAV_SOCKET = address
        with pytest.raises(Refused) as refused:
            scanner.refuse_viruses(pdf())
        assert str(refused.value) == scanner.LATER
        with pytest.raises(scanner.NoAnswer):
            scanner.ping()


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "tcp://127.0.0.1:1"])
def test_a_scanner_that_is_not_there_lets_nothing_through(settings, address):
    settings.CLAMAV_SOCKET = address
    with pytest.raises(Refused) as refused:
        scanner.refuse_viruses(pdf())
    assert str(refused.value) == scanner.LATER


def test_a_scanner_that_never_answers_is_waited_for_no_longer_than_allowed(
    settings, monkeypatch
):
    monkeypatch.setattr(scanner, "SECONDS", 0.1)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        settings.CLAMAV_SOCKET = f"tcp://127.0.0.1:{door.getsockname()[1]}"
        with pytest.raises(Refused, match="does not answer"):
            scanner.refuse_viruses(pdf())
