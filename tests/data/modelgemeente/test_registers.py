"""What the gemeente and others keep: of the size that was published or proposed for a municipality of 100,000."""

from datetime import date

import polars as pl
import pytest
from scipy.stats import poisson

from data.modelgemeente.periods import periods
from data.modelgemeente.registers import EXERCISES
from data.schemas import Resolution

# A year of the municipality as it was proposed: how many.
COUNTS_A_YEAR = {
    "bibob": 26,
    "buurtbemiddeling": 220,
    "demonstraties": 38,
    "huisverbod": 14,
    "sluitingen_13b": 9,
}
# In 2025: value and tolerance. Halt: 110 referrals on about 6,800 young people. Veilig Thuis: 900 reports a year.
VALUES_2025 = {
    "halt": (110 / 6.8, 2),
    "jongeren_rechter": (1.0, 0.3),
    "veilig_thuis": (900 / 2 / 10.0, 5),
}


def rows_of(committed, name, code="GM0000"):
    rows = committed["observations"].filter((pl.col("indicator_id") == name) & (pl.col("area_code") == code))
    return rows.sort("period_start")


def value_of(committed, name, year):
    return rows_of(committed, name).filter(pl.col("period_start").dt.year() == year)["value"]


@pytest.mark.parametrize(("name", "number"), COUNTS_A_YEAR.items())
def test_counts_of_2025_could_well_come_from_the_proposed_number(name, number, committed):
    counted = value_of(committed, name, 2025).sum()
    low, high = poisson.interval(0.999, number)
    assert low <= counted <= high


@pytest.mark.parametrize("name", VALUES_2025)
def test_values_of_2025_are_of_the_proposed_size(name, committed):
    value, tolerance = VALUES_2025[name]
    assert value_of(committed, name, 2025).mean() == pytest.approx(value, abs=tolerance)


def test_suspects_of_school_age_fell_by_a_third_and_those_over_it_by_half(committed):
    for name, left in {"verdachten_12_17": 2 / 3, "verdachten_18_22": 1 / 2}.items():
        first, last = (value_of(committed, name, year).item() for year in (2015, 2025))
        assert last / first == pytest.approx(left, abs=0.08)


def test_injuries_on_the_road_and_fires_at_home_are_of_the_national_size(committed):
    accidents = [value_of(committed, "verkeersongevallen_letsel", year).item() for year in range(2015, 2026)]
    fires = [value_of(committed, "woningbrand", year).item() for year in range(2015, 2026)]
    # About 20,000 accidents with injury a year on 17.9 million people; 5 to 9 fires per 10,000 homes.
    assert sum(accidents) / 11 == pytest.approx(20_000 / 17.9e6 * 97_500, rel=0.15)
    assert 5 <= sum(fires) / 11 / 4.55 <= 9


def test_a_share_of_anything_lies_between_nothing_and_all(committed):
    shares = committed["observations"].filter(pl.col("kind").cast(pl.String) == "share")["value"].drop_nulls()
    assert shares.min() > 0
    assert shares.max() < 100


def test_months_since_the_last_exercise_follow_from_the_days_of_the_exercises(committed):
    ago = rows_of(committed, "cyberoefening_geleden")
    for start, value in ago.select("period_start", "value").iter_rows():
        last = [day for day in EXERCISES if day <= start][-1]
        assert value == round((start - last).days / 30.44)
    assert rows_of(committed, "cyberoefeningen")["value"].sum() == len(EXERCISES)


def test_violence_at_night_is_counted_in_the_nightlife_area_only(committed):
    rows = committed["observations"].filter(pl.col("indicator_id") == "geweld_uitgaan")
    assert set(rows["area_code"]) == {"GM0000", "WK000000", "BU00000001"}
    assert rows.group_by("period_start").agg(pl.col("value").n_unique())["value"].to_list() == [1] * (7 * 12 + 9)


@pytest.mark.parametrize(
    ("resolution", "last", "number"),
    [
        (Resolution.MONTH, date(2026, 9, 1), 33),
        (Resolution.QUARTER, date(2026, 7, 1), 11),
        (Resolution.HALF_YEAR, date(2026, 1, 1), 5),
        (Resolution.YEAR, date(2025, 1, 1), 2),
        (Resolution.TWO_YEARS, date(2024, 1, 1), 1),
    ],
)
def test_only_whole_periods_count(resolution, last, number):
    found = periods(resolution, 2024)
    assert found[-1] == last
    assert len(found) == number


def test_cbs_counts_near_the_police_and_not_the_same(committed):
    for cbs, police in {"cbs_misdrijven_totaal": "totaal_misdrijven", "bbv_winkeldiefstal": "diefstal_winkel"}.items():
        for year in range(2015, 2026):
            counted, other = value_of(committed, cbs, year).item(), value_of(committed, police, year).sum()
            assert counted == pytest.approx(other, rel=0.08)
        assert value_of(committed, cbs, 2025).item() != value_of(committed, police, 2025).sum()
