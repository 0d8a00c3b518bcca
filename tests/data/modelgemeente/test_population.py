"""Who lives where: the stated numbers, growth, and whole people only."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.modelgemeente.places import code_of
from data.modelgemeente.population import apportion


@pytest.fixture
def areas(committed):
    return committed["areas"]


def _value(areas, code, vintage, column):
    return areas.filter((pl.col("area_code") == code) & (pl.col("vintage") == vintage))[column].item()


def test_the_gemeente_has_the_stated_size_on_1_january_2026(areas):
    assert _value(areas, "GM0000", 2026, "inhabitants") == 100_400
    assert _value(areas, "GM0000", 2026, "households") == 46_800


def test_there_is_a_row_for_every_area_in_every_year(areas):
    assert set(areas["vintage"]) == set(range(2015, 2027))
    assert areas.height == 12 * 73


def test_the_gemeente_grows_by_about_seven_per_mille_a_year(areas):
    growth = (_value(areas, "GM0000", 2026, "inhabitants") / _value(areas, "GM0000", 2015, "inhabitants")) ** (1 / 11)
    assert growth == pytest.approx(1.007, abs=0.001)


def test_the_new_wijken_grow_faster_than_the_gemeente_and_the_flats_slower(areas):
    def growth(name):
        code = name if name.startswith("GM") else code_of(name)
        return _value(areas, code, 2026, "inhabitants") / _value(areas, code, 2015, "inhabitants")

    assert min(growth("Zilverkreek"), growth("Hoge Akkers")) > growth("GM0000")
    assert max(growth("Populierenveld"), growth("Sterrenkwartier")) < growth("GM0000")


def test_one_buurt_of_the_business_park_has_sixty_residents_and_many_jobs(areas):
    code = code_of("Vlonder Zuid")
    assert _value(areas, code, 2026, "inhabitants") == 60
    assert _value(areas, code, 2026, "jobs") > 2000
    assert _value(areas, code, 2026, "is_bedrijventerrein")


def test_visitors_are_known_where_they_are_counted_only(areas):
    counted = areas.filter(pl.col("visitors").is_not_null())
    assert {code[2:8] for code in counted["area_code"]} == {"000000", "000001"}
    assert counted.height == 12 * (2 + 6 + 5)


def test_the_gemeente_is_fairly_urban_and_its_outside_rural(areas):
    assert _value(areas, "GM0000", 2026, "stedelijkheid") in (2, 3)
    assert _value(areas, code_of("Binnenstad"), 2026, "stedelijkheid") <= 2
    assert _value(areas, code_of("Lutjewerf"), 2026, "stedelijkheid") == 5
    assert _value(areas, code_of("Zandvelde West"), 2026, "stedelijkheid") == 5


def test_flags_warn_for_the_places_that_need_them_and_never_for_the_whole_gemeente(areas):
    now = areas.filter((pl.col("vintage") == 2026) & (pl.col("level").cast(pl.String) == "buurt"))
    for flag, buurten in {
        "is_station": 1,
        "is_uitgaansgebied": 1,
        "is_instelling": 2,
        "is_bedrijventerrein": 4,
    }.items():
        assert now[flag].sum() == buurten
        assert not _value(areas, "GM0000", 2026, flag)


@given(st.integers(0, 10_000), st.lists(st.floats(0.01, 1000), min_size=1, max_size=40))
def test_dividing_over_parts_loses_nobody_and_stays_within_one_of_the_exact_share(total, weights):
    parts = apportion(total, np.array(weights))
    exact = total * np.array(weights) / sum(weights)
    assert parts.sum() == total
    assert (np.abs(parts - exact) < 1 + 1e-6).all()
