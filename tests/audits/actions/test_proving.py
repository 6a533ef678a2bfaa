"""Files of the owner's beside a recommendation."""

import pytest
from django.core.exceptions import ValidationError

from audits.actions.proving import PROOFS_MAX, add_proof, remove_proof
from audits.uses import of_files
from evidence.actions import remove_file
from tests.audits import steps
from tests.factories import ANYBODY, NOW
from tests.response_tool.evidence import file_of


@pytest.fixture
def recommendation(northshire, hopewell):
    return steps.recommendation(steps.audit(northshire, hopewell), hopewell)


def add(one, file):
    return add_proof(recommendation=one, file=file, by=ANYBODY, at=NOW)


def test_a_file_is_attached_once_and_taken_off(recommendation, hopewell):
    file = file_of(hopewell)
    proof = add(recommendation, file)
    assert add(recommendation, file) == proof
    for _ in range(2):
        remove_proof(proof=proof, by=ANYBODY, at=NOW)
    assert not recommendation.proofs.exists()


def test_another_agencys_file_is_refused(recommendation, harbour):
    with pytest.raises(ValidationError, match="removed this file"):
        add(recommendation, file_of(harbour))


def test_there_is_room_for_so_many(recommendation, hopewell):
    for number in range(PROOFS_MAX):
        steps.proof(recommendation, f"File {number}")
    with pytest.raises(ValidationError, match="10 files"):
        add(recommendation, file_of(hopewell))


@pytest.mark.parametrize("state", ["asked", "closed"])
def test_evidence_stays_as_it_is_once_closing_is_asked_for(recommendation, state):
    proof = steps.proof(recommendation)
    audit = recommendation.audit
    done = steps.recommendation(audit, recommendation.agency, state=state)
    proof.recommendation = done
    proof.save()
    with pytest.raises(ValidationError):
        remove_proof(proof=proof, by=ANYBODY, at=NOW)
    assert done.proofs.exists()


def test_a_file_that_shows_a_recommendation_cannot_be_removed(recommendation, hopewell):
    file = file_of(hopewell)
    add(recommendation, file)
    with pytest.raises(ValidationError, match="A recommendation of “Neglect"):
        remove_file(file=file, by=ANYBODY, at=NOW)


def test_uses_of_many_files_take_one_query(recommendation, django_assert_num_queries):
    files = [steps.proof(recommendation, f"File {n}").file_id for n in range(4)]
    with django_assert_num_queries(1):
        assert {one.file_id for one in of_files(files)} == set(files)
