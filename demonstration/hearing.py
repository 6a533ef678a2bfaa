"""What Northshire heard from children, families and practitioners."""

from collections.abc import Mapping
from datetime import date, timedelta

from demonstration.calendar import moment
from demonstration.content import voices
from demonstration.measuring import BY
from partnership.models import Partnership
from performance.actions.voices import Said, add_voice
from strategies.working_to import objectives_of

LATER = timedelta(days=3)


def hear(partnerships: Mapping[str, Partnership], *, today: date) -> None:
    """Write it down with the portal’s own actions, some days after it was heard."""
    told = voices()
    partnership = partnerships[told["partnership"]]
    objectives = {one.title: one for one in objectives_of(partnership)}
    for one in told["voices"]:
        heard_on = today - timedelta(days=one["ago"])
        said = Said(
            said_by=one["by"],
            heard=one["heard"],
            heard_on=heard_on,
            how_many=one["many"],
            text=one["text"],
            themes=one["themes"],
            objectives=[objectives[title] for title in one["objectives"]],
        )
        at = moment(heard_on + LATER, 15)
        add_voice(partnership=partnership, said=said, by=BY, at=at)
