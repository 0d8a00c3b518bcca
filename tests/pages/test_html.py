from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pages.parts import fold, table

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
HOSTILE = '<img src=x onerror=alert(1)>"><script>alert(1)</script>'


class Heard(HTMLParser):
    """Which tags and attributes a browser would see, and the text between them."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text.append(data)


def drawn(monkeypatch, module, draw):
    pieces = []
    monkeypatch.setattr(module.st, "html", pieces.append)
    draw()
    heard = Heard()
    heard.feed("".join(pieces))
    heard.close()
    return heard


def test_a_hostile_cell_arrives_as_text(monkeypatch):
    heard = drawn(monkeypatch, table, lambda: table.table([{"Gebied": HOSTILE, HOSTILE: "1"}], name=HOSTILE))
    assert heard.tags == {"style", "div", "table", "thead", "tbody", "tr", "th", "td"}
    assert heard.text.count(HOSTILE) == 2
    assert not any(name.startswith("on") for name in heard.attributes)


def test_a_hostile_explanation_arrives_as_text(monkeypatch):
    heard = drawn(monkeypatch, fold, lambda: fold.folds([fold.Fold(HOSTILE, (HOSTILE,))]))
    assert heard.tags == {"style", "details", "summary", "p"}


def test_a_table_that_scrolls_can_be_reached_with_the_keyboard(monkeypatch):
    heard = drawn(monkeypatch, table, lambda: table.table([{"a": "1"}], name="cijfers", height=300))
    assert "tabindex" in heard.attributes


@given(cells=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=4))
def test_no_text_adds_a_tag(cells):
    pieces = []
    original, table.st.html = table.st.html, pieces.append
    try:
        table.table([{"een": one, "twee": two} for one, two in cells], name="n", numbers=("twee",))
    finally:
        table.st.html = original
    heard = Heard()
    heard.feed("".join(pieces))
    assert heard.tags == {"style", "div", "table", "thead", "tbody", "tr", "th", "td"}
