"""The parts of an audit report in order, as Word and PDF both write them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audits.report import Report
from audits.spread import Column
from ui.templatetags.words import and_list, count, day, lower_first


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, then paragraphs, then perhaps a table: its caption, head and rows."""

    heading: str = ""
    texts: Sequence[str] = ()
    caption: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default_factory=list)


def blocks(report: Report) -> Iterator[Block]:
    """Method and sample, grades, self against moderated, movement, what was found."""
    draft = ["This is a draft: the audit is not closed."] if report.is_draft else []
    yield Block(texts=[*draft, f"As at {day(report.on)}."])
    yield Block("How it was done", report.about)
    yield _grades(report)
    if report.beside:
        yield _beside(report)
    if report.before:
        yield _moved(report)
    yield _findings(report)
    yield _recommendations(report)


def _grades(report: Report) -> Block:
    spread = report.spread
    if spread.is_empty or spread.few:
        why = f"{spread.few} What was found is below." if spread.few else ""
        return Block("Grades by domain", [why or "Nothing was graded."])
    texts = [
        (
            "How many judgements gave each grade. Grades are not averaged. Where the "
            "moderator settled on another grade, that one counts."
        ),
        "\n".join(["The worst grade given:", *report.worst]),
    ]
    head = ["Domain", *map(_named, spread.columns), "All"]
    rows = [[row.title, *map(str, row.cells), str(row.total)] for row in spread.rows]
    more = [spread.hidden] if spread.hidden else []
    return Block("Grades by domain", [*texts, *more], "Grades by domain", head, rows)


def _named(grade: Column) -> str:
    return f"{grade.label}\n(not good enough)" if grade.is_concern else grade.label


def _beside(report: Report) -> Block:
    rows = [
        [one.title, str(one.same), str(one.better), str(one.worse)]
        for one in report.beside
    ]
    head = ["Domain", "The same", "Better", "Worse"]
    said = "Where a moderator looked at a grade, how it stood beside the agency’s own."
    title = "Agencies’ own grades and the moderated ones"
    more = [report.beside_hidden] if report.beside_hidden else []
    return Block(title, [said, *more], title, head, rows)


def _moved(report: Report) -> Block:
    texts = [f"The audit before was “{report.before}”."]
    texts += [report.apart] if report.apart else []
    texts += [f"{one.title}. {one.words}" for one in report.moved]
    return Block("What moved since", texts)


def _findings(report: Report) -> Block:
    rows = [
        [
            f"{number}. {one.get_kind_display()}"
            + (f", {lower_first(one.get_severity_display())}" if one.severity else ""),
            one.theme,
            one.text,
            and_list([agency.name for agency in one.agencies.all()]),
        ]
        for number, one in enumerate(report.findings, 1)
    ]
    said = count(len(rows), "finding") if rows else "Nothing has been written down yet"
    head = ["What it is", "About", "What was found", "Agencies"]
    return Block("Findings", [f"{said}."], "Findings", head if rows else (), rows)


def _recommendations(report: Report) -> Block:
    rows = [
        [one.text, f"{one.agency}: {one.owner}", day(one.due_on), one.words]
        for one in report.stands
    ]
    head = ["What is to change", "Who sees to it", "By when", "How it stands"]
    if not rows:
        return Block(report.to_change, [report.none_to_change])
    texts = [f"{count(len(rows), 'recommendation')}."]
    return Block(report.to_change, texts, report.to_change, head, rows)
