"""Whatever people do in whatever order: the database is what a plain dictionary says, and the trail holds."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from data.errors import EditConflict, RecordNotFound
from plan.records import erasures, goals
from plan.records.database import open_records
from tests.plan.records import people

STATEMENTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Nd")), min_size=1, max_size=30)


class LifeOfGoals(RuleBasedStateMachine):
    """A few goals of one priority; `held` is what somebody read earlier and may write back too late."""

    def __init__(self, fresh):
        super().__init__()
        self.records = open_records(fresh())
        self.priority = people.with_priority(self.records)
        self.lines = self.records.verify().lines
        self.known, self.held, self.withdrawn = {}, {}, set()

    def teardown(self):
        found = self.records.verify()
        assert found.holds, found.faults
        assert found.lines == self.lines
        with self.records.reading(people.MEMBER) as reading:
            stored = {one.id: (one.version, one.statement) for one in goals.of_priority(reading, self.priority.id)}
        said = {number: (one.version, one.statement) for number, one in self.known.items()}
        assert stored == {number: one for number, one in said.items() if number not in self.withdrawn}
        self.records.close()

    @rule(statement=STATEMENTS)
    def add(self, statement):
        with self.records.writing(people.ADVISER, now=people.NOW) as writing:
            goal = goals.add(writing, people.goal_text(self.priority, statement=statement), "nieuw")
        self.known[goal.id] = goal
        self.held.setdefault(goal.id, goal)
        self.lines += 1

    @precondition(lambda self: self.known)
    @rule(data=st.data(), statement=STATEMENTS, late=st.booleans())
    def change(self, data, statement, late):
        number = data.draw(st.sampled_from(sorted(self.known)))
        before = (self.held if late else self.known)[number]
        proposed = replace(before, statement=statement)
        try:
            with self.records.writing(people.SECOND_ADVISER, now=people.LATER) as writing:
                after = goals.change(writing, before, proposed, "anders")
        except EditConflict as told:
            assert before.version != self.known[number].version == told.version  # noqa: PT017 - one of three outcomes
        except RecordNotFound:
            assert number in self.withdrawn
        else:
            assert before.version == self.known[number].version
            assert number not in self.withdrawn
            self.lines += after.version - before.version
            self.known[number] = after

    @precondition(lambda self: set(self.known) - self.withdrawn)
    @rule(data=st.data())
    def withdraw(self, data):
        number = data.draw(st.sampled_from(sorted(set(self.known) - self.withdrawn)))
        with self.records.writing(people.ADVISER, now=people.LATER) as writing:
            goals.withdraw(writing, self.known[number], "weg")
        self.withdrawn.add(number)
        self.lines += 1

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def erase(self, data):
        number = data.draw(st.sampled_from(sorted(self.known)))
        with self.records.writing(people.ADVISER, now=people.LATER) as writing:
            erasure = erasures.propose(writing, self.known[number], "over één persoon")
        with self.records.writing(people.PROCESS_OWNER, now=people.LATER) as writing:
            erasures.carry_out(writing, erasure)
        with self.records.reading(people.ADVISER) as reading:
            self.known[number] = reading.session.get(goals.Goal, number)
        assert self.known[number].statement == "(geschoond)"
        self.lines += 3


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path):
    """Makes an emptied database, each time it is asked."""
    if request.param == "postgresql":
        return request.getfixturevalue("emptied_postgresql")
    template = request.getfixturevalue("migrated_sqlite")
    made = iter(range(10**9))

    def copy():
        path = tmp_path / f"{next(made)}.sqlite"
        shutil.copy(template, path)
        return f"sqlite:///{path}"

    return copy


def test_whatever_people_do_the_records_are_what_they_said(fresh):
    profile = settings(settings.get_profile(settings.get_current_profile_name()), stateful_step_count=12)
    run_state_machine_as_test(lambda: LifeOfGoals(fresh), settings=profile)
