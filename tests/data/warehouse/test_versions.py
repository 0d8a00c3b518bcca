"""Reports beside versions, the versions that are kept, and going back one."""

import pytest

from data.errors import NothingLoaded, WarehouseBusy, WarehouseDamaged, WarehouseError
from data.warehouse import history, open_snapshot, store, undo
from data.warehouse.disk import only_writer
from data.warehouse.reports import FileReport, LoadReport, SeriesReport
from data.warehouse.writer import KEPT_VERSIONS
from tests.data import small_tables as small

REPORT = LoadReport(
    gemeenten={small.GEMEENTE: "Klein"},
    files=(FileReport("één.csv", "misdrijven", ("Niet gelezen: 3",)),),
    series=(SeriesReport("Woninginbraak", {"gemeente": 1}, 2015, 2015),),
    notes=("Let op",),
)


def _inhabitants(root):
    return open_snapshot(root).table("areas", small.GEMEENTE).collect()["inhabitants"].to_list()


def test_the_report_is_kept_with_its_version(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW, report=REPORT)
    first = open_snapshot(tmp_path)
    assert first.report() == REPORT
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    assert open_snapshot(tmp_path).report() is None
    assert first.report() == REPORT


def test_a_load_that_changes_nothing_leaves_the_report_of_the_load_that_did(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW, report=REPORT)
    before = small.tree(tmp_path)
    store(tmp_path, [small.delivery(1)], now=small.NOW, report=LoadReport({}, (), (), ()))
    assert small.tree(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"[]", b'{"gemeenten": 1}', b"[" * 100_000, REPORT.to_json()[:-9]])
def test_a_damaged_report_is_told_and_takes_no_figures_with_it(tmp_path, content):
    version = store(tmp_path, [small.delivery(1)], now=small.NOW, report=REPORT)
    (tmp_path / "verslagen" / f"{version}.json").write_bytes(content)
    with pytest.raises(WarehouseDamaged, match="verslag"):
        open_snapshot(tmp_path).report()
    assert _inhabitants(tmp_path) == [1]


def test_reports_go_with_the_versions_they_belong_to(tmp_path):
    for number in range(KEPT_VERSIONS + 3):
        store(tmp_path, [small.delivery(number)], now=small.NOW, report=REPORT)
    kept = {path.stem for path in (tmp_path / "manifesten").iterdir()}
    store(tmp_path, [small.delivery(10_000)], now=small.NOW)
    assert {path.stem for path in (tmp_path / "verslagen").iterdir()} == kept


def test_history_goes_from_the_newest_to_the_oldest_kept(tmp_path):
    versions = [store(tmp_path, [small.delivery(number)], now=small.NOW) for number in range(3)]
    assert [one.version for one in history(tmp_path)] == versions[::-1]


def test_undo_makes_the_version_before_current_again_with_its_report(tmp_path):
    first = store(tmp_path, [small.delivery(1)], now=small.NOW, report=REPORT)
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    assert undo(tmp_path).version == first
    assert open_snapshot(tmp_path).version == first
    assert open_snapshot(tmp_path).report() == REPORT
    assert _inhabitants(tmp_path) == [1]
    store(tmp_path, [small.delivery(3)], now=small.NOW)
    assert [one.version for one in history(tmp_path)][1:] == [first]


def test_undo_of_the_first_version_is_refused(tmp_path):
    with pytest.raises(NothingLoaded):
        undo(tmp_path)
    assert not list(tmp_path.iterdir())
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    before = small.tree(tmp_path)
    with pytest.raises(WarehouseError, match="geen eerdere versie"):
        undo(tmp_path)
    assert small.tree(tmp_path) == before


@pytest.mark.parametrize("place", ["tabellen/areas", "manifesten"])
def test_undo_is_refused_when_a_file_of_the_earlier_version_is_gone_or_damaged(tmp_path, place):
    first = store(tmp_path, [small.delivery(1)], now=small.NOW)
    kept = {path: path.read_bytes() for path in (tmp_path / "tabellen" / "areas").rglob("*.parquet")}
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    damaged = next(iter(kept)) if place.startswith("tabellen") else tmp_path / "manifesten" / f"{first}.json"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b" ")
    before = small.tree(tmp_path)
    with pytest.raises(WarehouseDamaged):
        undo(tmp_path)
    assert small.tree(tmp_path) == before
    damaged.unlink()
    with pytest.raises(WarehouseError):
        undo(tmp_path)
    assert _inhabitants(tmp_path) == [2]


def test_undo_waits_for_no_other_writer(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    store(tmp_path, [small.delivery(2)], now=small.NOW)
    with only_writer(tmp_path), pytest.raises(WarehouseBusy):
        undo(tmp_path)
    assert _inhabitants(tmp_path) == [2]
