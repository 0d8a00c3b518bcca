"""What may be shown to whom, and how small a place may be. Every table can be read aloud by an adviser veiligheid.

In every table the first columns are the question and the last ones the answer: open, grover (coarser, and what to ask
instead) or gesloten (closed), and the rule that decided.
"""

import pytest

from data.catalogue import Subject
from data.schemas import Level
from metrics.gate import Audience, Request, answer

SUBJECTS = {"plaats": Subject.PLACE, "mensen": Subject.PERSON, "zwaar": Subject.GRAVE}

WHO_MAY_SEE_IT = """
    gevoeligheid | publiek  | antwoord | regel
    open         | openbaar | open     | geen bezwaar
    open         | raad     | open     | geen bezwaar
    open         | intern   | open     | geen bezwaar
    open         | gevoelig | open     | geen bezwaar
    intern       | openbaar | gesloten | gevoeligheid
    intern       | raad     | gesloten | gevoeligheid
    intern       | intern   | open     | geen bezwaar
    intern       | gevoelig | open     | geen bezwaar
    gevoelig     | openbaar | gesloten | gevoeligheid
    gevoelig     | raad     | gesloten | gevoeligheid
    gevoelig     | intern   | gesloten | gevoeligheid
    gevoelig     | gevoelig | open     | geen bezwaar
"""

HOW_SMALL_A_PLACE = """
    onderwerp | kleinste gebied | gevraagd | antwoord | in plaats daarvan | regel
    plaats    | buurt           | buurt    | open     | -                 | geen bezwaar
    plaats    | wijk            | buurt    | grover   | wijk              | kleinste gebied
    plaats    | wijk            | wijk     | open     | -                 | geen bezwaar
    plaats    | gemeente        | buurt    | grover   | gemeente          | kleinste gebied
    plaats    | gemeente        | wijk     | grover   | gemeente          | kleinste gebied
    plaats    | gemeente        | gemeente | open     | -                 | geen bezwaar
    mensen    | buurt           | buurt    | grover   | wijk              | onderwerp over mensen
    mensen    | buurt           | wijk     | open     | -                 | geen bezwaar
    mensen    | wijk            | buurt    | grover   | wijk              | onderwerp over mensen
    mensen    | gemeente        | wijk     | grover   | gemeente          | kleinste gebied
    zwaar     | buurt           | buurt    | grover   | gemeente          | zwaar onderwerp
    zwaar     | buurt           | wijk     | grover   | gemeente          | zwaar onderwerp
    zwaar     | buurt           | gemeente | open     | -                 | geen bezwaar
"""

ENOUGH_INHABITANTS = """
    gebied   | inwoners | maanden | antwoord | in plaats daarvan | regel
    buurt    | 501      | 12      | open     | -                 | geen bezwaar
    buurt    | 500      | 12      | open     | -                 | geen bezwaar
    buurt    | 499      | 12      | grover   | 36 maanden        | weinig inwoners
    buurt    | 1001     | 6       | open     | -                 | geen bezwaar
    buurt    | 1000     | 6       | open     | -                 | geen bezwaar
    buurt    | 999      | 6       | grover   | 36 maanden        | weinig inwoners
    buurt    | 168      | 12      | grover   | 36 maanden        | weinig inwoners
    buurt    | 167      | 12      | grover   | 36 maanden        | weinig inwoners
    buurt    | 166      | 12      | grover   | wijk              | weinig inwoners
    buurt    | 167      | 36      | open     | -                 | geen bezwaar
    buurt    | 166      | 36      | grover   | wijk              | weinig inwoners
    buurt    | 100      | 60      | open     | -                 | geen bezwaar
    buurt    | 60       | 12      | grover   | wijk              | weinig inwoners
    buurt    | 0        | 12      | grover   | wijk              | weinig inwoners
    buurt    | onbekend | 12      | grover   | wijk              | weinig inwoners
    wijk     | 499      | 12      | grover   | 36 maanden        | weinig inwoners
    wijk     | 100      | 12      | grover   | gemeente          | weinig inwoners
    gemeente | 499      | 12      | grover   | 36 maanden        | weinig inwoners
    gemeente | 100      | 12      | gesloten | -                 | weinig inwoners
"""

ENOUGH_ANSWERS = """
    gebied   | antwoorden | marge | antwoord | in plaats daarvan | regel
    wijk     | 101        | ja    | open     | -                 | geen bezwaar
    wijk     | 100        | ja    | open     | -                 | geen bezwaar
    wijk     | 99         | ja    | grover   | gemeente          | weinig antwoorden
    wijk     | onbekend   | ja    | grover   | gemeente          | weinig antwoorden
    wijk     | 5000       | nee   | gesloten | -                 | geen marge
    buurt    | 99         | ja    | grover   | gemeente          | weinig antwoorden
    buurt    | 100        | ja    | open     | -                 | geen bezwaar
    gemeente | 99         | ja    | open     | -                 | geen bezwaar
    gemeente | onbekend   | ja    | open     | -                 | geen bezwaar
    gemeente | 5000       | nee   | gesloten | -                 | geen marge
"""

WHICH_RULE_GOES_FIRST = """
    gevoeligheid | onderwerp | gevraagd | cijfer bekend | inwoners | antwoord | regel
    intern       | zwaar     | buurt    | nee           | 10       | gesloten | gevoeligheid
    open         | zwaar     | buurt    | nee           | 10       | grover   | zwaar onderwerp
    open         | plaats    | buurt    | nee           | 10       | gesloten | geen cijfer
    open         | plaats    | buurt    | ja            | 10       | grover   | weinig inwoners
    open         | plaats    | buurt    | ja            | 9000     | open     | geen bezwaar
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def asked(row):
    """The request that a row of a table stands for; what it does not name is no hindrance."""
    inhabitants = row.get("inwoners", "10000")
    respondents = row.get("antwoorden", "onbekend")
    return Request(
        lowest_level=Level(row.get("kleinste gebied", "buurt")),
        subject=SUBJECTS[row.get("onderwerp", "plaats")],
        sensitivity=row.get("gevoeligheid", "open"),
        public_at_source=True,
        is_survey="antwoorden" in row,
        level=Level(row.get("gevraagd", row.get("gebied", "gemeente"))),
        audience=Audience(row.get("publiek", "raad")),
        has_figure=row.get("cijfer bekend", "ja") == "ja",
        inhabitants=None if inhabitants == "onbekend" else float(inhabitants),
        months=int(row.get("maanden", 12)),
        respondents=None if respondents == "onbekend" else int(respondents),
        has_margin=row.get("marge") == "ja",
    )


TABLES = (WHO_MAY_SEE_IT, HOW_SMALL_A_PLACE, ENOUGH_INHABITANTS, ENOUGH_ANSWERS, WHICH_RULE_GOES_FIRST)


@pytest.mark.parametrize(
    "row", [row for table in TABLES for row in rows(table)], ids=lambda row: " ".join(row.values())
)
def test_the_gate_answers_as_the_table_says(row):
    given = answer(asked(row))
    assert (given.state, given.rule) == (row["antwoord"], row["regel"])
    if "in plaats daarvan" in row:
        instead = given.use_level or (f"{given.use_months} maanden" if given.use_months else "-")
        assert instead == row["in plaats daarvan"]
