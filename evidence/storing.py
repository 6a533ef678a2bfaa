"""Where the content of files is kept: a folder that no web server serves.

A file is written under a name of its own making before its row is committed, and moved
into place after. Whatever a crash leaves behind, the sweep moves or takes away.
"""

import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

ARRIVING = "arriving"
# Longer than any transaction, and any page that a person has open.
LEFT_BEHIND = 60 * 60


def put(content: bytes) -> str:
    """Write a file; gives the name under which it is kept once this is committed."""
    name = uuid4().hex
    arriving = _arriving(name)
    arriving.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    transaction.on_commit(lambda: _settle(name))
    return name


def path_of(name: str) -> Path:
    """Where a file is: in its place, or still where it arrived."""
    place = _place(name)
    return place if place.exists() else _arriving(name)


def take_away(name: str) -> None:
    """Take a file away once this is committed."""
    transaction.on_commit(lambda: _unlink(name))


def sweep(known: Callable[[Collection[str]], Collection[str]]) -> int:
    """Settle what has a row, take away what has none; gives how many went.

    `known` says which names have a row. What arrived lately may still get one.
    """
    before = time.time() - LEFT_BEHIND
    gone = 0
    for names in _in_parts(_old_names(before)):
        kept = set(known(names))
        for name in names:
            if name in kept:
                _settle(name)
            else:
                _unlink(name)
                gone += 1
    return gone


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence"


def _arriving(name: str) -> Path:
    return _root() / ARRIVING / name


def _place(name: str) -> Path:
    # So that no folder ever holds very many.
    return _root() / name[:2] / name


def _settle(name: str) -> None:
    arriving, place = _arriving(name), _place(name)
    if arriving.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        arriving.replace(place)


def _unlink(name: str) -> None:
    for path in (_arriving(name), _place(name)):
        path.unlink(missing_ok=True)


def _old_names(before: float) -> Iterator[str]:
    if not _root().exists():
        return
    for folder in sorted(_root().iterdir()):
        for path in sorted(folder.iterdir()):
            if path.stat().st_mtime < before:
                yield path.name


def _in_parts(names: Iterator[str], size: int = 500) -> Iterator[list[str]]:
    part: list[str] = []
    for name in names:
        part.append(name)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
