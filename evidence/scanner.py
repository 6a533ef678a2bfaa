"""Asking a virus scanner, where one is set up: clamd, over a socket.

CLAMAV_SOCKET names it, as unix:/run/clamav/clamd.ctl or tcp://scanner:3310. A scanner
that is set up and does not answer lets nothing through.
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from evidence.judging import Refused

SECONDS = 20
CHUNK = 64 * 1024
ANSWER_MAX = 4096
LATER = (
    "The virus scanner does not answer at the moment, so the file was not kept. Try "
    "again later."
)


class NoAnswer(ConnectionError):
    """The scanner could not be reached, or said what nobody understands."""


def is_set_up() -> bool:
    """Whether this portal has a virus scanner."""
    return bool(settings.CLAMAV_SOCKET)


def refuse_viruses(content: bytes) -> bool:
    """Whether it was scanned. Raises Refused where something was found.

    Where no scanner is set up the file passes, and the pages say so.
    """
    if not is_set_up():
        return False
    try:
        found = scan(content)
    except NoAnswer as error:
        raise Refused(LATER) from error
    if found:
        raise Refused(
            f"The virus scanner found “{found}” in the file, so it was not kept. Tell "
            "whoever looks after your computers."
        )
    return True


def scan(content: bytes) -> str:
    """What the scanner found in a file, by its name; nothing where it is clean."""
    sent = [b"zINSTREAM\0"]
    for at in range(0, len(content), CHUNK):
        piece = content[at : at + CHUNK]
        sent += [struct.pack(">I", len(piece)), piece]
    sent.append(struct.pack(">I", 0))
    answer = _ask(sent)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise NoAnswer(answer[:200])


def ping() -> None:
    """Raises NoAnswer unless the scanner is there."""
    answer = _ask([b"zPING\0"])
    if answer != "PONG":
        raise NoAnswer(answer[:200])


def _ask(sent: list[bytes]) -> str:
    try:
        with _connected() as line:
            line.sendall(b"".join(sent))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < ANSWER_MAX:
                piece = line.recv(ANSWER_MAX)
                if not piece:
                    break
                answer += piece
    except OSError as error:
        raise NoAnswer(str(error)) from error
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMAV_SOCKET)
    if address.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection(
        (address.hostname or "", address.port or 3310), timeout=SECONDS
    )
