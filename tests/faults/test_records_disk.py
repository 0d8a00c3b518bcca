"""A disk that fills up while somebody saves: nothing of that save is kept, everything before it is, and it is told."""

import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import event, text

from data.errors import RecordsUnreachable
from plan.records import measures
from plan.records.database import Records, connect, open_records
from plan.records.measures import Measure
from tests.conftest import REPOSITORY
from tests.plan.records import people


def _save(records, priority, number):
    measure = Measure(priority_id=priority.id, title=f"nummer {'x' * number}", approach="langere tekst " * 200)
    with records.writing(people.ADVISER, now=people.NOW) as writing:
        measures.add(writing, measure, "reden")


def _titles(records, priority):
    with records.reading(people.ADVISER) as reading:
        return [one.title for one in measures.of_priority(reading, priority.id)]


def test_a_database_that_may_not_grow_keeps_what_it_has_and_says_so(sqlite_address):
    with closing(open_records(sqlite_address)) as roomy:
        priority = people.with_priority(roomy)
    engine = connect(sqlite_address)

    @event.listens_for(engine, "connect")
    def _small(connection, _):
        connection.execute("PRAGMA max_page_count = 80")

    with closing(Records(engine)) as full:

        def save_on():
            for number in range(1, 100):
                _save(full, priority, number)

        with pytest.raises(RecordsUnreachable, match=r"vol.*Er is niets opgeslagen"):
            save_on()
        saved = len(_titles(full, priority))
        assert saved > 2
    with closing(open_records(sqlite_address)) as roomy:
        assert roomy.verify().holds
        _save(roomy, priority, saved + 1)
        assert _titles(roomy, priority) == [f"nummer {'x' * number}" for number in range(1, saved + 2)]


_SAVE_WITH_LIMIT = """
import resource, signal, sys
from data.errors import RecordsUnreachable
from plan.records.database import open_records
from tests.faults.test_records_disk import _save
from tests.plan.records import people
records = open_records(sys.argv[1])
priority = people.with_priority(records)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
saved = 0
try:
    for number in range(1, 1000):
        _save(records, priority, number)
        saved = number
except RecordsUnreachable as refused:
    print(saved, refused.sentence)
"""


def test_a_file_that_the_system_lets_not_grow_keeps_every_save_that_was_reported(sqlite_address):
    command = [sys.executable, "-c", _SAVE_WITH_LIMIT, sqlite_address]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    saved, sentence = ended.stdout.split(" ", 1)
    assert "Er is niets opgeslagen" in sentence
    with closing(open_records(sqlite_address)) as records:
        assert records.verify().holds
        with records.reading(people.ADVISER) as reading:
            assert len(measures.of_priority(reading, 1)) == int(saved) > 2


def test_a_server_that_reports_a_full_disk_is_told_as_such(postgresql_address):
    """The error is PostgreSQL's own (SQLSTATE 53100), raised where it would be: at the insert."""
    with closing(open_records(postgresql_address)) as records:
        priority = people.with_priority(records)
        engine = connect(postgresql_address)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                    " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
                )
            )
            connection.execute(
                text("CREATE TRIGGER full_disk BEFORE INSERT ON audit_payloads EXECUTE FUNCTION full_disk()")
            )
        try:
            with pytest.raises(RecordsUnreachable, match="schijf met de gegevens is vol"):
                _save(records, priority, 1)
        finally:
            with engine.begin() as connection:
                connection.execute(text("DROP FUNCTION full_disk() CASCADE"))
            engine.dispose()
        assert _titles(records, priority) == []
        _save(records, priority, 2)
        assert records.verify().holds
