"""A draft survives, for its maker only, and passes the same check as what is sent."""

from datetime import timedelta

import pytest

from data.errors import PersonalDataRefused, RecordRefused
from plan.records import drafts
from tests.plan.records import people

ABOUT = "goals/12"


def _keep(records, actor=people.ADVISER, now=people.NOW, **texts):
    with records.writing(actor, now=now) as writing:
        drafts.keep(writing, ABOUT, texts or {"doel": "Minder"}, based_on=3)


def _find(records, actor=people.ADVISER):
    with records.reading(actor) as reading:
        return drafts.find(reading, ABOUT)


def test_a_draft_is_there_again_after_a_lost_connection(records):
    _keep(records)
    _keep(records, now=people.LATER, doel="Minder inbraken")
    found = _find(records)
    assert (found.texts, found.based_on, found.saved_at) == ({"doel": "Minder inbraken"}, 3, people.LATER)


def test_a_draft_is_for_its_maker_only(records):
    _keep(records)
    assert _find(records, people.SECOND_ADVISER) is None
    _keep(records, people.SECOND_ADVISER, doel="Van mij")
    with records.writing(people.SECOND_ADVISER, now=people.NOW) as writing:
        drafts.drop(writing, ABOUT)
    assert _find(records).texts == {"doel": "Minder"}


def test_a_draft_leaves_no_line_in_the_trail(records):
    _keep(records)
    assert records.verify().lines == 0


def test_personal_data_stay_out_of_drafts_and_the_earlier_one_stays(records):
    _keep(records)
    with pytest.raises(PersonalDataRefused):
        _keep(records, doel="Bel 06-12345678")
    assert _find(records).texts == {"doel": "Minder"}


def test_a_draft_has_bounds(records):
    with pytest.raises(RecordRefused):
        _keep(records, doel="x" * 20_001)
    with pytest.raises(RecordRefused), records.writing(people.ADVISER, now=people.NOW) as writing:
        drafts.keep(writing, "x'; DROP TABLE drafts;--", {})


def test_drafts_go_after_thirty_days_and_not_before(records):
    _keep(records)
    for days, gone in [(30, 0), (31, 1)]:
        with records.writing(people.EVERY_ROLE["beheerder"], now=people.NOW + timedelta(days=days)) as writing:
            assert drafts.drop_expired(writing) == gone
    assert _find(records) is None
