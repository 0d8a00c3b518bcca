"""Damaged and hostile files with areas, outlines and key figures: one Dutch sentence each, and never half a load."""

import io
import random
import sqlite3
import time
import tracemalloc
import zipfile

import pytest

from data.catalogue import load_catalogue
from data.errors import SourceError, VeiligheidskompasError
from data.sources.load import Asked, read_deliveries
from data.warehouse import Delivery, store
from tests.data import small_country as country
from tests.data import small_tables as small
from tests.faults.mutation import mutated

_QUICK, _IN_FULL = 100, 2000


@pytest.fixture
def root(tmp_path):
    """A warehouse that already holds another gemeente."""
    folder = tmp_path / "magazijn"
    areas = {"areas": small.areas(gemeente=small.OTHER_GEMEENTE)}
    store(folder, [Delivery(small.OTHER_GEMEENTE, areas)], now=small.NOW)
    return folder


def _load(root, *contents, year=None, gemeente=None):
    paths = country.write(root.parent / "bestanden", *contents)
    deliveries, report = read_deliveries(paths, root, load_catalogue(), small.NOW, Asked(gemeente, year))
    store(root, deliveries, now=small.NOW, report=report)
    return report


def _in_workbook(content):
    return country.workbook(sheet=content)


# A change inside a workbook is found by its checksum: to reach the sheet, it must be made before packing.
MUTANTS = {
    **{kind: (country.as_bytes(make()), year, bytes) for kind, (make, year) in country.FILES.items()},
    "sheet of kwb": (country.sheet_xml(country.kwb_rows()).encode(), None, _in_workbook),
}


@pytest.mark.parametrize("kind", MUTANTS)
def test_mutated_files_are_loaded_whole_or_refused_whole(root, request, proof_table, kind):
    original, year, finished = MUTANTS[kind]
    luck = random.Random(kind)
    companions, year = ([country.gemeenten_csv()], country.YEAR) if kind == "population" else ([], year)
    before = small.tree(root)
    tries = _IN_FULL if request.config.getoption("--proof") else _QUICK
    sentences = []
    for _ in range(tries):
        content = finished(mutated(original, luck))
        try:
            _load(root, content, *companions, year=year)
        except VeiligheidskompasError as problem:
            sentences.append(problem.sentence)
            assert small.tree(root) == before, content
        before = small.tree(root)
    assert [one for one in sentences if not (one.isprintable() and one.endswith("."))] == []
    proof_table("mutated files offered to the importers", tries)
    proof_table("mutated files refused with one sentence", len(sentences))
    assert len(sentences) > tries // 10


@pytest.mark.parametrize("kind", country.FILES)
def test_the_untouched_files_are_loaded(root, kind):
    make, year = country.FILES[kind]
    companions = [country.gemeenten_csv()] if kind == "population" else []
    assert _load(root, make(), *companions, year=year or country.YEAR).gemeenten


def _text(content, *changes):
    text = country.as_bytes(content).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def _first_outline(geometry):
    collection = country.wfs()
    collection["features"][0]["geometry"] = geometry
    return collection


def _polygon(*corners):
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


_FLAT = _polygon([4.7, 51.6], [4.8, 51.6], [4.75, 51.6])
_SWAPPED = _polygon([51.6, 4.7], [51.7, 4.7], [51.7, 4.8])


def _zip_of(name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


def _view():
    database = sqlite3.connect(":memory:")
    database.deserialize(country.geopackage())
    database.execute("DROP TABLE buurten")
    endless = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x AS buurtcode, x AS geom FROM t"
    database.execute(f"CREATE VIEW buurten AS {endless}")
    database.execute("DELETE FROM gpkg_geometry_columns WHERE table_name <> 'buurten'")
    database.commit()
    return database.serialize()


def _with_cells(*cells):
    rows = country.kwb_rows()
    for row, column, value in cells:
        rows[row][column] = value
    return country.workbook(sheet=country.sheet_xml(rows))


_BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]><worksheet><sheetData><row><c r='A1'><v>&i;</v></c></row></sheetData></worksheet>"
)

HOSTILE = {
    "cut JSON": (_text(country.wfs())[:-30], None, ["geen volledige JSON", "afgebroken"]),
    "no codes": (_text(country.wfs()).replace("code", "kode"), None, ["JSON, maar geen bestand dat wij kennen"]),
    "code gone": (
        _text(country.wfs("GM"), ('"gemeentecode": "GM9903"', '"gemeentecode": null')),
        None,
        ["vlak 2", "(leeg)"],
    ),
    "not a code": (_text(country.wfs(), ("BU99010002", "BU9901/../")), None, ["vlak 2", "geen code van het CBS"]),
    "other wijk": (
        _text(country.wfs(), ('"wijkcode": "WK990100"', '"wijkcode": "WK990101"')),
        None,
        ["vlak 1", "BU99010001", "WK990101"],
    ),
    "negative": (_text(country.wfs(), ('"aantalInwoners": 505', '"aantalInwoners": -5')), None, ["vlak 2", "-5"]),
    "half a person": (_text(country.wfs(), ("505", "505.5")), None, ["vlak 2", "geen heel getal"]),
    "true for a number": (_text(country.wfs(), ("505", "true")), None, ["vlak 2", "geen aantal"]),
    "text for a number": (_text(country.wfs(), ("505", '"veel"')), None, ["vlak 2", "geen aantal", "veel"]),
    "urbanity 9": (
        _text(country.wfs(), ('"stedelijkheidAdressenPerKm2": 2', '"stedelijkheidAdressenPerKm2": 9')),
        None,
        ["vlak 2", "klasse van 1 tot en met 5"],
    ),
    "no year": (_text(country.wfs(), ("2022BU", "xxxxBU")), None, ["vlak 1", "geen jaar in jrstatcode"]),
    "no outline": (_first_outline(None), None, ["vlak 1", "geen grens"]),
    "point": (_first_outline({"type": "Point", "coordinates": [4.7, 51.6]}), None, ["vlak 1", "geen grens"]),
    "flat outline": (_first_outline(_FLAT), None, ["vlak 1", "geen grens met oppervlakte"]),
    "latitude first": (_first_outline(_SWAPPED), None, ["vlak 1", "buiten Nederland"]),
    "double code": (
        _text(country.wfs(), ("BU99010002", "BU99010001"), ("2022BU99010002", "2022BU99010001")),
        None,
        ["vlak 2", "BU99010001 staat er nog een keer in"],
    ),
    "figures without a year": (country.tmap(), None, ["noemt geen jaar", "--jaar 2022"]),
    "other coordinates": (
        country.wfs(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
        None,
        ["coördinaten die wij niet lezen", "WGS 84"],
    ),
    "degrees called metres": (
        country.wfs(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}),
        None,
        ["28992", "vlak 1", "WGS 84"],
    ),
    "TopoJSON of nothing": ({"type": "Topology", "objects": {}}, 2022, ["TopoJSON zonder gemeenten"]),
    "TopoJSON without a year": (country.topology(), None, ["noemt geen jaar", "--jaar 2022"]),
    "WKT cut": (country.wkt_csv().replace("POLYGON ((4.7", "POLYGON ((", 1), 2022, ["rij 2", "geen grens"]),
    "WKT of a line": (country.wkt_csv().replace("POLYGON ((", "LINESTRING (", 1), 2022, ["rij"]),
    "WKT beyond all numbers": (
        country.wkt_csv().replace("POLYGON ((4.7", f"POLYGON (({'9' * 400}", 1),
        2022,
        ["rij 2", "geen grens"],
    ),
    "WKT column gone": (country.wkt_csv().replace(",geometry", ",vorm"), 2022, ["mist kolom geometry"]),
    "WKT double row": (country.wkt_csv() + country.wkt_csv().splitlines()[1], 2022, ["nog een keer", "dubbele rij"]),
    "gemeenten in bytes of nothing": (
        country.gemeenten_csv().encode().replace(b"Klein", b"K\x81\x8d"),
        2022,
        ["tekencodering"],
    ),
    "GeoPackage cut": (country.geopackage()[:2000], None, ["GeoPackage", "beschadigd of afgebroken"]),
    "GeoPackage of other coordinates": (country.geopackage(srs=3857), None, ["coördinaten die wij niet lezen"]),
    "GeoPackage with an endless view": (_view(), None, ["GeoPackage zonder gebieden"]),
    "database of something else": (b"SQLite format 3\0" + b"\0" * 500, None, ["GeoPackage"]),
    "workbook of something else": (
        country.workbook(sheet=country.sheet_xml([["naam", "bedrag"]])),
        None,
        ["Excel", "gwb_code_10"],
    ),
    "workbook without a year": (country.workbook(name="Blad1"), None, ["noemt geen jaar", "--jaar"]),
    "workbook of zeroes": (
        country.workbook(**{"xl/media/groot.bin": b"\0" * (401 * 1024 * 1024)}),
        None,
        ["uitgepakt groter dan 400 MB"],
    ),
    "workbook of laughs": (country.workbook(sheet=_BILLION_LAUGHS), None, ["Excel", "beschadigd"]),
    "workbook cut": (country.workbook()[:-60], None, ["Excel", "beschadigd"]),
    "zip of something else": (_zip_of("lees.mij"), None, ["Excel", "beschadigd"]),
    "double column": (_with_cells((0, 6, "a_inw")), None, ["rij 1", "a_inw staat er twee keer in"]),
    "negative in a workbook": (_with_cells((3, 6, -3)), None, ["rij 4", "a_hh", "-3"]),
    "double area in a workbook": (_with_cells((4, 0, "WK990100")), None, ["rij 5", "WK990100", "nog een keer"]),
    "OData of an unknown table": (country.odata("12345NED"), None, ["noemt geen jaar", "--jaar"]),
    "OData without names": (
        {row["WijkenEnBuurten"].strip(): {"AantalInwoners_5": 1} for row in country.odata()["value"][1:]},
        2022,
        ["zonder naam"],
    ),
    "population without periods": (country.population_csv().replace("Perioden", "Jaren"), None, ["Perioden ontbreekt"]),
    "population without its column": (
        country.population_csv().replace("BevolkingAanHetBeginVanDePeriode_1", "BevolkingAanHetBeginVanDePeriodeX"),
        None,
        ["kolom BevolkingAanHetBeginVanDePeriode ontbreekt"],
    ),
}


@pytest.mark.parametrize(("content", "year", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_one_sentence(root, content, year, told):
    before = small.tree(root)
    with pytest.raises(SourceError) as refused:
        _load(root, content, year=year)
    for part in ["1.bestand", *told]:
        assert part in refused.value.sentence
    assert refused.value.sentence.isprintable()
    assert len(refused.value.sentence) < 500
    assert small.tree(root) == before


def test_a_cell_far_away_takes_no_room_for_the_cells_before_it(root):
    far = country.sheet_xml(country.kwb_rows()).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    tracemalloc.start()
    begun = time.perf_counter()
    _load(root, country.workbook(sheet=far))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
    assert time.perf_counter() - begun < 10


def test_two_files_that_draw_the_same_area_are_both_named(root):
    with pytest.raises(SourceError, match=r"1.bestand en 2.bestand zijn allebei grenzen: BU99010001"):
        _load(root, country.wfs(), country.wfs(name="anders"))


def test_figures_of_another_division_than_the_outlines_name_both_years(root):
    """An old buurt that the outlines of 2022 no longer have."""
    counts = "code,naam,soort,titel,aantal,jaar\nBU99010009,Weg,0.0.0,Totaal misdrijven,5,2014\n"
    with pytest.raises(SourceError, match="indeling van 2022") as refused:
        _load(root, country.wfs(), counts, gemeente="GM9901")
    assert "hetzelfde jaar" in refused.value.sentence
