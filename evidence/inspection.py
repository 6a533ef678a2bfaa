"""A file that somebody chose, looked at before any of it is kept."""

import hashlib
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from evidence import scanner
from evidence.judging import FILE_MAX, Finding, Refused
from evidence.judging.shapes import DAMAGED, TOO_BIG
from evidence.kinds import Kind
from privacy import identifiers

log = logging.getLogger(__name__)

# Of waiting, on a machine that may be busy; what counts is the limit of the process.
SECONDS = 28
TOO_SLOW = (
    "The file takes too long to read, so it was not kept. Save a simpler copy and "
    "choose that one."
)
IN_NAME = "in the name of the file"


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its content, what it is, and what looks personal."""

    content: bytes
    original_name: str
    kind: Kind
    findings: list[Finding]
    was_read: bool
    scanned_at: datetime | None

    @property
    def sha256(self) -> str:
        """What tells its content from any other."""
        return hashlib.sha256(self.content).hexdigest()


def inspect(*, name: str, content: bytes, at: datetime) -> Inspected:
    """Look at a file. Raises Refused, in words for the person who chose it."""
    if len(content) > FILE_MAX:
        raise Refused(TOO_BIG)
    # Before anything reads it.
    scanned = scanner.refuse_viruses(content)
    said, kept = _judged(content)
    called = _plain(name)
    in_name = [
        Finding(str(one.kind), one.text, IN_NAME) for one in identifiers.find(called)
    ]
    return Inspected(
        content=kept or content,
        original_name=called,
        kind=Kind(said["kind"]),
        findings=[*in_name, *(Finding(**one) for one in said["findings"])],
        was_read=said["was_read"],
        scanned_at=at if scanned else None,
    )


def _judged(content: bytes) -> tuple[dict, bytes]:
    """What a process of its own says; it knows no secrets and holds no connection."""
    command = [sys.executable, "-W", "ignore", "-m", "evidence.judging"]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_SLOW) from error
    if done.returncode:
        log.warning("A file could not be judged: the reader ended %s", done.returncode)
        raise Refused(TOO_SLOW if done.returncode < 0 else DAMAGED)
    line, _, kept = done.stdout.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        raise Refused(said["refused"])
    return said, kept


def _plain(name: str) -> str:
    """The name a file came with, on one line, without what cannot be seen."""
    shown = "".join(one if one.isprintable() else " " for one in name)
    return " ".join(shown.split())[:255] or "file"
