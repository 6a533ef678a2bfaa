"""A strategy as a file: it loads back as the same document."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategies import library
from strategies.actions import adopt_strategy, load_strategy
from strategies.exports import written, yaml_of
from strategies.imports import document_of_yaml
from strategies.models import Strategy
from tests.factories import (
    ANYBODY,
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PriorityFactory,
    StrategyFactory,
    published_strategy,
)


def even(value):
    """Texts with their blanks made even, as the portal keeps them."""
    if isinstance(value, dict):
        return {key: even(one) for key, one in value.items()}
    if isinstance(value, list):
        return [even(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def loaded(name: str, convenor) -> tuple[dict, Strategy]:
    document = library.read(name)
    strategy = load_strategy(document=document, by=ANYBODY, at=NOW, convenor=convenor)
    if "adopted_on" in document:
        adopt_strategy(
            partnership=convenor,
            strategy=strategy,
            adopted_on=document["adopted_on"],
            review_on=document.get("review_on"),
            by=ANYBODY,
            at=NOW,
        )
    return document, strategy


@pytest.mark.parametrize("name", library.names())
def test_every_document_of_the_library_loads_back_the_same(name, northshire):
    document, strategy = loaded(name, northshire)
    text = yaml_of(strategy)
    assert even(document_of_yaml(text)) == even(document)
    assert even(library.parse(text, where="it")) == even(document)


@pytest.mark.parametrize("name", library.names())
def test_a_file_tells_things_in_the_order_of_the_library(name, northshire):
    document, strategy = loaded(name, northshire)
    assert list(yaml.safe_load(yaml_of(strategy))) == list(document)


def test_a_file_can_be_read_by_people(northshire):
    _, strategy = loaded("barking-and-dagenham", northshire)
    lines = yaml_of(strategy).splitlines()
    assert "objectives:" in lines
    assert "  - title: Our four priorities" in lines
    # But for an address, which cannot be folded.
    assert max(len(line) for line in lines if " " in line.strip()) <= 100
    assert not any("\\u" in line for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "2026-01-01",
        "1.5",
        "- a: b # c",
        "café — “quoted” ’ \U0001f600",
        "One.\n\nTwo, after a gap.\n\n  Three, set in." + " word" * 30,
        "word " * 60 + "end",
        "'\"\\ % @ ` & * !",
        "a" * 400,
    ],
)
def test_any_words_come_back_as_they_are(db, words):
    strategy = StrategyFactory(summary=words, governance=words)
    PriorityFactory(objective=ObjectiveFactory(strategy=strategy), text=words)
    found = document_of_yaml(yaml_of(strategy))
    assert found["summary"] == found["governance"] == words
    assert found["objectives"][0]["priorities"][0]["text"] == words


PIECES = st.sampled_from(
    ["\n", "  ", " ", "word " * 20, "# a", "- b", "c: d", "|", ">"]
)


@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_any_text_is_written_so_that_it_reads_back(text):
    # YAML reads every line end as one kind, and knows no half characters.
    text = "\n".join(text.splitlines()).encode("utf-8", "ignore").decode()
    assert yaml.safe_load(written({"summary": text})) == {"summary": text}


def test_commitments_stay_in_their_groups_and_blanks_are_left_out(db):
    strategy = StrategyFactory()
    for position, (group, text) in enumerate(
        [("", "A"), ("Teach", "B"), ("Teach", "C")]
    ):
        strategy.commitments.create(group=group, text=text, position=position)
    found = yaml.safe_load(yaml_of(strategy))
    assert found["commitments"] == [
        {"items": ["A"]},
        {"group": "Teach", "items": ["B", "C"]},
    ]
    assert set(found) == {"key", "title", "version", "commitments"}


def test_the_dates_are_the_convenors_or_those_of_the_only_adoption(
    northshire, castlebourne
):
    strategy = published_strategy()
    AdoptionFactory(strategy=strategy, partnership=castlebourne)
    assert yaml.safe_load(yaml_of(strategy))["adopted_on"] == date(2025, 1, 1)
    AdoptionFactory(
        strategy=strategy, partnership=northshire, adopted_on=date(2026, 3, 1)
    )
    assert "adopted_on" not in yaml.safe_load(yaml_of(strategy))
    strategy.convenor = northshire
    assert yaml.safe_load(yaml_of(strategy))["adopted_on"] == date(2026, 3, 1)
