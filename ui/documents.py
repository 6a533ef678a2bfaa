"""Tagged PDF documents, set by typst from the templates in `templates/documents`."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
# Marks that turn the direction of what follows; they are no part of what is said.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What the typeface surely has: Latin letters, punctuation and money.
PLAIN = re.compile("[\\s!-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
LACKS = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
AGAIN_AT_MOST = 20


def pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A document as a PDF that a screen reader can read (PDF/UA-1).

    `data` travels as JSON, so that whatever people typed stays text. A letter that the
    typeface lacks, as an emoji, is written by its name in brackets. `at` is the moment
    that the file says it was made.
    """
    text = TURNING.sub("", json.dumps(data, ensure_ascii=False))
    for _ in range(AGAIN_AT_MOST):
        try:
            return _set(template, text, at)
        except typst.TypstError as error:
            lacking = LACKS.search(error.message)
            if not lacking:
                raise
            named = "".join(one if PLAIN.match(one) else _named(one) for one in text)
            text = named if named != text else _without(text, lacking[1])
    return _set(template, text, at)


def _set(template: str, text: str, at: datetime) -> bytes:
    made = typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        # The same letters on every machine: those that come with typst.
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        format="pdf",
        timestamp=int(at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


def _without(text: str, letters: str) -> str:
    for letter in letters:
        text = text.replace(letter, _named(letter))
    return text


def _named(letter: str) -> str:
    """A letter by its name, as in “[grinning face]”; what has none is left out."""
    if unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"):
        return ""
    name = unicodedata.name(letter, "")
    return f"[{name.lower()}]" if name else ""
