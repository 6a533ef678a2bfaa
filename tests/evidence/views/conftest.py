"""Pages that take files, without a process of its own for each of them."""

import pytest

from evidence import inspection
from evidence.judging.judge import cleaned, judge


@pytest.fixture(autouse=True)
def judged_here(monkeypatch, request):
    """Judge in this process: the same readers, and no time lost to starting another."""

    def judged(content):
        found = judge(content)
        findings = [
            {"kind": one.kind, "text": one.text, "where": one.where}
            for one in found.findings
        ]
        said = {"kind": found.kind.value, "findings": findings}
        return said | {"was_read": found.was_read}, cleaned(content)

    monkeypatch.setattr(inspection, "_judged", judged)
