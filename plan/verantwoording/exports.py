"""Files that leave the house: figures through the gate, and text that no spreadsheet will run."""

from __future__ import annotations

from io import BytesIO

import polars as pl

# A cell that starts so is run as a formula by spreadsheet programs; a tab or line break can start a new cell.
_RUNS_AS_FORMULA = r"^[=+\-@\t\r\n]"
_CONTROL = r"[\x00-\x1f\x7f]"


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Make every text cell harmless in a spreadsheet: no control characters, and an apostrophe before a formula."""
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(_RUNS_AS_FORMULA))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .str.replace_all(_CONTROL, " ")
        .alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String
    )


def as_csv(frame: pl.DataFrame) -> bytes:
    """Write a frame as spreadsheets in the Netherlands read it: semicolons, decimal commas, UTF-8 with a mark."""
    text = without_formulas(frame).write_csv(separator=";", decimal_comma=True, null_value="")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Write a frame as Parquet, for programs: types kept, text made harmless all the same."""
    buffer = BytesIO()
    without_formulas(frame).write_parquet(buffer)
    return buffer.getvalue()
