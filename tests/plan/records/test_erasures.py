"""Two people together can let text go for good; the trail still holds, and one alone cannot."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from data.errors import EditConflict, NotAllowed, RecordRefused
from plan.access import Actor, Role
from plan.records import drafts, erasures, goals, wishes
from plan.records.database import open_records
from plan.records.goals import Goal
from plan.records.wishes import Wish, WishKind
from tests.plan.records import people

SECRET = "de zoon van de bakker in de Lindelaan"


def _proposed(records, target, actor=people.SECOND_ADVISER):
    with records.writing(actor, now=people.LATER) as writing:
        return erasures.propose(writing, target, "gaat over één persoon")


def _carry_out(records, erasure, actor=people.PROCESS_OWNER):
    with records.writing(actor, now=people.LATER) as writing:
        return erasures.carry_out(writing, erasure)


def _everything(records):
    """All the database holds, as text."""
    with records.reading(people.ADVISER) as reading:
        tables = ("goals", "wishes", "drafts", "audit_lines", "audit_payloads", "erasures")
        rows = [reading.session.execute(text(f"SELECT * FROM {name}")).all() for name in tables]
    return json.dumps(rows, default=str, ensure_ascii=False) + str(rows)


def test_after_erasing_the_text_is_nowhere_and_the_trail_holds(records):
    goal = people.with_goal(records, statement=f"Overlast van {SECRET}.", owner="wijkteam")
    with records.writing(people.SECOND_ADVISER, now=people.LATER) as writing:
        drafts.keep(writing, f"goals/{goal.id}", {"doel": f"over {SECRET}"})
    lines = records.verify().lines
    assert SECRET in _everything(records)
    _carry_out(records, _proposed(records, goal))
    assert SECRET not in _everything(records)
    with records.reading(people.ADVISER) as reading:
        assert reading.session.get(Goal, goal.id).statement == "(geschoond)"
        assert reading.session.get(Goal, goal.id).indicator is None
    found = records.verify()
    assert found.holds
    assert (found.lines, found.erased) == (lines + 3, 1)


def test_the_text_is_gone_from_the_files_of_sqlite_too(sqlite_address):
    with closing(open_records(sqlite_address)) as records:
        goal = people.with_goal(records, statement=f"Overlast van {SECRET}.")
        folder = Path(sqlite_address.removeprefix("sqlite:///")).parent
        assert any(SECRET.encode() in file.read_bytes() for file in folder.glob("besluiten.sqlite*"))
        _carry_out(records, _proposed(records, goal))
        assert not any(SECRET.encode() in file.read_bytes() for file in folder.glob("besluiten.sqlite*"))


def test_who_proposes_does_not_carry_out_whatever_role_he_takes(records):
    goal = people.with_goal(records)
    erasure = _proposed(records, goal, people.PROCESS_OWNER)
    with pytest.raises(NotAllowed, match="twee mensen"):
        _carry_out(records, erasure, people.PROCESS_OWNER)
    same_person = Actor(Role.PROCESS_OWNER, people.PROCESS_OWNER.pseudonym)
    with pytest.raises(NotAllowed):
        _carry_out(records, erasure, same_person)
    assert "(geschoond)" not in _everything(records)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROCESS_OWNER])
def test_nobody_but_the_process_owner_erases_text_of_the_plan(records, role):
    erasure = _proposed(records, people.with_goal(records))
    with pytest.raises(NotAllowed):
        _carry_out(records, erasure, people.EVERY_ROLE[role])


def test_a_wish_belongs_to_the_council_so_its_clerk_erases_it(records):
    with records.writing(people.MEMBER, now=people.NOW) as writing:
        wish = Wish(
            kind=WishKind.WISH, text=f"Doe iets aan {SECRET}", made_as=Role.COUNCIL_MEMBER, made_on=people.NOW.date()
        )
        wishes.make(writing, wish, "gedaan")
    erasure = _proposed(records, wish)
    with pytest.raises(NotAllowed):
        _carry_out(records, erasure, people.PROCESS_OWNER)
    _carry_out(records, erasure, people.CLERK)
    assert SECRET not in _everything(records)
    assert records.verify().holds


def test_an_erasure_is_done_once(records):
    erasure = _proposed(records, people.with_goal(records))
    done = _carry_out(records, erasure)
    with pytest.raises(RecordRefused, match="al geschoond"):
        _carry_out(records, done)
    erasure.done_by = None
    with pytest.raises(EditConflict):
        _carry_out(records, erasure)


def test_what_was_erased_can_be_written_anew_and_withdrawn_records_can_be_erased(records):
    goal = people.with_goal(records, statement=f"Over {SECRET}")
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.withdraw(writing, goal, "verkeerd")
    _carry_out(records, _proposed(records, goal))
    assert SECRET not in _everything(records)
    assert records.verify().holds


def test_erasing_itself_is_never_erased(records):
    erasure = _proposed(records, people.with_goal(records))
    with pytest.raises(RecordRefused):
        _proposed(records, erasure)


def test_proposals_wait_in_view(records):
    erasure = _proposed(records, people.with_goal(records))
    with records.reading(people.PROCESS_OWNER) as reading:
        assert [one.id for one in erasures.find_waiting(reading)] == [erasure.id]
    _carry_out(records, erasure)
    with records.reading(people.PROCESS_OWNER) as reading:
        assert erasures.find_waiting(reading) == []
