"""Figures coming in from outside: one module per shape of file, recognised by content and never by name.

    files, text, periods     a file as bytes, as rows of text, and what a period is called
    recognise                which shape it is
    boundaries_geojson, population_csv, statline_csv, crime_by_type_csv      one module per shape
    places, naming           the areas of a gemeente, and finding the one that a name stands for
    areas, observations      from what was read to the tables of the warehouse
    load, report             everything together, and what to tell about it

Everything here is hostile until it is read: whatever does not fit becomes one Dutch sentence and nothing is stored.
"""
