"""Counts of 1 to 5 children that were accepted, and where a page would show them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import unescape

from bs4 import Tag

from partnership.models import Partnership
from performance.arithmetic import value
from performance.measuring import measured
from performance.models import Commission, Measure, Received
from performance.periods import Period
from performance.profile import amount, when
from performance.series import number
from performance.showing import written
from tests.demonstration.crawling import Answer

FEW = range(1, 6)
DIGIT = re.compile(r"\d")
POINT = re.compile(r"[ML]")
ALL = ""  # all agencies together


@dataclass(frozen=True)
class Few:
    """A count of few children: of one agency, or of all together."""

    measure: Measure
    period: Period
    agency: str
    number: int
    out_of: int | None
    worth: str  # its value, as it would be written

    @property
    def labels(self) -> set[str]:
        """What its period is called."""
        period = self.period
        names = {period.words, period.short, period.starts_on.isoformat()}
        return {name.lower() for name in names}

    @property
    def phrases(self) -> list[str]:
        """How a sentence would say it."""
        period, measure = self.period, self.measure
        told = amount(measure, Decimal(0)).replace(written(measure, Decimal(0)), "")
        return [
            f"{self.worth} in {period.short}",
            f"{self.worth} in {period.words}",
            f"{self.worth}{told} {when(period, measure)}",
        ]

    def is_told_by(self, text: str, heading: str) -> bool:
        """Whether a cell shows the number, its value, or what gives it away."""
        plain = text
        for label in (self.period.words, self.period.short):
            plain = plain.replace(label, "")
        if heading != "Counted":
            return bool(DIGIT.search(plain))
        above, _, below = plain.partition(" of ")
        told = [side for side, small in self._sides(above, below) if small]
        return any(DIGIT.search(side) for side in told)

    def _sides(self, above: str, below: str) -> Iterator[tuple[str, bool]]:
        counts = self.measure.unit != Measure.Unit.AVERAGE
        yield above, counts and self.number in FEW
        yield below, self.out_of in FEW


@dataclass
class Board:
    """What one board must not see, and how often a page had the place for it."""

    few: dict[str, list[Few]]  # by title of the measure
    points: dict[int, int] = field(default_factory=dict)
    agencies: set[str] = field(default_factory=set)
    looked: int = 0
    summed: int = 0
    drawn: int = 0

    def reads(self, answer: Answer) -> None:
        """Fails where it shows one of them."""
        text = unescape(answer.text) if answer.is_page else answer.text
        if not any(title in text for title in self.few):
            return
        if answer.is_page:
            self._page(answer)
        else:
            self._rows(answer)
            self._text(text, answer.path)

    def _rows(self, answer: Answer) -> None:
        """A spreadsheet: no row of the measure and the period has the number."""
        for row in answer.rows:
            about = {cell.lower() for cell in row}
            for one in (few for title in row for few in self.few.get(title, ())):
                if about & one.labels:
                    assert not {str(one.number), one.worth} & set(row), answer.path

    def _text(self, text: str, path: str) -> None:
        """A document: what stands between one measure’s name and the next."""
        for title, some in self.few.items():
            section = text.partition(f"{title} Counted:")[2].partition("Counted:")[0]
            for one in some:
                for phrase in one.phrases:
                    assert not _says(section, phrase), (path, one)

    def _page(self, answer: Answer) -> None:
        soup = answer.soup
        for table in soup.find_all("table"):
            self._table(table, answer.path)
        heading = text_of(soup.h1)
        for about, section in [
            (heading, soup.main),
            *((text_of(one.h2), one) for one in soup.find_all("section") if one.h2),
            *((text_of(one.a), one) for one in soup.select("tbody tr") if one.a),
        ]:
            self._prose(about, section, answer.path)
        for chart in soup.select(".np-chart"):
            self._chart(chart, answer.path)
        self._sparklines(soup, answer.path)
        self._sums(heading, soup, answer.path)

    def _prose(self, about: str, section: Tag, path: str) -> None:
        """Sentences, titles and descriptions about one measure."""
        some = self.few.get(about, ())
        text = text_of(section) if some else ""
        for one in some:
            for phrase in one.phrases:
                assert not _says(text, phrase), (path, one, phrase)

    def _table(self, table: Tag, path: str) -> None:
        caption = text_of(table.caption).removesuffix(", by agency")
        caption = caption.removesuffix(", period by period")
        headings = [text_of(one) for one in table.select("thead th")]
        for row in table.select("tbody tr"):
            cells = row.find_all(["th", "td"])
            names = {caption, text_of(cells[0].a) if cells[0].a else caption}
            for at, cell in enumerate(cells[1:], start=1):
                heading = headings[at] if at < len(headings) else ""
                self._cell(names, text_of(cells[0]), heading, at, text_of(cell), path)

    def _cell(
        self, names: set[str], row: str, heading: str, at: int, text: str, path: str
    ) -> None:
        agency = heading if heading in self.agencies else ALL
        if agency == ALL and at > 1 and heading not in ("Counted", "Latest"):
            return
        for one in self._about(names, row, text):
            if one.agency == agency:
                self.looked += 1
                assert not one.is_told_by(text, heading), (path, row, heading, text)

    def _about(self, names: set[str], row: str, text: str) -> list[Few]:
        """Those of a row’s period, or of the period that a cell says itself."""
        here = [one for name in names for one in self.few.get(name, ())]
        found = [one for one in here if row.lower() in one.labels]
        return found or [one for one in here if one.period.short in text]

    def _chart(self, chart: Tag, path: str) -> None:
        """As many points as the table beside has numbers, and no words of others."""
        table = chart.find("table")
        if table is None or not chart.select("path[stroke-linejoin=round]"):
            return
        rows = [
            [text_of(cell) for cell in row.find_all(["th", "td"])]
            for row in table.select("tbody tr")
        ]
        panels = chart.select(".np-multiples__one")
        for at, panel in enumerate(panels or [chart], start=1):
            known = sum(bool(DIGIT.search(row[at])) for row in rows)
            for line in panel.select("path[stroke-linejoin=round]"):
                self.drawn += 1
                assert len(POINT.findall(line["d"])) == known, (path, panel)
            if panels and not DIGIT.search(rows[-1][at]):
                words = panel.select(".np-multiples__latest, desc")
                last = rows[-1][0]
                said = [text_of(one).replace(last, "") for one in words]
                assert not any(DIGIT.search(one) for one in said), (path, said)

    def _sparklines(self, soup: Tag, path: str) -> None:
        """No more points than there are figures that may be shown."""
        for row in soup.select("tr:has(.np-sparkline)"):
            (line,) = row.select(".np-sparkline path[stroke-linejoin=round]")
            pk = int(row.a["href"].rstrip("/").rpartition("/")[2])
            self.drawn += 1
            assert len(POINT.findall(line["d"])) <= self.points[pk], (path, row.a)

    def _sums(self, title: str, soup: Tag, path: str) -> None:
        """A total with all of the others taken away leaves no hidden number alone."""
        tables = {text_of(one.caption): one for one in soup.find_all("table")}
        each = tables.get(f"{title}, by agency")
        every = tables.get(f"{title}, period by period")
        if each is None or every is None:
            return
        totals = {}
        for row in every.select("tbody tr"):
            cells = [text_of(one) for one in row.find_all(["th", "td"])]
            totals[cells[0].lower()] = cells[1]
        names = {
            one.period.short: one.period.words.lower()
            for one in self.few.get(title, ())
            if one.measure.unit == Measure.Unit.COUNT
        }
        for row in each.select("tbody tr"):
            cells = [text_of(one) for one in row.find_all(["th", "td"])]
            total = totals.get(names.get(cells[0], ""), "")
            hidden = sum(cell.startswith("c") for cell in cells[1:])
            if not hidden or not total.replace(",", "").isdecimal():
                continue
            self.summed += 1
            shown = sum(_count(cell) for cell in cells[1:] if DIGIT.search(cell))
            assert hidden > 1, (path, cells, total)
            assert _count(total) - shown > hidden, (path, cells, total)


def board_of(partnership: Partnership, on: date) -> Board:
    """What the board of a partnership must not see."""
    by_title: dict[str, list[Few]] = defaultdict(list)
    for one in _few(partnership):
        by_title[one.measure.title].append(one)
    found = Board(dict(by_title))
    for one in measured(partnership.pk, on=on, raw=True):
        found.agencies |= set(one.agencies.values())
        hidden = {
            few.period
            for few in found.few.get(one.commission.measure.title, ())
            if few.agency == ALL
        }
        found.points[one.commission.pk] = sum(
            number(moment.value) is not None and moment.period not in hidden
            for moment in one.series.moments
        )
    return found


def _few(partnership: Partnership) -> Iterator[Few]:
    every = dict(
        Commission.objects.filter(partnership=partnership).values_list(
            "measure_id", "frequency"
        )
    )
    rows = (
        Received.objects.filter(partnership=partnership, accepted__isnull=False)
        .exclude(point__measure__hides=Measure.Hides.NOTHING)
        .select_related("accepted", "point__measure", "point__data_return__agency")
    )
    totals: dict[tuple[Measure, Period], list[tuple[int, int | None]]]
    totals = defaultdict(list)
    for row in rows:
        period, measure = row.point.data_return.period, row.point.measure
        if row.accepted.numerator is None or every[measure.pk] != period.frequency:
            continue
        pair = row.accepted.numerator, row.accepted.denominator
        totals[measure, period].append(pair)
        yield from _if_few(measure, period, row.point.data_return.agency.name, *pair)
    for (measure, period), pairs in totals.items():
        above = sum(numerator for numerator, _ in pairs)
        below = sum(out_of for _, out_of in pairs if out_of is not None)
        yield from _if_few(measure, period, ALL, above, below or None)


def _if_few(
    measure: Measure, period: Period, agency: str, above: int, below: int | None
) -> Iterator[Few]:
    counts = measure.unit != Measure.Unit.AVERAGE
    if not (counts and above in FEW) and below not in FEW:
        return
    worth = written(measure, above)
    if measure.has_denominator and below:
        share = value(
            above, below, multiplier=measure.multiplier, places=measure.places
        )
        worth = written(measure, share)
    yield Few(measure, period, agency, above, below, worth)


def text_of(tag: Tag | None) -> str:
    """What a part of a page says, in one line."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _says(text: str, phrase: str) -> bool:
    """Whether a number is said with its period, and is not the end of a longer one."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(phrase)}", text))


def _count(text: str) -> int:
    return int(re.sub(r"[^\d]", "", text))
