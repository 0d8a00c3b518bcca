"""The tables in the database are those of the code, on both databases; versions that do not fit are told."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from data.errors import RecordsOutdated, RecordsUnreachable
from plan.records import database
from plan.records.database import connect, open_records
from plan.records.migrating import migrate, newest_revision
from plan.records.tables import METADATA
from plan.retention import RETENTION, retention_table


def _run(address, statement):
    engine = connect(address)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_migrating_makes_exactly_the_tables_of_the_code(empty_address):
    assert migrate(empty_address).before is None
    engine = connect(empty_address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, "alembic_version"}
    engine.dispose()


def test_migrating_again_changes_nothing(address):
    again = migrate(address)
    assert again.before == again.after == database.REVISION


def test_the_code_asks_for_the_newest_step():
    assert newest_revision() == database.REVISION


def test_a_database_without_tables_says_what_to_do(empty_address):
    if empty_address.startswith("postgresql"):
        with pytest.raises(RecordsOutdated, match="python -m plan migrate"):
            open_records(empty_address)
        return
    with pytest.raises(RecordsOutdated, match="Er is nog geen database"):
        open_records(empty_address)


def test_tables_of_a_newer_program_are_left_alone(sqlite_address):
    _run(sqlite_address, "UPDATE alembic_version SET version_num = 'v9999'")
    with pytest.raises(RecordsOutdated, match="versie v9999"):
        open_records(sqlite_address)
    with pytest.raises(RecordsOutdated, match="nieuwere versie"):
        migrate(sqlite_address)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "besluiten.sqlite").write_bytes(b"dit is geen database" * 100)
    with pytest.raises(RecordsUnreachable, match="beschadigd"):
        open_records(f"sqlite:///{tmp_path / 'besluiten.sqlite'}")


def test_a_server_that_is_not_there_is_told_without_its_password():
    with pytest.raises(RecordsUnreachable, match="antwoordt niet") as told:
        open_records("postgresql://kompas:geheim@127.0.0.1:1/kompas")
    assert "geheim" not in told.value.sentence


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "bestand").write_text("in de weg")
    with pytest.raises(RecordsUnreachable, match="VK_HOME"):
        migrate(f"sqlite:///{tmp_path / 'bestand' / 'thuis' / 'besluiten.sqlite'}")


def test_every_table_has_its_rule_of_retention():
    assert {rule.kind for rule in RETENTION} == set(METADATA.tables)
    assert len(retention_table().splitlines()) == 2 + len(METADATA.tables)
    assert all(rule.term and rule.ground and rule.deleted_by for rule in RETENTION)
