"""Opening and reading a version, whole or damaged."""

import os

import polars as pl
import pytest
from pyarrow import parquet

from data.errors import NothingLoaded, WarehouseDamaged
from data.schemas import TABLES
from data.warehouse import Delivery, open_snapshot, store
from tests.data import small_tables as small


@pytest.fixture
def root(tmp_path):
    store(tmp_path, [small.delivery()], now=small.NOW)
    return tmp_path


def test_nothing_stored_is_told_with_the_command_that_helps(tmp_path):
    with pytest.raises(NothingLoaded, match="python -m data demo"):
        open_snapshot(tmp_path / "leeg")


@pytest.mark.parametrize("name", [name for name in TABLES if name != "boundaries"])
def test_a_table_that_was_never_stored_is_empty_with_the_right_columns(root, name):
    frame = open_snapshot(root).table(name, "GM0001").collect()
    assert frame.height == 0
    assert frame.columns == TABLES[name].column_names()


def test_outlines_that_were_never_stored_are_an_empty_frame_in_rd(root):
    outlines = open_snapshot(root).boundaries("GM0001")
    assert len(outlines) == 0
    assert outlines.crs.to_epsg() == 28992
    assert set(outlines.columns) == {"area_code", "vintage", "level", "geometry"}


def test_an_unchanged_warehouse_is_opened_with_one_stat(root, monkeypatch):
    first = open_snapshot(root)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail(f"{path} was read again"))
    assert open_snapshot(root) is first


def test_a_replaced_manifest_is_seen_at_once(root):
    first = open_snapshot(root)
    store(root, [small.delivery(5)], now=small.NOW)
    assert open_snapshot(root).version != first.version


@pytest.mark.parametrize("name", ["areas", "observations", "provenance"])
def test_a_missing_file_is_named_when_its_table_is_asked(root, name):
    (path,) = (root / "tabellen" / name).rglob("*.parquet")
    path.unlink()
    with pytest.raises(WarehouseDamaged, match=path.name):
        open_snapshot(root).table(name, small.GEMEENTE)


def test_a_cut_off_file_is_found_without_reading_it(root):
    for path in (root / "tabellen").rglob("*.parquet"):
        os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(WarehouseDamaged):
        open_snapshot(root).table("areas", small.GEMEENTE)
    with pytest.raises(WarehouseDamaged):
        open_snapshot(root).boundaries(small.GEMEENTE)


def test_one_changed_byte_is_found_by_verify(root):
    open_snapshot(root).verify()
    (path,) = (root / "tabellen" / "observations").rglob("*.parquet")
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(WarehouseDamaged, match=path.name):
        open_snapshot(root).verify()


MANIFESTS = {
    "no JSON": b"{",
    "empty": b"",
    "other format": b'{"format": 2, "written_at": "", "previous": null, "tables": {}}',
    "list": b"[]",
    "no text": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "path for a gemeente": b'{"format": 1, "written_at": "", "previous": null, "tables": {"../../etc": {}}}',
    "unknown table": b'{"format": 1, "written_at": "", "previous": null, "tables": {"GM0001": {"secrets": {}}}}',
    "path for a hash": b'{"format": 1, "written_at": "", "previous": null, "tables": {"GM0001": {"areas": '
    b'{"sha256": "../../../../etc/passwd", "rows": 1, "size": 1}}}}',
    "path for a version": b'{"format": 1, "written_at": "", "previous": "../x", "tables": {}}',
}


@pytest.mark.parametrize("content", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_is_not_ours_is_refused_with_a_remedy(root, content):
    (root / "manifest.json").write_bytes(content)
    with pytest.raises(WarehouseDamaged, match="back-up"):
        open_snapshot(root)


def test_asking_one_indicator_skips_the_rest_of_the_file(tmp_path):
    months = small.observations(dict.fromkeys(range(120), 3))
    many = pl.concat([months.with_columns(indicator_id=pl.lit(f"indicator_{number:03}")) for number in range(200)])
    tables = {"observations": many, "provenance": small.provenance()}
    store(tmp_path, [Delivery(small.GEMEENTE, tables)], now=small.NOW)
    (path,) = (tmp_path / "tabellen" / "observations").rglob("*.parquet")
    stretches = _stretches_per_group(path)
    holding = [low <= "indicator_150" <= high for low, high in stretches]
    assert len(stretches) >= 3
    assert sum(holding) == 1


def _stretches_per_group(path):
    metadata = parquet.ParquetFile(path).metadata
    column = metadata.schema.names.index("indicator_id")
    statistics = [metadata.row_group(number).column(column).statistics for number in range(metadata.num_row_groups)]
    return [(one.min, one.max) for one in statistics]
