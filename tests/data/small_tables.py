"""Small tables of the warehouse, and ways to look at a whole warehouse at once."""

import hashlib
from datetime import UTC, date, datetime

import polars as pl
import shapely

from data.warehouse import Delivery

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
GEMEENTE = "GM9901"
OTHER_GEMEENTE = "GM9902"


def areas(inhabitants=100, gemeente=GEMEENTE, vintage=2022):
    row = {
        "area_code": gemeente,
        "vintage": vintage,
        "level": "gemeente",
        "name": "Klein",
        "parent_code": None,
        "inhabitants": inhabitants,
        **dict.fromkeys(["households", "dwellings", "businesses", "jobs", "visitors", "area_ha", "stedelijkheid"]),
        **dict.fromkeys(["is_station", "is_uitgaansgebied", "is_instelling", "is_bedrijventerrein"], False),
    }
    return pl.DataFrame([row])


def boundaries(outline=None, gemeente=GEMEENTE):
    outline = outline or shapely.box(110_000, 400_000, 111_000, 401_000)
    return pl.DataFrame(
        {"area_code": [gemeente], "vintage": [2022], "level": ["gemeente"], "geometry": [shapely.to_wkb(outline)]}
    )


def observations(values, gemeente=GEMEENTE, source="s1"):
    """One row per month from January 2015; `values` by month number, None for unknown."""
    return pl.DataFrame(
        [
            {
                "area_code": gemeente,
                "indicator_id": "inbraak_woning",
                "period_start": date(2015 + month // 12, month % 12 + 1, 1),
                "resolution": "month",
                "indeling": 2022,
                "kind": "count",
                "value": None if value is None else float(value),
                "status": "geen opgave" if value is None else "definitief",
                "source_id": source,
                "retrieved_at": NOW,
            }
            for month, value in values.items()
        ],
        schema_overrides={"value": pl.Float64},
    )


def provenance(source="s1"):
    row = {
        "source_id": source,
        "publisher": "Politie",
        "table_id": "47022NED",
        "title": "Misdrijven",
        "query": None,
        "retrieved_at": NOW,
        "licence": "open",
        "attribution": "Bron: politie",
        "rows": 1,
        "content_hash": "abc",
        "transformation_version": 1,
    }
    return pl.DataFrame([row], schema_overrides={"query": pl.String})


def delivery(number=100, gemeente=GEMEENTE):
    """A delivery of all tables in which one number stands in two of them, so that a half load shows."""
    return Delivery(
        gemeente,
        {
            "areas": areas(number, gemeente),
            "boundaries": boundaries(gemeente=gemeente),
            "observations": observations({0: number}, gemeente),
            "provenance": provenance(),
        },
    )


def tree(root):
    """Every file below a folder with the hash of its content: equal means byte for byte the same."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
