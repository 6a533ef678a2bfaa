"""Telling Python's garbage collector how the portal lives."""

import gc

# Of new objects, before they are looked through; Python's own is 700, with which
# reading a spreadsheet of thousands of rows spends a quarter of its time on looking.
YOUNG = 50_000
OLDER = 20  # times, before those that were kept are looked through as well


def settle() -> None:
    """What is loaded by now stays for good, so it is not looked through again.

    Called once by each web server process and each worker when it is ready.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, OLDER, OLDER)
