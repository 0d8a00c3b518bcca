"""Figures coming in from outside: one module per shape of file, recognised by content and never by name.

    files, text, json_text, periods     a file as bytes, as rows of text, as JSON, and what a period is called
    opened, recognise                   a file that is being looked at, and which shape it has
    shapes, registry                    what a shape is and what it may bring, and the list of them all
    outlines, geojson, key_figures      what several shapes of areas share
    coded, statline_forms               what several shapes of figures share
    places, naming, known_areas         the areas, and finding the one that a name stands for
    areas, observations                 from what was read to the tables of the warehouse
    load, reading, notes, report        everything together, and what to tell about it

Every other module is one shape or a family of them. To add one, write a module that offers `SHAPES` and put it in
`registry`: nothing else needs to change.

Everything here is hostile until it is read: whatever does not fit becomes one Dutch sentence and nothing is stored.
"""
