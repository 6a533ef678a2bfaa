"""A virus scanner for tests: speaks as clamd does, and knows the EICAR test file."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# In two parts, so that no scanner takes this file for one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIZE_MAX = 25 * 1024 * 1024


@contextmanager
def clamd(place: Path | None = None, *, answer: bytes | None = None) -> Iterator[str]:
    """The address of a scanner, at a path or a port; `answer` is all it ever says."""
    family = socket.AF_UNIX if place else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.bind(str(place) if place else ("127.0.0.1", 0))
        door.listen()
        thread = threading.Thread(target=_serve, args=(door, answer), daemon=True)
        thread.start()
        yield f"unix:{place}" if place else f"tcp://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(door: socket.socket, answer: bytes | None) -> None:
    with suppress(OSError):
        while True:
            line, _ = door.accept()
            with line, suppress(OSError):
                said = _answer(line)
                line.sendall(said if answer is None else answer)


def _answer(line: socket.socket) -> bytes:
    command = b""
    while not command.endswith(b"\0"):
        command += line.recv(1)
    if command == b"zPING\0":
        return b"PONG\0"
    if command != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND\0"
    content = b""
    while size := struct.unpack(">I", _exactly(line, 4))[0]:
        content += _exactly(line, size)
        if len(content) > SIZE_MAX:
            return b"INSTREAM size limit exceeded. ERROR\0"
    found = EICAR in content
    return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if found else b"stream: OK\0"


def _exactly(line: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = line.recv(size - len(content))
        if not piece:
            raise ConnectionError
        content += piece
    return content
