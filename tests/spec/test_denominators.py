"""By what a count is divided, and where that misleads, as tables that an adviser veiligheid can read aloud."""

import pytest

from metrics.denominators import allowed, settings_of, warnings

COLUMNS = {
    "inwoners": "inhabitants",
    "huishoudens": "households",
    "woningen": "dwellings",
    "vestigingen": "businesses",
    "banen": "jobs",
    "bezoekers": "visitors",
}

UNITS = """
    deler       | eenheid
    inwoners    | per 1.000 inwoners
    huishoudens | per 1.000 huishoudens
    woningen    | per 1.000 woningen
    vestigingen | per 100 vestigingen
    banen       | per 1.000 banen
    bezoekers   | per 1.000 bezoekers op een gewone dag
"""

WHAT_MAKES_AN_AREA_SPECIAL = """
    gebied           | inwoners | banen    | bezoekers | bijzonder
    gewoon           | 5000     | 800      | onbekend  | -
    gewoon           | 5000     | onbekend | onbekend  | -
    gewoon           | 1000     | 1500     | 500       | -
    gewoon           | 1000     | 1501     | 500       | veel mensen die er niet wonen
    gewoon           | 1000     | onbekend | 9000      | veel mensen die er niet wonen
    gewoon           | 0        | 1        | onbekend  | veel mensen die er niet wonen
    gewoon           | 0        | 0        | 0         | -
    gewoon           | onbekend | 9000     | 9000      | -
    station          | 5000     | 800      | 100       | station
    uitgaansgebied   | 5000     | 800      | 100       | uitgaansgebied
    instelling       | 5000     | 800      | 100       | instelling
    bedrijventerrein | 60       | 4000     | onbekend  | bedrijventerrein, veel mensen die er niet wonen
"""

WHAT_MISLEADS = """
    gebied           | inwoners | banen | deler       | misleidt door
    gewoon           | 5000     | 800   | inwoners    | -
    station          | 5000     | 800   | inwoners    | station
    station          | 5000     | 800   | huishoudens | station
    station          | 5000     | 800   | banen       | station
    station          | 5000     | 800   | bezoekers   | -
    station          | 5000     | 800   | woningen    | -
    uitgaansgebied   | 5000     | 800   | inwoners    | uitgaansgebied
    uitgaansgebied   | 5000     | 800   | vestigingen | -
    instelling       | 5000     | 800   | inwoners    | instelling
    instelling       | 5000     | 800   | banen       | -
    bedrijventerrein | 60       | 4000  | inwoners    | bedrijventerrein
    bedrijventerrein | 60       | 4000  | vestigingen | -
    gewoon           | 1000     | 9000  | inwoners    | veel mensen die er niet wonen
    gewoon           | 1000     | 9000  | banen       | -
"""

WHAT_TO_LOOK_AT_INSTEAD = """
    gebied           | inwoners | vestigingen | woningen | in plaats daarvan
    station          | 5000     | 90          | 2100     | woningen, vestigingen
    station          | 5000     | 90          | onbekend | vestigingen
    uitgaansgebied   | 5000     | onbekend    | 2100     | woningen
    bedrijventerrein | 60       | 200         | 25       | vestigingen
    bedrijventerrein | 60       | onbekend    | 0        | -
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def an_area(row):
    amounts = {column: row[name] for name, column in COLUMNS.items() if name in row}
    known = {column: None if text == "onbekend" else int(text) for column, text in amounts.items()}
    marks = {
        f"is_{kind}": row["gebied"] == kind for kind in ("station", "uitgaansgebied", "instelling", "bedrijventerrein")
    }
    return known | marks


def joined(words):
    return ", ".join(words) or "-"


@pytest.mark.parametrize("row", rows(UNITS), ids=lambda row: " ".join(row.values()))
def test_a_rate_has_the_unit_of_the_table(row):
    (denominator,) = allowed([COLUMNS[row["deler"]]])
    assert denominator.unit == row["eenheid"]
    assert f"per {denominator.per:,.0f} ".replace(",", ".") in denominator.unit


@pytest.mark.parametrize("row", rows(WHAT_MAKES_AN_AREA_SPECIAL), ids=lambda row: " ".join(row.values()))
def test_an_area_is_special_where_the_table_says(row):
    assert joined(settings_of(an_area(row))) == row["bijzonder"]


@pytest.mark.parametrize("row", rows(WHAT_MISLEADS), ids=lambda row: " ".join(row.values()))
def test_a_denominator_misleads_where_the_table_says(row):
    (chosen,) = allowed([COLUMNS[row["deler"]]])
    assert joined(one.setting for one in warnings(an_area(row), chosen)) == row["misleidt door"]


@pytest.mark.parametrize("row", rows(WHAT_TO_LOOK_AT_INSTEAD), ids=lambda row: " ".join(row.values()))
def test_what_to_look_at_instead_is_what_the_table_says(row):
    choices = allowed(["inhabitants", "dwellings", "businesses"])
    (warned,) = warnings(an_area(row), choices[0], choices)
    dutch = {column: name for name, column in COLUMNS.items()}
    assert joined(dutch[one.column] for one in warned.instead) == row["in plaats daarvan"]
