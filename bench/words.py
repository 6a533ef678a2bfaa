"""Made-up answers of a realistic length, with nothing in them that is personal."""

from random import Random

LONG = 300

SENTENCES = (
    "We trained 46 of 58 practitioners to use the neglect toolkit before the visit.",
    "Every new case is now read against the graded care profile within ten days.",
    "Managers sample two plans a month and write down what they would do next.",
    "Our duty desk asks about heating, food and sleep on the first call.",
    "Health visitors and schools now share one short form, which took two meetings.",
    "We have not yet reached the night team, whose training moved to the spring.",
    "Fewer families are passed between teams, because one worker stays with them.",
    "The audit in September found plans that named a date and a person in most cases.",
    "Families told us that they knew who would ring them and why.",
    "We changed our supervision template so that the child’s day is described first.",
    "Referrals that come back within six months have fallen from 31 to 19.",
    "Two teams still keep their own list, and we will close these by the summer.",
    "Attendance has improved for most of the children whose plans we reviewed.",
    "Dentists now tell us when an appointment has been missed for a second time.",
)
EARLY = "Too early to say; we will know once the spring audit has been read."
REASONS = (
    "We do not work with families directly; our staff pass concerns to the council.",
    "This belongs to our parent organisation, which answers for itself.",
)
ACTIONS = (
    "Train the remaining practitioners in the neglect toolkit",
    "Review twenty plans against the graded care profile",
    "Agree one referral form with schools and health visitors",
    "Ask families what has changed, and write down what they say",
    "Add the child’s day to every supervision record",
    "Report missed dental appointments to the named nurse",
)


def text(random: Random, *, may_be_early: bool = False) -> str:
    """About 300 characters; of the differences one in twelve is too early to tell."""
    if may_be_early and random.random() < 1 / 12:
        return EARLY
    said = ""
    while len(said) < LONG - 40:
        said = f"{said} {random.choice(SENTENCES)}".strip()
    return said


def reason(random: Random) -> str:
    """Why a priority is not relevant."""
    return random.choice(REASONS)


def what(random: Random) -> str:
    """What an action is."""
    return f"{random.choice(ACTIONS)} ({random.randint(1, 40)})"
