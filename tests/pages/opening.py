"""A page inside the frame, opened by Streamlit's own test harness."""

from html import unescape
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from pages.parts.navigation import PAGES

FRAME = str(PAGES[0].path.parents[1] / "parts" / "frame.py")


def page(url_path):
    return next(entry for entry in PAGES if entry.url_path == url_path)


def opened(entry, **query):
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if entry is not PAGES[0]:
        app.switch_page(str(entry.path)).run()
    return app


def words(app):
    return " ".join(one.value for one in [*app.title, *app.header, *app.markdown, *app.caption, *app.info])


def html(app):
    """The source of all plain HTML on a page."""
    return "".join(one.proto.body for one in app.get("html"))


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self._rows, self._cell = {}, [], None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if given.get("role") == "region":
            self._rows = self.found.setdefault(given["aria-label"], [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cell = []

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._rows[-1].append(unescape("".join(self._cell)))
            self._cell = None


def tables(app):
    """The tables of a page by their name: rows as dictionaries by column."""
    parser = _Tables()
    parser.feed(html(app))
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in parser.found.items()}
