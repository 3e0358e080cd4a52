"""The pages of the bench: templates of the npm registry, hard pages made by hand, the demo site."""

from __future__ import annotations

import mimetypes
import os
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pagepulse.demo.site import FEATURED, SITE, Shop

HERE = Path(__file__).parent
MADE = HERE / "pages"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pagepulse/templates"
FETCH_TIMEOUT_S = 120

# Package, folder inside it, and pages; fixed versions, so that figures can be compared.
TEMPLATES = (
    ("startbootstrap-sb-admin-2@4.1.4", "", ("index.html", "buttons.html", "tables.html")),
    ("startbootstrap-sb-admin@7.0.7", "dist", ("index.html",)),
    ("startbootstrap-agency@7.0.12", "dist", ("index.html",)),
    ("startbootstrap-creative@7.0.7", "dist", ("index.html",)),
    ("startbootstrap-freelancer@7.0.7", "dist", ("index.html",)),
    ("startbootstrap-grayscale@7.0.6", "dist", ("index.html",)),
    ("startbootstrap-landing-page@6.0.6", "dist", ("index.html",)),
    ("startbootstrap-modern-business@5.0.7", "dist", ("index.html", "pricing.html")),
    ("startbootstrap-new-age@6.0.7", "dist", ("index.html",)),
    ("startbootstrap-resume@7.0.6", "dist", ("index.html",)),
    ("startbootstrap-shop-homepage@5.0.6", "dist", ("index.html",)),
    ("gentelella@4.2.0", "dist", ("production/index.html", "production/form.html")),
)

# Content and type of a path, or None where there is nothing.
Files = Callable[[str], tuple[bytes, str] | None]


class OfflineError(Exception):
    """A template could not be fetched."""


@dataclass(frozen=True)
class Source:
    """One page: its HTML and the files that it needs."""

    name: str
    path: str
    files: Files

    @property
    def html(self) -> str:
        """The page as it was written."""
        found = self.files(self.path)
        assert found, self.name
        return found[0].decode()


def made_pages() -> list[Source]:
    """Return the pages that hold what templates seldom do: scrollers, sticky parts, shadow DOM."""
    files = folder(MADE)
    return [Source(file.stem, f"/{file.name}", files) for file in sorted(MADE.glob("*.html"))]


def demo_pages() -> list[Source]:
    """Return pages of the demo site, as it serves them."""
    shop = Shop("", "")
    featured = shop.cards([shop.coffees[place] for place in FEATURED])
    pages = {
        "/": shop.page("home", featured=featured),
        "/coffee/": shop.page("coffee", cards=shop.cards(shop.coffees)),
        "/plans/": shop.page("plans"),
    }
    assets = folder(SITE)

    def files(path: str) -> tuple[bytes, str] | None:
        return (pages[path].encode(), "text/html") if path in pages else assets(path)

    return [Source(f"demo {path}", path, files) for path in pages]


def template_pages() -> Iterator[Source]:
    """Yield the pages of all templates; raises OfflineError when one cannot be had."""
    for package, inside, pages in TEMPLATES:
        files = folder(unpacked(package) / inside)
        for page in pages:
            yield Source(f"{package.split('@')[0]} {page}", f"/{page}", files)


def unpacked(package: str) -> Path:
    """Return the folder of a package, fetched once."""
    target = CACHE / package
    if target.is_dir():
        return target / "package"
    CACHE.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", package, "--silent", "--pack-destination", str(CACHE)]
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=FETCH_TIMEOUT_S
        )
    except (subprocess.SubprocessError, OSError) as error:
        message = f"{package} could not be fetched into {CACHE}. The bench needs it once, online."
        raise OfflineError(message) from error
    archive = CACHE / done.stdout.split()[-1]
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    archive.unlink()
    return target / "package"


def folder(root: Path) -> Files:
    """Serve the files of a folder."""

    def files(path: str) -> tuple[bytes, str] | None:
        file = (root / path.lstrip("/")).resolve()
        if not (file.is_file() and file.is_relative_to(root.resolve())):
            return None
        return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"

    return files
