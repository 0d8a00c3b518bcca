"""The Leefbaarometer: version 3.0 only, context, the same from CSV and from Parquet."""

import csv
import io
from collections import Counter
from datetime import date

import polars as pl
import pytest

from data.catalogue import load_catalogue
from data.catalogue.entries import Direction
from data.errors import SourceError
from data.sources.leefbaarometer import SERIES, read_scores
from tests.data import figure_town as figures
from tests.data import small_town as town


def _read(content):
    return read_scores(figures.opened(content), figures.known())


@pytest.mark.parametrize("content", [figures.scores_text(), figures.scores_parquet()], ids=["csv", "parquet"])
def test_scores_of_version_three_are_stored_and_nothing_else(tmp_path, content):
    text, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, content)
    assert figures.stored(snapshot, SERIES) == {
        ("BU99010001", date(2018, 1, 1)): 4.1234567,
        ("BU99010001", date(2020, 1, 1)): 4.2,
        ("BU99010002", date(2018, 1, 1)): None,
    }
    for told in [
        "Leefbaarometer 2.0 (1 rijen)",
        "weegt niet mee",
        "1 gemeente is weggelaten: daarvan zijn geen buurten geladen.",
        "geeft de uitgever geen waarde",
    ]:
        assert told in text


def test_it_is_context_and_no_criterion():
    indicator = load_catalogue().indicators[SERIES]
    assert indicator.direction is Direction.CONTEXT
    assert not indicator.is_criterion


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("4.1234567", "vier", ["rij 3", "lbm", "vier"]),
        ("4.1234567", "inf", ["rij 3", "lbm", "inf"]),
        ("4.1234567", "1" * 400, ["rij 3", "lbm"]),
        (",2018,Kade", ",ooit,Kade", ["rij 3", "jaar", "ooit"]),
        (",2018,Kade", ",2020,Kade", ["rij 4", "BU99010001", "nog een keer"]),
        ("BU12340000", "Elders", ["rij 6", "bu_code", "Elders"]),
        ("Leefbaarometer 3.0", "Leefbaarometer 2.0", ["geen scores van versie 3.0"]),
        ("BU9901000", "BU9901009", ["andere buurten", "Klein", "verschillende jaren"]),
        ("BU9901", "BU1234", ["nog geen buurten bekend"]),
    ],
)
def test_what_cannot_be_a_score_is_refused(old, new, told):
    with pytest.raises(SourceError) as refused:
        _read(figures.scores_text().replace(old, new))
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence


def test_a_gemeente_without_buurten_is_told_to_lack_them_and_not_to_differ():
    areas = [(code, name) for code, name in town.AREAS if not code.startswith("BU")]
    with pytest.raises(SourceError, match="nog geen buurten bekend"):
        read_scores(figures.opened(figures.scores_text()), figures.known(areas))


@pytest.mark.parametrize("content", [figures.scores_parquet()[:-9], b"PAR1" + b"x" * 200 + b"PAR1", b"PAR1"])
def test_damaged_parquet_is_refused(content):
    with pytest.raises(SourceError, match="beschadigd of afgebroken"):
        _read(content)


def test_other_parquet_is_refused():
    buffer = io.BytesIO()
    pl.DataFrame({"a": [1]}).write_parquet(buffer)
    with pytest.raises(SourceError, match="Parquet-bestand dat wij niet kennen"):
        _read(buffer.getvalue())


def test_breda_has_the_same_scores_from_the_lines_of_breda_and_from_those_of_the_country(
    shared_data, tmp_path, proof_table
):
    folder = shared_data / "leefbaarometer"
    with (folder / "leefbaarometer_buurt_2002_2020_breda.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    newest = [line for line in lines if line["versie"] == "Leefbaarometer 3.0"]
    expected = {
        (line["bu_code"], date(int(line["jaar"]), 1, 1)): None if line["lbm"] == "NA" else float(line["lbm"])
        for line in newest
    }
    buurten = sorted({line["bu_code"] for line in newest})
    areas = [("GM0758", "Breda"), *dict.fromkeys((f"WK{code[2:8]}", f"WK{code[2:8]}") for code in buurten)]
    areas += [(code, code) for code in buurten]
    for name in ("breda.csv", "nl.parquet"):
        text, snapshot = figures.load(tmp_path / name, areas, folder / f"leefbaarometer_buurt_2002_2020_{name}")
        assert figures.stored(snapshot, SERIES, "GM0758") == pytest.approx(expected)
        for version, number in Counter(line["versie"] for line in lines).items():
            assert (f"{version} (" in text) == (version != "Leefbaarometer 3.0")
            if name == "breda.csv" and version != "Leefbaarometer 3.0":
                assert f"{version} ({number} rijen)" in text
    everywhere = pl.read_parquet(folder / "leefbaarometer_buurt_2002_2020_nl.parquet")["versie"].value_counts()
    for version, number in everywhere.iter_rows():
        told = f"{version} ({number:,} rijen)".replace(",", ".")
        assert (told in text) == (version != "Leefbaarometer 3.0")
    assert (len(lines), everywhere["count"].sum()) == (386, 92_683)
    proof_table("scores of the Leefbaarometer compared with the file", len(expected))
