"""The small town's figures in every form that publishers write them; the areas are those of `small_town`."""

import io
import json
from pathlib import Path

import geopandas as gpd
import polars as pl
import shapely

from data.catalogue import load_catalogue
from data.schemas import Level
from data.sources.files import SourceFile
from data.sources.load import read_deliveries
from data.sources.opened import OpenedFile
from data.sources.places import Place, Places
from data.sources.shapes import Known
from data.warehouse import Delivery, open_snapshot, store
from tests.data import small_tables as small
from tests.data import small_town as town

YEAR = 2022
MONTHS = ("2022MM01", "2022MM02")


def places(areas=None):
    def parent(code):
        return {"GM": None, "WK": "GM" + code[2:6], "BU": "WK" + code[2:8]}[code[:2]]

    level = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}
    return Places.of((Place(code, level[code[:2]], name, parent(code)) for code, name in areas or town.AREAS), YEAR)


def known(areas=None, **changes):
    """What a reader knows when the town is loaded."""
    return Known(load_catalogue(), small.NOW, **{"places": places(areas), "only_gemeente": town.GEMEENTE, **changes})


def area_rows(areas, year=YEAR):
    """The areas table of (code, name) pairs."""
    empty = ["inhabitants", "households", "dwellings", "businesses", "jobs", "visitors", "area_ha", "stedelijkheid"]
    flags = ["is_station", "is_uitgaansgebied", "is_instelling", "is_bedrijventerrein"]
    return pl.DataFrame(
        [
            {
                "area_code": place.code,
                "vintage": year,
                "level": place.level.value,
                "name": place.name,
                "parent_code": place.parent_code,
                **dict.fromkeys(empty),
                **dict.fromkeys(flags, False),
            }
            for place in places(areas).all
        ]
    )


def outlines():
    """The four squares that `small_town` draws in degrees and their unions, in metres, by code."""
    buurten = [code for code, _ in town.AREAS if code in town.WIJK_OF_BUURT]
    squares = [shapely.Polygon(town.square(4.70 + 0.01 * number, 51.60)) for number in range(4)]
    drawn = dict(zip(buurten, gpd.GeoSeries(squares, crs="EPSG:4326").to_crs("EPSG:28992"), strict=True))
    for code, _ in town.AREAS:
        if code not in drawn:
            drawn[code] = shapely.unary_union([drawn[one] for one in buurten if one.startswith("BU" + code[2:])])
    return drawn


def outline_rows():
    """The boundaries table of the town."""
    levels = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    rows = [(code, YEAR, levels[code[:2]], shapely.to_wkb(one)) for code, one in outlines().items()]
    return pl.DataFrame(rows, schema=["area_code", "vintage", "level", "geometry"], orient="row")


def load(root, areas, *contents, boundaries=None, asked=None):
    """Store areas, then load files upon them; gives the report and what is stored."""
    by_gemeente = {}
    for code, name in areas:
        by_gemeente.setdefault(f"GM{code[2:6]}", []).append((code, name))
    tables = {gemeente: {"areas": area_rows(of_it)} for gemeente, of_it in by_gemeente.items()}
    for gemeente, table in (boundaries or {}).items():
        tables[gemeente]["boundaries"] = table
    store(root, [Delivery(gemeente, table) for gemeente, table in tables.items()], now=small.NOW)
    paths = []
    for number, content in enumerate(contents):
        if isinstance(content, Path):
            paths.append(content)
            continue
        paths.append(root.parent / f"bestand{number}")
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    deliveries, report = read_deliveries(paths, root, load_catalogue(), small.NOW, asked)
    store(root, deliveries, now=small.NOW)
    return "\n".join(report.lines()), open_snapshot(root)


def stored(snapshot, indicator, gemeente=town.GEMEENTE, table="observations"):
    """Values by area and first day of the period."""
    value = "value" if table == "observations" else "estimate"
    rows = snapshot.table(table, gemeente).filter(pl.col("indicator_id") == indicator).collect()
    return {
        (code, start): number for code, start, number in rows.select("area_code", "period_start", value).iter_rows()
    }


def opened(content, name="bestand.txt"):
    return OpenedFile(SourceFile(name, content if isinstance(content, bytes) else content.encode()))


def padded(code, width=10):
    return code.ljust(width)


def police_rows(periods=("2022JJ00",), keys=("0.0.0", "1.1.1"), untyped=False):
    """Rows of 47018NED or 47022NED: the country, then the town; every key in every area and period."""
    cells = [
        (key, code, period, counts)
        for key, share in zip(keys, (1, 4, 8), strict=False)
        for code, counts in [("NL00", 812_000), *town.counts_by_code(YEAR, share).items()]
        for period in periods
    ]
    return [
        {
            "ID": number,
            "SoortMisdrijf": padded(key, 6),
            "WijkenEnBuurten": padded(code),
            "Perioden": period,
            "GeregistreerdeMisdrijven_1": f"{count:>8}" if untyped else count,
        }
        for number, (key, code, period, count) in enumerate(cells)
    ]


def reply(rows, table="47018NED", **more):
    """An OData version 3 reply around rows. No genuine one was at hand: the envelope is as CBS documents it."""
    address = f"https://dataderden.cbs.nl/ODataApi/OData/{table}/$metadata#Cbs.OData.WebAPI.TypedDataSet"
    return json.dumps({"odata.metadata": address, "value": rows, **more})


def reply_v4(rows, table="83648NED", **more):
    address = f"https://datasets.cbs.nl/odata/v1/CBS/{table}/$metadata#Observations"
    return json.dumps({"@odata.context": address, "value": rows, **more})


def as_csv(rows):
    """Rows as StatLine's 'CSV met statistische codes'."""
    lines = [";".join(rows[0]), *(";".join(str(value) for value in row.values()) for row in rows)]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def police_json_text():
    return reply(police_rows(MONTHS), "47022NED")


def police_csv_text():
    return as_csv(police_rows(untyped=True))


def observation_rows(values=((0, "None"),)):
    """One row per cell, of the total of 83648NED as if version 4 had it."""
    cells = [(code, year) for code in ("NL01", town.GEMEENTE) for year in ("2021JJ00", "2022JJ00")]
    return [
        {
            "Id": number,
            "Measure": "T001161",
            "ValueAttribute": "None",
            "Value": 40 + number,
            "RegioS": code,
            "Perioden": y,
        }
        for number, (code, y) in enumerate(cells)
    ]


def v4_text():
    return reply_v4(observation_rows())


SURVEY_TOPIC = "SocialeCohesieSchaalscore_15"


def survey_rows(years=("2021JJ00", "2023JJ00")):
    values = {"MW00000": 6.1, "MOG0095": 5.8, "MBG0095": 6.4}
    return [
        {
            "ID": 0,
            "Marges": margin,
            "RegioS": padded(code, 6),
            "Perioden": year,
            SURVEY_TOPIC: value,
            "MensenKennenElkaarNauwelijks_7": 20,
        }
        for code in ("NL01", town.GEMEENTE)
        for year in years
        for margin, value in values.items()
    ]


def survey_text():
    return reply(survey_rows(), "85146NED")


def wide_text():
    """StatLine's wide export of total crime."""
    counts = town.counts_by_code(YEAR)
    names = ";".join(f'"{name}"' for _, name in town.AREAS)
    lines = [
        '"Geregistreerde misdrijven; wijken en buurten"',
        '""',
        f'"";"Soort misdrijf";{";".join(["Totaal misdrijven"] * len(counts))}',
        f'"";"Wijken en buurten";{names}',
        f'"Onderwerp";"Perioden";{";".join(["2022"] * len(counts))}',
        f'"Geregistreerde misdrijven";"aantal";{";".join(str(count) for count in counts.values())}',
        '"Bron: Politie"',
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def long_text():
    counts = town.counts_by_code(YEAR)
    lines = [
        ";;Onderwerp;Geregistreerde misdrijven;",
        "Soort misdrijf;Perioden;Wijken en buurten;aantal;",
        *(f"Totaal misdrijven;2022;{name};{counts[code]};" for code, name in town.AREAS),
    ]
    return "\n".join(lines) + "\n"


LEVELLED = {"GM9901": "Klein (Gemeente)", "WK990101": "Dorp (Gebied)", "BU99010100": "Dorp", "BU99010001": "Kade"}


def levelled_text():
    lines = [",Datum,Wijken en buurten,Soort misdrijf,Perioden,Geregistreerde misdrijven (aantal)"]
    number = 100
    for label in ("Totaal misdrijven", "Melding overlast jeugd"):
        for code, name in LEVELLED.items():
            for period in ("2022  januari", "2022 februari "):
                lines.append(f"{number},2022-01-31,{name},{label},{period},{town.counts_by_code(YEAR)[code]}.0")
                number += 1
    return "\n".join(lines) + "\n"


def cbs_text():
    header = "SoortMisdrijf,RegioS,Perioden,TotaalGeregistreerdeMisdrijven_1,GeregistreerdeMisdrijvenRelatief_2"
    lines = [
        f'"Misdrijven, totaal",{name},{year},{count}.0,100.0'
        for name, counts in (("Nederland", (900, 800)), ("Klein (gemeente)", (0, 65)), ("Opgeheven", (12, 13)))
        for year, count in zip((2019, 2020), counts, strict=True)
    ]
    return "\r\n".join([header, *lines]) + "\r\n"


def gemeenten_text():
    rows = [(1, "Nederland", 900), (2, "Utrecht (PV)", 300), (3, "Klein", 65)]
    lines = [f'"Totaal misdrijven";"2022";"{name}";{count}' for _, name, count in rows]
    return "\ufeff" + "\n".join(['"Soort misdrijf";"Perioden";"Regio\'s";"Geregistreerde misdrijven (aantal)"', *lines])


def accidents(points):
    """BRON: each point is longitude, latitude, year and kind."""
    features = [
        {
            "type": "Feature",
            "properties": {"jaar_vkl": year, "ap3_code": kind, "pve_code": "UT"},
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        }
        for longitude, latitude, year, kind in points
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


# In Kade (twelve, one of them deadly, eight with damage only), in Veld (eight) and beside the town (two).
POINTS = [
    *[(4.705, 51.605, 2015, "LET")] * 3,
    (4.705, 51.605, 2016, "DOD"),
    *[(4.706, 51.604, 2015, "UMS")] * 8,
    *[(4.735, 51.605, 2016, "LET")] * 8,
    *[(4.90, 51.60, 2016, "LET")] * 2,
]


def accidents_text():
    return accidents(POINTS)


_SCORES = [
    ("BU99010001", "Leefbaarometer 2.0", 2016, "Kade", 4.01),
    ("BU99010001", "Leefbaarometer 3.0", 2018, "Kade", 4.1234567),
    ("BU99010001", "Leefbaarometer 3.0", 2020, "Kade", 4.2),
    ("BU99010002", "Leefbaarometer 3.0", 2018, "Chassé", None),
    ("BU12340000", "Leefbaarometer 3.0", 2018, "Elders", 3.9),
]


def scores_text():
    lines = [
        f"{code},{version},{year},{name},{'NA' if lbm is None else lbm},NA"
        for code, version, year, name, lbm in _SCORES
    ]
    return "\n".join(["bu_code,versie,jaar,bu_naam,lbm,afw", *lines]) + "\n"


def scores_parquet():
    buffer = io.BytesIO()
    pl.DataFrame(_SCORES, schema=["bu_code", "versie", "jaar", "bu_naam", "lbm"], orient="row").write_parquet(buffer)
    return buffer.getvalue()


FILES = {
    "politie_json": police_json_text,
    "politie_csv": police_csv_text,
    "odata_v4": v4_text,
    "enquete": survey_text,
    "breed": wide_text,
    "lang": long_text,
    "niveaus": levelled_text,
    "cbs": cbs_text,
    "gemeenten": gemeenten_text,
    "ongevallen": accidents_text,
    "scores": scores_text,
    "scores_parquet": scores_parquet,
}
