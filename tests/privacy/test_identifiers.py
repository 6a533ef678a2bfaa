"""Every number here is made up, from ranges nobody is given: Ofcom's for drama, the
NHS's for tests, HMRC's administrative prefixes, and a local authority 000."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from privacy.identifiers import Kind, around, find

PERSONAL = {
    Kind.NHS_NUMBER: """
        9990123454|9990123454
        999 012 3454|NHS number: 999 012 3454.
        999 012 3454|NHS no.999 012 3454, seen in May""",
    Kind.UPN: """
        E000200005001|Her UPN is E000200005001.
        e000200005001|upn e000200005001
        Q00020000500A|temporary (Q00020000500A)""",
    Kind.NATIONAL_INSURANCE_NUMBER: """
        NC123456C|his NI number, NC123456C, was in the file
        pp999999d|pp999999d""",
    Kind.DATE_OF_BIRTH: """
        01/02/2015|DOB 01/02/2015
        1.2.15|dob: 1.2.15
        2015-02-01|D.O.B. 2015-02-01
        3 May 2014|date of birth is 3 May 2014
        3rd May 2014|She was born on 3rd May 2014.
        May 3rd, 2014|born May 3rd, 2014, at home
        3 May 14|Birthday: 3 May 14
        3 May 2014|born in Northshire on 3 May 2014 to a mother of 19""",
    Kind.POSTCODE: """
        NZ4 2QT|of NZ4 2QT, came
        nz4 2qt|lives at nz4 2qt
        NZ42QT|NZ42QT
        ZZ99 3VZ|no fixed abode (ZZ99 3VZ)
        Z9 9ZZ|near Z9 9ZZ
        ZZ9A 9ZZ|near ZZ9A 9ZZ""",
    Kind.PHONE_NUMBER: """
        07700 900142|07700 900142
        07700 900 142|can be reached on 07700 900 142.
        07700-900-142|07700-900-142
        07700 900142|(07700 900142)
        +44 7700 900142|+44 7700 900142
        +44 (0)7700 900142|+44 (0)7700 900142
        (01632) 960 123|(01632) 960 123
        01632 96012|01632 96012
        01632 960 123|01632 960 123 2 workers""",
    Kind.EMAIL_ADDRESS: """
        a.name@school.example|a.name@school.example
        o'brien+1@two.example.org|Write to o'brien+1@two.example.org.
        team@example.org|- Team:‘team@example.org’
        team@example.org|-team@example.org""",
    Kind.NAME_AND_AGE: """
        Kayla, 7|the same week: Kayla, 7, of the flats
        Kayla, 7|‘Kayla, 7’
        Kayla, 7|Child Kayla, 7 – came hungry
        Kayla (7)|One worker met Kayla (7) at home.
        Kayla (aged 7)|Kayla (aged 7) came
        Kayla, aged 7|Kayla, aged 7 and hungry
        Kayla aged 7|Kayla aged 7
        Kayla: aged seven|Kayla: aged seven
        Kayla, 7 years old|Kayla, 7 years old, came
        Kayla who is 7|Kayla who is 7 came
        Kayla, who was 7|Kayla, who was 7, came
        7-year-old Kayla|We met 7-year-old Kayla.
        seven year old Kayla Smith|a seven year old Kayla Smith
        Kayla (7 months)|Kayla (7 months)
        Noah (30 months)|Noah (30 months) was weighed
        Kayla Davies, 7|Kayla Davies, 7, said
        Mary-Kate O’Brien, 12|Mary-Kate O’Brien, 12.
        Zoë, 3|Zoë, 3
        Łukasz, aged 14|and Łukasz, aged 14, said
        June, aged 7|June, aged 7
        Tom, 5|Her brother Tom, 5; no one else
        Mohammed Ahmed (14)|Siblings Mohammed Ahmed (14)""",
}
ORDINARY = """
    Year 7 pupils were seen, and Priority 7 is complete.
    Objective 2, 3 and 4 are under way; Team 4 and Band 6 staff attended.
    On March 7 we met again. In June, 12 workers were trained.
    Northshire (12 schools) took part; Surrey, 12 of them from one hospital.
    Signs of Safety (3 teams) is in use, with Graded Care Profile 2, by 14 workers.
    Between January and March, 14 families were helped. Workers, 7 of them new, came.
    Since April, 7 schools have joined, and by May, 12 of them had a champion.
    Children aged 7 to 11 were asked. Children (aged 5) drew pictures.
    Pupils aged 5 and over answered, and so did everyone aged 16 or over.
    Young People aged 16 and 17 helped write it; Care Leavers aged 18 told us.
    The Youth Council, aged 11 to 18, and the Rainbow Group (aged 5 to 7) helped.
    Referrals came from Education (12), Police (9), Health (7) and Housing (3).
    Themes: Home Conditions (9), Missed Appointments (7), Substance Misuse (4).
    Trained so far: Northshire, 12, and Castleford, 7.
    Sessions were held in Leeds, 7, and York, 5. In Hartwell, 7.
    Numbers went up in Hartwell (12) and Bradford (9).
    Trained in March (7) and April (5). January, 7; February, 12; May, 3.
    Red (3), Amber (7), Green (12). Red, 3; Amber, 7; Green, 12.
    Monday (7), Tuesday (5), Friday (3); Autumn (7), Spring (5), Summer (3).
    Family Hub (7), Castleford Hub (3). Operation Encompass (7). UASC aged 17.
    Health Visitors (7), School Nurses (5), Midwives (3), Headteachers (12).
    Currently, 7. Nationally, 12. Of these, 7. In total, 14.
    Strategy (3 years), Funding (18 months), Contract (2 years).
    The Hub is 2 years old. The Neglect Strategy is now 3 years old.
    At Oakfield Primary School, 7. At Oakfield Primary School (7) and Rose House (3).
    Child A, 7, and Child B (5) are siblings. Family A (7) was seen.
    Recognise (4), Respond (7), Reflect (5), Reduce (3).
    Nursery (7), Reception (5), Key Stage 1 (3). Reception, aged 4, and Year Two aged 6.
    Girls (7) and Boys (5). Yes (12), No (7), Partly (3). Agree (12), Unsure (1).
    Physical (7), Emotional (5), Educational (3), Medical (2).
    Not Started (7), On Track (5), Complete (3). Very Good (7), Poor (1).
    Ofsted (7) and Barnardo's (3) answered; MASH (7), CAMHS (3).
    Action (3) is late, Recommendation (7) done; see Appendix (2) and Table (3).
    Source: Census, 12. Questions 4, 5. Lead: Safeguarding Lead, 7.
    Half Term (7), Easter (3), Christmas (2); Weekly (7), Termly (2).
    Health Review (24 months), ASQ (30 months) and the Development Check (9 months).
    A 7-year-old girl told us. The 2-year-old Integrated Review is used.
    5 to 7 year old Northshire pupils. A 5-year-old Partnership Agreement was renewed.
    Monday, 7:30 pm. Attendance rose to 91.2%, 7 schools took part. Rates: Ward, 7.5%
    Chair of the Board, 7 High Street. Working Together 2023, chapter 3.
    The plan was agreed on 01/02/2025, is reviewed on 1.2.26 and ends 31 December 2026.
    Babies born between 1 April 2025 and 31 March 2026 were visited.
    Babies born on or after 1 April 2025 are offered the check.
    Children born before 1 September 2020 are in reception.
    Children born 1 April 2025 to 31 March 2026 are counted; born 1 May 2024 or later.
    We will add date of birth to the form by 31 December 2026.
    The newborn visit was on 1 May 2026. Dates of birth are recorded. From 1 May 2026.
    In 2025 2026 we trained 1,234,567 people; in 2024-2025, 01 02 03.
    We spent £1,234,567.89 in 2025/26 of a budget of £9990123454.
    Open 01-02-2025 to 31-03-2026, 01.02.2025-31.03.2026, 01 02 2025 31 03 2026.
    Scores 0 1 2 3 4 5 6 7 8 9 10; 3 3 4 3 3 4 3 3 4 3.
    Reference 12345678901234 was closed; 0000000000 and 9999999999 are dummies.
    Charity 1234567, company 01234567, URN 123456, LAESTAB 8012000.
    The helplines are 0800 1111 and 0808 800 5000; ring 101 or 999.
    GCP2 3RD edition; R1 2; Q3 2QT; NZ4 2CT; NZ4 2Q.
    The p2 3rd draft, ks2 1st term and h1 2nd half.
    We use A4 2-sided, B12 4M and COVID19 2VC; @northshire on X; 5@10; or me@home.
    BG 12 34 56 A; QQ 12 34 56 C; NO 12 34 56 A; MW 12 34 56 E; by 202526 a form.
    E000200005002 and S00020000500A are no pupil's.
    We train, embed and check: 14 of 14 did the half-day session by 31 December 2026."""


def rows(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in find(text)]


EXAMPLES = [(kind, row) for kind, table in PERSONAL.items() for row in rows(table)]


@pytest.mark.parametrize(("kind", "row"), EXAMPLES)
def test_personal_data_is_found_and_only_its_own_words(kind: Kind, row: str) -> None:
    expected, text = row.split("|")
    assert [(one.kind, one.text) for one in find(text)] == [(kind, expected)]


@pytest.mark.parametrize("text", rows(ORDINARY))
def test_ordinary_sentences_raise_no_alarm(text: str) -> None:
    assert find(text) == []


def test_the_sentence_of_the_mockup_shows_all_three_marked_in_place() -> None:
    text = (
        "All 14 have now done it. One used it the same week: Kayla, 7, of NZ4 2QT, "
        "came to breakfast club hungry, her mother can be reached on 07700 900 142."
    )
    found = find(text)
    assert [one.words for one in found] == [
        "‘Kayla, 7’ is a name beside an age",
        "‘NZ4 2QT’ is a postcode",
        "‘07700 900 142’ is a phone number",
    ]
    assert around(text, found, margin=24) == [
        ("…used it the same week: ", False),
        ("Kayla, 7", True),
        (", of ", False),
        ("NZ4 2QT", True),
        (", came to breakfast club … can be reached on ", False),
        ("07700 900 142", True),
        (".", False),
    ]


def test_of_two_readings_the_longer_or_the_checked_one_stays() -> None:
    assert kinds("kayla.07700900142@school.example") == [Kind.EMAIL_ADDRESS]
    assert kinds("0306999005") == [Kind.NHS_NUMBER]  # a phone number's length as well


def test_one_count_in_a_sentence_makes_its_neighbours_counts() -> None:
    assert find("Heard from Police (9) and Hackney (5).") == []
    assert kinds("Police (9) replied. Kayla (5) was seen.") == [Kind.NAME_AND_AGE]


digits = st.text("0123456789", min_size=6, max_size=6)
joins = st.sampled_from(["", " ", "-", "\xa0"])
anything = st.text(max_size=40)
sentences = st.sampled_from(["{}", "Number {}.", "({})", "It is {}, so", "no: {}\n"])
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_check_digit(nine: str) -> int:
    return -sum(int(nine[place]) * (10 - place) for place in range(9)) % 11


def upn_check_letter(rest: str) -> str:
    values = [LETTERS.index(c) if c.isalpha() else int(c) for c in rest]
    return LETTERS[sum(values[place] * (place + 2) for place in range(12)) % 23]


upn_rests = st.from_regex(r"\A000[0-9]{8}[0-9A-HJ-NP-RT-Z]\Z")


@given(digits, joins, anything, anything)
def test_a_valid_nhs_number_is_found_wherever_it_is_put(
    six: str, join: str, before: str, after: str
) -> None:
    check = nhs_check_digit("999" + six)
    assume(check < 10 and six != "999999")
    number = join.join(["999", six[:3], f"{six[3:]}{check}"])
    found = find(f"{before} {number} {after}")
    assert (Kind.NHS_NUMBER, number) in [(one.kind, one.text) for one in found]


@given(digits, st.integers(0, 9), joins, sentences)
def test_a_wrong_check_digit_is_never_an_nhs_number(
    six: str, check: int, join: str, sentence: str
) -> None:
    assume(check != nhs_check_digit("999" + six))
    number = join.join(["999", six[:3], f"{six[3:]}{check}"])
    assert Kind.NHS_NUMBER not in kinds(sentence.format(number))


@given(upn_rests, anything, anything)
def test_a_valid_upn_is_found_anywhere(rest: str, before: str, after: str) -> None:
    upn = upn_check_letter(rest) + rest
    found = find(f"{before} {upn} {after}")
    assert (Kind.UPN, upn) in [(one.kind, one.text) for one in found]


@given(upn_rests, st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), sentences)
def test_a_wrong_letter_is_never_a_upn(rest: str, letter: str, sentence: str) -> None:
    assume(letter != upn_check_letter(rest))
    assert Kind.UPN not in kinds(sentence.format(letter + rest))


pieces_of_text = st.sampled_from([row.split("|")[1] for _, row in EXAMPLES]) | anything
mixtures = st.lists(pieces_of_text, max_size=8).map(" ".join)


@given(mixtures, st.integers(0, 80))
def test_any_text_is_read_exactly_and_shown_without_loss(
    text: str, margin: int
) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    starts_and_ends = [place for one in found for place in (one.start, one.end)]
    assert starts_and_ends == sorted(starts_and_ends)
    pieces = around(text, found, margin=margin)
    assert [words for words, marked in pieces if marked] == [one.text for one in found]
    whole = "".join(words for words, _ in around(text, found, margin=len(text)))
    assert whole == (text if found else "")


HOSTILE = [*"0A (@\n", "1 ", "012 ", "Aa ", "a@a.", "a'", "born 1 ", "d.o.b. ", "AB1 2"]


@pytest.mark.parametrize("repeated", HOSTILE)
def test_a_hostile_text_is_read_in_one_pass(repeated: str) -> None:
    text = (repeated * 20_000)[:20_000]
    started = time.process_time()
    find("Kayla" + text)
    assert time.process_time() - started < 0.2


def texts(content: object) -> Iterator[str]:
    """Every text but the addresses people sign in with, and what may stay, because."""
    if isinstance(content, dict) and "because" not in content:
        for key, value in content.items():
            yield from texts(value) if key not in ("email", "by") else []
    elif isinstance(content, list):
        for value in content:
            yield from texts(value)
    elif isinstance(content, str):
        yield content


def test_the_demonstration_raises_no_alarm() -> None:
    content = Path(__file__).parents[2] / "demonstration" / "content"
    alarms = [
        (path.name, one.words)
        for path in sorted(content.glob("**/*.yaml"))
        for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        for one in find(text)
    ]
    assert alarms == []
