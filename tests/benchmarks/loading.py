"""Files of a gemeente of a hundred buurten with ten years of months, as CBS and the police publish them.

python -m tests.benchmarks.loading FOLDER    writes the files, loads them into FOLDER, and prints seconds and rows
"""

import csv
import json
import random
import sys
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from data.catalogue import load_catalogue
from data.settings import Settings
from data.sources.load import Asked, read_deliveries
from data.warehouse import open_snapshot, store

GEMEENTE, WIJKEN, BUURTEN_PER_WIJK = "GM9950", 10, 10
YEARS = range(2013, 2023)
NOW = datetime(2026, 11, 2, tzinfo=UTC)


def write_files(folder):
    """The outlines of three levels and one table of crime by month; gives the paths and the number of counts."""
    wijken = [f"WK9950{place:02d}" for place in range(WIJKEN)]
    buurten = [f"BU{wijk[2:]}{place:02d}" for wijk in wijken for place in range(BUURTEN_PER_WIJK)]
    paths = []
    for level, codes in (("gemeente", [GEMEENTE]), ("wijk", wijken), ("buurt", buurten)):
        paths.append(folder / f"{level}.geojson")
        features = [_feature(code, place) for place, code in enumerate(codes)]
        paths[-1].write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    paths.append(folder / "maanden.csv")
    return paths, _write_counts(paths[-1], buurten)


def _feature(code, place):
    """A square; a wijk covers its row of buurten, the gemeente all of them."""
    wide, high = {"GM": (BUURTEN_PER_WIJK, WIJKEN), "WK": (BUURTEN_PER_WIJK, 1), "BU": (1, 1)}[code[:2]]
    column, row = (place % BUURTEN_PER_WIJK, place // BUURTEN_PER_WIJK) if code[:2] == "BU" else (0, place)
    west, south, step = 4.7 + 0.01 * column, 51.6 + 0.01 * row, 0.01
    corners = [(0, 0), (wide, 0), (wide, high), (0, high), (0, 0)]
    ring = [[west + step * x, south + step * y] for x, y in corners]
    names = {"gemeente": GEMEENTE, "wijk": "WK" + code[2:8], "buurt": code}
    depth = ["GM", "WK", "BU"].index(code[:2]) + 1
    named = {f"{level}{part}": own for level, own in list(names.items())[:depth] for part in ("code", "naam")}
    counts = {"aantalInwoners": 1000 * wide * high, "aantalHuishoudens": 450 * wide * high, "oppervlakteLandInHa": 80}
    properties = {**named, "water": "NEE", **counts, "jrstatcode": f"2022{code}", "jaar": 2022}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _write_counts(path, buurten):
    """StatLine's CSV with codes of 47022NED: every monthly type, month and area; wijken and gemeente are sums."""
    draw, rows = random.Random(47022), 0
    types = [one.key for one in load_catalogue().crime_types.values() if not one.year_only and one.key != "0.0.0"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["ID", "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"])
        for year in YEARS:
            for month in range(1, 13):
                for key in types:
                    counts = {code: int(draw.expovariate(1.2)) for code in buurten}
                    for code, count in list(counts.items()):
                        for around in (f"WK{code[2:8]}", GEMEENTE):
                            counts[around] = counts.get(around, 0) + count
                    for code, count in counts.items():
                        out.writerow([rows, key.ljust(6), code.ljust(10), f"{year}MM{month:02d}", f"{count:>8}"])
                        rows += 1
    return rows


def load(folder):
    """Write the files, load them through the door that people use, and give seconds and the rows that are stored."""
    paths, written = write_files(folder)
    settings = Settings(gemeente=GEMEENTE, home=folder / "thuis")
    begun = time.perf_counter()
    with redirect_stdout(StringIO()):
        deliveries, report = read_deliveries(paths, settings.warehouse, load_catalogue(), NOW, Asked(GEMEENTE, 2022))
        store(settings.warehouse, deliveries, now=NOW, report=report)
    seconds = time.perf_counter() - begun
    stored = open_snapshot(settings.warehouse).tables[GEMEENTE]["observations"].rows
    if stored != written:
        raise RuntimeError(f"{written} counts were written and {stored} are stored")
    return seconds, stored


if __name__ == "__main__":
    print(*load(Path(sys.argv[1])))
