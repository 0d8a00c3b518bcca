"""Storing: all of a delivery or nothing, newest row wins, one step from old to new."""

from datetime import timedelta

import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BrokenContent, WarehouseDamaged
from data.warehouse import Delivery, open_snapshot, store
from data.warehouse.frames import empty_table, merge
from data.warehouse.writer import KEPT_VERSIONS
from tests.data import small_tables as small


def test_what_is_stored_is_read_back(tmp_path):
    store(tmp_path, [small.delivery(123)], now=small.NOW)
    snapshot = open_snapshot(tmp_path)
    assert snapshot.gemeenten() == (small.GEMEENTE,)
    areas = snapshot.table("areas", small.GEMEENTE).collect()
    assert areas["inhabitants"].to_list() == [123]
    assert areas.schema == empty_table("areas").schema
    outlines = snapshot.boundaries(small.GEMEENTE)
    assert outlines.crs.to_epsg() == 28992
    assert outlines.geometry.iloc[0].equals(shapely.box(110_000, 400_000, 111_000, 401_000))


def test_other_gemeenten_stay_when_one_is_loaded(tmp_path):
    store(tmp_path, [small.delivery(1, small.OTHER_GEMEENTE)], now=small.NOW)
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    snapshot = open_snapshot(tmp_path)
    found = [snapshot.table("areas", one).collect()["inhabitants"][0] for one in snapshot.gemeenten()]
    assert found == [2, 1]


def test_several_gemeenten_come_in_as_one_version(tmp_path):
    version = store(tmp_path, [small.delivery(1, small.OTHER_GEMEENTE), small.delivery(2)], now=small.NOW)
    assert open_snapshot(tmp_path).version == version
    assert len(open_snapshot(tmp_path).gemeenten()) == 2


def test_the_same_delivery_again_changes_nothing(tmp_path):
    version = store(tmp_path, [small.delivery()], now=small.NOW)
    before = small.tree(tmp_path)
    assert store(tmp_path, [small.delivery()], now=small.NOW + timedelta(days=1)) == version
    assert small.tree(tmp_path) == before


def test_a_reader_keeps_its_version_while_a_newer_one_is_written(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    reader = open_snapshot(tmp_path)
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    assert reader.table("areas", small.GEMEENTE).collect()["inhabitants"][0] == 1
    assert open_snapshot(tmp_path).table("areas", small.GEMEENTE).collect()["inhabitants"][0] == 2


def test_the_version_names_the_content_of_the_manifest(tmp_path):
    version = store(tmp_path, [small.delivery()], now=small.NOW)
    assert small.tree(tmp_path)["manifest.json"] == version
    assert small.tree(tmp_path)[f"manifesten/{version}.json"] == version


def test_versions_are_kept_for_a_while_and_their_tables_with_them(tmp_path):
    for number in range(KEPT_VERSIONS + 3):
        store(tmp_path, [Delivery(small.GEMEENTE, {"areas": small.areas(number)})], now=small.NOW)
    assert len(list((tmp_path / "manifesten").iterdir())) == KEPT_VERSIONS
    store(tmp_path, [Delivery(small.GEMEENTE, {"areas": small.areas(10_000)})], now=small.NOW)
    # What the last forgotten versions named goes with the sweep of the next writer.
    assert len(list((tmp_path / "tabellen").rglob("*.parquet"))) == KEPT_VERSIONS + 1


BROKEN = {
    "negative": {"areas": small.areas(-5)},
    "text for a number": {"areas": small.areas().with_columns(inhabitants=pl.lit("veel"))},
    "column gone": {"areas": small.areas().drop("name")},
    "double key": {"areas": pl.concat([small.areas(), small.areas()])},
    "half a crime": {"observations": small.observations({0: 1.5}), "provenance": small.provenance()},
    "no code of CBS": {"areas": small.areas().with_columns(area_code=pl.lit("Breda"))},
    "other gemeente": {"areas": small.areas(gemeente=small.OTHER_GEMEENTE)},
    "no provenance": {"observations": small.observations({0: 1}, source="s9")},
    "point for an outline": {"boundaries": small.boundaries(shapely.Point(110_000, 400_000))},
    "crossing outline": {
        "boundaries": small.boundaries(
            shapely.Polygon([(110_000, 400_000), (111_000, 401_000), (111_000, 400_000), (110_000, 401_000)])
        )
    },
    "degrees for metres": {"boundaries": small.boundaries(shapely.box(4.7, 51.5, 4.8, 51.6))},
    "no geometry at all": {"boundaries": small.boundaries().with_columns(geometry=pl.lit(b"niets"))},
}


@pytest.mark.parametrize("tables", BROKEN.values(), ids=BROKEN.keys())
def test_a_refused_delivery_leaves_the_warehouse_byte_for_byte_as_it_was(tmp_path, tables):
    store(tmp_path, [small.delivery(1, small.OTHER_GEMEENTE)], now=small.NOW)
    before = small.tree(tmp_path)
    with pytest.raises(BrokenContent) as refused:
        store(tmp_path, [small.delivery(7), Delivery(small.GEMEENTE, tables)], now=small.NOW)
    assert "Er is niets opgeslagen" in refused.value.sentence
    assert small.tree(tmp_path) == before


def test_a_refused_first_delivery_leaves_no_folder_behind(tmp_path):
    with pytest.raises(BrokenContent):
        store(tmp_path / "nieuw", [Delivery(small.GEMEENTE, {"areas": small.areas(-1)})], now=small.NOW)
    assert not (tmp_path / "nieuw").exists()


def test_damaged_present_rows_are_never_merged_into_a_new_version(tmp_path):
    store(tmp_path, [small.delivery()], now=small.NOW)
    (path,) = (tmp_path / "tabellen" / "areas").rglob("*.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    before = small.tree(tmp_path)
    with pytest.raises(WarehouseDamaged):
        store(tmp_path, [small.delivery(5)], now=small.NOW)
    assert small.tree(tmp_path) == before


_ROWS = st.dictionaries(st.integers(0, 30), st.none() | st.integers(0, 50), max_size=12)


@given(st.lists(_ROWS, min_size=1, max_size=4))
def test_merging_keeps_per_key_the_row_that_came_last(loads):
    merged, expected = empty_table("observations"), {}
    for rows in loads:
        incoming = pl.concat([empty_table("observations"), _as_stored(small.observations(rows))]) if rows else merged
        merged = merge("observations", merged, incoming)
        expected.update(rows)
    found = {
        (start.year - 2015) * 12 + start.month - 1: value
        for start, value in merged.select("period_start", "value").iter_rows()
    }
    assert found == expected


def _as_stored(frame):
    return frame.select(pl.col(one).cast(kind) for one, kind in empty_table("observations").schema.items())
