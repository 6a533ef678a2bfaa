"""Remind everybody and send what is owed, once; print the most memory it took in KB.

A program of its own, so that it can be killed and its memory is nobody else's:
bench.reminding starts it.
"""

import resource
from datetime import timedelta
from pathlib import Path

import django
from django.utils import timezone

STATUS = Path("/proc/self/status")


def main() -> None:
    """Do what the tasks do, without their limit of time."""
    django.setup()
    # Models can be imported only once Django is set up.
    from notices.actions import send_owed  # noqa: PLC0415
    from response_tool.actions import remind_agencies, remind_of_replies  # noqa: PLC0415

    remind_agencies(at=timezone.now())
    remind_of_replies(at=timezone.now())
    send_owed(now=timezone.now, until=timezone.now() + timedelta(hours=1))
    print(_peak())


def _peak() -> int:
    """The high water mark, where the system tells that of this program alone."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(STATUS.read_text().partition("\nVmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
