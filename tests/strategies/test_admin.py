"""A system administrator makes a strategy, publishes it, and adopts it."""

from datetime import timedelta

import pytest

from activity.models import Event
from dashboards.models import adoptions_to_compile
from strategies.models import Adoption, Priority, Strategy
from tests.factories import (
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PartnershipFactory,
    PriorityFactory,
    StrategyFactory,
    published_strategy,
)

ADD = "/admin/strategies/strategy/add/"
LIST = "/admin/strategies/strategy/"
ADOPT = "/admin/strategies/adoption/add/"


def change(strategy) -> str:
    return f"{LIST}{strategy.pk}/change/"


@pytest.fixture
def office(cast, signed_in):
    return signed_in(cast.administrator)


def form_of(page) -> dict[str, str]:
    """Everything the page would send back as it stands."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None else str(value)
    return data


def with_rows(data, part, *rows) -> dict[str, str]:
    """The form with new rows of one part."""
    first = int(data[f"{part}-TOTAL_FORMS"])
    more = {f"{part}-TOTAL_FORMS": str(first + len(rows))}
    for place, row in enumerate(rows, start=first):
        more |= {f"{part}-{place}-{key}": str(value) for key, value in row.items()}
    return data | more


def published(strategy) -> Strategy:
    strategy.state, strategy.published_at = "published", NOW
    strategy.save()
    return strategy


@pytest.fixture
def draft(db):
    strategy = StrategyFactory(title="Made here", slug="made-here")
    PriorityFactory(objective=ObjectiveFactory(strategy=strategy), number=1)
    return strategy


def publish(office, strategy):
    return office.post(
        LIST, {"action": "publish", "_selected_action": [strategy.pk]}, follow=True
    )


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_strategy_is_made_published_and_adopted_step_by_step(
    office, cast, northshire
):
    form = form_of(office.get(ADD)) | {"title": "Made here", "slug": "made-here"}
    rows = [{"position": 1, "title": "Recognise"}, {"position": 2, "title": "Respond"}]
    assert office.post(ADD, with_rows(form, "objectives", *rows)).status_code == 302
    strategy = Strategy.objects.get(slug="made-here")
    assert not strategy.is_published
    assert strategy.objectives.count() == 2

    form = form_of(office.get(change(strategy)))
    rows = [
        {
            "objective": objective.pk,
            "position": number,
            "number": number,
            "title": f"Do thing {number}",
            "short_title": f"Thing {number}",
            "text": "What is asked.",
        }
        for number, objective in enumerate(strategy.objectives.all(), start=1)
    ]
    sent = office.post(change(strategy), with_rows(form, "priorities", *rows))
    assert sent.status_code == 302
    assert [one.number for one in strategy.priorities.all()] == [1, 2]

    assert "“Made here” is published." in publish(office, strategy).content.decode()
    strategy.refresh_from_db()
    assert strategy.is_published

    form = {
        "partnership": northshire.pk,
        "strategy": strategy.pk,
        "adopted_on": "2026-09-01",
        "review_on": "2027-09-01",
    }
    assert office.post(ADOPT, form).status_code == 302
    adoption = Adoption.objects.get(strategy=strategy)
    assert adoption.partnership == northshire
    assert adoption.evidence_changed_at is not None
    assert adoption in adoptions_to_compile(
        adoption.evidence_changed_at, adoption.evidence_changed_at
    )
    assert verbs() == ["added", "changed", "published", "adopted", "added"]
    actors = set(Event.objects.values_list("actor_id", "actor_name"))
    assert actors == {(cast.administrator.pk, str(cast.administrator))}


def test_a_priority_can_only_stand_under_its_own_strategys_objectives(office, draft):
    ObjectiveFactory(title="Of another strategy")
    page = office.get(change(draft))
    (priorities,) = (
        inline.formset
        for inline in page.context["inline_admin_formsets"]
        if inline.formset.model is Priority
    )
    offered = priorities.forms[0].fields["objective"].queryset
    assert list(offered) == list(draft.objectives.all())


def test_a_number_that_is_taken_is_refused_beside_the_form(office, draft):
    form = form_of(office.get(change(draft)))
    row = {
        "objective": draft.objectives.get().pk,
        "position": 2,
        "number": 1,
        "title": "Again",
        "short_title": "Again",
        "text": "Again.",
    }
    page = office.post(change(draft), with_rows(form, "priorities", row))
    assert page.status_code == 200
    assert draft.priorities.count() == 1


def test_an_unfinished_strategy_is_not_published_and_the_reason_said(office):
    strategy = StrategyFactory(title="Half made")
    ObjectiveFactory(strategy=strategy)
    page = publish(office, strategy).content.decode()
    assert "“Half made”: Add at least one priority before publishing." in page
    strategy.refresh_from_db()
    assert not strategy.is_published


def test_publishing_twice_is_said_to_be_no_use(office, draft):
    published(draft)
    page = publish(office, draft).content.decode()
    assert "This version is published already." in page


def test_a_published_strategy_can_only_be_read(office, draft):
    published(draft)
    page = office.get(change(draft))
    content = page.content.decode()
    assert page.status_code == 200
    assert "Do thing 1" in content
    assert 'name="_save"' not in content
    assert 'name="title"' not in content
    assert 'name="priorities-0-title"' not in content


def test_a_published_strategy_refuses_a_form_sent_all_the_same(office, draft):
    form = form_of(office.get(change(draft))) | {"title": "Something else"}
    form["objectives-0-title"] = "Something else"
    published(draft)
    assert office.post(change(draft), form).status_code == 403
    draft.refresh_from_db()
    assert draft.title == "Made here"
    assert draft.objectives.get().title != "Something else"


def test_a_published_strategy_cannot_be_removed(office, draft):
    published(draft)
    url = f"{LIST}{draft.pk}/delete/"
    assert office.post(url, {"post": "yes"}).status_code == 403
    selected = {
        "action": "delete_selected",
        "_selected_action": [draft.pk],
        "post": "yes",
    }
    office.post(LIST, selected)
    assert Strategy.objects.filter(pk=draft.pk).exists()


def test_a_draft_can_be_changed_and_removed_and_both_are_recorded(office, draft):
    form = form_of(office.get(change(draft))) | {"title": "Better words"}
    assert office.post(change(draft), form).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Better words"
    office.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})
    assert not Strategy.objects.filter(pk=draft.pk).exists()
    assert verbs() == ["changed", "removed"]


@pytest.mark.parametrize("state", ["draft", "adopted"])
def test_what_cannot_be_adopted_is_refused_beside_the_form(
    office, northshire, strategy, draft, state
):
    chosen = draft if state == "draft" else strategy
    form = {
        "partnership": northshire.pk,
        "strategy": chosen.pk,
        "adopted_on": "2026-09-01",
    }
    page = office.post(ADOPT, form)
    assert page.status_code == 200
    said = {"draft": "Publish this strategy before", "adopted": "adopted it already"}
    assert said[state] in page.content.decode()
    assert Adoption.objects.filter(partnership=northshire).count() == 1


def test_an_earlier_version_is_refused_beside_the_form(office, northshire, strategy):
    first = published_strategy()
    strategy.previous = first
    strategy.save()
    form = {
        "partnership": northshire.pk,
        "strategy": first.pk,
        "adopted_on": "2026-09-01",
    }
    page = office.post(ADOPT, form)
    assert page.status_code == 200
    assert "Two versions cannot be in force at once." in page.content.decode()
    assert not first.adoptions.exists()


def test_the_dates_of_an_adoption_can_be_put_right(office, northshire):
    adoption = northshire.adoptions.get()
    form = {
        "partnership": northshire.pk,
        "strategy": adoption.strategy_id,
        "adopted_on": "2025-02-01",
        "review_on": "",
    }
    url = f"/admin/strategies/adoption/{adoption.pk}/change/"
    assert office.post(url, form).status_code == 302
    adoption.refresh_from_db()
    assert str(adoption.adopted_on) == "2025-02-01"
    assert verbs() == ["changed"]


def test_an_adoption_is_not_handed_to_another_partnership(office, northshire):
    # Its dashboard would go with it: figures of agencies that sit elsewhere.
    adoption = northshire.adoptions.get()
    form = {
        "partnership": PartnershipFactory().pk,
        "strategy": adoption.strategy_id,
        "adopted_on": "2025-01-01",
    }
    office.post(f"/admin/strategies/adoption/{adoption.pk}/change/", form)
    adoption.refresh_from_db()
    assert adoption.partnership == northshire


@pytest.mark.parametrize("who", ["coordinator", "lead", "nobody"])
def test_the_admin_is_for_administrators_alone(cast, signed_in, draft, who):
    browser = signed_in(getattr(cast, who))
    assert browser.get(LIST).status_code in (302, 403)
    browser.post(LIST, {"action": "publish", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_date_far_ahead_is_refused_beside_the_form(office, strategy, today):
    form = form_of(office.get(ADOPT)) | {
        "partnership": PartnershipFactory().pk,
        "strategy": strategy.pk,
        "adopted_on": str(today + timedelta(days=400)),
    }
    page = office.post(ADOPT, form).content.decode()
    assert "must be within a year from today" in page


def test_what_is_only_proposed_is_not_changed_here(office, strategy):
    proposed = AdoptionFactory(strategy=strategy, status="draft", adopted_on=None)
    url = f"/admin/strategies/adoption/{proposed.pk}/change/"
    office.post(url, {"adopted_on": "2026-01-01", "review_on": ""})
    proposed.refresh_from_db()
    assert (proposed.status, proposed.adopted_on) == ("draft", None)
