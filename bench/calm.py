"""How much of the machine went to other work while the bench ran."""

import os
import resource
import time
from pathlib import Path

STAT = Path("/proc/stat")
TOO_MUCH = 10  # per cent


class Calm:
    """Watches the processors; Linux alone tells what others do."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.busy = _busy()

    def others(self) -> float | None:
        """Per cent of all processors; call it when every child has been waited for."""
        if self.busy is None:
            return None
        seconds = (time.monotonic() - self.began) * (os.cpu_count() or 1)
        theirs = (_busy() or 0) - self.busy - _ours()
        return max(0.0, 100 * theirs / seconds)


def _busy() -> float | None:
    """Seconds that all processors have worked since the machine started."""
    if not STAT.exists():
        return None
    user, nice, system = map(int, STAT.read_text().split(maxsplit=4)[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def _ours() -> float:
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)
