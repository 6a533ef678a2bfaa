"""Each of the five documents, loaded, opened in the browser, and read through."""

import re
from html import unescape

import pytest

from strategies import library
from strategies.actions import load_strategy
from tests.factories import ANYBODY, NOW, AdoptionFactory

PART = re.compile(r'<section aria-labelledby="(\w+)">(.*?)</section>', re.DOTALL)


class Paper:
    """A strategy page, cut into its parts."""

    def __init__(self, html: str) -> None:
        self.parts = {name: unescape(body) for name, body in PART.findall(html)}
        self.text = unescape(html)

    def count(self, part: str) -> int:
        return self.parts.get(part, "").count("<li")

    def headings(self, part: str) -> list[str]:
        return re.findall(r"<h3[^>]*>(.*?)</h3>", self.parts[part])

    def strong(self, part: str) -> list[str]:
        return re.findall(r"<strong>(.*?)</strong>", self.parts[part])


@pytest.fixture
def opened(cast, signed_in, northshire):
    """opened(name) loads a document and gives the page that the board reads."""

    def opened(name: str) -> Paper:
        strategy = load_strategy(
            document=library.read(name), by=ANYBODY, at=NOW, convenor=northshire
        )
        AdoptionFactory(strategy=strategy, partnership=northshire)
        page = signed_in(cast.board).get(f"/strategies/{strategy.slug}/")
        assert page.status_code == 200
        return Paper(page.content.decode())

    return opened


def test_darlington_five_objectives_and_their_commitments(opened):
    page = opened("darlington")
    assert page.headings("objectives") == [
        "Recognise and understand",
        "Address",
        "Empower",
        "Performance",
        "Evaluate",
    ]
    assert page.count("objectives") == 12
    for words in (
        "Strategy, version 1",
        "adopted by the Darlington Safeguarding Children Board in August 2018",
        "to be reviewed in August 2020",
        "1 January 2017 to 31 December 2020",
        "voluntary sector",
        "threshold document",
        "Practice guidance and supporting tool-kit",
        "Early Help Strategy",
        "Children and Young People’s Plan 2017 – 2022",
        "Child Protection procedures",
        "multi-agency audit cycle",
        "impact assessment",
        "Annual Report",
        "best start in life",
    ):
        assert words in page.text, words
    assert "harm to children in Darlington" in page.parts["aims"]
    assert page.strong("oversight") == ["Darlington Safeguarding Children Board"]


def test_surrey_five_themes_three_groups_seven_tests(opened):
    page = opened("surrey")
    assert page.headings("objectives") == [
        "Leadership and organisational culture",
        "Recognition",
        "Early identification",
        "Workforce development",
        "Quality assurance",
    ]
    assert page.count("objectives") == 13
    assert len(page.headings("commitments")) == 3
    assert page.count("commitments") == 14
    assert page.count("outcomes") == 7
    for words in (
        "1 child in every 10",
        "69%",
        "31 July 2017",
        "statistical neighbour",
    ):
        assert words in page.text
    for words in ("Neglect Toolkit", "Levels of Need", "Signs of Safety", "data set"):
        assert words in page.parts["commitments"]
    for words in ("were heard", "may go up at first", "Early Help", "attendance"):
        assert words in page.parts["outcomes"]
    assert page.strong("oversight") == [
        "Surrey Safeguarding Children Board",
        "SSCB Quality Assurance Sub-Group",
    ]


def test_pan_bedfordshire_boards_principles_work_and_measures(opened):
    page = opened("pan-bedfordshire")
    assert page.headings("objectives") == [
        "Awareness and early identification",
        "Help before statutory intervention",
        "Statutory intervention",
    ]
    assert page.count("principles") == 11
    assert page.count("commitments") == 7
    assert page.count("outcomes") == 10
    assert page.parts["oversight"].count("(board)") == 3
    assert page.parts["oversight"].count("(work stream)") == 1
    assert page.parts["oversight"].count("(group)") == 1
    assert "Who takes part: Professionals who are expert" in page.parts["oversight"]
    assert "pregnancy" in page.parts["definition"]
    for words in ("Profile of Neglect", "GCP", "Cafcass", "Training Unit"):
        assert words in page.parts["commitments"]
    for words in ("12 months or more", "repeats", "6 months", "children’s centre"):
        assert words in page.parts["outcomes"]
    assert "three local safeguarding children boards" in page.parts["governance"]


def test_nottingham_three_objectives_ten_priorities_two_partnerships(opened):
    page = opened("nottingham")
    assert page.headings("objectives") == ["Recognise", "Respond", "Reflect and Review"]
    assert page.count("objectives") == 10
    assert re.findall(r'value="(\d+)"', page.parts["objectives"]) == [
        str(number) for number in range(1, 11)
    ]
    for words in ("raise awareness", "workforce", "early", "strengths-based"):
        assert words in page.parts["objectives"].lower()
    for words in ("Engagement", "trauma", "toolkit", "SUDI", "performance framework"):
        assert words in page.parts["objectives"]
    assert page.strong("oversight") == [
        "Nottingham City Safeguarding Children Partnership",
        "Nottinghamshire Safeguarding Children Partnership",
    ]
    assert page.parts["oversight"].count("Who takes part") == 2


def test_barking_and_dagenham_all_that_its_summary_holds(opened):
    page = opened("barking-and-dagenham")
    assert "persistent failure" in page.parts["definition"]
    assert page.count("aims") == 3
    assert page.count("principles") == 7
    assert page.count("objectives") == 4
    assert page.count("resources") == 13
    for words in (
        "Neglect Toolkit",
        "Graded Care Profile 2 (GCP2)",
        "Neglect Improvement Plan",
        "LBBDD Domestic Abuse Practitioner’s Guidance",
        "Safe and Together approach",
        "Child Sexual Abuse (CSA) signs and indicators toolkits",
        "Brook Sexual Behaviours traffic light tool",
        "Barnardo’s Child Sexual Exploitation Risk Matrix",
        "Youth at Risk Matrix",
        "Child Criminal Exploitation tool",
        "Self-Neglect Policy",
        "Pressure Ulcer Guidance",
        'href="https://lbbd.sharepoint.com/sites/Intranet/SitePages/',
    ):
        assert words in page.parts["resources"], words
    assert "Every partner puts its name to" in page.parts["objectives"]
    assert page.strong("oversight") == [
        "Barking and Dagenham Safeguarding Children Partnership (BDSCP)",
        "Barking and Dagenham Safeguarding Adults Board (BDSAB)",
        "Neglect Improvement Programme Task and Finish Group (NIPT&FG)",
    ]
    group = page.parts["oversight"].split("<li>")[3]
    assert "(group)" in group
    assert "Who takes part: Partner agencies and services" in group
    assert "Who takes part: All partners, who sign up" in page.parts["oversight"]
