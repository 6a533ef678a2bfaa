"""Judging in a process of its own: python -m evidence.judging < FILE.

A file made to exhaust its reader takes this process down and nothing else. Writes one
line of JSON, and after it a picture as it is to be kept.
"""

import json
import logging
import resource
import sys
from dataclasses import asdict

from evidence.judging.judge import cleaned, judge
from evidence.judging.shapes import FILE_MAX, Refused
from ui.packages import MB

SECONDS = 20
MEMORY = 1500 * MB


def main() -> None:
    """Read the file from standard input and say what it is."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library has to say of a file may quote it.
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read(FILE_MAX + 1)
    try:
        judged = judge(content)
        kept = cleaned(content) if judged.kind.is_picture else b""
        said = asdict(judged) | {"kind": judged.kind.value}
    except Refused as refused:
        said, kept = {"refused": str(refused)}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
