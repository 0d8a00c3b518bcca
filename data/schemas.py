"""Every table that exists, declared once.

A table that breaks its schema is refused whole. Null means unknown, never zero. Area codes are text as CBS writes them
(``GM0758``, ``WK075800``, ``BU07580001``, and letters as in ``BU0363AA01``): never numbers.
"""

from __future__ import annotations

from enum import StrEnum

import dataframely as dy
import polars as pl

AREA_CODE = r"^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$"


class Level(StrEnum):
    """How large an area is; the order runs from large to small."""

    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"


class Resolution(StrEnum):
    """How long a period lasts."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TWO_YEARS = "two_years"


class Kind(StrEnum):
    """What a value is: something counted, a share of a whole, or a score on a scale."""

    COUNT = "count"
    SHARE = "share"
    SCORE = "score"


class Status(StrEnum):
    """What the publisher says of a value."""

    FINAL = "definitief"
    PROVISIONAL = "voorlopig"
    MISSING = "geen opgave"
    SUPPRESSED = "onderdrukt"


class Areas(dy.Schema):
    """One row per area and vintage: what it is called, where it belongs, who lives and works there."""

    area_code = dy.String(primary_key=True, regex=AREA_CODE, description="code of CBS")
    vintage = dy.Int32(
        primary_key=True, min=1995, max=2100, description="year of the division; counts are of 1 January"
    )
    level = dy.Enum(Level)
    name = dy.String(min_length=1)
    parent_code = dy.String(nullable=True, regex=AREA_CODE, description="the area it lies in; null for a gemeente")
    inhabitants = dy.Int64(nullable=True, min=0)
    households = dy.Int64(nullable=True, min=0)
    dwellings = dy.Int64(nullable=True, min=0)
    businesses = dy.Int64(nullable=True, min=0)
    jobs = dy.Int64(nullable=True, min=0)
    visitors = dy.Int64(nullable=True, min=0, description="visitors on an average day, where counted")
    area_ha = dy.Float64(nullable=True, min=0, description="land area in hectares")
    stedelijkheid = dy.Int8(nullable=True, min=1, max=5, description="urbanity class of CBS, 1 = very urban")
    is_station = dy.Bool()
    is_uitgaansgebied = dy.Bool()
    is_instelling = dy.Bool()
    is_bedrijventerrein = dy.Bool()

    @dy.rule()
    def level_fits_code(cls) -> pl.Expr:  # noqa: N805 - dataframely rules are class methods
        """The first letters of a code tell its level."""
        prefix = pl.col("area_code").str.slice(0, 2)
        return prefix == pl.col("level").cast(pl.String).replace({"gemeente": "GM", "wijk": "WK", "buurt": "BU"})

    @dy.rule()
    def only_a_gemeente_has_no_parent(cls) -> pl.Expr:  # noqa: N805 - dataframely rules are class methods
        """Wijken and buurten lie in another area; a gemeente does not."""
        return pl.col("parent_code").is_null() == (pl.col("level") == "gemeente")


class Boundaries(dy.Schema):
    """One row per area and vintage: its outline. Stored as GeoParquet in EPSG:28992 (metres), by geopandas only.

    Here the geometry is well-known binary: that is what both polars and shapely can carry.
    """

    area_code = dy.String(primary_key=True, regex=AREA_CODE)
    vintage = dy.Int32(primary_key=True, min=1995, max=2100)
    level = dy.Enum(Level)
    geometry = dy.Any(description="WKB of a valid polygon or multipolygon in EPSG:28992")


class Observations(dy.Schema):
    """One row per area, indicator and period: what was counted or scored."""

    area_code = dy.String(primary_key=True, regex=AREA_CODE)
    indicator_id = dy.String(primary_key=True, min_length=1)
    period_start = dy.Date(primary_key=True)
    resolution = dy.Enum(Resolution, primary_key=True)
    indeling = dy.Int32(min=1995, max=2100, description="classification year of the area codes")
    kind = dy.Enum(Kind)
    value = dy.Float64(nullable=True, allow_inf=False, allow_nan=False)
    status = dy.Enum(Status)
    source_id = dy.String(min_length=1, description="row of the provenance table")
    retrieved_at = dy.Datetime(time_zone="UTC", time_unit="us")

    @dy.rule()
    def counts_are_whole_and_not_negative(cls) -> pl.Expr:  # noqa: N805 - dataframely rules are class methods
        """A count is 0, 1, 2, ...; null where it is unknown."""
        value = pl.col("value")
        return (pl.col("kind") != "count") | value.is_null() | ((value >= 0) & (value == value.floor()))

    @dy.rule()
    def a_published_value_is_there(cls) -> pl.Expr:  # noqa: N805 - dataframely rules are class methods
        """Definitief and voorlopig have a value; geen opgave and onderdrukt have none."""
        published = pl.col("status").cast(pl.String).is_in([Status.FINAL.value, Status.PROVISIONAL.value])
        return published == pl.col("value").is_not_null()


class SurveyResults(dy.Schema):
    """One row per area, indicator and survey: the estimate with its 95% interval."""

    area_code = dy.String(primary_key=True, regex=AREA_CODE)
    indicator_id = dy.String(primary_key=True, min_length=1)
    period_start = dy.Date(primary_key=True)
    resolution = dy.Enum(Resolution)
    kind = dy.Enum(Kind)
    estimate = dy.Float64(nullable=True, allow_inf=False, allow_nan=False, description="share in percent, or a score")
    lower = dy.Float64(nullable=True, allow_inf=False, allow_nan=False, description="lower limit, 95%")
    upper = dy.Float64(nullable=True, allow_inf=False, allow_nan=False, description="upper limit, 95%")
    respondents = dy.Int64(nullable=True, min=0, description="how many people answered")
    method_era = dy.String(min_length=1, description="estimates of two eras are never compared")
    source_id = dy.String(min_length=1)
    retrieved_at = dy.Datetime(time_zone="UTC", time_unit="us")

    @dy.rule()
    def the_interval_holds_the_estimate(cls) -> pl.Expr:  # noqa: N805 - dataframely rules are class methods
        """Lower <= estimate <= upper, and all three are there or none is."""
        lower, estimate, upper = pl.col("lower"), pl.col("estimate"), pl.col("upper")
        all_missing = lower.is_null() & estimate.is_null() & upper.is_null()
        return all_missing | ((lower <= estimate) & (estimate <= upper)).fill_null(value=False)


class Provenance(dy.Schema):
    """One row per load: where the figures came from."""

    source_id = dy.String(primary_key=True, min_length=1)
    publisher = dy.String(min_length=1)
    table_id = dy.String(nullable=True, description="number of the table at the publisher, such as 47018NED")
    title = dy.String(min_length=1)
    query = dy.String(nullable=True, description="what was asked, or the name of the file that was loaded")
    retrieved_at = dy.Datetime(time_zone="UTC", time_unit="us")
    licence = dy.String(min_length=1)
    attribution = dy.String(min_length=1, description="the line to print under a figure")
    rows = dy.Int64(min=0)
    content_hash = dy.String(min_length=1, description="sha256 of the content as it came in")
    transformation_version = dy.Int32(min=1, description="version of our own code that made the rows")


# The name of a table in the warehouse, and its schema.
TABLES: dict[str, type[dy.Schema]] = {
    "areas": Areas,
    "boundaries": Boundaries,
    "observations": Observations,
    "survey_results": SurveyResults,
    "provenance": Provenance,
}
