"""Two hundred people change one priority: each is saved, or told that another was first, with both texts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from data.errors import EditConflict
from plan.records import priorities
from tests.plan.records import people

EDITS, AT_ONCE = 200, 20


def test_of_200_edits_each_is_saved_or_told_that_it_lost(records, proof_table):
    priority = people.with_priority(records)

    def edit(number):
        with records.reading(people.ADVISER) as reading:
            known = priorities.get(reading, priority.id)
        mine = f"tekst van {'x' * number}"
        try:
            with records.writing(people.ADVISER, now=people.LATER) as writing:
                priorities.change(writing, known, replace(known, picture=mine), "mijn tekst")
        except EditConflict as lost:
            return known.version, mine, lost
        return known.version, mine, None

    with ThreadPoolExecutor(AT_ONCE) as people_at_work:
        outcomes = list(people_at_work.map(edit, range(EDITS)))
    saved = [mine for _, mine, lost in outcomes if lost is None]
    lost = [(version, mine, told) for version, mine, told in outcomes if told is not None]
    assert len(saved) + len(lost) == EDITS
    with records.reading(people.ADVISER) as reading:
        now = priorities.get(reading, priority.id)
    assert now.version == 1 + len(saved)
    assert now.picture in saved
    found = records.verify()
    assert found.holds, found.faults
    assert found.lines == 2 + len(saved)
    for version, mine, told in lost:
        assert told.mine == {"beeld": mine}
        assert told.theirs["beeld"] in saved
        assert told.version > version
    assert lost
    proof_table("edits of one priority at once, of which saved", len(saved))
    proof_table("edits of one priority at once, of which told that they lost", len(lost))
