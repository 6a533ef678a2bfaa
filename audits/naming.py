"""Keeping the references of an audit’s cases out of what others read.

Findings, recommendations and briefings go to the board and to agencies that were not
asked about a case; whoever knows a reference could tell there who a child is.
"""

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from audits.models import SELF_ASSESSMENT, Audit, CaseReview
from ui.templatetags.words import and_list

# Digits alone are named only where the text says so: “case 12”, but “12 weeks”.
SAID = r"\b(?:cases?|ref(?:erence)?s?)[.:]?\s+(?:(?:no\.?|number)\s+)?"
PLAIN_DIGITS = 5  # as many are nothing but a reference
LINK = r"[\s\-‐‑–/_.]?"


class NamesNoCase:
    """A validator: no reference of these cases stands in a text."""

    def __init__(self, references: Iterable[str]) -> None:
        self.rules = {one: _rule(one) for one in references}

    def __call__(self, text: str) -> None:
        """Refuse it, naming what was found as it was typed."""
        found = [hit[0] for one in self.rules.values() if (hit := one.search(text))]
        if found:
            named = and_list([f"“{one.strip()}”" for one in dict.fromkeys(found)])
            what = "references" if len(found) > 1 else "the reference"
            of = "cases" if len(found) > 1 else "a case"
            raise ValidationError(
                f"Take out {named}: {what} of {of} in this audit. Others read this, "
                "and could tell which child it is about.",
                code="reference",
            )


def keep_cases_out(form: forms.Form, audit: Audit) -> None:
    """Let a form refuse the references of an audit beside the box. One query."""
    if not form.is_bound:
        return
    rows = CaseReview.objects.filter(audit=audit).exclude(reference=SELF_ASSESSMENT)
    refuse = NamesNoCase(rows.in_order().values_list("reference", flat=True))
    for field in form.fields.values():
        if isinstance(field, forms.CharField):
            field.validators.append(refuse)


def _rule(reference: str) -> re.Pattern[str]:
    """However its parts are joined, and whatever its capitals."""
    parts = reference.split("-")
    digits = "".join(parts).isdecimal()
    words = (r"\-" if digits else LINK).join(map(re.escape, parts))
    before = SAID if digits and len("".join(parts)) < PLAIN_DIGITS else r"(?<![\w-])"
    return re.compile(rf"{before}{words}(?!-?\w)", re.IGNORECASE)
