"""Pictures of every page, at 1440 and 390 pixels wide, light and dark: for people who want to look.

python -m tests.browser.screens FOLDER --base-url http://127.0.0.1:8501
"""

import argparse
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from pages.parts.navigation import PAGES
from tests.browser import chromium
from tests.browser.visiting import DESKTOP, PHONE, address, visiting


def take_pictures(folder, base_url):
    """Write `<page>-<width>-<scheme>.png` for every page; the whole page, not only what fits a screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for entry, viewport, scheme in product(PAGES, (DESKTOP, PHONE), ("light", "dark")):
            with visiting(browser, base_url + address(entry), viewport=viewport, scheme=scheme) as visit:
                picture = folder / f"{entry.url_path}-{viewport['width']}-{scheme}.png"
                _stretch_to_content(visit.page, viewport)
                visit.page.screenshot(path=picture)
                print(picture)
        browser.close()


def _stretch_to_content(page, viewport):
    """Streamlit scrolls inside the page, so a taller window is the only way to see it whole."""
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": max(viewport["height"], height)})
    page.wait_for_timeout(1500)  # charts and map draw themselves again in the new size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base-url", default="http://127.0.0.1:8501")
    options = parser.parse_args()
    take_pictures(options.folder, options.base_url.rstrip("/"))
