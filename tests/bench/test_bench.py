import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RATIOS = {
    "Board page": ("bare page", 1.5),
    "Board page, just compiled": ("bare page", None),
    "Board page, 4 adoptions": ("bare page", 1.5),
    "Board page, just compiled, 4 adoptions": ("bare page", None),
    "Save an answer": ("bare POST of one row", 2.5),
    "Save an answer, 4 adoptions": ("bare POST of one row", 2.5),
    "Compile": ("leanest SQL by hand, stored", 2),
    "Its figures alone": ("leanest SQL by hand", 2),
    "Queries of a compile": ("with 5 agencies", 1),
    "Compile at 4 adoptions": ("at one", 1.1),
    "Peak memory reminding 200 people": ("reminding 20", 1.1),
    "Task list of a return": ("bare page", 1.5),
    "Task list of a return, just changed": ("bare page", None),
    "Task list of a return, 4 adoptions": ("bare page", 1.5),
    "Task list of a return, just changed, 4 adoptions": ("bare page", None),
    "Page of a priority": ("bare page", 1.5),
    "Page of a priority, just changed": ("bare page", None),
    "Page of a priority, 4 adoptions": ("bare page", 1.5),
    "Page of a priority, just changed, 4 adoptions": ("bare page", None),
    "Reading and comparing 40 Word files": ("python-docx opening them", 2),
    "Importing 1,800 rows of published figures": ("the csv module reading it", 10),
    "The same file of published figures again": ("the first time", 1),
    "Measures for the board": ("leanest SQL by hand and the XmR arithmetic", 2),
    "Queries: measures for the board": ("of one", 1),
    "Figures of audits for the board": ("leanest SQL by hand and the mask", 2),
    "Previewing a spreadsheet of 2,000 figures": ("openpyxl reading it", 2),
}
ABSOLUTE = {
    "Queries: list of audits": ("queries", 6),
    "Queries: page of an audit": ("queries", 13),
    "Queries: report of an audit": ("queries", 19),
    "60 control charts drawn": ("ms", 150),
    "Counting to a million meanwhile, to compare cores by": ("ms", None),
    "Queries of the board page": ("queries", 8),
    "Queries of the board page, 4 adoptions": ("queries", 8),
    "Queries: task list of a return": ("queries", 6),
    "Queries: task list of a return, just changed": ("queries", 15),
    "Queries: task list of a return, 4 adoptions": ("queries", 6),
    "Queries: task list of a return, just changed, 4 adoptions": ("queries", 15),
    "Queries: page of a priority": ("queries", 6),
    "Queries: page of a priority, just changed": ("queries", 15),
    "Queries: page of a priority, 4 adoptions": ("queries", 6),
    "Queries: page of a priority, just changed, 4 adoptions": ("queries", 15),
    "Saves by 3 people at once": ("a second", 192),
    "95% of saves by 3 people at once within": ("ms", 194),
    "Bare POSTs by 3 people at once": ("a second", None),
    "Memory of a web worker, resident": ("MB", None),
    "Memory of a web worker, its share": ("MB", None),
    "Other work on this machine meanwhile": ("%", None),
    "Reminders sent twice, of 200 people after a kill -9 halfway": ("e-mails", 0),
    "Reminders lost, of 200 people after a kill -9 halfway": ("e-mails", 0),
    "Submission to fresh dashboard, Redis": ("ms", 60_000),
    "Submission to fresh dashboard, Redis, longest": ("ms", 60_000),
    "Submission to fresh dashboard, embedded": ("ms", 60_000),
    "Submission to fresh dashboard, embedded, longest": ("ms", 60_000),
}
ONLY_ON_LINUX = {
    "Memory of a web worker, its share",
    "Other work on this machine meanwhile",
}

pytestmark = pytest.mark.skipif(
    os.environ.get("PORTAL_TESTS_ON") == "sqlite",
    reason="the bench brings its own servers and needs no second database",
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> tuple[str, list[dict]]:
    """What the bench printed and what it wrote, on its small shape."""
    output = tmp_path_factory.mktemp("bench") / "latest.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--output", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout, json.loads(output.read_text())


def test_every_measurement_is_written_with_its_goal(ran):
    _, rows = ran
    ratios = {r["name"]: (r["divided_by"], r["goal"]) for r in rows if r["divided_by"]}
    absolute = {r["name"]: (r["unit"], r["goal"]) for r in rows if not r["divided_by"]}
    assert ratios == RATIOS
    assert absolute == ABSOLUTE


def test_every_measurement_was_really_made(ran):
    _, rows = ran
    for row in rows:
        if row["name"] in ONLY_ON_LINUX and not row["median"]:
            continue
        assert row["median"] > 0 or row["goal"] == 0, row
        if row["divided_by"]:
            assert row["ratio"] == row["median"] / row["divided_by_median"], row


def test_counts_that_no_busy_machine_can_change_reach_their_goals(ran):
    _, rows = ran
    counted = [row for row in rows if row["unit"] == "queries"]
    assert len(counted) == 15
    counted += [row for row in rows if row["unit"] == "e-mails"]
    assert len(counted) == 17
    assert all(row["met"] for row in counted), counted


def test_the_table_shows_every_row_and_says_plainly_what_was_missed(ran):
    printed, rows = ran
    lines = printed.splitlines()
    for row in rows:
        assert any(line.startswith(row["name"]) for line in lines), row["name"]
    missed = "; ".join(row["name"] for row in rows if row["met"] is False)
    verdict = f"Goals missed: {missed}." if missed else "Every goal is met."
    assert verdict in lines
