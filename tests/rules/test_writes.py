"""Nothing is written except by actions."""

import ast

import pytest

from tests.rules.reading import ROOT, chain, sources

WRITES = {
    "abulk_create",
    "acreate",
    "adelete",
    "asave",
    "aupdate",
    "bulk_create",
    "bulk_update",
    "create",
    "create_superuser",
    "create_user",
    "delete",
    "get_or_create",
    "save",
    "update_or_create",
}
# Ordinary words that are writes only on rows, so they count behind a manager or query.
ON_ROWS_ONLY = {"add", "clear", "remove", "set", "update"}
QUERY = {"objects", "filter", "exclude", "all", "order_by", "free"}

# Where a write is not an action's: the model's own save, the manager that makes
# people, a workbook or a document put into memory, and bulk writing of the past by the
# demonstration's actions.
ALLOWED = {
    "accounts/models.py": {"user.save", "self.create_user"},
    "partnership/exports.py": {"book.save"},
    "demonstration/agreeing.py": {
        "Preset.objects.bulk_create",
        "SignUp.objects.bulk_create",
    },
    "response_tool/exports/word.py": {"document.save"},
    "ui/tables.py": {"book.save"},
    "audits/exports/cases.py": {"book.save"},
    "audits/exports/reports.py": {"document.save"},
    "performance/exports/template.py": {"book.save"},
    "demonstration/publishing.py": {
        "Area.objects.create",
        "Coverage.objects.bulk_create",
        "Population.objects.bulk_create",
    },
    "demonstration/returning.py": {
        "DataPoint.objects.bulk_create",
        "Received.objects.bulk_create",
        "Return.objects.bulk_create",
        "Revision.objects.bulk_create",
    },
    "demonstration/own_asking.py": {
        "OwnQuestion.objects.create",
        "OwnAnswer.objects.bulk_create",
    },
    "demonstration/chasing.py": {"asked.update"},
    "demonstration/grading.py": {
        "Judgement.objects.bulk_create",
        "Part.objects.bulk_update",
    },
    "demonstration/evidencing.py": {"Attachment.objects.bulk_create"},
    "demonstration/paper.py": {"document.save", "book.save"},
    "demonstration/filling.py": {
        "Response.objects.bulk_update",
        "Answer.objects.bulk_update",
        "Action.objects.bulk_create",
    },
}


def writes(source: str) -> list[str]:
    """Calls that change rows, by name, without those of `super()`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        names = chain(node)
        on_rows = names[-1] in ON_ROWS_ONLY and QUERY & set(names[:-1])
        if (names[-1] in WRITES or on_rows) and names[0] != "super":
            found.append(".".join(names))
    return found


@pytest.mark.parametrize(
    "path",
    sources(without=("actions",)),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_actions_change_rows(path):
    allowed = ALLOWED.get(str(path.relative_to(ROOT)), set())
    assert set(writes(path.read_text())) <= allowed


@pytest.mark.parametrize(
    "source",
    [
        "response.save()",
        "Response.objects.create(round=round_)",
        "Response.objects.filter(pk=1).update(state='submitted')",
        "Answer.objects.bulk_create(rows)",
        "response.answers.all().delete()",
        "def page(request, form):\n    form.save()",
    ],
)
def test_the_rule_notices_a_write_outside_actions(source):
    assert writes(source)


def test_the_rule_knows_a_dictionary_from_a_row():
    assert not writes("context.update(rows=1)\nnames.add('a')\nsuper().save(*args)")
