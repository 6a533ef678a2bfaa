"""Word files that were tampered with, for the tests of everything that opens them."""

import io
import zipfile
from collections.abc import Mapping

BODY = "word/document.xml"


def repacked(
    content: bytes,
    changes: Mapping[str, bytes | None],
    *,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The same package with parts changed, added, or taken away."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(held, "w", method) as new:
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                new.writestr(name, part)
    return held.getvalue()


def part(content: bytes, name: str = BODY) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name)
