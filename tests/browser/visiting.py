"""One visit of one page with a real browser, and everything that can be heard of it."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from pages.parts.navigation import PAGES, PageEntry

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_PATIENCE = 60_000  # milliseconds

# On a deep link Streamlit asks two of its own addresses below the page's, is told 404, and asks again above. Harmless.
_ASKED_TWICE = ("/_stcore/health", "/_stcore/host-config")

# deck.gl tries to start a decoder for 3D models, which our policy refuses and no map of ours needs.
_DECODER_REFUSED = "WebAssembly.instantiate(): Compiling or instantiating WebAssembly module violates"


@dataclass
class Visit:
    page: Page
    url: str
    entry: PageEntry | None = None
    language: str = ""
    headers: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def outside_requests(self):
        """Requests to any other origin; data: and blob: stay inside the browser."""
        own = urlsplit(self.url).netloc
        return [
            one for one in self.requests if urlsplit(one).scheme not in {"data", "blob"} and urlsplit(one).netloc != own
        ]

    def scrolls_sideways(self):
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@contextmanager
def visiting(browser, url, *, viewport=None, scheme="light"):
    """Open an address in a fresh browser profile and wait until the page is complete."""
    context = browser.new_context(viewport=viewport or DESKTOP, color_scheme=scheme, locale="nl-NL")
    visit = Visit(context.new_page(), url)
    context.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    visit.page.on("pageerror", lambda error: _note_failure(visit, str(error)))
    visit.page.on("console", lambda message: _note(visit, message))
    try:
        answer = visit.page.goto(url)
        visit.headers = answer.all_headers()
        visit.language = visit.page.locator("html").get_attribute("lang")
        wait_until_complete(visit.page)
        yield visit
    finally:
        context.close()


def wait_until_complete(page):
    """Until the script has run, the page stands on screen and its charts and maps are drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=_PATIENCE)
    page.wait_for_selector('[data-testid="stMain"] h1', timeout=_PATIENCE)
    expect(page.locator('[data-testid="stSkeleton"], [data-testid="stSpinner"]')).to_have_count(0, timeout=_PATIENCE)
    page.wait_for_load_state("networkidle", timeout=_PATIENCE)


def _note_failure(visit, error):
    if not error.startswith(_DECODER_REFUSED):
        visit.errors.append(error)


def _note(visit, message):
    address = message.location.get("url", "")
    if message.type == "error" and not urlsplit(address).path.endswith(_ASKED_TWICE):
        visit.errors.append(f"{message.text} ({address})")


def address(entry):
    """Where a page of the register lives; Streamlit knows the first one as `/`."""
    return "/" if entry is PAGES[0] else f"/{entry.url_path}"
