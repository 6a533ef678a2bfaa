"""What a file is and says, found out without trusting it. Pure: no Django, no rows.

The readers themselves are only loaded by the process that judges (`__main__`).
"""

from evidence.judging.shapes import FILE_MAX, Finding, Refused

__all__ = ["FILE_MAX", "Finding", "Refused"]
