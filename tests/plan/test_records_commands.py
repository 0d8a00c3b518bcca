"""`python -m plan migrate` and `audit`: what they say, and how they end."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import text

from plan.__main__ import main
from plan.records.database import connect, open_records
from tests.conftest import REPOSITORY
from tests.plan.records import people


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(tmp_path))
    monkeypatch.delenv("VK_DATABASE_URL", raising=False)
    return tmp_path


def test_audit_before_migrate_says_what_to_do(home, capsys):
    assert main(["audit"]) == 1
    assert "python -m plan migrate" in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_migrate_makes_the_tables_and_then_changes_nothing(home, capsys):
    assert main(["migrate"]) == 0
    assert "ze waren van versie (geen)" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "Er is niets veranderd" in capsys.readouterr().out
    assert (home / "besluiten.sqlite").is_file()


def _address(home):
    return f"sqlite:///{home / 'besluiten.sqlite'}"


def _noted_head(said):
    return next(line.removeprefix("Kop: ") for line in said.splitlines() if line.startswith("Kop: "))


def test_audit_gives_a_head_that_a_later_audit_knows(home, capsys):
    main(["migrate"])
    with closing(open_records(_address(home))) as records:
        people.with_goal(records)
    capsys.readouterr()
    assert main(["audit"]) == 0
    head = _noted_head(capsys.readouterr().out)
    assert head.startswith("3:")
    with closing(open_records(_address(home))) as records:
        people.with_plan(records)
    assert main(["audit", "--kop", head]) == 0
    assert main(["audit", "--kop", head[:-1] + ("0" if head[-1] != "0" else "1")]) == 1
    assert "Regel 3 is niet de regel die eerder is genoteerd" in capsys.readouterr().err


def test_audit_refuses_a_database_that_was_changed_behind_its_back(home, capsys):
    main(["migrate"])
    with closing(open_records(_address(home))) as records:
        people.with_goal(records)
    engine = connect(_address(home))
    with engine.begin() as connection:
        connection.execute(text("UPDATE goals SET statement = 'Niets.'"))
    engine.dispose()
    assert main(["audit"]) == 1
    told = capsys.readouterr().err
    assert "Record 1 van goals is niet wat het spoor zegt" in told
    assert "Het spoor klopt niet: 1 keer" in told


@pytest.mark.parametrize("head", ["3", "x:y", ":abc", "3:"])
def test_a_head_of_another_form_is_wrong_usage(home, head, capsys):
    main(["migrate"])
    assert main(["audit", "--kop", head]) == 2
    assert "NUMMER:CODE" in capsys.readouterr().err


def test_the_commands_work_from_a_shell_on_postgresql(postgresql_address):
    environment = os.environ | {"VK_DATABASE_URL": postgresql_address}
    for command, said in [("migrate", "al van versie"), ("audit", "Het spoor klopt.")]:
        ended = subprocess.run(
            [sys.executable, "-m", "plan", command],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert said in ended.stdout
