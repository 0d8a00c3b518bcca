"""A database that goes away and comes back, locks that last, and migrations that are cut off."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, inspect

from data.errors import RecordsBusy, RecordsOutdated, RecordsUnreachable
from plan.records import database, goals
from plan.records.database import connect, open_records
from plan.records.migrating import migrate
from plan.records.tables import METADATA
from tests.conftest import REPOSITORY
from tests.plan.records import people


def _change(records, goal, statement):
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        return goals.change(writing, goal, replace(goal, statement=statement), "reden")


def test_a_server_that_crashes_and_comes_back_has_lost_nothing(postgresql, postgresql_address):
    with closing(open_records(postgresql_address)) as records:
        goal = people.with_goal(records)
        goal = _change(records, goal, "Voor de storing.")
        postgresql.crash()
        try:
            with pytest.raises(RecordsUnreachable, match=r"antwoordt niet\. Er is niets opgeslagen"):
                _change(records, goal, "Tijdens de storing.")
        finally:
            postgresql.start()
        goal = _change(records, goal, "Na de storing.")
        assert goal.version == 3
        assert records.verify().holds


def test_a_server_that_crashes_in_the_middle_of_a_save_keeps_nothing_of_it(postgresql, postgresql_address):
    with closing(open_records(postgresql_address)) as records:
        goal = people.with_goal(records)
        before = records.verify()

        def save_through_a_crash():
            with records.writing(people.ADVISER, now=people.LATER) as writing:
                goals.change(writing, goal, replace(goal, statement="Half."), "reden")
                postgresql.crash()

        try:
            with pytest.raises(RecordsUnreachable, match="antwoordt niet"):
                save_through_a_crash()
        finally:
            postgresql.start()
        assert records.verify() == before


def test_when_the_answer_to_a_commit_is_lost_nobody_is_told_that_nothing_was_saved(postgresql, postgresql_address):
    with closing(open_records(postgresql_address)) as records:
        goal = people.with_goal(records)

        def save_until_the_commit():
            with records.writing(people.ADVISER, now=people.LATER) as writing:
                goals.change(writing, goal, replace(goal, statement="Wel of niet?"), "reden")
                event.listen(writing.session, "before_commit", lambda _: postgresql.crash())

        try:
            with pytest.raises(RecordsUnreachable, match="is niet zeker: kijk eerst of zij er staat"):
                save_until_the_commit()
        finally:
            postgresql.start()
        assert records.verify().holds


def test_a_file_that_goes_away_and_comes_back_has_lost_nothing(sqlite_address):
    path = Path(sqlite_address.removeprefix("sqlite:///"))
    with closing(open_records(sqlite_address)) as records:
        people.with_goal(records)
    path.rename(path.with_suffix(".weg"))
    with pytest.raises(RecordsOutdated, match="nog geen database"):
        open_records(sqlite_address)
    assert not path.exists()
    path.with_suffix(".weg").rename(path)
    with closing(open_records(sqlite_address)) as records:
        assert records.verify().lines == 3


def test_who_waits_too_long_for_another_is_told_and_loses_nothing(address, monkeypatch):
    monkeypatch.setattr(database, "_PATIENCE_MS", 300)
    with closing(open_records(address)) as one, closing(open_records(address)) as other:
        goal = people.with_goal(one)
        with one.writing(people.ADVISER, now=people.LATER) as writing:
            goals.change(writing, goal, replace(goal, statement="Langzaam."), "reden")
            with pytest.raises(RecordsBusy, match="Er is niets opgeslagen"):
                _change(other, goal, "Ongeduldig.")
        with one.reading(people.MEMBER) as reading:
            assert goals.of_priority(reading, goal.priority_id)[0].statement == "Langzaam."


def _break_at(engine, fatal, how):
    statements = iter(range(1, 10**6))

    @event.listens_for(engine, "before_cursor_execute")
    def _count(*_):
        if next(statements) == fatal:
            how()


def test_a_migration_that_fails_at_any_statement_leaves_no_table_behind(empty_address, monkeypatch):
    def fail():
        raise _Interrupted

    fatal, made = 0, False
    while not made:
        fatal += 3
        engine = connect(empty_address, create=True)
        _break_at(engine, fatal, fail)
        monkeypatch.setattr("plan.records.migrating.connect", partial(_already_open, engine))
        try:
            migrate(empty_address)
            made = True
        except _Interrupted:
            again = connect(empty_address, create=True)
            with again.connect() as connection:
                assert inspect(connection).get_table_names() == []
            again.dispose()
    assert fatal > 30
    monkeypatch.undo()
    with closing(open_records(empty_address)) as records:
        people.with_goal(records)
        assert records.verify().holds


def _already_open(engine, _address, **_):
    return engine


class _Interrupted(BaseException):
    pass


_MIGRATE_UNTIL_KILLED = """
import os, signal, sys
from plan.records import migrating
from tests.faults.test_records_gone import _break_at
from plan.records.database import connect
engine = connect(sys.argv[1], create=True)
_break_at(engine, int(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL))
migrating.connect = lambda url, **_: engine
migrating.migrate(sys.argv[1])
"""


@pytest.mark.parametrize("fatal", [5, 18, 30])
def test_a_migration_that_is_killed_can_simply_be_run_again(empty_address, fatal):
    command = [sys.executable, "-c", _MIGRATE_UNTIL_KILLED, empty_address, str(fatal)]
    ended = subprocess.run(command, cwd=REPOSITORY, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert migrate(empty_address).before is None
    engine = connect(empty_address)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, "alembic_version"}
    engine.dispose()


def test_two_migrations_at_once_make_the_tables_once(empty_address):
    environment = os.environ | {"VK_GEMEENTE": ""}
    command = [sys.executable, "-c", "import sys; from plan.records.migrating import migrate; migrate(sys.argv[1])"]
    running = [subprocess.Popen([*command, empty_address], cwd=REPOSITORY, env=environment) for _ in range(3)]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    with closing(open_records(empty_address)) as records:
        assert records.verify().lines == 0
