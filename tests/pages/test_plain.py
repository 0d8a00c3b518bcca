from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pages.parts.plain import plain


def test_markdown_and_html_arrive_as_written() -> None:
    hostile = "[klik](javascript:alert(1)) <b>vet</b> **x** :material/home: $x$ `code`"
    rendered = MarkdownIt("commonmark").render(plain(hostile))
    assert "<a" not in rendered
    assert "<b>" not in rendered
    assert "<strong>" not in rendered
    assert "<code>" not in rendered


def test_a_line_break_cannot_start_a_heading_or_list() -> None:
    assert "\n" not in plain("naam\n# kop\n- punt")


def test_invisible_characters_are_dropped() -> None:
    assert plain("Dorp\u202eabc\u200b") == "Dorpabc"


@given(st.text(max_size=40))
def test_any_text_renders_as_one_paragraph_without_tags(text: str) -> None:
    rendered = MarkdownIt("commonmark").render(plain(text)).strip()
    if rendered:
        inner = rendered.removeprefix("<p>").removesuffix("</p>")
        assert "<" not in inner
