"""Which indicators have no figures for the Modelgemeente, and why: in real life too some cards stay without one."""

from __future__ import annotations

# By indicator id; the reasons are for a reader: Dutch, level B1.
ABSENT: dict[str, str] = {
    "gevaarlijke_stoffen": (
        "De gemeente heeft het register nog niet gekoppeld. Zo is te zien hoe een thema zonder cijfers eruitziet."
    ),
    "geweld": (
        "Deze som heeft het zedenmisdrijf nodig, dat alleen per jaar verschijnt; de andere delen zijn er per maand. Uit"
        " maanden en jaren maken wij geen som."
    ),
    "leefbaarometer": "Het open bestand per buurt heeft de score, niet de klasse.",
    "seh_letsel": "Dit cijfer bestaat niet per gemeente.",
    "zicht_op_ondermijning": (
        "De index staat in een besloten dashboard. Een verzonnen risico per wijk zou op een oordeel lijken."
    ),
}

# Background figures that stand in the areas table, with the columns they are made of.
IN_AREAS: dict[str, tuple[str, ...]] = {
    "bezoekers": ("visitors",),
    "dichtheid": ("inhabitants", "area_ha"),
    "huishoudens": ("households",),
    "inwoners": ("inhabitants",),
    "stedelijkheid": ("stedelijkheid",),
    "vestigingen": ("businesses",),
    "woningen": ("dwellings",),
}
