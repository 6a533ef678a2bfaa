"""A lean browser: one kept connection, prebuilt requests, nothing parsed but lengths.

The load is made on the machine that is measured, so what it costs is taken from what
is measured: hence raw sockets.
"""

import socket
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from bench.stage import HOST

IDLE = 1.0  # gunicorn hangs up after two seconds of silence
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Refused(RuntimeError):
    """An answer of a kind that would make the measurement mean nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how many seconds it took."""

    status: int
    body: bytes
    seconds: float


@dataclass
class Browser:
    """One signed-in person on one connection."""

    port: int
    session: str
    csrf: str = "c" * 32
    last: float = field(default=0.0, init=False)
    wire: socket.socket | None = field(default=None, init=False)

    def get(self, path: str) -> Answer:
        """Read a page, which must be there."""
        return self.send(self.request("GET", path), 200)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form, which must lead on."""
        return self.send(self.request("POST", path, fields), 302)

    def request(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> bytes:
        """The bytes of a request, as often as they are wanted."""
        body = urlencode(fields or {}).encode()
        cookies = f"sessionid={self.session}; csrftoken={self.csrf}"
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {HOST}:{self.port}",
            "Accept: text/html",
            f"Cookie: {cookies}",
        ]
        if method == "POST":
            lines += [
                f"Origin: http://{HOST}:{self.port}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def send(self, request: bytes, expected: int) -> Answer:
        """Send it and wait for the whole answer."""
        if self.wire is None or perf_counter() - self.last > IDLE:
            self.connect()
        assert self.wire is not None
        began = perf_counter()
        self.wire.sendall(request)
        status, body = _answer(self.wire)
        self.last = perf_counter()
        if status != expected:
            asked = request.split(b" HTTP", 1)[0].decode()
            raise Refused(f"{asked}: {status}, not {expected}: {body[-2000:]!r}")
        return Answer(status, body, self.last - began)

    def connect(self) -> None:
        """Open the connection anew."""
        self.close()
        self.wire = socket.create_connection((HOST, self.port), timeout=30)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Hang up."""
        if self.wire:
            self.wire.close()
        self.wire = None

    def form(self, path: str) -> dict[str, str]:
        """Every field of a page's form as a browser would send it untouched."""
        page = BeautifulSoup(self.get(path).body, "html.parser")
        form = page.select_one("main form[method=post]")
        if form is None:
            raise Refused(f"{path} has no form")
        fields = {i["name"]: i.get("value", "") for i in form.select("input[name]")}
        if button := form.select_one("button[name]"):
            fields[button["name"]] = button["value"]  # what Enter presses
        # A browser drops the line end that HTML puts after the tag.
        fields |= {
            box["name"]: box.get_text().removeprefix("\n").replace("\n", "\r\n")
            for box in form.select("textarea[name]")
        }
        for choice in form.select("select[name]"):
            chosen = choice.select_one("option[selected]") or choice.select_one(
                "option"
            )
            fields[choice["name"]] = chosen["value"] if chosen else ""
        return fields


def _answer(wire: socket.socket) -> tuple[int, bytes]:
    data = bytearray()
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += _some(wire)
    head = bytes(data[:end]).lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    while len(data) < end + 4 + length:
        data += _some(wire)
    return int(head[9:12]), bytes(data[end + 4 :])


def _some(wire: socket.socket) -> bytes:
    data = wire.recv(65536)
    if not data:
        raise Refused("The server hung up in the middle of an answer")
    return data


def sign_in(port: int, person: User) -> Browser:
    """A browser whose session was made without a password: hashing is not measured."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return Browser(port, client.cookies["sessionid"].value)
