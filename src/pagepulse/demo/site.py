"""The demo site: a coffee shop of seventy pages that carries the tracker."""

from __future__ import annotations

import html
import secrets
from pathlib import Path
from string import Template
from typing import cast

import msgspec
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

SITE = Path(__file__).parent / "site"
# Places in the catalogue that the home page and the product pages show as cards.
FEATURED = (0, 21, 6, 9)
RELATED_COUNT = 4
# Of every coffee, whatever is ordered.
BAGS_IN_STOCK = 40

TITLES = {
    "home": "Harbor & Pine · Coffee, roasted by the water",
    "coffee": "All coffee · Harbor & Pine",
    "plans": "Plans · Harbor & Pine",
    "checkout": "Checkout · Harbor & Pine",
    "thanks": "Thank you · Harbor & Pine",
    "account": "Overview · Harbor & Pine",
    "not_found": "Lost at sea · Harbor & Pine",
}


class Coffee(msgspec.Struct, frozen=True):
    """One product; `price` in whole euros for 250 g, `altitude` in metres."""

    slug: str
    name: str
    origin: str
    roast: str
    notes: str
    price: int
    tint: int
    rating: str
    reviews: int
    altitude: int
    since: int


def load_coffees() -> list[Coffee]:
    """Return the catalogue in shop order."""
    return msgspec.json.decode((SITE / "products.json").read_bytes(), type=list[Coffee])


class Shop:
    """The pages as templates, filled once per request because every form gets its own token."""

    def __init__(self, tracker_url: str, project_key: str) -> None:
        """Put the tracker that the origin `tracker_url` serves into every page."""
        self.coffees = load_coffees()
        self._templates = {
            path.stem: Template(path.read_text("utf-8")) for path in (SITE / "pages").iterdir()
        }
        self._layout = Template((SITE / "layout.html").read_text("utf-8"))
        self._tracker = (
            f'<script defer src="{html.escape(tracker_url)}/pulse.js"'
            f' data-project="{html.escape(project_key)}"></script>'
        )

    def page(self, page: str, /, *, page_title: str = "", **fields: str) -> str:
        """Return the whole HTML of a page; `fields` fill its own placeholders, already escaped."""
        content = self._templates[page].substitute(fields)
        return self._layout.substitute(
            title=html.escape(page_title or TITLES[page]),
            description="Small-batch coffee, roasted on Tuesdays and posted the same afternoon.",
            tracker=self._tracker,
            content=content,
        )

    def cards(self, coffees: list[Coffee]) -> str:
        """Return product cards as HTML."""
        card = self._templates["card"]
        return "".join(
            card.substitute(_escaped(coffee), words=html.escape(_search_words(coffee)))
            for coffee in coffees
        )

    def product_page(self, slug: str) -> str | None:
        """Return the page of one coffee, or None when the shop has no such coffee."""
        for place, coffee in enumerate(self.coffees):
            if coffee.slug == slug:
                following = (self.coffees * 2)[place + 1 : place + 1 + RELATED_COUNT]
                return self.page(
                    "product",
                    page_title=f"{coffee.name} · Harbor & Pine",
                    related=self.cards(following),
                    **_escaped(coffee),
                )
        return None


def _escaped(coffee: Coffee) -> dict[str, str]:
    fields = cast("dict[str, object]", msgspec.structs.asdict(coffee))
    return {name: html.escape(str(value)) for name, value in fields.items()}


def _search_words(coffee: Coffee) -> str:
    return f"{coffee.name} {coffee.origin} {coffee.notes}".lower()


def demo_site(tracker_url: str, project_key: str) -> FastAPI:
    """Return the demo site as an ASGI app; `tracker_url` is the origin that serves `pulse.js`."""
    shop = Shop(tracker_url, project_key)
    app = FastAPI(title="Harbor & Pine", openapi_url=None, default_response_class=HTMLResponse)
    app.mount("/assets", StaticFiles(directory=SITE / "assets"), name="assets")
    app.include_router(_services())
    app.include_router(_pages(shop))

    @app.exception_handler(404)
    async def not_found(_request: Request, _error: Exception) -> HTMLResponse:
        return HTMLResponse(shop.page("not_found"), status_code=404)

    return app


def _services() -> APIRouter:
    """Return what the pages' script asks: one that answers and one that never does."""
    router = APIRouter()

    @router.get("/api/stock/{slug}")
    async def stock(slug: str) -> JSONResponse:
        return JSONResponse({"coffee": slug, "bags": BAGS_IN_STOCK})

    @router.get("/api/delivery")
    async def delivery() -> JSONResponse:
        return JSONResponse({"problem": "The parcel service is down."}, status_code=503)

    return router


def _pages(shop: Shop) -> APIRouter:
    router = APIRouter()

    @router.get("/")
    async def home() -> str:
        featured = [shop.coffees[place] for place in FEATURED]
        return shop.page("home", featured=shop.cards(featured))

    @router.get("/coffee/")
    async def catalogue() -> str:
        return shop.page("coffee", cards=shop.cards(shop.coffees))

    @router.get("/coffee/{slug}/")
    async def product(slug: str) -> str:
        page = shop.product_page(slug)
        if page is None:
            raise HTTPException(404)
        return page

    @router.get("/plans/")
    async def plans() -> str:
        return shop.page("plans")

    @router.get("/checkout/")
    async def checkout() -> str:
        return shop.page("checkout", csrf=secrets.token_hex(16))

    # POST as well: the form works without scripts, and what it brings is not even read.
    @router.api_route("/thanks/", methods=["GET", "POST"])
    async def thanks() -> str:
        return shop.page("thanks")

    @router.get("/account/")
    @router.get("/account/orders/")
    @router.get("/account/settings/")
    async def account() -> str:
        return shop.page("account")

    return router
