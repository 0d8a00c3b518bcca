"""Shares per area: a whole is the average of its parts, small buurten have none, and kinds of wijk differ."""

import polars as pl
import pytest

from data.modelgemeente.places import code_of

# Share or average: what it is of, and how finely it is rounded.
BASES = {
    "bijstand": ("inhabitants", 1),
    "huur_corporatie": ("dwellings", 1),
    "inkomen_laag": ("households", 1),
    "jongeren_0_24": ("inhabitants", 1),
    "woz_waarde": ("dwellings", 0),
}


def value(committed, name, code, year):
    rows = committed["observations"].filter(
        (pl.col("indicator_id") == name) & (pl.col("area_code") == code) & (pl.col("period_start").dt.year() == year)
    )
    return rows["value"].mean()


@pytest.mark.parametrize("level", ["BU", "WK"])
@pytest.mark.parametrize("name", BASES)
def test_the_gemeente_is_the_average_of_its_parts_weighed_by_what_the_share_is_of(name, level, committed):
    base, decimals = BASES[name]
    rows = committed["observations"].filter(
        (pl.col("indicator_id") == name) & (pl.col("period_start").dt.year() == 2024)
    )
    weights = committed["areas"].filter(pl.col("vintage") == 2024).select("area_code", base)
    known = rows.join(weights, on="area_code").drop_nulls("value").filter(pl.col("area_code").str.starts_with(level))
    average = (known["value"] * known[base]).sum() / known[base].sum()
    # Parts are rounded, and the few inhabitants of buurten without a figure do not count here.
    assert average == pytest.approx(value(committed, name, "GM0000", 2024), abs=10**-decimals, rel=0.005)


def test_a_buurt_with_too_few_people_or_homes_has_no_figure_and_a_wijk_always_has(committed):
    people = committed["areas"].filter(pl.col("vintage") == 2024).select("area_code", "inhabitants", "dwellings")
    for name, base, status in (
        ("bijstand", "inhabitants", "onderdrukt"),
        ("leefbaarometer_score", "dwellings", "geen opgave"),
    ):
        rows = (
            committed["observations"]
            .filter((pl.col("indicator_id") == name) & (pl.col("period_start").dt.year() == 2024))
            .join(people, on="area_code")
        )
        hidden = rows.filter(pl.col("value").is_null())
        assert set(hidden["status"].cast(pl.String)) == {status}
        assert set(hidden["area_code"]) == set(rows.filter(pl.col(base) < 100)["area_code"])
        assert set(hidden["area_code"].str.slice(0, 2)) == {"BU"}


@pytest.mark.parametrize(
    ("name", "high", "low"),
    [
        ("bijstand", "Populierenveld", "Oudermeer"),
        ("bouwjaar_vanaf_2000", "Zilverkreek", "Binnenstad"),
        ("jongeren_0_24", "Gasthuisveld", "Sluisplas"),
        ("opkomst_brandweer", "Binnenstad", "Lutjewerf"),
        ("ouderen_65", "Oudermeer", "Hoge Akkers"),
        ("woz_waarde", "Zandvelde", "Sterrenkwartier"),
    ],
)
def test_kinds_of_wijk_differ_as_such_wijken_do(name, high, low, committed):
    assert value(committed, name, code_of(high), 2024) > 1.15 * value(committed, name, code_of(low), 2024)


def test_scores_of_the_leefbaarometer_lie_where_the_published_ones_lie(committed):
    scores = committed["observations"].filter(pl.col("indicator_id") == "leefbaarometer_score")["value"].drop_nulls()
    assert scores.min() > 3.7
    assert scores.max() < 4.6
    assert scores.mean() == pytest.approx(4.13, abs=0.05)
