"""A town of two wijken and four buurten, as files that a publisher could have written. One name is both."""

import json

GEMEENTE = "GM9901"

# In the order of StatLine: the gemeente, then each wijk followed by its buurten.
AREAS = [
    ("GM9901", "Klein"),
    ("WK990100", "Oost"),
    ("BU99010001", "Kade"),
    ("BU99010002", "Chassé"),
    ("WK990101", "Dorp"),
    ("BU99010100", "Dorp"),
    ("BU99010101", "Veld"),
]
CODES = [code for code, _ in AREAS]
NAMES = [name for _, name in AREAS]
WIJK_OF_BUURT = {"BU99010001": 1, "BU99010002": 1, "BU99010100": 4, "BU99010101": 4}

# Per year the counts of the four buurten.
YEARS = {2021: (30, 12, 7, 0), 2022: (25, 18, 9, 2)}


def with_sums(buurten):
    """Seven counts in the order of StatLine, out of those of the four buurten."""
    one, two, three, four = buurten
    return [one + two + three + four, one + two, one, two, three + four, three, four]


def counts_by_code(year, share=1):
    return dict(zip(CODES, with_sums([count // share for count in YEARS[year]]), strict=True))


def geojson(**changes):
    """The outlines of the buurten, four squares side by side; `changes` replace parts of the collection."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "BUURTCODE": code[6:],
                "BUURT": name,
                "GOUWCODE": code[6:8],
                "GOUW": NAMES[WIJK_OF_BUURT[code]],
                "GEMEENTECODE": "9901",
                "GEMEENTE": "Klein",
            },
            "geometry": {"type": "Polygon", "coordinates": [square(4.70 + 0.01 * number, 51.60)]},
        }
        for number, (code, name) in enumerate((code, name) for code, name in AREAS if code in WIJK_OF_BUURT)
    ]
    return {"type": "FeatureCollection", "features": features, **changes}


def square(west, south, size=0.01):
    return [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]


def geojson_text(**changes):
    return json.dumps(geojson(**changes), ensure_ascii=False)


def statline(rows, kind="Soort misdrijf", count="Geregistreerde misdrijven (aantal)"):
    """StatLine's CSV: BOM, semicolons, quotes, padded numbers. Rows are type, period, name and count."""
    header = f'"{kind}";"Perioden";"Wijken en buurten";"{count}"'
    lines = [f'"{label}";"{period}";"{name}";"{value!s:>8}"' for label, period, name, value in rows]
    return "\ufeff" + "\r\n".join([header, *lines]) + "\r\n"


def crime_rows(label="Totaal misdrijven", share=1):
    return [(label, year, name, counts_by_code(year, share)[code]) for code, name in AREAS for year in YEARS]


def crime_text():
    return statline(crime_rows())


def nuisance_text():
    rows = [("Melding overlast jeugd", 2022, name, counts_by_code(2022)[code]) for code, name in AREAS]
    return statline(rows, "Overlast", "Geregistreerde overlast (aantal)")


def crime_by_type_text(with_year=False):
    header = "code,naam,soort,titel,aantal,opgesplitst" + (",jaar" if with_year else "")
    lines = [
        f"{code},{name},{key},{title},{counts_by_code(2022, share)[code]},false" + (",2022" if with_year else "")
        for key, title, share in (("0.0.0", "Totaal misdrijven", 1), ("1.1.1", "1.1.1 Diefstal/inbraak woning", 4))
        for code, name in AREAS
    ]
    return "\n".join([header, *lines]) + "\n"


def population_years_text(second_name="Chass"):
    """Inhabitants per buurt and year, with one damaged name as in the real file."""
    lines = [
        "regions,neighborhood,2021,2022",
        "Oost,Kade,1000,1010",
        f"Oost,{second_name},500,505",
        "Dorpp,Dorp,200,205",
        "Dorpp,Veld,0,5",
    ]
    return "\n".join(lines) + "\n"


def population_one_year_text():
    lines = [
        "region,region_type,zip_code,inhabitants,addresses,houses",
        "Oost,Borough,4811,1510,900,800",
        "Kade,Neighbourhood,4811,1010,600,550",
        "Chassé,Neighbourhood,4811,505,300,250",
        "Dorp,Borough,4812,210,100,90",
        "Dorp,Neighbourhood,4812,205,95,88",
        "Veld,Neighbourhood,4812,5,5,2",
    ]
    return "\ufeff" + "\n".join(lines) + "\n"


FILES = {
    "grenzen": geojson_text,
    "inwoners": population_years_text,
    "woningen": population_one_year_text,
    "misdrijven": crime_text,
    "overlast": nuisance_text,
    "soorten": crime_by_type_text,
}


def write_files(folder, **texts):
    """Write the town's files, with other texts (or bytes) for some; gives their paths by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for kind, make in FILES.items():
        content = texts.get(kind, make())
        if content is not None:
            # Names and extensions say nothing on purpose.
            paths[kind] = folder / f"{kind}.bestand"
            paths[kind].write_bytes(content if isinstance(content, bytes) else content.encode())
    return paths
