from datetime import date
from pathlib import Path

import pytest

from data.errors import SettingsError
from data.settings import Settings, from_environment


def test_without_any_variable_the_modelgemeente_is_shown_on_this_machine_only():
    settings = from_environment({})
    assert settings == Settings(gemeente="GM0000", home=Path("var"), hosts=("localhost", "127.0.0.1"))
    assert settings.is_modelgemeente


def test_the_modelgemeente_lives_on_its_own_day_and_a_real_one_on_todays():
    system = date(2031, 1, 1)
    assert from_environment({}).today(system) == date(2026, 11, 2)
    assert from_environment({"VK_GEMEENTE": "GM0758"}).today(system) == system


@pytest.mark.parametrize("code", ["Breda", "0758", "GM758", "gm0758", "GM0758; rm -rf /", "../GM0758"])
def test_anything_but_a_municipality_code_is_refused(code):
    with pytest.raises(SettingsError, match="GM0758 voor Breda"):
        from_environment({"VK_GEMEENTE": code})


def test_names_of_hosts_are_added_to_those_of_this_machine():
    assert from_environment({"VK_HOSTS": "Kompas.voorbeeld.nl, intern"}).hosts == (
        "localhost",
        "127.0.0.1",
        "kompas.voorbeeld.nl",
        "intern",
    )


@pytest.mark.parametrize("hosts", ["*", "https://kompas.nl", "kompas.nl/pad", "*.kompas.nl", "kompas nl", "-"])
def test_a_host_that_would_open_the_door_to_all_is_refused(hosts):
    with pytest.raises(SettingsError, match="VK_HOSTS"):
        from_environment({"VK_HOSTS": hosts})


def test_what_people_decide_stands_in_sqlite_at_home_unless_an_address_is_given():
    assert from_environment({"VK_HOME": "/srv/kompas"}).records == "sqlite:////srv/kompas/besluiten.sqlite"
    address = "postgresql://kompas:geheim@db.intern/kompas"
    assert from_environment({"VK_DATABASE_URL": address}).records == address


def test_the_password_of_the_database_is_never_shown():
    settings = from_environment({"VK_DATABASE_URL": "postgresql://kompas:geheim@db.intern/kompas"})
    assert "geheim" not in repr(settings)
    with pytest.raises(SettingsError, match="VK_DATABASE_URL") as refused:
        from_environment({"VK_DATABASE_URL": "mysql://kompas:geheim@db.intern/kompas"})
    assert "geheim" not in refused.value.sentence
