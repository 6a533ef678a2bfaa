"""The list of strategies and a strategy on a page."""

import pytest
from django.utils.html import escape

from strategies import library
from strategies.actions import load_strategy
from tests.factories import (
    ANYBODY,
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PriorityFactory,
    SignUpFactory,
    StrategyFactory,
    published_strategy,
)

TAKE_PART = (
    *("lead", "contributor", "viewer", "other_lead"),
    *("coordinator", "board", "auditor", "analyst"),
)
LIST = "/strategies/"


def address(strategy) -> str:
    return f"/strategies/{strategy.slug}/"


def loaded(name, partnership):
    document = library.read(name)
    strategy = load_strategy(
        document=document, by=ANYBODY, at=NOW, convenor=partnership
    )
    AdoptionFactory(strategy=strategy, partnership=partnership)
    return document, strategy


@pytest.mark.parametrize("who", TAKE_PART)
def test_everybody_who_takes_part_reads_the_strategy(cast, signed_in, strategy, who):
    browser = signed_in(getattr(cast, who))
    assert strategy.title in browser.get(LIST).content.decode()
    page = browser.get(address(strategy)).content.decode()
    for objective in strategy.objectives.all():
        assert objective.title in page
    for priority in strategy.priorities.all():
        assert priority.title in page


def test_a_coordinator_without_an_adopted_strategy_is_told_so(cast, signed_in):
    page = signed_in(cast.coordinator_elsewhere).get(LIST)
    assert "None of your partnerships has adopted a strategy yet." in (
        page.content.decode()
    )


@pytest.mark.parametrize("who", ["nobody", "administrator"])
def test_somebody_without_a_role_is_refused_with_the_reason(
    cast, signed_in, strategy, who
):
    for url in (LIST, address(strategy)):
        page = signed_in(getattr(cast, who)).get(url)
        assert page.status_code == 403
        assert "To read the strategy you need to be" in page.content.decode()


def test_a_strategy_of_another_partnership_cannot_be_found(cast, signed_in, strategy):
    browser = signed_in(cast.coordinator_elsewhere)
    assert browser.get(address(strategy)).status_code == 404
    assert browser.get("/strategies/no-such-strategy/").status_code == 404


@pytest.mark.parametrize("who", TAKE_PART)
def test_a_draft_of_others_cannot_be_found(cast, signed_in, who):
    draft = StrategyFactory(title="Not yet agreed")
    browser = signed_in(getattr(cast, who))
    assert browser.get(address(draft)).status_code == 404
    assert "Not yet agreed" not in browser.get(LIST).content.decode()


def test_the_convenor_sees_its_own_draft_marked_as_one(cast, signed_in, northshire):
    draft = StrategyFactory(convenor=northshire, title="In the making")
    browser = signed_in(cast.coordinator)
    listed = browser.get(LIST).content.decode()
    assert "In the making" in listed
    assert ">Draft</strong>" in listed
    assert "version 1, draft" in browser.get(address(draft)).content.decode()


def test_the_list_says_who_adopted_it_and_since_when(cast, signed_in, strategy):
    page = signed_in(cast.lead).get(LIST).content.decode()
    for area in ("Northshire", "Castlebourne"):
        since = f"{area} Safeguarding Children Partnership, since 1 January 2025"
        assert since in page


def test_every_reader_sees_who_took_it_on_but_not_their_agencies(
    cast, signed_in, strategy, castlebourne, harbour
):
    SignUpFactory(strategy=strategy, agency=harbour, how="Words of theirs.")
    asked = AdoptionFactory(strategy=strategy, status="draft", adopted_on=None)
    castlebourne.adoptions.update(status="under_review")
    page = signed_in(cast.board).get(address(strategy)).content.decode()
    row = page.partition(f'role="rowheader">{castlebourne.name}')[2]
    row = row.partition("</tr>")[0]
    assert "Under review" in row
    assert "1 January 2025" in row
    assert "Not shown" in row
    assert " of " not in row
    for hidden in (harbour.name, "Words of theirs.", asked.partnership.name):
        assert hidden not in page
    assert "/castlebourne/" not in page


def test_the_list_names_no_partnership_that_is_none_of_their_business(
    cast, signed_in, strategy
):
    page = signed_in(cast.board).get(LIST).content.decode()
    assert "Northshire Safeguarding" in page
    assert "Castlebourne" not in page


@pytest.mark.parametrize("name", library.names())
def test_every_part_of_a_library_document_stands_on_its_page(
    cast, signed_in, northshire, name
):
    document, strategy = loaded(name, northshire)
    page = signed_in(cast.board).get(address(strategy)).content.decode()
    texts = list(shown(document))
    assert len(texts) > 25
    missing = [text for text in texts if escape(" ".join(text.split())) not in page]
    assert missing == []


def shown(document):
    """The words of a document, but for guidance, which stands where one answers."""
    for key in ("title", "summary", "definition", "governance", "dates_note"):
        yield document.get(key, "")
    for key in ("written_by", "aims", "principles", "outcomes"):
        yield from document.get(key, [])
    for objective in document["objectives"]:
        yield from (objective["title"], objective["aim"])
        for priority in objective["priorities"]:
            yield from (priority["title"], priority["text"])
    for group in document.get("commitments", []):
        yield from (group.get("group", ""), *group["items"])
    for resource in document.get("resources", []):
        yield from (resource["title"], resource.get("note", ""))
    for body in document.get("oversight", []):
        yield from (body["name"], body["purpose"], body.get("taking_part", ""))


def test_priorities_keep_their_numbers_and_order(cast, signed_in, northshire):
    _, strategy = loaded("surrey", northshire)
    page = signed_in(cast.board).get(address(strategy)).content.decode()
    places = [page.index(f'value="{number}"') for number in range(1, 14)]
    assert places == sorted(places)


def test_the_dates_of_a_strategy_are_said_in_full(cast, signed_in, northshire):
    _, surrey = loaded("surrey", northshire)
    _, barking = loaded("barking-and-dagenham", northshire)
    browser = signed_in(cast.board)
    assert (
        "1 January 2017 to 31 December 2020<br>"
        in browser.get(address(surrey)).content.decode()
    )
    assert "From 1 January 2024<br>" in browser.get(address(barking)).content.decode()


def test_what_an_administrator_typed_is_shown_as_typed(cast, signed_in, northshire):
    StrategyFactory(
        convenor=northshire,
        slug="odd",
        title="<b>Odd</b>",
        summary="<script>x</script>",
    )
    browser = signed_in(cast.coordinator)
    for url in (LIST, "/strategies/odd/"):
        assert "&lt;b&gt;Odd&lt;/b&gt;" in browser.get(url).content.decode()
    page = browser.get("/strategies/odd/").content.decode()
    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page


def queries(browser, url, count) -> int:
    browser.get(url)
    with count as context:
        assert browser.get(url).status_code == 200
    return len(context)


def test_the_list_takes_as_many_queries_however_many_strategies(
    cast, signed_in, northshire, django_assert_max_num_queries
):
    browser = signed_in(cast.board)
    before = queries(browser, LIST, django_assert_max_num_queries(12))
    for _ in range(5):
        AdoptionFactory(strategy=published_strategy(), partnership=northshire)
    assert queries(browser, LIST, django_assert_max_num_queries(12)) == before


def test_the_page_takes_as_many_queries_however_long_the_strategy(
    cast, signed_in, northshire, django_assert_max_num_queries
):
    draft = StrategyFactory(convenor=northshire)
    browser = signed_in(cast.board)
    add(draft)
    before = queries(browser, address(draft), django_assert_max_num_queries(20))
    for _ in range(4):
        add(draft)
    after = queries(browser, address(draft), django_assert_max_num_queries(20))
    assert after == before


def add(strategy) -> None:
    """One more of everything that a page shows."""
    objective = ObjectiveFactory(strategy=strategy)
    for _ in range(2):
        PriorityFactory(objective=objective)
    for part in (strategy.aims, strategy.principles, strategy.outcomes):
        part.create(text="Words")
    strategy.commitments.create(group=f"Group {objective.pk}", text="Words")
    strategy.resources.create(title="Toolkit", kind="toolkit")
    strategy.oversight.create(name="Board", kind="board")


def test_an_earlier_version_leads_to_the_latest_that_one_can_see(
    cast, signed_in, strategy, northshire
):
    second, third, draft = published_strategy(), published_strategy(), StrategyFactory()
    line = [strategy, second, third, draft]
    for place, one in enumerate(line[1:], start=1):
        one.previous, one.version, one.convenor = line[place - 1], str(place + 1), None
        one.save()
    browser = signed_in(cast.board)
    said = "There is a later version of this strategy."
    assert said not in browser.get(address(strategy)).content.decode()
    adoption = AdoptionFactory(strategy=third, partnership=northshire)
    page = browser.get(address(strategy)).content.decode()
    assert said in page
    assert f'href="{address(third)}">Read version 3</a>' in page
    assert said not in browser.get(address(third)).content.decode()
    adoption.delete()
    draft.convenor = northshire
    draft.save()
    assert said not in browser.get(address(strategy)).content.decode()
