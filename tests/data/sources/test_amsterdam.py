"""Amsterdam as published: letters in codes, names alone, a name spelled otherwise, a buurt without figures."""

import csv
from datetime import date

import pytest

from tests.data import figure_town as figures

GEMEENTE = "GM0363"


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "amsterdam_new_codes"


@pytest.fixture(scope="module")
def division(folder):
    """Every buurt of the municipality's own list, with its wijk."""
    usual = csv.field_size_limit(10_000_000)  # the outlines are long; the limit holds for the whole process
    with (folder / "amsterdam_INDELING_BUURT.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["CBS_Buurtcode"]]
    csv.field_size_limit(usual)
    return rows


@pytest.fixture(scope="module")
def areas(division):
    wijken = dict.fromkeys((f"WK{row['CBS_Buurtcode'][2:8]}", row["Wijk"]) for row in division)
    return [(GEMEENTE, "Amsterdam"), *wijken, *((row["CBS_Buurtcode"], row["Buurt"]) for row in division)]


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def five_years(folder, areas, tmp_path_factory):
    root = tmp_path_factory.mktemp("amsterdam") / "magazijn"
    return figures.load(root, areas, folder / "amsterdam_47018NED_fietsdiefstal_2020_2024.csv")


def test_five_years_of_628_areas_are_stored_with_the_sums_of_the_file(five_years, folder, areas, proof_table):
    rows = _rows(folder / "amsterdam_47018NED_fietsdiefstal_2020_2024.csv")
    assert (len(rows), len(areas)) == (3_140, 629)
    stored = figures.stored(five_years[1], "diefstal_fiets", GEMEENTE)
    assert len(stored) == 3_140
    of_city = {
        int(row["Perioden"]): int(list(row.values())[3]) for row in rows if row["Wijken en buurten"] == "Amsterdam"
    }
    assert of_city[2024] == 11_987
    for year, total in of_city.items():
        in_year = {code: value for (code, start), value in stored.items() if start == date(year, 1, 1)}
        for prefix in ("GM", "WK", "BU"):
            assert sum(value for code, value in in_year.items() if code.startswith(prefix)) == total
        in_file = sorted(int(list(row.values())[3]) for row in rows if row["Perioden"] == str(year))
        assert sorted(in_year.values()) == in_file
    proof_table("figures of Amsterdam compared with the file", len(stored))


def test_buurten_of_2024_equal_the_list_with_codes(folder, areas, five_years, tmp_path):
    with (folder / "derived_amsterdam_fietsdiefstal_2024_per_code.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    code_column = next(name for name in rows[0] if rows[0][name].startswith("BU"))
    count_column = next(name for name in rows[0] if "diefstal" in name.lower())
    expected = {row[code_column]: float(row[count_column]) for row in rows}
    _, snapshot = figures.load(tmp_path / "magazijn", areas, folder / "amsterdam_47018NED_fietsdiefstal_2024.csv")
    for one in (snapshot, five_years[1]):
        stored = figures.stored(one, "diefstal_fiets", GEMEENTE)
        buurten = {
            code: value for (code, start), value in stored.items() if start.year == 2024 and code.startswith("BU")
        }
        assert buurten == expected
    assert len(expected) == 517


def test_the_buurt_without_a_row_stays_missing_and_is_named(five_years):
    text, snapshot = five_years
    assert "BU0363MK06" not in {code for code, _ in figures.stored(snapshot, "diefstal_fiets", GEMEENTE)}
    assert "Geen cijfers voor 1 gebieden: BU0363MK06. Die blijven leeg, niet nul." in text


def test_the_buurt_that_is_spelled_without_its_blank_is_found(five_years, folder):
    rows = _rows(folder / "amsterdam_47018NED_fietsdiefstal_2020_2024.csv")
    (count,) = (
        int(list(row.values())[3])
        for row in rows
        if row["Wijken en buurten"] == "BurgemeesterTellegenbuurt-West" and row["Perioden"] == "2024"
    )
    assert figures.stored(five_years[1], "diefstal_fiets", GEMEENTE)["BU0363KG01", date(2024, 1, 1)] == count
