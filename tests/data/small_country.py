"""Two gemeenten in every form in which publishers give areas, outlines and key figures."""

import io
import json
import sqlite3
import struct
import zipfile
from xml.sax.saxutils import escape

import geopandas as gpd
import shapely

from tests.data.small_town import square

YEAR = 2022

# Code, name, inhabitants, households, dwellings, land in hectares, urbanity.
AREAS = [
    ("GM9901", "Klein", 1720, 800, 790, 310, 3),
    ("WK990100", "Oost", 1515, 700, 690, 160, 2),
    ("BU99010001", "Kade", 1010, 500, 495, 80, 1),
    ("BU99010002", "Chassé", 505, 200, 195, 80, 2),
    ("WK990101", "Dorp", 210, 100, 100, 150, 5),
    ("BU99010100", "Dorp", 205, 98, 97, 75, 5),
    ("BU990101AA", "Veld", 5, None, None, 75, 5),
    ("GM9903", "Groot", 2000, 900, 910, 80, 1),
    ("WK990300", "Midden", 2000, 900, 910, 80, 1),
    ("BU99030000", "Markt", 2000, 900, 910, 80, 1),
]
BUURTEN = [row for row in AREAS if row[0].startswith("BU")]
NAMES = {code: name for code, name, *_ in AREAS}
INHABITANTS = {code: inhabitants for code, _, inhabitants, *_ in AREAS}
MISSING = -99997


def outline(code):
    """Squares side by side for the buurten, and the row of them for what lies around."""
    number = [row[0] for row in BUURTEN].index(code) if code.startswith("BU") else None
    if number is not None:
        return shapely.Polygon(square(4.70 + 0.01 * number, 51.60))
    parts = [outline(one[0]) for one in BUURTEN if one[0][2:].startswith(code[2:])]
    return shapely.unary_union(parts)


def collection(rows, properties_of, **changes):
    """GeoJSON of some areas; `changes` replace parts of the collection."""
    features = [
        {"type": "Feature", "properties": properties_of(row), "geometry": shapely.geometry.mapping(outline(row[0]))}
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features, **changes}


def at(level):
    return [row for row in AREAS if row[0].startswith(level)]


def wfs_properties(row):
    """As the WFS writes them, with sentinels, a year, and a column about descent."""
    code, _, inhabitants, households, _, hectares, urbanity = row
    levels = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    around = {"GM": f"GM{code[2:6]}", "WK": f"WK{code[2:8]}", "BU": code}
    named = {}
    for level in list(levels)[list(levels).index(code[:2]) :: -1]:
        named |= {f"{levels[level]}code": around[level], f"{levels[level]}naam": NAMES[around[level]]}
    return {
        **named,
        "water": "NEE",
        "stedelijkheidAdressenPerKm2": urbanity,
        "aantalInwoners": inhabitants,
        "aantalHuishoudens": MISSING if households is None else households,
        "percentageUitMarokko": 1,
        "oppervlakteLandInHa": hectares,
        "jrstatcode": f"{YEAR}{code}",
        "jaar": YEAR,
    }


def wfs(level="BU", **changes):
    return collection(at(level), wfs_properties, **changes)


def _snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def snake_properties(row):
    return {_snake(name): value for name, value in wfs_properties(row).items()}


def indeling(level="GM"):
    def properties(row):
        return {"id": 1, "statcode": row[0], "jrstatcode": f"{YEAR}{row[0]}", "statnaam": row[1], "rubriek": "x"}

    return collection(at(level), properties)


def tmap(level="WK"):
    words = ("extremely", "strongly", "moderately", "hardly", "not")

    def properties(row):
        code, name, inhabitants, _, dwellings, hectares, urbanity = row
        return {
            "code": code,
            "name": name,
            "area": hectares / 100,
            "urbanity": f"{words[urbanity - 1]} urbanised",
            "population": inhabitants,
            "dwelling_total": dwellings,
        }

    return collection(at(level), properties)


def api():
    """As the API of Amsterdam gives them: CRS84 without a version, no year, no names of wijken."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC::CRS84"}}
    rows = [row for row in BUURTEN if row[0].startswith("BU9901")]
    return collection(
        rows, lambda row: {"naam": row[1], "code": row[0][6:], "cbsCode": row[0], "ligtInWijkId": "1"}, crs=crs
    )


def topology():
    geometries = [
        {"type": None, "properties": {"rubriek": "buurt", "statcode": row[0], "statnaam": row[1]}} for row in BUURTEN
    ]
    return {
        "type": "Topology",
        "arcs": [[[1, 1], [2, 2]]],
        "transform": {"scale": [0.0038, 0.0028], "translate": [3.3, 50.7]},
        "objects": {"layer": {"type": "GeometryCollection", "geometries": geometries}},
    }


def wkt_csv():
    """Columns of the wijk- en buurtkaart as of 2017, with the outline in the last one."""
    header = ",BU_CODE,BU_NAAM,WK_CODE,GM_CODE,GM_NAAM,WATER,STED,AANT_INW,AANTAL_HH,P_MAROKKO,OPP_LAND,geometry"
    lines = [
        f"{number},{code},{name},WK{code[2:8]},GM{code[2:6]},{NAMES['GM' + code[2:6]]},NEE,{urbanity},{inhabitants},"
        f'{-99999999 if households is None else households},1,{hectares},"{outline(code).wkt}"'
        for number, (code, name, inhabitants, households, _, hectares, urbanity) in enumerate(BUURTEN)
    ]
    return "\n".join([header, *lines]) + "\n"


def amsterdam_csv():
    header = "OBJECTNUMMER;CBS_Buurtcode;Buurtcode;Buurt;Wijkcode;Wijk;Oppervlakte_m2;WKT_LNG_LAT"
    lines = [
        f'{number};"{code}";"{code[6:]}";"{name}";"{code[6:8]}";"{NAMES["WK" + code[2:8]]}";1;"{outline(code).wkt}"'
        for number, (code, name, *_) in enumerate(BUURTEN)
        if code.startswith("BU9901")
    ]
    return "\ufeff" + "\n".join([header, *lines, "99;;;;;;;"]) + "\n"


def gemeente_csv():
    header = '"GM_CODE","GM_NAAM","H2O","Aantal inwoners","Aantal huishoudens","Surinaamse migratieachtergrond (%)"'
    lines = [f'"{code}","{name}","NEE",{people},{households},2' for code, name, people, households, *_ in at("GM")]
    return "\n".join([header, *lines]) + "\n"


def gemeenten_csv():
    lines = [f"{code[2:]},{code},{name},30,PV30,Fryslân" for code, name, *_ in at("GM")]
    return "\n".join(["Gemeentecode,GemeentecodeGM,Gemeentenaam,Provinciecode,ProvinciecodePV,Provincienaam", *lines])


def odata(table="85318NED"):
    rows = [
        {"WijkenEnBuurten": "NL00      ", "Gemeentenaam_1": "Nederland", "AantalInwoners_5": 17_000_000},
        *(
            {
                "WijkenEnBuurten": f"{code:<10}",
                "Gemeentenaam_1": NAMES["GM" + code[2:6]],
                "AantalInwoners_5": people,
                "HuishoudensTotaal_29": households,
                "Woningvoorraad_35": dwellings,
                "BuitenEuropa_19": 3,
                "OppervlakteLand_123": hectares,
                "MateVanStedelijkheid_125": urbanity,
            }
            for code, _, people, households, dwellings, hectares, urbanity in AREAS
        ),
    ]
    return {"odata.metadata": f"https://opendata.cbs.nl/ODataApi/OData/{table}/$metadata#TypedDataSet", "value": rows}


def population_csv():
    lines = ['"ID";"RegioS";"Perioden";"BevolkingAanHetBeginVanDePeriode_1";"BevolkingAanHetEindeVanDePeriode_15"']
    for code, people in (("GM9901", 1700), ("GM9903", 1900), ("GM9909", 5)):
        lines += [f'"1";"{code}";"{year}JJ00";"{people + year - 2020}";"1"' for year in (2020, 2021, 2022)]
    return "\ufeff" + "\n".join([*lines, '"9";"GM9901";"2023JJ00";"";""', '"9";"GM9901";"2022MM01";"7";"7"']) + "\n"


def geopackage(srs=28992):
    """A small GeoPackage of pages of half a kilobyte, with the three layers and their names in small letters."""
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA page_size = 512")
    database.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
    for layer, level in (("gemeenten", "GM"), ("wijken", "WK"), ("buurten", "BU")):
        rows = [snake_properties(row) for row in at(level)]
        names = ", ".join(f'"{name}"' for name in rows[0])
        database.execute(f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY, geom BLOB, {names})")
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?)", (layer, srs))
        for row, values in zip(at(level), rows, strict=True):
            shape = gpd.GeoSeries([outline(row[0])], crs=4326).to_crs(srs).iloc[0]
            blob = struct.pack("<2sBBi", b"GP", 0, 1, srs) + shapely.to_wkb(shape)
            marks = ", ".join("?" * len(values))
            database.execute(f"INSERT INTO {layer} (geom, {names}) VALUES (?, {marks})", (blob, *values.values()))
    database.commit()
    return database.serialize()


KWB_HEADER = [
    "gwb_code_10",
    "gwb_code_8",
    "regio",
    "gm_naam",
    "recs",
    "a_inw",
    "a_hh",
    "a_lan_ha",
    "ste_mvs",
    "a_marok",
]


def kwb_rows():
    rows = [["NL00", "NL00", "Nederland", "Nederland", "Land", 17_000_000, ".", "3367109", ".", 5]]
    for code, name, people, households, _, hectares, urbanity in AREAS:
        kept = "." if households is None else households
        rows.append([code, code[2:], name, NAMES["GM" + code[2:6]], "x", people, kept, f"{hectares},5", urbanity, 5])
    return [[*KWB_HEADER], *rows]


def sheet_xml(rows):
    """A sheet of shared texts, inline texts and numbers; a formula keeps the value it was saved with."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if isinstance(value, str):
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            elif column == 5:
                cells.append(f'<c r="{place}"><f>1+1</f><v>{value}</v></c>')
            else:
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(sheet=None, name="KWB2022", compression=zipfile.ZIP_DEFLATED, **parts):
    """A workbook with a hidden sheet before the visible one; `parts` replace or add files by their name."""
    content = {
        "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="oud" state="hidden" r:id="r1"/>'
        f'<sheet name="{name}" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml([["verborgen"]]),
        "xl/worksheets/sheet2.xml": sheet or sheet_xml(kwb_rows()),
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for part, text in content.items():
            archive.writestr(zipfile.ZipInfo(part), text, compress_type=compression)
    return buffer.getvalue()


def as_bytes(content):
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    return content if isinstance(content, bytes) else content.encode()


# One file of every shape that brings areas or people, and the year that must be given with it.
FILES = {
    "wfs": (wfs, None),
    "snake case": (lambda: collection(at("BU"), snake_properties), None),
    "indeling": (indeling, None),
    "tmap": (tmap, YEAR),
    "API": (api, None),
    "TopoJSON": (topology, YEAR),
    "WKT": (wkt_csv, YEAR),
    "Amsterdam": (amsterdam_csv, None),
    "GeoPackage": (geopackage, None),
    "kwb": (workbook, None),
    "gemeente CSV": (gemeente_csv, YEAR),
    "gemeenten": (gemeenten_csv, YEAR),
    "OData": (odata, None),
    "population": (population_csv, None),
}


def write(folder, *contents):
    """Write files; their names say nothing on purpose."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.bestand" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(as_bytes(content))
    return paths
