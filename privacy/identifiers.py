"""Finds what could identify a child or family in the words a professional types.

Each rule follows a published format and its check digit, where there is one, and leans
towards silence: nobody reads a check that nags. Repetitions are bounded: one pass.
"""

import enum
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


class Kind(enum.StrEnum):
    """What was found, in words; where two fit the same place the first one wins."""

    NHS_NUMBER = "an NHS number"
    UPN = "a unique pupil number"
    NATIONAL_INSURANCE_NUMBER = "a National Insurance number"
    DATE_OF_BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    PHONE_NUMBER = "a phone number"
    EMAIL_ADDRESS = "an e-mail address"
    NAME_AND_AGE = "a name beside an age"


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data and where it stands: text[start:end]."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """What to tell the person: ‘Kayla, 7’ is a name beside an age."""
        return f"‘{self.text}’ is {self.kind}"


def find(text: str) -> list[Found]:
    """Everything that looks personal, in order; where two overlap the longer stays."""
    kept: list[Found] = []
    for one in sorted(_candidates(text), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def around(
    text: str, found: Sequence[Found], *, margin: int = 60
) -> list[tuple[str, bool]]:
    """The words around what was found, as pieces: (words, whether they were found)."""
    pieces, at = [("", False)], 0
    for one in found:
        before = _shorten(text[at : one.start], margin if at else 0, margin)
        pieces += [(before, False), (one.text, True)]
        at = one.end
    if found:
        pieces.append((_shorten(text[at:], margin, 0), False))
    return [piece for piece in pieces if piece[0]]


def _shorten(words: str, first: int, last: int) -> str:
    """So many characters from either end, cut between words, an ellipsis between."""
    if len(words) <= first + last:
        return words
    head = re.sub(r"\s\S*\Z", "", words[: first + 1]) if first else ""
    tail = re.sub(r"\A\S*\s", "", words[-last - 1 :]) if last else ""
    return f"{head} … {tail}" if head and tail else f"{head}…{tail}"


# No line break falls inside what is found, as it parts rows. What may not stand before
# is asked after the first character: a search for one character of a few is quick.
_SPACE = "[ \t\xa0\u2007\u2009\u202f]"
_JOIN = "[ \t\xa0\u2007\u2009\u202f‐‑–-]"
_STARTS = r"(?<![\w£$€+].)(?<![0-9][.,/-].)"
_ENDS = r"(?!\w)(?![.,/-][0-9])"

# NHS Data Dictionary, NHS NUMBER: ten digits, shown as 3 3 4, check digit modulus 11.
_NHS_NUMBER = re.compile(
    rf"(?P<found>[0-9]{_STARTS}[0-9]{{2}}{_JOIN}?[0-9]{{3}}{_JOIN}?[0-9]{{4}}){_ENDS}"
)
# Government Data Standards Catalogue, Unique Pupil Number 2.0; no I, O or S.
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"(?P<found>[A-Za-z](?<!\w.)[0-9]{11}[0-9A-Za-z])(?!\w)")
# HMRC National Insurance Manual NIM39110. Small letters only in one run: "by 202526 a".
_NATIONAL_INSURANCE_NUMBER = re.compile(
    rf"(?P<found>[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z](?=.{_JOIN}?[0-9])(?<!\w.)"
    r"(?!(?i:(?<=b)g|(?<=g)b|(?<=k)n|(?<=n)[kt]|(?<=t)n|(?<=z)z))(?:[A-CEGHJ-NPR-TW-Z]"
    rf"(?:{_JOIN}?[0-9]{{2}}){{3}}{_JOIN}?[A-D]|[a-ceghj-npr-tw-z][0-9]{{6}}[a-d]))(?!\w)"
)
# Royal Mail, Programmers' Guide to PAF: six outward forms, no C I K M O V inward. Z may
# come second, as in ZZ99, which the NHS Postcode Directory gives to "no fixed abode".
_POSTCODE = re.compile(
    r"(?P<found>[A-PR-UWYZa-pr-uwyz](?<!\w.)(?i:(?<=z)z99 ?3[a-z]z|(?:(?<=g)ir(?= ?0aa)"
    r"|[a-hk-z]?[1-9]?[0-9]|[0-9][a-hjkpstuw]|[a-hk-z][0-9][abehmnprvwxy])"
    rf"(?P<gap>{_SPACE}{{0,2}})(?P<inward>[0-9][abd-hjlnp-uw-z]{{2}})))(?!\w)"
)
# Ofcom, National Telephone Numbering Plan: 01, 02, 03 and 07, ten or eleven digits. The
# helplines on 08 belong to nobody and are left alone.
_PHONE_NUMBER = re.compile(
    rf"(?P<found>[0(+]{_STARTS}(?:(?:(?<=\()(?:\+|00)44\)|(?:(?<=\+)|(?<=0)0)44"
    rf"(?:{_SPACE}?\(0\))?)[ .\xa0‑-]{{0,2}}|(?<=0)|(?<=\()0(?=[0-9]{{2,5}}\)))"
    rf"[1237][0-9](?:[ .()\xa0\u2009‑–-]{{0,2}}[0-9]){{6,7}}[0-9]){_ENDS}"
)
# RFC 5321: up to 64 characters, an @, and a domain with at least one dot.
_EMAIL_ADDRESS = re.compile(
    r"(?<![\w.+'’-])[.+'’-]{0,60}(?P<found>\w[\w.+'’-]{0,63}@"
    r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,7})"
)
# Our own rule: a date that "born" or the like introduces, within five words, unless it
# bounds a group ("babies born between"). Other dates are deadlines and left alone.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _DAYTH = "(?:3[01]|[12][0-9]|0?[1-9])", "(?:3[01]|[12][0-9]|[1-9])(?:[a-z]{2})?"
_MONTH_NUMBER, _YEAR = "(?:1[0-2]|0?[1-9])", "(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})"
_DATE_OF_BIRTH = re.compile(
    r"[BDbd](?<![\w-].)(?i:(?:(?<=d)\.?o\.?b\.?|(?<=d)ate of birth|(?<=b)irth ?date"
    r"|(?<=b)irthday|(?<=b)orn)(?![^\W\d_])(?=[^0-9\r\n]{0,99}+[0-9])[^\w\r\n]{0,4}"
    r"(?:(?!(?:after|and|before|between|during|from|or|prior|since|until)\b)"
    r"[^\W\d_][\w'’-]{0,20}[ \t\xa0,:()–-]{1,3}){0,5}?(?<!\bby )(?<!\bto )(?<!\bfor )"
    rf"(?P<found>{_DAY}(?P<mark>[/.-]){_MONTH_NUMBER}(?P=mark){_YEAR}"
    rf"|(?:19|20)[0-9]{{2}}[/.-]{_MONTH_NUMBER}[/.-]{_DAY}|{_MONTH} {_DAYTH},? {_YEAR}"
    rf"|{_DAYTH}{_JOIN}?(?:of )?{_MONTH}{_JOIN}?,? ?{_YEAR})(?!\w|[/.-][0-9]"
    r"| ?(?:onward|(?:and|to|until|–|-) ?[0-9]"
    r"|(?:and|or) (?:after|before|earlier|later))))"
)
# Our own rule: a name beside an age up to 25, either beyond doubt ("aged 7") or bare
# ("Kayla, 7"): then the clause ends after it, and the name is no place and no month.
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))
_WORD = rf"[{_CAPITALS}](?<![\w'’-].)(?:['’-]?[^\W\d_]{{1,40}}+){{1,4}}(?!\w)"
_NAME = rf"(?P<found>(?P<name>{_WORD})"
_NAMES_BEFORE = re.compile(rf"(?:{_WORD}{_SPACE}){{1,3}}\Z")
_DIGITS = rf"(?:2[0-5]|1?[0-9]|[2-9][0-9](?={_JOIN}?(?:mo|mth|we|wk)))(?![0-9])"
_AGE = (
    rf"(?:{_DIGITS}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen)(?!\w))"
)
_YEARS = "(?:year|yr|month|mth|week|wk|day)s?"
_SPAN = rf"{_JOIN}?(?:{_YEARS}|[ymw])(?!\w)(?:{_JOIN}old)?"
_ONE_PERSON = (
    rf"(?!(?:{_SPAN})?{_SPACE}?(?:\+|(?:[/&–—-]|to){_SPACE}?[0-9]|(?:and|or){_SPACE}"
    r"(?:above|below|older|over|under|up|younger)))"
)
_SURELY_AGED = re.compile(
    rf"{_NAME}(?:{_SPACE}?+[,:–—-])?+{_SPACE}{{0,2}}+(?P<bracket>\()?+(?=[0-9Aaefhijnostw])"
    rf"(?:[Aa]ged?:?{_SPACE}{_AGE}{_ONE_PERSON}(?:{_SPAN})?"
    rf"|(?:(?:who['’]s|who|is|was|has|turned|just|now|only|nearly|a){_SPACE}){{0,5}}+"
    rf"{_AGE}(?:{_JOIN}?{_YEARS}{_JOIN}old|{_SPACE}?y/?o)(?!\w)"
    rf"|who(?:['’]s| is| was| turned| has turned| has just turned){_SPACE}(?:just |now "
    rf"|only |nearly )?{_AGE}{_ONE_PERSON}(?![\w%]|[.,:/][0-9]))(?(bracket)\)?))"
)
_MAYBE_AGED = re.compile(
    rf"{_NAME}(?:{_SPACE}?\({_DIGITS}(?:{_SPAN})?\)|,{_SPACE}{_DIGITS}(?:{_SPAN})?"
    rf"(?={_SPACE}?(?:\Z|[\r\n;!?)\]\"”’—–]|[.,:](?![0-9])|-{_SPACE}))"
    rf"(?!{_SPACE}?(?:,|and|&){_SPACE}?[0-9]{{1,2}}(?![0-9]))))"
)
_AGE_FIRST = re.compile(
    rf"(?<![\w.,/–-])(?<!to )(?<!or )(?<!and )(?P<found>{_AGE}{_JOIN}{_YEARS}{_JOIN}old"
    rf"(?:{_SPACE}(?:boy|child|girl))?,?{_SPACE}(?P<name>{_WORD}(?:{_SPACE}{_WORD})?))"
)
_OPENINGS, _THINGS, _SURNAMES = (
    frozenset(words.split())
    for words in (
        # Words that begin a sentence or a list, and may stand before a name.
        """a after also an and another as at baby because before both brother but child
        dad daughter during each every father for from grandmother he her his if in like
        mother mum no now of on one only or our over parent pupil she sibling since
        sister so son that the their then these they this those to twin two unborn until
        we when where while with yes you""",
        # Words that are no name, in the singular; the endings below catch more.
        """academy act adult age agency agree anyone appendix area article assurance
        attendance audit average barnardo black board boy british bus cafcass carer case
        census centre chair chapter childline children christmas church city class
        clinic college complete conference contract council county course court date
        dental director disagree district doctor domestic early easter email england
        event everyone evidence family female file first five foster four front girl
        good gp grade green grey group guidance half hall head health home hospital
        house hub impact inadequate indicator infant inner interim junior last lead
        leader learner level line list local man manager member men mental midwife month
        most need neglect north note number nurse nursery office officer old online
        other outcome panel part partner pathway people performance phase place plan
        police policy poor poverty practice primary principle prison profile programme
        project protect public quarter record red referral refuge region report rescue
        resource respond response result return review risk road room safety sample
        school score secondary sector senior service shelter site six sixth social
        source special st staff stage standard start statutory step strand strategy
        strength student study support table task team teenager term three tier tool
        toolkit total traveller triage trust under unit unknown unsure update user
        village violence visit visitor voice ward week woman women worker workforce
        workshop year young youth""",
        # Words that are a name only after another.
        """black brown davies green grey harding peters rogers saunders walters waters
        white young""",
    )
)
_NOT_NAMES = _OPENINGS | _THINGS
_ENDINGS = re.compile(
    r"(?!charity|clement|felicity|frances|serenity|sterling|trinity|verity)[a-z]{2,}"
    r"(?:[st]ion|ment|ness|ship|ism|ology|[a-z]{2}ing|care|hood|work|day|time|[a-z]ity"
    r"|[a-z][eo]rs|ies|ices|[ea]nts|[ae]nces|ists|ools|[a-z][tdgvckn]ed|[a-z]{2}ive"
    r"|(?:al|ous|ate|ive|k|t|th)ly|[a-z](?:ic|ion|u|er)al)s?"
)
_PLACE_FOLLOWS = {"across", "around", "at", "in", "near", "outside", "within"}
_PLACES = re.compile(
    rf"(?i:{_MONTH}|spring|summer|autumn|winter|amber|leeds|london|dorset|essex|kent|norfolk"
    r"|surrey|[a-z]+(?:borough|bridge|bury|chester|field|ford|gate|ingham|pool|shire))"
)


def _nhs_number(match: re.Match[str]) -> bool:
    """The weighted sum of all ten digits divides by 11; a repeated digit is a dummy."""
    digits = [int(digit) for digit in re.sub("[^0-9]", "", match["found"])]
    weighted = sum((10 - place) * digit for place, digit in enumerate(digits))
    return len(set(digits)) > 1 and weighted % 11 == 0


def _upn(match: re.Match[str]) -> bool:
    """The first letter is the sum of the others, weighted 2 to 13, modulo 23."""
    upn = match["found"].upper()
    values = [int(c) if c.isdigit() else _UPN_LETTERS.find(c) for c in upn[1:]]
    total = sum(weight * value for weight, value in enumerate(values, 2))
    return -1 not in values and upn[0] == _UPN_LETTERS[total % 23]


def _postcode(match: re.Match[str]) -> bool:
    """Small letters need the space, and are then no ordinal: "draft p2 3rd"."""
    if match["found"].isupper() or not match["gap"]:
        return match["found"].isupper()
    return match["inward"][1:] not in {"st", "nd", "rd", "th", "yr", "hr", "ft"}


def _could_be_name(word: str) -> bool:
    """Whether a word with a capital may be a name: no acronym, thing or possessive."""
    parts = re.split("['’-]", word.lower())
    if word.isupper() or parts[-1] == "s":
        return False
    weighty = [part for part in parts if len(part) > 2] or parts[:1]
    stems = {*weighty, *(part.removesuffix("s") for part in weighty)}
    return _NOT_NAMES.isdisjoint(stems) and not any(map(_ENDINGS.fullmatch, weighty))


def _name(match: re.Match[str], *, sure: bool) -> Found | None:
    """The name and the age, if the capitalised words before the age end in a name."""
    text, (start, end) = match.string, match.span("found")
    follows = text[max(start - 2, 0) : start - 1].isalpha()  # a word, one space away
    run = follows and _NAMES_BEFORE.search(text, max(start - 80, 0), start)
    begin = run.start() if run else start
    words = re.split(_SPACE, text[begin:start] + match["name"])
    last = len(words) - (words[-1].lower() in _SURNAMES)
    first = last
    while first and _could_be_name(words[first - 1]):
        first -= 1
    before = text[max(begin - 9, 0) : begin].split(" ")[-2:-1]  # the word, if any
    leading = words[first - 1].lower() if first else "".join(before)
    belongs = first and leading.removesuffix("s") not in _OPENINGS  # to an Operation
    place = leading in _PLACE_FOLLOWS or _PLACES.fullmatch(words[min(first, last - 1)])
    if first == last or (not sure and (belongs or place)):
        return None
    begin += sum(len(word) + 1 for word in words[:first])
    return Found(Kind.NAME_AND_AGE, begin, end, text[begin:end])


def _names(text: str) -> Iterator[Found | None]:
    """Names beside ages; "Police (9), Hackney (5)" are counts, as one is no name."""
    yield from (_name(match, sure=True) for match in _SURELY_AGED.finditer(text))
    ends = [end.start() for end in re.finditer(r"[.!?]\s|[\r\n]", text)]
    bare = _MAYBE_AGED.finditer(text)
    for _, sentence in groupby(bare, key=lambda match: bisect(ends, match.start())):
        names = [_name(match, sure=False) for match in sentence]
        yield from names if None not in names else []
    for match in _AGE_FIRST.finditer(text):
        if all(map(_could_be_name, re.split(_SPACE, match["name"]))):
            yield Found(Kind.NAME_AND_AGE, *match.span("found"), match["found"])


_FORMATS: tuple[tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (Kind.NHS_NUMBER, _NHS_NUMBER, _nhs_number),
    (Kind.UPN, _UPN, _upn),
    (Kind.NATIONAL_INSURANCE_NUMBER, _NATIONAL_INSURANCE_NUMBER, bool),
    (Kind.DATE_OF_BIRTH, _DATE_OF_BIRTH, bool),
    (Kind.POSTCODE, _POSTCODE, _postcode),
    (Kind.PHONE_NUMBER, _PHONE_NUMBER, bool),
    (Kind.EMAIL_ADDRESS, _EMAIL_ADDRESS, bool),
)


def _candidates(text: str) -> Iterator[Found]:
    for kind, pattern, is_right in _FORMATS:
        for match in pattern.finditer(text):
            if is_right(match):
                yield Found(kind, *match.span("found"), match["found"])
    yield from filter(None, _names(text))
