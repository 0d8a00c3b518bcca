"""Files that were damaged, or meant to: one Dutch sentence each, the warehouse byte for byte as it was, no crash."""

import json
import random
import time
import tracemalloc

import pytest
import shapely

from data.catalogue import load_catalogue
from data.errors import SourceError, VeiligheidskompasError
from data.sources import files
from data.sources.load import read_deliveries
from data.warehouse import Delivery, store
from tests.data import small_tables as small
from tests.data import small_town as town
from tests.faults.mutation import mutated

_QUICK, _IN_FULL = 100, 2000


def _load(paths, root):
    deliveries, report = read_deliveries(list(paths.values()), root, load_catalogue(), small.NOW)
    store(root, deliveries, now=small.NOW)
    return report


@pytest.mark.parametrize("kind", town.FILES)
def test_mutated_files_are_loaded_whole_or_refused_whole(tmp_path, request, proof_table, kind):
    luck = random.Random(kind)
    original = town.FILES[kind]().encode()
    root = tmp_path / "magazijn"
    store(root, [Delivery(small.OTHER_GEMEENTE, {"areas": small.areas(gemeente=small.OTHER_GEMEENTE)})], now=small.NOW)
    before = small.tree(root)
    tries = _IN_FULL if request.config.getoption("--proof") else _QUICK
    sentences = []
    for _ in range(tries):
        content = mutated(original, luck)
        try:
            _load(town.write_files(tmp_path / "bestanden", **{kind: content}), root)
        except VeiligheidskompasError as problem:
            sentences.append(problem.sentence)
            assert small.tree(root) == before, content
        before = small.tree(root)
    refused = len(sentences)
    assert all(sentence.isprintable() and sentence.endswith(".") for sentence in sentences)
    proof_table("mutated files offered to the importers", tries)
    proof_table("mutated files refused with one sentence", refused)
    assert refused > tries // 5


def _feature(**changes):
    collection = town.geojson()
    collection["features"][0].update(changes)
    return json.dumps(collection)


def _first_outline(outline):
    return _feature(geometry={"type": "Polygon", "coordinates": [outline]})


def _without_column(text, column, separator):
    header, *rows = text.splitlines()
    at = [name.strip('\ufeff"') for name in header.split(separator)].index(column)
    return "\n".join(
        separator.join(row.split(separator)[:at] + row.split(separator)[at + 1 :]) for row in [header, *rows]
    )


_SQUARE_IN_METRES = [[110_000 + x, 400_000 + y] for x, y in ((0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0))]

HOSTILE = {
    "empty": ("misdrijven", b"", ["leeg"]),
    "blank": ("misdrijven", b" \n \n", ["geen bestand dat wij kennen"]),
    "nul bytes": ("misdrijven", town.crime_text().encode("utf-16"), ["nultekens", "UTF-8"]),
    "no encoding": ("misdrijven", town.crime_text().encode().replace(b"Kade", b"K\x81\x8d\xff"), ["tekencodering"]),
    "web page": ("misdrijven", b"<!DOCTYPE html><p>503", ["webpagina"]),
    "workbook": ("misdrijven", b"PK\x03\x04" + b"x" * 100, ["Excel", "CSV"]),
    "header only": ("misdrijven", town.statline([]), ["geen rijen"]),
    "missing column": (
        "misdrijven",
        _without_column(town.crime_text(), "Perioden", ";"),
        ["mist kolom Perioden", "rij 1"],
    ),
    "double column": (
        "misdrijven",
        town.crime_text().replace('"Perioden"', '"Wijken en buurten"', 1),
        ["rij 1", "Wijken en buurten", "twee keer"],
    ),
    "negative": ("misdrijven", town.crime_text().replace("      49", "      -7"), ["rij", "geen aantal: -7"]),
    "fraction": ("misdrijven", town.crime_text().replace("      49", "     3,7"), ["rij", "geen aantal: 3,7"]),
    "formula": ("misdrijven", town.crime_text().replace("      49", "=1+1    "), ["rij", "geen aantal: =1+1"]),
    "huge number": ("misdrijven", town.crime_text().replace("      49", "9" * 400), ["rij", "geen aantal: 999"]),
    "other digits": ("misdrijven", town.crime_text().replace("      49", "٣٧"), ["rij", "geen aantal"]),
    "unknown area": ("misdrijven", town.crime_text().replace("Kade", "Elders"), ["rij 6", "Elders", "Klein"]),
    "translated": ("misdrijven", town.crime_text().replace("Totaal misdrijven", "Total crimes"), ["rij 2", "vertaald"]),
    "unknown period": ("misdrijven", town.crime_text().replace('"2021"', '"vorig jaar"'), ["rij 2", "vorig jaar"]),
    "double row": (
        "misdrijven",
        town.crime_text() + town.crime_text().splitlines()[6] + "\r\n",
        ["rij 16", "Kade", "nog een keer"],
    ),
    "open quote": ("misdrijven", town.crime_text() + '"Totaal', ["rij", "aanhalingstekens"]),
    "long cell": ("misdrijven", town.crime_text().replace("Kade", "x" * 200_000), ["te lang"]),
    "cut row": ("misdrijven", town.crime_text().rpartition(";")[0], ["rij 15", "3 cellen", "afgebroken"]),
    "rows out of order": (
        "misdrijven",
        town.statline(sorted(town.crime_rows(), key=lambda row: row[2])),
        ["Dorp", "niet eenduidig", "WK990101 en van BU99010100", "volgorde van StatLine"],
    ),
    "wijk and buurt swapped": (
        "misdrijven",
        town.statline([(*row[:3], row[3] + 1) if row[2] == "Veld" else row for row in town.crime_rows()]),
        ["Dorp", "haar buurten samen"],
    ),
    "cut JSON": ("grenzen", town.geojson_text()[:-40], ["JSON", "afgebroken"]),
    "deep JSON": ("grenzen", "[" * 200_000, ["JSON"]),
    "deep JSON object": ("grenzen", '{"a":' * 200_000, ["JSON"]),
    "repeated name": ("grenzen", town.geojson_text().replace('"BUURT":', '"BUURTCODE":', 1), ["dubbel"]),
    "not a number": ("grenzen", town.geojson_text().replace("51.6", "NaN", 1), ["JSON"]),
    "infinite": ("grenzen", town.geojson_text().replace("51.6", "1e999", 1), ["vlak 1"]),
    "thousands of digits": ("grenzen", town.geojson_text().replace("51.6", "5" * 9000, 1), ["JSON"]),
    "other JSON": ("grenzen", '{"hallo": 1}', ["JSON, maar geen bestand dat wij kennen"]),
    "list of JSON": ("grenzen", "[1, 2]", ["JSON, maar geen bestand dat wij kennen"]),
    "feature is text": (
        "grenzen",
        '{"type": "FeatureCollection", "features": ["x"]}',
        ["JSON, maar geen bestand dat wij kennen"],
    ),
    "no outline": ("grenzen", _feature(geometry=None), ["vlak 1", "geen grens"]),
    "point": ("grenzen", _feature(geometry={"type": "Point", "coordinates": [4.7, 51.6]}), ["vlak 1", "geen grens"]),
    "text for coordinates": ("grenzen", _first_outline([["a", "b"]] * 4), ["vlak 1", "geen grens"]),
    "corner gone": ("grenzen", _first_outline([[4.7], [4.8, 51.6], [4.8, 51.7], [4.7]]), ["vlak 1", "geen grens"]),
    "flat outline": ("grenzen", _first_outline([[4.7, 51.6], [4.8, 51.6], [4.7, 51.6], [4.7, 51.6]]), ["oppervlakte"]),
    "RD metres called degrees": ("grenzen", _first_outline(_SQUARE_IN_METRES), ["vlak 1", "Rijksdriehoek", "WGS 84"]),
    "latitude first": ("grenzen", _first_outline([[y, x] for x, y in town.square(4.7, 51.6)]), ["buiten Nederland"]),
    "other coordinates": (
        "grenzen",
        town.geojson_text(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}),
        ["28992", "WGS 84"],
    ),
    "double code": ("grenzen", town.geojson_text().replace('"0002"', '"0001"'), ["vlak 2", "BUURTCODE", "twee keer"]),
    "wrong code": ("grenzen", town.geojson_text().replace('"0001"', '"../1"'), ["vlak 1", "BUURTCODE"]),
    "two gemeenten": ("grenzen", town.geojson_text().replace('"9901"', '"9902"', 1), ["meer gemeenten"]),
    "other wijk": ("grenzen", town.geojson_text().replace('"0001"', '"0101x"'[:5] + '"', 1), ["vlak"]),
    "unknown buurt": ("inwoners", town.population_years_text("Elders"), ["rij 3", "Elders"]),
    "half a name": ("inwoners", town.population_years_text("Cha"), ["rij 3", "Cha"]),
    "no year": ("inwoners", town.population_years_text().replace("2022", "ooit", 1), ["rij 1", "ooit"]),
    "fraction of people": ("inwoners", town.population_years_text().replace("1010", "10.5"), ["rij 2", "kolom 2022"]),
    "double buurt": (
        "inwoners",
        town.population_years_text("Chassé") + "Oost,Kade,1,1\n",
        ["rij 6", "Kade", "nog een keer"],
    ),
    "no such year": ("woningen", town.population_one_year_text().replace("1010", "1015"), ["geen jaar"]),
    "no such level": ("woningen", town.population_one_year_text().replace("Borough", "Stad"), ["rij 2", "region_type"]),
    "beyond rounding": ("woningen", town.population_one_year_text().replace("1510", "1610"), ["Oost", "afronden"]),
    "other code": ("soorten", town.crime_by_type_text().replace("BU99010001", "BU07580001"), ["rij", "BU07580001"]),
    "other key": ("soorten", town.crime_by_type_text().replace("1.1.1,", "inbraak,"), ["rij 9", "inbraak"]),
    "double count": (
        "soorten",
        town.crime_by_type_text() + town.crime_by_type_text().splitlines()[3] + "\n",
        ["rij 16", "nog een keer"],
    ),
    "other totals": ("soorten", town.crime_by_type_text().replace(",54,", ",55,"), ["geen jaar", "totalen"]),
}


@pytest.mark.parametrize(("kind", "content", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_one_sentence(tmp_path, kind, content, told):
    root = tmp_path / "magazijn"
    store(root, [Delivery(small.OTHER_GEMEENTE, {"areas": small.areas(gemeente=small.OTHER_GEMEENTE)})], now=small.NOW)
    before = small.tree(root)
    paths = town.write_files(tmp_path / "bestanden", **{kind: content})
    with pytest.raises(SourceError) as refused:
        _load(paths, root)
    for part in [paths[kind].name, *told]:
        assert part in refused.value.sentence
    assert refused.value.sentence.isprintable()
    assert len(refused.value.sentence) < 500
    assert small.tree(root) == before


def test_the_untouched_files_are_loaded(tmp_path):
    report = _load(town.write_files(tmp_path / "bestanden"), tmp_path / "magazijn")
    assert len(report.files) == len(town.FILES)


def test_heights_are_left_out_even_where_one_is_missing(tmp_path):
    outline = town.square(4.70, 51.60)
    outline[1] = [*outline[1], 3.5]
    deliveries, _ = read_deliveries(
        list(town.write_files(tmp_path / "bestanden", grenzen=_first_outline(outline)).values()),
        tmp_path / "magazijn",
        load_catalogue(),
        small.NOW,
    )
    assert not shapely.has_z(shapely.from_wkb(deliveries[0].tables["boundaries"]["geometry"].to_list())).any()


def test_a_folder_a_missing_file_and_an_unreadable_one_are_told_apart(tmp_path):
    for path, told in (
        (tmp_path, "is een map"),
        (tmp_path / "weg.csv", "bestaat niet"),
        (tmp_path / ("x" * 300), "is niet te openen"),
    ):
        with pytest.raises(SourceError, match=told):
            files.read_file(path)


def test_a_file_over_the_cap_is_refused_without_reading_it_whole(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(files.LARGEST_FILE_BYTES + 5_000_000)
    with pytest.raises(SourceError, match="groter dan 200 MB"):
        files.read_file(path)


def test_two_files_that_contradict_each_other_are_both_named(tmp_path):
    paths = town.write_files(tmp_path / "bestanden")
    other = tmp_path / "bestanden" / "anders.csv"
    changed = [(*row[:3], row[3] + 1) if row[2] in ("Klein", "Oost", "Kade") else row for row in town.crime_rows()]
    other.write_text(town.statline(changed))
    with pytest.raises(SourceError, match=r"misdrijven.bestand en anders.csv spreken elkaar tegen over BU99010001"):
        _load({**paths, "anders": other, "soorten": paths["grenzen"]}, tmp_path / "magazijn")


def test_a_long_file_of_nonsense_takes_little_time_and_memory(tmp_path):
    paths = town.write_files(tmp_path / "bestanden", misdrijven=town.crime_text() + "x;" * 2_000_000)
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(SourceError):
        _load(paths, tmp_path / "magazijn")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * paths["misdrijven"].stat().st_size
    assert time.perf_counter() - begun < 30
