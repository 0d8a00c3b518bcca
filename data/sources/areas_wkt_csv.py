"""CSV with an outline as well-known text in every row: columns of the wijk- en buurtkaart, or the list of Amsterdam."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.sources.key_figures import AreaRows, find_columns, notes_on_rows
from data.sources.opened import OpenedFile
from data.sources.origins import UNSTATED, Origin, cbs
from data.sources.outlines import Drawn, checked, from_wkt
from data.sources.shapes import Content, Known, Shape, Stage

# Amsterdam's own list: the wijk without its prefix, and the outline twice, once with latitude first.
_AMSTERDAM = frozenset({"CBS_Buurtcode", "Buurt", "Wijkcode", "Wijk", "WKT_LNG_LAT"})
_AMSTERDAM_COLUMNS = ("buurtcode", "buurtnaam", "wijkcode", "wijknaam", "geometry")


def _as_it_stands(cells: Mapping[str, str]) -> Mapping[str, str]:
    return cells


def _amsterdam(cells: Mapping[str, str]) -> Mapping[str, str]:
    code = cells["CBS_Buurtcode"].strip()
    wijk = f"WK{code[2:6]}{cells['Wijkcode'].strip()}" if code else ""
    return dict(zip(_AMSTERDAM_COLUMNS, (code, cells["Buurt"], wijk, cells["Wijk"], cells["WKT_LNG_LAT"]), strict=True))


def _read(
    opened: OpenedFile, known: Known, names: tuple[str, ...], renamed: Callable[[Mapping[str, str]], Mapping[str, str]]
) -> Content:
    columns = find_columns(names)
    rows = AreaRows(opened.name, columns, known.stated_year(opened.name) if columns.figures else known.year)
    drawn: list[Drawn] = []
    for row in opened.table.rows():
        cells = renamed(row.cells)
        # A spreadsheet that was made longer by hand ends in rows with a number and nothing else.
        if not any(cells[column].strip() for column in columns.codes.values()) and not cells["geometry"].strip():
            continue
        where = f"rij {row.number}"
        fact = rows.add(where, cells)
        if fact is not None and known.wants(fact.code):
            drawn.append(Drawn(where, fact.code, fact.year, from_wkt(cells["geometry"])))
    outlines = checked(opened.name, drawn, None)
    return Content(
        rows=rows.read,
        notes=[*notes_on_rows(rows), *outlines.notes],
        not_read=columns.descent,
        facts=rows.all_facts(),
        outlines=outlines.outlines,
    )


def _read_cbs(opened: OpenedFile, known: Known) -> Content:
    return _read(opened, known, opened.table.header, _as_it_stands)


def _read_amsterdam(opened: OpenedFile, known: Known) -> Content:
    return _read(opened, known, _AMSTERDAM_COLUMNS, _amsterdam)


def _cbs_shape(level: str, prefix: str) -> Shape:
    return Shape(
        id=f"cbs_areas_wkt_{prefix.lower()}",
        name=f"{level} met kerncijfers en grenzen (CSV met WKT)",
        stage=Stage.AREAS,
        origin=cbs("Wijk- en buurtkaart", outlines=True),
        read=_read_cbs,
        columns=frozenset({f"{prefix}_CODE", f"{prefix}_NAAM", "WATER", "geometry"}),
    )


SHAPES = (
    _cbs_shape("buurten", "BU"),
    _cbs_shape("wijken", "WK"),
    _cbs_shape("gemeenten", "GM"),
    Shape(
        id="amsterdam_areas_wkt",
        name="buurten van Amsterdam met grenzen (CSV met WKT)",
        stage=Stage.AREAS,
        origin=Origin("Gemeente Amsterdam", "Indeling in buurten", UNSTATED, "Grenzen: gemeente Amsterdam"),
        read=_read_amsterdam,
        columns=_AMSTERDAM,
    ),
)
