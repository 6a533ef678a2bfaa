"""Coordinators adopt, propose and review in the browser; leads sign up."""

import re
from datetime import date, timedelta

import pytest

from strategies.models import Adoption, Preset, SignUp
from tests.factories import (
    AdoptionFactory,
    AgencyFactory,
    PartnershipFactory,
    SeatFactory,
    SignUpFactory,
    published_strategy,
)

DAY = timedelta(days=1)


def at(strategy, *steps) -> str:
    return "/".join(["/strategies", strategy.slug, *steps, ""])


def boxes(name: str, on: date | None) -> dict[str, str]:
    parts = (on.day, on.month, on.year) if on else ("", "", "")
    return {
        f"{name}-{part}": str(value)
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    }


def read(browser, url) -> str:
    page = browser.get(url, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def began_from(page: str) -> dict[str, str]:
    """The hidden copies that a page sends along."""
    pairs = re.findall(r'type="hidden" name="(initial-\w+)" value="([^"]*)"', page)
    return dict(pairs)


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def new(northshire):
    """A version that Northshire looks after and has not adopted yet."""
    strategy = published_strategy()
    strategy.convenor = northshire
    strategy.save()
    return strategy


def test_a_coordinator_adopts_from_the_strategy_page(
    coordinator, new, northshire, today
):
    url = at(new, "adopt", "northshire")
    assert f'href="{url}"' in read(coordinator, at(new))
    review = today + 365 * DAY
    typed = boxes("adopted_on", today) | boxes("review_on", review)
    page = coordinator.post(url, typed, follow=True).content.decode()
    assert f"{northshire} has adopted" in page
    adoption = northshire.adoptions.get(strategy=new)
    assert (adoption.adopted_on, adoption.review_on) == (today, review)
    assert f'href="{url}"' not in page


@pytest.mark.parametrize(
    ("adopted", "review", "said"),
    [
        (None, None, "Enter the date it was adopted"),
        (400, None, "Date adopted must be between"),
        (0, 0, "The review date must be after the date adopted"),
    ],
)
def test_dates_that_cannot_be_are_said_beside_the_field(
    coordinator, new, today, adopted, review, said
):
    days = {"adopted_on": adopted, "review_on": review}
    typed = {}
    for name, ahead in days.items():
        typed |= boxes(name, None if ahead is None else today + ahead * DAY)
    page = coordinator.post(at(new, "adopt", "northshire"), typed).content.decode()
    assert said in page
    assert "There is a problem" in page
    assert not new.adoptions.exists()


def test_the_convenor_proposes_and_the_asked_adopt_or_decline(
    cast, coordinator, signed_in, new, today
):
    elsewhere = cast.coordinator_elsewhere.partnership_memberships.get().partnership
    page = read(coordinator, at(new, "propose"))
    assert elsewhere.name in page
    typed = {"partnerships": [elsewhere.pk]}
    assert (
        "It is proposed"
        in coordinator.post(at(new, "propose"), typed, follow=True).content.decode()
    )
    there = signed_in(cast.coordinator_elsewhere)
    home = read(there, "/")
    assert f"Adopt “{new.title}”, or decline it" in home
    assert "Proposed by Northshire Safeguarding Children Partnership." in home
    assert "You are asked to adopt this version." in read(there, at(new))
    # Its agencies hear of it when it is adopted.
    url = at(new, "decline", elsewhere.slug)
    refused = there.post(url, {"because": " "}).content.decode()
    assert "Say why you decline" in refused
    assert there.post(url, {"because": "Ours is newer."})["Location"] == "/strategies/"
    assert there.get(at(new)).status_code == 404
    told = read(coordinator, at(new, "propose"))
    assert "“Ours is newer.”" in told
    coordinator.post(at(new, "propose"), typed)
    adopted = there.post(
        at(new, "adopt", elsewhere.slug), boxes("adopted_on", today), follow=True
    )
    assert "has adopted" in adopted.content.decode()
    assert elsewhere.adoptions.get().status == Adoption.Status.ADOPTED


def test_a_reason_that_could_identify_a_child_is_refused_and_kept(cast, signed_in, new):
    elsewhere = cast.coordinator_elsewhere.partnership_memberships.get().partnership
    AdoptionFactory(
        strategy=new, partnership=elsewhere, status="draft", adopted_on=None
    )
    page = signed_in(cast.coordinator_elsewhere).post(
        at(new, "decline", elsewhere.slug), {"because": "Because of Kayla, 7."}
    )
    assert "Take out what could identify" in page.content.decode()
    assert "Because of Kayla, 7." in page.content.decode()
    assert new.adoptions.exists()


def test_an_agency_does_not_see_what_is_only_proposed(
    cast, signed_in, new, castlebourne
):
    AdoptionFactory(
        strategy=new, partnership=castlebourne, status="draft", adopted_on=None
    )
    assert signed_in(cast.other_lead).get(at(new)).status_code == 404


def test_when_all_have_been_asked_nobody_is_left(coordinator, new):
    for partnership in new.not_yet_asked():
        AdoptionFactory(strategy=new, partnership=partnership)
    page = read(coordinator, at(new, "propose"))
    assert "Every partnership has adopted this version or been asked to." in page
    assert not new.not_yet_asked().exists()


def test_status_and_dates_are_changed_and_the_page_says_so(
    coordinator, strategy, northshire, today
):
    url = at(strategy, "adoption", "northshire")
    page = read(coordinator, url)
    adoption = northshire.adoptions.get()
    typed = began_from(page) | {"status": "under_review"}
    typed |= boxes("adopted_on", adoption.adopted_on) | boxes("review_on", today - DAY)
    page = coordinator.post(url, typed, follow=True).content.decode()
    assert "What you changed is saved." in page
    assert ">Under review</strong>" in page
    assert ">Passed</strong>" in page
    adoption.refresh_from_db()
    assert (adoption.status, adoption.review_on) == ("under_review", today - DAY)


def test_only_what_may_follow_is_offered(coordinator, strategy):
    page = read(coordinator, at(strategy, "adoption", "northshire"))
    assert re.findall(r'name="status" type="radio" value="(\w+)"', page) == [
        "adopted",
        "under_review",
        "ended",
    ]


def test_a_colleagues_change_is_shown_and_nothing_is_lost(
    coordinator, strategy, northshire, today
):
    url = at(strategy, "adoption", "northshire")
    opened = began_from(read(coordinator, url))
    theirs, mine = today + 100 * DAY, today + 200 * DAY
    adoption = northshire.adoptions.get()
    adoption.review_on = theirs
    adoption.save()
    typed = boxes("adopted_on", adoption.adopted_on) | boxes("review_on", mine)
    page = coordinator.post(url, opened | {"status": "adopted"} | typed)
    text = page.content.decode()
    assert "A colleague saved" in text
    assert f'value="{mine.year}"' in text
    adoption.refresh_from_db()
    assert adoption.review_on == theirs
    again = began_from(text) | {"status": "adopted"} | typed
    assert coordinator.post(url, again).status_code == 302
    adoption.refresh_from_db()
    assert adoption.review_on == mine


def test_a_proposal_has_no_status_to_change(coordinator, new, northshire):
    AdoptionFactory(
        strategy=new, partnership=northshire, status="draft", adopted_on=None
    )
    for page in ("adoption", "usual"):
        there = coordinator.get(at(new, page, "northshire"))
        assert there.status_code == 302


def signing(today, **changes) -> dict[str, str]:
    typed = {
        "name": "Agency director",
        "role": "Director",
        "how": "In induction.",
        **{f"initial-{name}": "" for name in ("name", "role", "how", "signed_on")},
    }
    return typed | boxes("signed_on", today) | changes


def test_a_lead_signs_up_and_everybody_can_read_it(
    cast, signed_in, strategy, hopewell, today
):
    lead = signed_in(cast.lead)
    url = at(strategy, "sign-up", hopewell.slug)
    assert f'href="{url}"' in read(lead, "/")
    assert f'href="{url}"' in read(lead, at(strategy))
    assert f'value="{today.year}"' in read(lead, url)  # today is suggested
    page = lead.post(url, signing(today), follow=True).content.decode()
    assert "has signed up. Thank you." in page
    assert "Sign your agency up" not in read(lead, "/")
    for who in ("board", "other_lead"):
        seen = read(signed_in(getattr(cast, who)), at(strategy))
        assert "Agency director, director" in seen
        assert "In induction." in seen


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter the name of the person who signs"),
        ({"role": ""}, "Enter the role of the person who signs"),
        ({"how": ""}, "Say how your staff will get to know it"),
        ({"name": "x" * 121}, "The name must be 120 characters or fewer. It has 121."),
        ({"how": "x" * 1001}, "Your text must be 1,000 characters or fewer."),
        ({"how": "NHS 943 476 5919 told us."}, "Take out what could identify"),
    ],
)
def test_what_cannot_be_signed_comes_back_with_what_was_typed(
    cast, signed_in, strategy, hopewell, today, changes, said
):
    url = at(strategy, "sign-up", hopewell.slug)
    typed = signing(today, **changes)
    page = signed_in(cast.lead).post(url, typed).content.decode()
    assert said in page
    for name in ("name", "role", "how"):
        assert typed[name] in page
    assert not SignUp.objects.exists()


def test_a_day_to_come_is_refused(cast, signed_in, strategy, hopewell, today):
    url = at(strategy, "sign-up", hopewell.slug)
    page = signed_in(cast.lead).post(url, signing(today + DAY)).content.decode()
    assert "The date signed cannot be in the future" in page
    assert not SignUp.objects.exists()


def test_a_sign_up_is_changed_later(cast, signed_in, strategy, hopewell, today):
    SignUpFactory(strategy=strategy, agency=hopewell)
    lead = signed_in(cast.lead)
    url = at(strategy, "sign-up", hopewell.slug)
    page = read(lead, url)
    assert "Your sign-up to" in page
    typed = signing(date(2025, 2, 1)) | began_from(page) | {"role": "Chief executive"}
    page = lead.post(url, typed, follow=True).content.decode()
    assert "What you changed is saved." in page
    assert SignUp.objects.get().role == "Chief executive"


def test_two_leads_at_once_see_both_words(cast, signed_in, strategy, hopewell, today):
    lead = signed_in(cast.lead)
    url = at(strategy, "sign-up", hopewell.slug)
    SignUpFactory(strategy=strategy, agency=hopewell, how="By e-mail.")
    text = lead.post(url, signing(today)).content.decode()
    assert "A colleague saved “By e-mail.”" in text
    assert "In induction." in text
    assert SignUp.objects.get().how == "By e-mail."


@pytest.mark.parametrize("status", ["replaced", "ended"])
def test_what_is_not_in_force_asks_nobody_to_sign(
    cast, signed_in, strategy, hopewell, today, status
):
    Adoption.objects.update(status=status)
    lead = signed_in(cast.lead)
    assert "Sign your agency up" not in read(lead, "/")
    url = at(strategy, "sign-up", hopewell.slug)
    assert "is not asked to sign up" in read(lead, url)
    refused = lead.post(url, signing(today)).content.decode()
    assert "works to this version now" in refused
    assert "In induction." in refused


def test_the_page_says_who_has_and_who_has_not_signed_up(
    cast, signed_in, strategy, castlebourne, hopewell, harbour
):
    SignUpFactory(strategy=strategy, agency=hopewell)
    page = read(signed_in(cast.other_lead), at(strategy))
    assert "1 of 2 agencies have signed up. Not yet: Harbour Service." in page
    gone = AgencyFactory(name="Gone Service")
    SeatFactory(agency=gone, partnership=castlebourne, to_on=date(2024, 6, 1))
    assert "Gone Service" not in read(signed_in(cast.other_lead), at(strategy))


def test_the_page_takes_as_many_queries_however_many_agencies_and_partnerships(
    cast, signed_in, strategy, northshire, hopewell, django_assert_max_num_queries
):
    strategy.convenor = northshire
    strategy.save()
    browser = signed_in(cast.coordinator)
    read(browser, at(strategy))

    def queries() -> int:
        with django_assert_max_num_queries(22) as context:
            read(browser, at(strategy))
        return len(context)

    before = queries()
    for n in range(4):
        other = PartnershipFactory()
        AdoptionFactory(strategy=strategy, partnership=other)
        northshire.seats.create(agency=AgencyFactory(), from_on=date(2024, 1, 1))
        for partnership in (northshire, other):
            seat = SeatFactory(partnership=partnership)
            if n % 2:
                SignUpFactory(strategy=strategy, agency=seat.agency)
    assert queries() == before


def test_what_is_usual_is_ticked_and_saved(coordinator, strategy, northshire):
    one, two, *_ = strategy.priorities.order_by("number")
    adoption = northshire.adoptions.get()
    Preset.objects.create(adoption=adoption, sector="schools", priority=one)
    url = at(strategy, "usual", "northshire")
    page = read(coordinator, url)
    assert f'value="schools:{one.pk}" checked' in page
    assert page.count(" checked") == 1
    was = re.findall(r'name="was" value="([^"]+)"', page)
    typed = {"was": was, "usual": [f"schools:{two.pk}", f"charity:{one.pk}"]}
    assert coordinator.post(url, typed).status_code == 302
    stand = adoption.presets.values_list("sector", "priority_id")
    assert set(stand) == {("schools", two.pk), ("charity", one.pk)}


def test_a_box_that_is_not_there_is_refused(coordinator, strategy, northshire):
    url = at(strategy, "usual", "northshire")
    page = coordinator.post(url, {"usual": ["zoos:1"]}).content.decode()
    assert "There is a problem" in page
    assert not Preset.objects.exists()


def test_the_usual_page_takes_as_many_queries_however_much_is_ticked(
    coordinator, strategy, northshire, django_assert_max_num_queries
):
    url = at(strategy, "usual", "northshire")

    def queries() -> int:
        with django_assert_max_num_queries(15) as context:
            read(coordinator, url)
        return len(context)

    before = queries()
    adoption = northshire.adoptions.get()
    for priority in strategy.priorities.all():
        Preset.objects.create(adoption=adoption, sector="schools", priority=priority)
    assert queries() == before


@pytest.fixture
def later(strategy, northshire):
    """A version after the one that Northshire adopted, which it works to now."""
    second = published_strategy()
    second.previous, second.version = strategy, "2"
    second.save()
    Adoption.objects.filter(partnership=northshire).update(status="replaced")
    AdoptionFactory(strategy=second, partnership=northshire)
    return second


def test_an_earlier_version_is_not_offered_to_come_back(
    coordinator, strategy, later, northshire
):
    page = read(coordinator, at(strategy, "adoption", "northshire"))
    assert 'value="under_review"' not in page
    northshire.adoptions.filter(strategy=later).update(status="ended")
    page = read(coordinator, at(strategy, "adoption", "northshire"))
    assert 'value="under_review"' in page


def test_a_proposal_of_an_earlier_version_can_only_be_declined(
    coordinator, strategy, later, northshire, today
):
    northshire.adoptions.filter(strategy=strategy).update(
        status="draft", adopted_on=None
    )
    page = read(coordinator, at(strategy))
    adopt, decline = (at(strategy, one, "northshire") for one in ("adopt", "decline"))
    assert "You work to version 2, which comes after it." in page
    assert f'href="{adopt}"' not in page
    assert f'href="{decline}"' in page
    answer = coordinator.post(adopt, boxes("adopted_on", today))
    assert "works to version 2, which comes after" in answer.content.decode()
    assert not northshire.adoptions.filter(strategy=strategy, status="adopted").exists()
