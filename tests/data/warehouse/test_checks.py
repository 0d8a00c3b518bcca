"""The one sentence for a table that breaks its schema."""

import polars as pl
import pytest

from data.errors import BrokenContent
from data.schemas import TABLES
from data.warehouse.checks import _COLUMN_OF_RULE, _RULES, validated
from tests.data import small_tables as small


def test_every_rule_of_every_schema_has_its_words():
    for schema in TABLES.values():
        for rule in schema._validation_rules(with_cast=True):
            column, _, kind = rule.rpartition("|")
            assert kind in _RULES
            assert column or kind == "primary_key" or kind in _COLUMN_OF_RULE


CASES = [
    ("inhabitants", -5, ["rij 2", "kolom inhabitants", "-5", "kleiner"]),
    ("name", "", ["rij 2", "kolom name", "leeg"]),
    ("name", None, ["rij 2", "kolom name", "(leeg)", "ontbreekt"]),
    ("area_code", "BU9901000", ["rij 2", "kolom area_code", "BU9901000", "gebiedscode"]),
    ("area_code", "WK990100", ["rij 2", "kolom area_code", "WK990100", "niveau"]),
    ("parent_code", "GM9901", ["rij 2", "kolom area_code", "bovenliggend"]),
    ("stedelijkheid", 6, ["rij 2", "kolom stedelijkheid", "6", "groter"]),
]


@pytest.mark.parametrize(("column", "value", "told"), CASES)
def test_a_broken_row_is_told_with_row_column_value_and_rule(column, value, told):
    good = small.areas(vintage=2021)
    bad = small.areas(vintage=2022).with_columns(pl.lit(value).alias(column))
    with pytest.raises(BrokenContent) as refused:
        validated("areas", pl.concat([good, bad], how="vertical_relaxed"))
    for part in ["De tabel areas", *told]:
        assert part in refused.value.sentence


def test_a_double_key_is_told_with_the_key():
    with pytest.raises(BrokenContent, match=r"area_code \+ vintage de waarde GM9901 2022: die komt twee keer voor"):
        validated("areas", pl.concat([small.areas(1), small.areas(2)]))


def test_a_missing_column_is_named():
    with pytest.raises(BrokenContent, match="mist de kolom households, name"):
        validated("areas", small.areas().drop("name", "households"))


def test_a_value_from_outside_is_shown_short_and_on_one_line():
    bad = small.areas().with_columns(area_code=pl.lit("kwaad\n\x1b[31m" + "x" * 500))
    with pytest.raises(BrokenContent) as refused:
        validated("areas", bad)
    assert refused.value.sentence.isprintable()
    assert len(refused.value.sentence) < 350


def test_a_good_table_comes_back_with_the_types_of_its_schema():
    assert validated("areas", small.areas()).schema["level"] == pl.Enum(["gemeente", "wijk", "buurt"])
