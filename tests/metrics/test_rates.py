"""Sums over a window, person-years and rates, against plain loops over dictionaries."""

from calendar import monthrange
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data.schemas import Observations, Resolution, Status
from metrics.rates import exposure, rates, window_start, window_sums

EMPTY = Observations.create_empty()
SCHEMA = {
    "area_code": pl.String,
    "indicator_id": pl.String,
    "period_start": pl.Date,
    "resolution": EMPTY.schema["resolution"],
    "value": pl.Float64,
    "status": EMPTY.schema["status"],
}


def observations(rows, resolution="month"):
    """Rows of (area, period start, value) or (area, period start, value, status)."""
    full = []
    for area, start, value, *rest in rows:
        status = rest[0] if rest else (Status.MISSING if value is None else Status.FINAL)
        full.append((area, "inbraak_woning", start, resolution, value, status.value))
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


def months(year, values, area="BU00000101"):
    return [(area, date(year, number, 1), value) for number, value in enumerate(values, start=1)]


def only_row(frame):
    assert frame.height == 1
    return frame.row(0, named=True)


def test_twelve_known_months_are_added_up():
    row = only_row(window_sums(observations(months(2025, range(1, 13))), end=date(2025, 12, 31), months=12))
    expected = {"area_code": "BU00000101", "count": 78.0, "parts": 12, "parts_expected": 12, "provisional": False}
    assert row == expected


def test_months_outside_the_window_do_not_count():
    frame = observations(months(2024, [1000] * 12) + months(2025, [1] * 12))
    assert only_row(window_sums(frame, end=date(2025, 9, 30), months=6))["count"] == 6
    assert only_row(window_sums(frame, end=date(2025, 1, 1), months=2))["count"] == 1001


@pytest.mark.parametrize("hole", ["null", "absent"])
def test_a_missing_month_makes_the_count_unknown_and_never_zero(hole):
    rows = months(2025, [3] * 12)
    rows[4] = (*rows[4][:2], None)
    if hole == "absent":
        del rows[4]
    row = only_row(window_sums(observations(rows), end=date(2025, 12, 1), months=12))
    assert row["count"] is None
    assert (row["parts"], row["parts_expected"]) == (11, 12)


def test_a_provisional_month_makes_the_sum_provisional():
    rows = [*months(2025, [3] * 11), ("BU00000101", date(2025, 12, 1), 2, Status.PROVISIONAL)]
    assert only_row(window_sums(observations(rows), end=date(2025, 12, 1), months=12))["provisional"]
    assert not only_row(window_sums(observations(rows), end=date(2025, 11, 1), months=11))["provisional"]


def test_months_and_year_totals_are_never_added_together():
    frame = pl.concat(
        [observations(months(2025, [2] * 12)), observations([("BU00000101", date(2025, 1, 1), 24)], "year")]
    )
    row = only_row(window_sums(frame, end=date(2025, 12, 1), months=12))
    assert (row["count"], row["parts"]) == (24, 12)


def test_years_serve_a_window_of_whole_calendar_years():
    frame = observations([("GM0000", date(year, 1, 1), year) for year in (2019, 2020, 2021)], "year")
    row = only_row(window_sums(frame, end=date(2021, 12, 31), months=24))
    assert (row["count"], row["parts"], row["parts_expected"]) == (4041, 2, 2)


@pytest.mark.parametrize(("end", "length"), [(date(2021, 11, 30), 12), (date(2021, 12, 31), 18)])
def test_years_do_not_serve_any_other_window(end, length):
    frame = observations([("GM0000", date(year, 1, 1), 100) for year in (2019, 2020, 2021)], "year")
    row = only_row(window_sums(frame, end=end, months=length))
    assert (row["count"], row["parts"], row["parts_expected"]) == (None, 0, length)


def test_years_serve_where_the_months_do_not_cover_the_window():
    frame = pl.concat(
        [
            observations([("GM0000", date(year, 1, 1), 100) for year in (2024, 2025)], "year"),
            observations(months(2025, [5] * 12, "GM0000")),
        ]
    )
    assert only_row(window_sums(frame, end=date(2025, 12, 1), months=24))["count"] == 200
    assert only_row(window_sums(frame, end=date(2025, 12, 1), months=12))["count"] == 60


def test_a_missing_year_is_told_in_years():
    frame = observations([("GM0000", date(2020, 1, 1), 5), ("GM0000", date(2021, 1, 1), None)], "year")
    row = only_row(window_sums(frame, end=date(2021, 12, 1), months=24))
    assert (row["count"], row["parts"], row["parts_expected"]) == (None, 1, 2)


def test_an_area_without_rows_in_the_window_is_unknown():
    frame = observations(months(2025, [1] * 12) + months(2020, [1] * 12, "BU00000102"))
    result = window_sums(frame.lazy(), end=date(2025, 12, 1), months=12)
    assert result["area_code"].to_list() == ["BU00000101", "BU00000102"]
    assert result["count"].to_list() == [12, None]
    assert result["parts"].to_list() == [12, 0]


def test_an_empty_frame_gives_an_empty_frame():
    result = window_sums(observations([]), end=date(2025, 12, 1), months=12)
    assert result.schema == {
        "area_code": pl.String,
        "count": pl.Float64,
        "parts": pl.Int64,
        "parts_expected": pl.Int64,
        "provisional": pl.Boolean,
    }
    assert result.is_empty()


def test_two_indicators_are_refused():
    frame = observations(months(2025, [1] * 2)).with_columns(indicator_id=pl.Series(["a", "b"]))
    with pytest.raises(ValueError, match="different indicators"):
        window_sums(frame, end=date(2025, 2, 1), months=2)


def test_an_empty_window_is_refused():
    with pytest.raises(ValueError, match="at least one month"):
        window_sums(observations([]), end=date(2025, 2, 1), months=0)
    with pytest.raises(ValueError, match="at least one month"):
        exposure(stands([]), end=date(2025, 2, 1), months=0)


MONTHLY = st.dictionaries(
    st.tuples(st.sampled_from(["BU00000101", "BU00000102", "WK000001"]), st.integers(0, 35)),
    st.none() | st.integers(0, 50),
    min_size=1,
)


@given(MONTHLY, st.integers(0, 35), st.integers(1, 36), st.integers(1, 28))
def test_sums_equal_those_of_a_plain_loop(cells, last, length, day):
    frame = observations([(area, date(2023 + k // 12, k % 12 + 1, 1), value) for (area, k), value in cells.items()])
    result = window_sums(frame, end=date(2023 + last // 12, last % 12 + 1, day), months=length)
    for area, count, parts, expected, _ in result.iter_rows():
        known = [cells[area, k] for k in range(last - length + 1, last + 1) if cells.get((area, k)) is not None]
        assert parts == len(known)
        assert expected == length
        assert count == (sum(known) if len(known) == length else None)


@given(st.dates(date(1999, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_a_window_holds_its_months(end, length):
    start = window_start(end, length)
    assert start.day == 1
    assert (end.year - start.year) * 12 + end.month - start.month + 1 == length


def stands(rows):
    return pl.DataFrame(rows, schema={"area_code": pl.String, "year": pl.Int32, "denominator": pl.Int64}, orient="row")


@pytest.mark.parametrize(
    ("years", "end", "length", "person_years"),
    [
        ({2025: 1000}, date(2025, 12, 31), 12, 1000),
        ({2025: 1000}, date(2025, 3, 31), 3, 250),
        ({2024: 1200, 2025: 2400}, date(2025, 3, 31), 12, 9 * 100 + 3 * 200),
        ({2022: 600, 2025: 1200}, date(2024, 12, 31), 12, 600),  # the nearest earlier year
        ({2026: 600, 2028: 1200}, date(2025, 12, 31), 12, 600),  # else the nearest later
        ({2024: 600, 2026: 1200}, date(2025, 12, 31), 24, 1200),  # earlier goes before later
        ({2024: 600, 2025: None}, date(2025, 12, 31), 12, None),
        ({2024: None, 2025: 600}, date(2025, 12, 31), 12, 600),
        ({2024: None, 2025: 600}, date(2025, 6, 30), 12, None),
        ({2025: 0}, date(2025, 12, 31), 12, 0),
    ],
)
def test_each_month_takes_the_stand_of_its_year(years, end, length, person_years):
    frame = stands([("WK000001", year, stand) for year, stand in years.items()])
    assert only_row(exposure(frame, end=end, months=length)) == {"area_code": "WK000001", "exposure": person_years}


STANDS = st.dictionaries(
    st.tuples(st.sampled_from(["BU00000101", "BU00000102"]), st.integers(2018, 2024)), st.none() | st.integers(0, 9999)
)


@given(STANDS, st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(1, 50))
def test_person_years_equal_those_of_a_plain_loop(cells, end, length):
    result = exposure(stands([(*key, stand) for key, stand in cells.items()]), end=end, months=length)
    assert result["area_code"].to_list() == sorted({area for area, _ in cells})
    for area, person_years in result.iter_rows():
        years = sorted(year for one, year in cells if one == area)
        total = 0.0
        for back in range(length):
            year = (end.year * 12 + end.month - 1 - back) // 12
            nearest = max((one for one in years if one <= year), default=None) or min(
                one for one in years if one > year
            )
            stand = cells[area, nearest]
            total = None if stand is None or total is None else total + stand / 12
        assert person_years == (None if total is None else pytest.approx(total))


def test_a_rate_has_garwoods_limits():
    frame = pl.DataFrame({"area_code": ["a"], "count": [10.0], "exposure": [2000.0]})
    row = only_row(rates(frame))
    assert (row["rate"], row["lower"], row["upper"]) == pytest.approx((5.0, 4.795 / 2, 18.390 / 2), abs=0.001)
    assert only_row(rates(frame, per=100))["rate"] == pytest.approx(0.5)


def test_a_rate_is_unknown_where_count_or_exposure_is():
    frame = pl.DataFrame({"count": [None, 4.0, 4.0, 0.0], "exposure": [100.0, None, 0.0, 100.0]})
    result = rates(frame)
    assert_frame_equal(result.select(frame.columns), frame)
    for name in ("rate", "lower", "upper"):
        assert result[name].is_null().to_list() == [True, True, True, False]
        assert not result[name].is_nan().any()
    assert result["rate"][3] == 0
    assert result["lower"][3] == 0


def test_rates_of_an_empty_frame_are_empty():
    result = rates(pl.DataFrame(schema={"count": pl.Float64, "exposure": pl.Float64}))
    assert result.columns == ["count", "exposure", "rate", "lower", "upper"]


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        rates(pl.DataFrame({"count": [-1.0], "exposure": [10.0]}))


def test_every_day_of_the_last_month_means_the_same_window():
    frame = observations(months(2024, [2] * 12))
    last = monthrange(2024, 2)[1]
    results = [window_sums(frame, end=date(2024, 2, day), months=2) for day in (1, last)]
    assert_frame_equal(*results)
    assert results[0]["count"].to_list() == [4]
    assert Resolution.MONTH.value in frame["resolution"].unique()
