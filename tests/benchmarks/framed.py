"""The dashboard with one page more, for the benchmarks only: an empty page inside our own frame."""

from pathlib import Path

from pages.parts import navigation

navigation.PAGES = (
    *navigation.PAGES,
    navigation.PageEntry(
        file=str(Path(__file__).with_name("empty_page.py")),
        url_path="leeg",
        title="Leeg",
        section="Meting",
        question="Wat kost een lege pagina?",
        icon="",
    ),
)

from dashboard import app  # noqa: E402 - the dashboard must find the longer register

__all__ = ["app"]
